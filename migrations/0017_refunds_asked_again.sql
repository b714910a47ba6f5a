-- A refund its provider answered "failed" may be asked for again: it claims its money a second time, within the limit.
CREATE TRIGGER refund_limit_again BEFORE UPDATE OF failed ON refunds
WHEN OLD.failed = 1 AND NEW.failed = 0
  AND (SELECT coalesce(sum(amount_fen), 0) FROM refunds WHERE attempt_id = NEW.attempt_id AND failed = 0)
    + NEW.amount_fen > (SELECT amount_fen FROM payment_attempts WHERE id = NEW.attempt_id)
BEGIN
  SELECT RAISE(ABORT, 'refund_limit');
END;

-- Refunds whose asking staff had given up stood as "requested" for ever.
UPDATE refunds SET state = 'given_up', settled_at = (
  SELECT b.ended_at FROM outbox b WHERE b.dedupe_key = 'refund:' || refunds.id)
WHERE settled_at IS NULL AND id IN (
  SELECT payload ->> 'refundId' FROM outbox WHERE kind = 'gateway.refund' AND state = 'given_up');

CREATE INDEX outbox_given_up ON outbox (ended_at) WHERE state = 'given_up'; -- /admin/outbox?view=given_up, the overview
