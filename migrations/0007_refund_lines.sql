-- Which pieces of which line a refund is for; `withheld` of them had not been sent and never will be.
CREATE TABLE refund_lines (
  refund_id TEXT NOT NULL REFERENCES refunds (id),
  order_id TEXT NOT NULL,
  line INTEGER NOT NULL,
  quantity INTEGER NOT NULL CONSTRAINT refunded_quantity CHECK (quantity > 0),
  withheld INTEGER NOT NULL CONSTRAINT withheld_quantity CHECK (withheld BETWEEN 0 AND quantity),
  PRIMARY KEY (refund_id, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX refunded_of_line ON refund_lines (order_id, line); -- the limits below

-- Pieces that no longer wait to be sent: sent, or refunded before they were.
CREATE VIEW settled_pieces (order_id, line, quantity) AS
  SELECT order_id, line, quantity FROM shipment_lines
  UNION ALL SELECT order_id, line, withheld FROM refund_lines;

DROP TRIGGER shipped_limit;
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
