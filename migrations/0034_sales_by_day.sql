-- Sums for the overview of the back office: what a day sold, whole and by family, province and channel. A trigger keeps
-- them, so that reading 30 days costs the same however many orders there were. Money taken back counts on its own day.
ALTER TABLE impact_entries ADD COLUMN pieces INTEGER NOT NULL DEFAULT 0;
-- 1 on the first line of a sale, -1 on the first line of its taking back; family_orders the same for each family of it.
ALTER TABLE impact_entries ADD COLUMN orders INTEGER NOT NULL DEFAULT 0;
ALTER TABLE impact_entries ADD COLUMN family_orders INTEGER NOT NULL DEFAULT 0;

UPDATE impact_entries SET
  pieces = coalesce(
    (SELECT l.quantity FROM order_lines l WHERE l.order_id = impact_entries.cause AND l.line = impact_entries.line),
    (SELECT -l.quantity FROM order_lines l
      WHERE l.order_id || ':refund' = impact_entries.cause
        AND l.order_id = substr(impact_entries.cause, 1, length(impact_entries.cause) - 7)
        AND l.line = impact_entries.line),
    (SELECT -r.quantity FROM refund_lines r WHERE r.refund_id = impact_entries.cause AND r.line = impact_entries.line),
    0),
  orders = CASE
    WHEN EXISTS (SELECT 1 FROM impact_entries e WHERE e.cause = impact_entries.cause AND e.line < impact_entries.line) THEN 0
    WHEN EXISTS (SELECT 1 FROM orders o WHERE o.id = impact_entries.cause) THEN 1
    WHEN impact_entries.cause LIKE '%:refund' THEN -1 ELSE 0 END,
  family_orders = CASE
    WHEN EXISTS (SELECT 1 FROM impact_entries e WHERE e.cause = impact_entries.cause AND e.line < impact_entries.line
      AND e.family = impact_entries.family) THEN 0
    WHEN EXISTS (SELECT 1 FROM orders o WHERE o.id = impact_entries.cause) THEN 1
    WHEN impact_entries.cause LIKE '%:refund' THEN -1 ELSE 0 END;

CREATE TABLE sales_by_day (
  dimension TEXT NOT NULL,
  day TEXT NOT NULL,
  value TEXT NOT NULL,
  orders INTEGER NOT NULL,
  pieces INTEGER NOT NULL,
  amount_fen INTEGER NOT NULL,
  PRIMARY KEY (dimension, day, value)
) STRICT, WITHOUT ROWID;
INSERT INTO sales_by_day (dimension, day, value, orders, pieces, amount_fen)
SELECT dimension, day, value, sum(orders), sum(pieces), sum(amount_fen) FROM (
  SELECT 'all' dimension, date(at / 1000 + 28800, 'unixepoch') day, 'all' value, orders, pieces, amount_fen FROM impact_entries
  UNION ALL SELECT 'family', date(at / 1000 + 28800, 'unixepoch'), family, family_orders, pieces, amount_fen FROM impact_entries
  UNION ALL SELECT 'province', date(at / 1000 + 28800, 'unixepoch'), province, orders, pieces, amount_fen FROM impact_entries
  UNION ALL SELECT 'channel', date(at / 1000 + 28800, 'unixepoch'), channel, orders, pieces, amount_fen FROM impact_entries)
GROUP BY dimension, day, value HAVING sum(orders) <> 0 OR sum(pieces) <> 0 OR sum(amount_fen) <> 0;

-- Entries of tea sent carry no money and move nothing here. 28,800 s: the day is that of Shanghai.
CREATE TRIGGER sale_summed AFTER INSERT ON impact_entries
WHEN NEW.orders <> 0 OR NEW.family_orders <> 0 OR NEW.pieces <> 0 OR NEW.amount_fen <> 0
BEGIN
  INSERT INTO sales_by_day (dimension, day, value, orders, pieces, amount_fen) VALUES
    ('all', date(NEW.at / 1000 + 28800, 'unixepoch'), 'all', NEW.orders, NEW.pieces, NEW.amount_fen),
    ('family', date(NEW.at / 1000 + 28800, 'unixepoch'), NEW.family, NEW.family_orders, NEW.pieces, NEW.amount_fen),
    ('province', date(NEW.at / 1000 + 28800, 'unixepoch'), NEW.province, NEW.orders, NEW.pieces, NEW.amount_fen),
    ('channel', date(NEW.at / 1000 + 28800, 'unixepoch'), NEW.channel, NEW.orders, NEW.pieces, NEW.amount_fen)
  ON CONFLICT (dimension, day, value) DO UPDATE SET orders = orders + excluded.orders,
    pieces = pieces + excluded.pieces, amount_fen = amount_fen + excluded.amount_fen;
END;

-- The ledger only grows: a sum kept by a trigger is right as long as nothing behind it changes.
CREATE TRIGGER impact_entry_stays BEFORE UPDATE ON impact_entries
BEGIN
  SELECT RAISE(ABORT, 'impact_entry_stays');
END;
CREATE TRIGGER impact_entry_kept BEFORE DELETE ON impact_entries
BEGIN
  SELECT RAISE(ABORT, 'impact_entry_stays');
END;

-- Pieces a SKU sold a day, whether alone or inside a gift box: what stock lasts for is worked out from it.
CREATE TABLE pieces_by_day (
  day TEXT NOT NULL,
  sku TEXT NOT NULL REFERENCES variants (sku),
  pieces INTEGER NOT NULL,
  PRIMARY KEY (day, sku)
) STRICT, WITHOUT ROWID;
INSERT INTO pieces_by_day (day, sku, pieces)
SELECT date(at / 1000 + 28800, 'unixepoch'), sku, sum(CASE kind WHEN 'sold' THEN quantity ELSE -quantity END)
FROM stock_movements WHERE kind IN ('sold', 'returned') GROUP BY 1, 2;
CREATE TRIGGER pieces_summed AFTER INSERT ON stock_movements WHEN NEW.kind IN ('sold', 'returned')
BEGIN
  INSERT INTO pieces_by_day (day, sku, pieces) VALUES (date(NEW.at / 1000 + 28800, 'unixepoch'), NEW.sku,
    CASE NEW.kind WHEN 'sold' THEN NEW.quantity ELSE -NEW.quantity END)
  ON CONFLICT (day, sku) DO UPDATE SET pieces = pieces + excluded.pieces;
END;

-- An order that is placed pays nothing for this one: a board waits for staff only once its plot is adopted.
CREATE INDEX adoptions_board_waiting ON adoptions (season)
  WHERE board_state = 'waiting' AND adopted_at IS NOT NULL AND released_at IS NULL; -- /admin, 名牌待审
