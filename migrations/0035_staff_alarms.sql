-- What no program can settle reaches a person: whoever writes it, today or later, owes the word to staff in the same
-- batch, once. The robot's own row is then tried like all that is owed (docs/decisions/0055).
CREATE TRIGGER anomaly_told AFTER INSERT ON payment_anomalies
BEGIN
  INSERT INTO outbox (id, kind, subject_kind, subject_id, payload, dedupe_key, state, not_before, next_attempt_at, created_at)
  VALUES ('out_' || lower(hex(randomblob(13))), 'staff.alarm', 'anomaly', NEW.id,
    json_object('cause', 'anomaly', 'id', NEW.id), 'alarm:anomaly:' || NEW.id, 'waiting', NEW.at, NEW.at, NEW.at)
  ON CONFLICT (dedupe_key) DO NOTHING;
END;
CREATE TRIGGER refund_failure_told AFTER UPDATE OF state ON refunds
WHEN NEW.state IN ('failed', 'given_up') AND OLD.state <> NEW.state
BEGIN
  INSERT INTO outbox (id, kind, subject_kind, subject_id, payload, dedupe_key, state, not_before, next_attempt_at, created_at)
  VALUES ('out_' || lower(hex(randomblob(13))), 'staff.alarm', 'order', NEW.order_id,
    json_object('cause', 'refund', 'refundId', NEW.id, 'state', NEW.state),
    'alarm:refund:' || NEW.id || ':' || NEW.out_refund_no || ':' || NEW.state, 'waiting',
    coalesce(NEW.settled_at, NEW.created_at), coalesce(NEW.settled_at, NEW.created_at),
    coalesce(NEW.settled_at, NEW.created_at))
  ON CONFLICT (dedupe_key) DO NOTHING;
END;
