-- Money that goes back is explained to the fen: which pieces, which freight, and what was allowed for without taking
-- anything back. `reason` is a code, `note` what a person wrote.
ALTER TABLE refunds ADD COLUMN note TEXT;

-- What went back for the pieces of the line, a code's share taken off.
ALTER TABLE refund_lines ADD COLUMN amount_fen INTEGER NOT NULL DEFAULT 0
  CONSTRAINT refunded_amount CHECK (amount_fen >= 0);

-- `place` is the group's place in the order's freight; each group's freight goes back once.
CREATE TABLE refund_freight (
  order_id TEXT NOT NULL REFERENCES orders (id),
  place INTEGER NOT NULL,
  refund_id TEXT NOT NULL REFERENCES refunds (id),
  amount_fen INTEGER NOT NULL CONSTRAINT refunded_freight CHECK (amount_fen >= 0),
  CONSTRAINT freight_refunded_once PRIMARY KEY (order_id, place)
) STRICT, WITHOUT ROWID;

-- A parent's insert looks for its children: without these each payment read all captures, each refund all freight.
CREATE UNIQUE INDEX captures_of_attempt ON captures (attempt_id); -- whether money of an attempt was kept
CREATE INDEX freight_of_refund ON refund_freight (refund_id); -- what a refund was for

-- A sum allowed without taking pieces back: goodwill, or what a short season owed. `line` is null for the order itself.
CREATE TABLE refund_allowances (
  refund_id TEXT NOT NULL PRIMARY KEY REFERENCES refunds (id),
  order_id TEXT NOT NULL REFERENCES orders (id),
  line INTEGER,
  amount_fen INTEGER NOT NULL CONSTRAINT allowed_amount CHECK (amount_fen > 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX allowances_of_order ON refund_allowances (order_id); -- /admin/orders/:number, the limits of a refund

-- Freight goes back only while nothing of its group was sent.
CREATE TRIGGER freight_unsent BEFORE INSERT ON refund_freight
WHEN EXISTS (
  SELECT 1 FROM shipment_lines s CROSS JOIN order_lines l ON l.order_id = s.order_id AND l.line = s.line
  CROSS JOIN orders o ON o.id = s.order_id
  WHERE s.order_id = NEW.order_id
    AND l.sku IN (SELECT value FROM json_each(o.freight, '$[' || NEW.place || '].skus')))
BEGIN
  SELECT RAISE(ABORT, 'freight_unsent');
END;

-- What an order gives back comes out of its capture; any other success goes back whole, and never the captured one.
CREATE TRIGGER refund_names_capture BEFORE INSERT ON refunds
WHEN (NEW.reason IN ('paid_twice', 'paid_late', 'plot_lost'))
  = EXISTS (SELECT 1 FROM captures WHERE attempt_id = NEW.attempt_id)
BEGIN
  SELECT RAISE(ABORT, 'refund_names_capture');
END;
CREATE TRIGGER capture_of_refunded BEFORE INSERT ON captures
WHEN EXISTS (SELECT 1 FROM refunds WHERE attempt_id = NEW.attempt_id)
BEGIN
  SELECT RAISE(ABORT, 'capture_of_refunded');
END;

-- A capture belongs to an attempt of its own order, and is all of it.
CREATE TRIGGER capture_of_attempt BEFORE INSERT ON captures
WHEN NOT EXISTS (SELECT 1 FROM payment_attempts
  WHERE id = NEW.attempt_id AND order_id = NEW.order_id AND amount_fen = NEW.amount_fen)
BEGIN
  SELECT RAISE(ABORT, 'capture_of_attempt');
END;
