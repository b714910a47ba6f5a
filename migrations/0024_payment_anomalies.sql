-- What a provider told and no order fits: money or words that a person must look at. Kept, never dropped.
CREATE TABLE payment_anomalies (
  id TEXT NOT NULL PRIMARY KEY,
  provider TEXT NOT NULL,
  event_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  out_trade_no TEXT NOT NULL,
  amount_fen INTEGER NOT NULL CONSTRAINT anomaly_amount CHECK (amount_fen >= 0),
  -- What was asked for, where the trade is ours.
  expected_fen INTEGER,
  order_id TEXT REFERENCES orders (id),
  at INTEGER NOT NULL,
  resolved_at INTEGER,
  resolved_by TEXT REFERENCES staff (id),
  resolution TEXT,
  CONSTRAINT anomaly_once UNIQUE (provider, event_id),
  CONSTRAINT anomaly_resolved_by_somebody CHECK ((resolved_at IS NULL) = (resolved_by IS NULL) AND (resolved_at IS NULL) = (resolution IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX anomalies_open ON payment_anomalies (at) WHERE resolved_at IS NULL; -- /admin/payments, the overview
CREATE INDEX anomalies_of_order ON payment_anomalies (order_id); -- an order's insert looks for its children

-- What was told stays as it was told; only what people made of it is added, once.
CREATE TRIGGER anomaly_stays BEFORE UPDATE ON payment_anomalies
WHEN OLD.resolved_at IS NOT NULL OR (NEW.id, NEW.provider, NEW.event_id, NEW.kind, NEW.out_trade_no, NEW.amount_fen, NEW.at)
  <> (OLD.id, OLD.provider, OLD.event_id, OLD.kind, OLD.out_trade_no, OLD.amount_fen, OLD.at)
  OR NEW.order_id IS NOT OLD.order_id OR NEW.expected_fen IS NOT OLD.expected_fen
BEGIN
  SELECT RAISE(ABORT, 'anomaly_stays');
END;
CREATE TRIGGER anomaly_kept BEFORE DELETE ON payment_anomalies
BEGIN
  SELECT RAISE(ABORT, 'anomaly_stays');
END;

-- When its provider was last asked what became of it.
ALTER TABLE payment_attempts ADD COLUMN queried_at INTEGER;
