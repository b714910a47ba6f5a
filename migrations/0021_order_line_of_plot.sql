-- A line names a variant or an adoption. SQLite cannot drop a NOT NULL, so the table is written anew: nothing refers
-- to it by a foreign key, and the two triggers that read it are put back as they were. Rehearsed with rows in
-- test/db/order-lines.d1.test.ts.
DROP TRIGGER shipped_limit;
DROP TRIGGER refund_line_limit;

CREATE TABLE order_lines_anew (
  order_id TEXT NOT NULL REFERENCES orders (id),
  line INTEGER NOT NULL,
  sku TEXT REFERENCES variants (sku),
  slug TEXT NOT NULL,
  title_zh TEXT NOT NULL,
  title_en TEXT NOT NULL,
  spec_zh TEXT NOT NULL,
  spec_en TEXT NOT NULL,
  picture TEXT NOT NULL,
  family TEXT NOT NULL,
  origin_code TEXT NOT NULL,
  storage TEXT NOT NULL,
  return_rule TEXT NOT NULL,
  sample INTEGER NOT NULL,
  quantity INTEGER NOT NULL CONSTRAINT line_quantity CHECK (quantity > 0),
  unit_price_fen INTEGER NOT NULL CONSTRAINT line_unit_price CHECK (unit_price_fen >= 0),
  amount_fen INTEGER NOT NULL,
  stock TEXT NOT NULL CONSTRAINT line_stock_json CHECK (json_valid(stock)),
  adoption_id TEXT REFERENCES adoptions (id),
  PRIMARY KEY (order_id, line),
  CONSTRAINT line_amount CHECK (amount_fen = quantity * unit_price_fen),
  CONSTRAINT line_of_one_thing CHECK ((sku IS NULL) <> (adoption_id IS NULL)),
  CONSTRAINT line_of_one_plot CHECK (adoption_id IS NULL OR quantity = 1)
) STRICT, WITHOUT ROWID;
INSERT INTO order_lines_anew
SELECT order_id, line, sku, slug, title_zh, title_en, spec_zh, spec_en, picture, family, origin_code, storage, return_rule,
  sample, quantity, unit_price_fen, amount_fen, stock, NULL FROM order_lines;
DROP TABLE order_lines;
ALTER TABLE order_lines_anew RENAME TO order_lines;

CREATE TRIGGER shipped_limit BEFORE INSERT ON shipment_lines
WHEN (SELECT coalesce(sum(quantity), 0) FROM settled_pieces WHERE order_id = NEW.order_id AND line = NEW.line)
  + NEW.quantity > coalesce(
    (SELECT quantity FROM order_lines WHERE order_id = NEW.order_id AND line = NEW.line), 0)
BEGIN
  SELECT RAISE(ABORT, 'shipped_limit');
END;
CREATE TRIGGER refund_line_limit BEFORE INSERT ON refund_lines
WHEN (SELECT coalesce(sum(quantity), 0) FROM refund_lines WHERE order_id = NEW.order_id AND line = NEW.line)
  + NEW.quantity > coalesce(
    (SELECT quantity FROM order_lines WHERE order_id = NEW.order_id AND line = NEW.line), 0)
  OR (SELECT coalesce(sum(quantity), 0) FROM settled_pieces WHERE order_id = NEW.order_id AND line = NEW.line)
  + NEW.withheld > coalesce(
    (SELECT quantity FROM order_lines WHERE order_id = NEW.order_id AND line = NEW.line), 0)
BEGIN
  SELECT RAISE(ABORT, 'refund_line_limit');
END;
