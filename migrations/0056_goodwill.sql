-- Goodwill: money that goes back without a piece, for a line or for the order itself. Above a limit a second person
-- confirms it; until then it waits here and no money moves.

-- Who of the staff gave it back; null: the buyer did, or the shop by itself.
ALTER TABLE refunds ADD COLUMN staff_id TEXT REFERENCES staff (id);

-- Who gave back what stands already is in the log, in an entry of the same instant.
UPDATE refunds SET staff_id = (
  SELECT a.staff_id FROM orders o CROSS JOIN audit_entries a ON a.object = 'order:' || o.number
  WHERE o.id = refunds.order_id AND a.at = refunds.created_at AND a.verb IN ('order.refunded', 'order.cancelled')
  UNION ALL
  SELECT a.staff_id FROM adoptions d CROSS JOIN audit_entries a ON a.object = 'adoption:' || d.id
  WHERE d.order_id = refunds.order_id AND a.at = refunds.created_at AND a.verb = 'adoption.refunded'
  LIMIT 1);

-- Decided with a refund: confirmed. Without one: declined, or withdrawn by who asked. `alone` says that nobody else was
-- permitted to decide when who asked confirmed it themselves.
CREATE TABLE goodwill_requests (
  id TEXT NOT NULL PRIMARY KEY,
  order_id TEXT NOT NULL REFERENCES orders (id),
  line INTEGER,
  amount_fen INTEGER NOT NULL CONSTRAINT goodwill_amount CHECK (amount_fen > 0),
  note TEXT NOT NULL CONSTRAINT goodwill_reason CHECK (trim(note) <> ''),
  asked_by TEXT NOT NULL REFERENCES staff (id),
  asked_at INTEGER NOT NULL,
  decided_by TEXT REFERENCES staff (id),
  decided_at INTEGER,
  refund_id TEXT REFERENCES refunds (id),
  answer TEXT,
  alone INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT decided_by_somebody CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
  CONSTRAINT second_person CHECK (
    refund_id IS NULL OR (decided_by IS NOT NULL AND (decided_by <> asked_by OR alone = 1)))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX goodwill_waiting ON goodwill_requests (order_id)
  WHERE decided_at IS NULL; -- one at a time; /admin/orders?view=goodwill, the overview
CREATE INDEX goodwill_of_order ON goodwill_requests (order_id); -- /admin/orders/:number
CREATE UNIQUE INDEX goodwill_given ON goodwill_requests (refund_id)
  WHERE refund_id IS NOT NULL; -- one refund confirms one request

-- What is confirmed is what was asked, and a decision stands.
CREATE TRIGGER goodwill_stands BEFORE UPDATE ON goodwill_requests
WHEN OLD.decided_at IS NOT NULL
  OR (NEW.id, NEW.order_id, NEW.line, NEW.amount_fen, NEW.note, NEW.asked_by, NEW.asked_at)
    IS NOT (OLD.id, OLD.order_id, OLD.line, OLD.amount_fen, OLD.note, OLD.asked_by, OLD.asked_at)
BEGIN
  SELECT RAISE(ABORT, 'goodwill_stands');
END;

-- The refund of a confirmed request is its own: the same order, line and sum.
CREATE TRIGGER goodwill_refund_matches BEFORE UPDATE OF refund_id ON goodwill_requests
WHEN NEW.refund_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM refund_allowances a
  WHERE a.refund_id = NEW.refund_id AND a.order_id = NEW.order_id AND a.line IS NEW.line AND a.amount_fen = NEW.amount_fen)
BEGIN
  SELECT RAISE(ABORT, 'goodwill_refund_matches');
END;
CREATE TRIGGER goodwill_refund_named BEFORE INSERT ON goodwill_requests
WHEN NEW.refund_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM refund_allowances a
  WHERE a.refund_id = NEW.refund_id AND a.order_id = NEW.order_id AND a.line IS NEW.line AND a.amount_fen = NEW.amount_fen)
BEGIN
  SELECT RAISE(ABORT, 'goodwill_refund_matches');
END;

-- Nobody is allowed more for a line than is left of what was paid for it.
CREATE TRIGGER allowance_limit BEFORE INSERT ON refund_allowances
WHEN NEW.line IS NOT NULL AND NEW.amount_fen
  + (SELECT coalesce(sum(amount_fen), 0) FROM refund_lines WHERE order_id = NEW.order_id AND line = NEW.line)
  + (SELECT coalesce(sum(amount_fen), 0) FROM refund_allowances WHERE order_id = NEW.order_id AND line = NEW.line)
  > coalesce((SELECT amount_fen - discount_fen FROM order_lines WHERE order_id = NEW.order_id AND line = NEW.line), 0)
BEGIN
  SELECT RAISE(ABORT, 'allowance_limit');
END;
