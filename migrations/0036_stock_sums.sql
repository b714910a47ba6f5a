-- What the ledger adds up to, per SKU: kept as it is written, so that reconciling does not grow with the number of
-- orders. What is reserved is read from the open orders themselves, which are few; so placing an
-- order writes nothing more.
CREATE TABLE stock_sums (
  sku TEXT NOT NULL REFERENCES variants (sku),
  kind TEXT NOT NULL,
  pieces INTEGER NOT NULL,
  CONSTRAINT stock_sum_once PRIMARY KEY (sku, kind)
) STRICT, WITHOUT ROWID;

INSERT INTO stock_sums (sku, kind, pieces)
SELECT sku, CASE cause WHEN 'opening' THEN 'opening' ELSE kind END, sum(quantity) FROM stock_movements
WHERE kind NOT IN ('reserved', 'released') GROUP BY 1, 2;

CREATE TRIGGER stock_summed AFTER INSERT ON stock_movements WHEN NEW.kind NOT IN ('reserved', 'released')
BEGIN
  INSERT INTO stock_sums (sku, kind, pieces)
  VALUES (NEW.sku, CASE NEW.cause WHEN 'opening' THEN 'opening' ELSE NEW.kind END, NEW.quantity)
  ON CONFLICT (sku, kind) DO UPDATE SET pieces = pieces + excluded.pieces;
END;

-- What the nightly check found; `differing` names the SKUs.
CREATE TABLE stock_checks (
  checked_on TEXT NOT NULL PRIMARY KEY,
  at INTEGER NOT NULL,
  skus INTEGER NOT NULL,
  differing TEXT NOT NULL CONSTRAINT stock_differing_json CHECK (json_valid(differing))
) STRICT, WITHOUT ROWID;

-- A SKU is counted once in a stock-taking: the same sheet sent twice changes nothing the second time.
CREATE TABLE stock_counts (
  taking TEXT NOT NULL,
  sku TEXT NOT NULL REFERENCES variants (sku),
  expected INTEGER NOT NULL,
  counted INTEGER NOT NULL CONSTRAINT stock_counted CHECK (counted >= 0),
  entry TEXT NOT NULL,
  CONSTRAINT stock_counted_once PRIMARY KEY (taking, sku)
) STRICT, WITHOUT ROWID;
