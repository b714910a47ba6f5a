-- The stock ledger ------------------------------------------------------------
-- One row per cause and kind: the key is what makes a release or a return happen once.
CREATE TABLE stock_movements (
  sku TEXT NOT NULL REFERENCES variants (sku),
  cause TEXT NOT NULL,
  kind TEXT NOT NULL,
  quantity INTEGER NOT NULL CONSTRAINT movement_quantity CHECK (quantity <> 0),
  at INTEGER NOT NULL,
  PRIMARY KEY (sku, cause, kind)
) STRICT, WITHOUT ROWID;

-- Pieces a SKU sold a day, whether alone or inside a gift box: what stock lasts for is worked out from it.
-- 28,800 s: the day is that of Shanghai.
CREATE TABLE pieces_by_day (
  day TEXT NOT NULL,
  sku TEXT NOT NULL REFERENCES variants (sku),
  pieces INTEGER NOT NULL,
  PRIMARY KEY (day, sku)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER pieces_summed AFTER INSERT ON stock_movements WHEN NEW.kind IN ('sold', 'returned')
BEGIN
  INSERT INTO pieces_by_day (day, sku, pieces) VALUES (date(NEW.at / 1000 + 28800, 'unixepoch'), NEW.sku,
    CASE NEW.kind WHEN 'sold' THEN NEW.quantity ELSE -NEW.quantity END)
  ON CONFLICT (day, sku) DO UPDATE SET pieces = pieces + excluded.pieces;
END;

-- What the ledger adds up to, per SKU: kept as it is written, so that reconciling does not grow with the number of
-- orders. What is reserved is read from the open orders themselves, which are few; so placing an
-- order writes nothing more.
CREATE TABLE stock_sums (
  sku TEXT NOT NULL REFERENCES variants (sku),
  kind TEXT NOT NULL,
  pieces INTEGER NOT NULL,
  CONSTRAINT stock_sum_once PRIMARY KEY (sku, kind)
) STRICT, WITHOUT ROWID;
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
