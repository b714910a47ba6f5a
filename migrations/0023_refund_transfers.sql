-- A refund its provider would not pay out: a person sent the money by bank transfer, and says when and under what number.
CREATE TABLE refund_transfers (
  refund_id TEXT NOT NULL PRIMARY KEY REFERENCES refunds (id),
  -- Civil date in China.
  paid_on TEXT NOT NULL CONSTRAINT refund_transfer_day
    CHECK (paid_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  -- The bank's number of the transfer.
  reference TEXT NOT NULL CONSTRAINT refund_transfer_reference CHECK (length(reference) BETWEEN 4 AND 64),
  note TEXT,
  staff_id TEXT NOT NULL REFERENCES staff (id),
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Only one that nobody is asking for; and what was sent stays written.
CREATE TRIGGER refund_transfer_needed BEFORE INSERT ON refund_transfers
WHEN (SELECT state FROM refunds WHERE id = NEW.refund_id) NOT IN ('failed', 'given_up')
BEGIN
  SELECT RAISE(ABORT, 'refund_transfer_needed');
END;
CREATE TRIGGER refund_transfer_stays BEFORE UPDATE ON refund_transfers
BEGIN
  SELECT RAISE(ABORT, 'refund_transfer_stays');
END;
CREATE TRIGGER refund_transfer_kept BEFORE DELETE ON refund_transfers
BEGIN
  SELECT RAISE(ABORT, 'refund_transfer_stays');
END;
CREATE TRIGGER refund_repaid BEFORE UPDATE OF state ON refunds
WHEN NEW.state = 'repaid' AND NOT EXISTS (SELECT 1 FROM refund_transfers WHERE refund_id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'refund_repaid');
END;

-- Money that went back by hand stays back as well.
DROP TRIGGER refund_stays_settled;
CREATE TRIGGER refund_stays_settled BEFORE UPDATE OF state ON refunds
WHEN OLD.state IN ('succeeded', 'repaid') AND NEW.state <> OLD.state
BEGIN
  SELECT RAISE(ABORT, 'refund_stays_settled');
END;
DROP TRIGGER refund_stays_succeeded;
CREATE TRIGGER refund_stays_succeeded BEFORE UPDATE OF failed ON refunds
WHEN OLD.state IN ('succeeded', 'repaid') AND NEW.failed <> 0
BEGIN
  SELECT RAISE(ABORT, 'refund_stays_settled');
END;
