-- Money counted for the wrong order is taken back by staff, with a reason, while that order is unpaid.
ALTER TABLE arrival_allocations ADD COLUMN taken_back_by TEXT REFERENCES staff (id);
ALTER TABLE arrival_allocations ADD COLUMN taken_back_reason TEXT CONSTRAINT allocation_taken_back CHECK (
  (taken_back_reason IS NULL) = (taken_back_by IS NULL)
  AND (taken_back_by IS NULL OR (freed_at IS NOT NULL AND trim(taken_back_reason) <> '')));

DROP TRIGGER allocation_stays;
CREATE TRIGGER allocation_stays BEFORE UPDATE ON arrival_allocations
WHEN OLD.freed_at IS NOT NULL
  OR (NEW.id, NEW.arrival_id, NEW.attempt_id, NEW.amount_fen, NEW.staff_id, NEW.at)
    IS NOT (OLD.id, OLD.arrival_id, OLD.attempt_id, OLD.amount_fen, OLD.staff_id, OLD.at)
  OR NOT EXISTS (SELECT 1 FROM payment_attempts WHERE id = NEW.attempt_id AND paid_at IS NULL
    AND (closed_at IS NOT NULL OR NEW.taken_back_by IS NOT NULL))
BEGIN
  SELECT RAISE(ABORT, 'allocation_stays');
END;

CREATE INDEX arrivals_alike ON bank_arrivals (received_on, amount_fen) WHERE voided_at IS NULL; -- one entered under two serials

-- Money in the account that is no payment, such as interest: set aside for good with a reason, so that its serial stays
-- known and nobody has to invent a return. It can be put back.
ALTER TABLE bank_arrivals ADD COLUMN set_aside_by TEXT REFERENCES staff (id);
ALTER TABLE bank_arrivals ADD COLUMN set_aside_at INTEGER;
ALTER TABLE bank_arrivals ADD COLUMN set_aside_reason TEXT CONSTRAINT arrival_set_aside CHECK (
  (set_aside_by IS NULL) = (set_aside_at IS NULL) AND (set_aside_by IS NULL) = (set_aside_reason IS NULL)
  AND (set_aside_by IS NULL OR (rest_fen = amount_fen AND voided_at IS NULL AND trim(set_aside_reason) <> '')));
CREATE INDEX arrivals_set_aside ON bank_arrivals (id) WHERE set_aside_at IS NOT NULL; -- /admin/transfers?view=aside
DROP INDEX arrivals_open;
CREATE INDEX arrivals_open ON bank_arrivals (id, held, confirmed_at)
  WHERE rest_fen > 0 AND voided_at IS NULL AND set_aside_at IS NULL; -- /admin/transfers, the overview
