-- Bank transfer -----------------------------------------------------------------
-- A statement that was imported, by what is in it: the same file again is the same row.
CREATE TABLE bank_statements (
  id TEXT NOT NULL PRIMARY KEY,
  bank TEXT NOT NULL,
  name TEXT NOT NULL,
  hash TEXT NOT NULL CONSTRAINT statement_once UNIQUE,
  lines INTEGER NOT NULL CONSTRAINT statement_lines CHECK (lines > 0),
  staff_id TEXT NOT NULL REFERENCES staff (id),
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Which columns of a bank's statement say what: mapped once, remembered.
CREATE TABLE bank_statement_layouts (
  bank TEXT NOT NULL PRIMARY KEY CONSTRAINT layout_bank CHECK (trim(bank) <> ''),
  columns TEXT NOT NULL CONSTRAINT layout_columns_json CHECK (json_valid(columns)),
  staff_id TEXT NOT NULL REFERENCES staff (id),
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Money that came to the shop's account. What no order and no return has taken of it is kept by the triggers below, so
-- that two people cannot spend the same yuan and the desk's lists do not grow with the history.
CREATE TABLE bank_arrivals (
  id TEXT NOT NULL PRIMARY KEY,
  -- Civil date in China.
  received_on TEXT NOT NULL CONSTRAINT arrival_day
    CHECK (received_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  amount_fen INTEGER NOT NULL CONSTRAINT arrival_amount CHECK (amount_fen > 0),
  rest_fen INTEGER NOT NULL CONSTRAINT arrival_rest CHECK (rest_fen BETWEEN 0 AND amount_fen),
  payer TEXT NOT NULL,
  bank_serial TEXT NOT NULL CONSTRAINT arrival_serial_length CHECK (length(bank_serial) BETWEEN 1 AND 64),
  remark TEXT NOT NULL,
  -- The order it was entered for; what it is counted for are its allocations.
  order_id TEXT REFERENCES orders (id),
  -- A scan for staff alone, under scans/<id> in the bucket.
  voucher_id TEXT,
  voucher_name TEXT,
  voucher_type TEXT,
  statement_id TEXT REFERENCES bank_statements (id),
  entered_by TEXT NOT NULL REFERENCES staff (id),
  at INTEGER NOT NULL,
  -- Above the limit: it counts once a second person has confirmed it.
  held INTEGER NOT NULL,
  confirmed_by TEXT REFERENCES staff (id),
  confirmed_at INTEGER,
  -- Nobody else was permitted to confirm it.
  alone INTEGER NOT NULL DEFAULT 0,
  voided_by TEXT REFERENCES staff (id),
  voided_at INTEGER,
  void_reason TEXT,
  CONSTRAINT arrival_voucher CHECK (
    (voucher_id IS NULL) = (voucher_name IS NULL) AND (voucher_id IS NULL) = (voucher_type IS NULL)),
  CONSTRAINT arrival_confirmed_by_somebody CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL)),
  CONSTRAINT arrival_second_person CHECK (confirmed_by IS NULL OR confirmed_by <> entered_by OR alone = 1),
  CONSTRAINT arrival_voided_by_somebody CHECK (
    (voided_at IS NULL) = (voided_by IS NULL) AND (voided_at IS NULL) = (void_reason IS NULL))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX arrival_serial_once ON bank_arrivals (bank_serial) WHERE voided_at IS NULL; -- an arrival is entered once
CREATE INDEX arrivals_open ON bank_arrivals (id, held, confirmed_at)
  WHERE rest_fen > 0 AND voided_at IS NULL; -- /admin/transfers, the overview
CREATE INDEX arrivals_voided ON bank_arrivals (id) WHERE voided_at IS NOT NULL; -- /admin/transfers?view=voided
CREATE INDEX arrivals_of_order ON bank_arrivals (order_id) WHERE order_id IS NOT NULL; -- an order's insert looks for its children
CREATE INDEX arrivals_of_statement ON bank_arrivals (statement_id) WHERE statement_id IS NOT NULL; -- the same of a statement's

-- What was entered stays as it was entered; it is confirmed once and voided once, and only while nothing of it is used.
CREATE TRIGGER arrival_stands BEFORE UPDATE ON bank_arrivals
WHEN OLD.voided_at IS NOT NULL
  OR (OLD.confirmed_at IS NOT NULL AND (NEW.confirmed_by, NEW.confirmed_at, NEW.alone)
    IS NOT (OLD.confirmed_by, OLD.confirmed_at, OLD.alone))
  OR (NEW.voided_at IS NOT NULL AND OLD.rest_fen <> OLD.amount_fen)
  OR (NEW.id, NEW.received_on, NEW.amount_fen, NEW.payer, NEW.bank_serial, NEW.remark, NEW.order_id, NEW.voucher_id,
      NEW.statement_id, NEW.entered_by, NEW.at, NEW.held)
    IS NOT (OLD.id, OLD.received_on, OLD.amount_fen, OLD.payer, OLD.bank_serial, OLD.remark, OLD.order_id, OLD.voucher_id,
      OLD.statement_id, OLD.entered_by, OLD.at, OLD.held)
BEGIN
  SELECT RAISE(ABORT, 'arrival_stands');
END;
CREATE TRIGGER arrival_kept BEFORE DELETE ON bank_arrivals
BEGIN
  SELECT RAISE(ABORT, 'arrival_stands');
END;

-- Which attempt an arrival's money is counted for. It is free again once that attempt closes unpaid.
CREATE TABLE arrival_allocations (
  id TEXT NOT NULL PRIMARY KEY,
  arrival_id TEXT NOT NULL REFERENCES bank_arrivals (id),
  attempt_id TEXT NOT NULL REFERENCES payment_attempts (id),
  amount_fen INTEGER NOT NULL CONSTRAINT allocation_amount CHECK (amount_fen > 0),
  staff_id TEXT NOT NULL REFERENCES staff (id),
  at INTEGER NOT NULL,
  freed_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX allocations_of_arrival ON arrival_allocations (arrival_id); -- /admin/transfers
CREATE INDEX allocations_of_attempt ON arrival_allocations (attempt_id); -- an order's account, the limits below

CREATE TRIGGER allocation_of_counted BEFORE INSERT ON arrival_allocations
WHEN NOT EXISTS (SELECT 1 FROM bank_arrivals
  WHERE id = NEW.arrival_id AND voided_at IS NULL AND (held = 0 OR confirmed_at IS NOT NULL))
BEGIN
  SELECT RAISE(ABORT, 'allocation_of_counted');
END;
-- Never more than the attempt asks for. One that closed takes its whole sum at once, for then it is paid late, or nothing.
CREATE TRIGGER allocation_limit BEFORE INSERT ON arrival_allocations
WHEN NOT EXISTS (SELECT 1 FROM payment_attempts a
  WHERE a.id = NEW.attempt_id AND a.method = 'bank_transfer' AND a.paid_at IS NULL
    AND (a.closed_at IS NULL OR NEW.amount_fen = a.amount_fen)
    AND NEW.amount_fen + (SELECT coalesce(sum(amount_fen), 0) FROM arrival_allocations
      WHERE attempt_id = NEW.attempt_id AND freed_at IS NULL) <= a.amount_fen)
BEGIN
  SELECT RAISE(ABORT, 'allocation_limit');
END;
CREATE TRIGGER allocation_taken AFTER INSERT ON arrival_allocations
BEGIN
  UPDATE bank_arrivals SET rest_fen = rest_fen - NEW.amount_fen WHERE id = NEW.arrival_id;
END;
CREATE TRIGGER allocation_stays BEFORE UPDATE ON arrival_allocations
WHEN OLD.freed_at IS NOT NULL
  OR (NEW.id, NEW.arrival_id, NEW.attempt_id, NEW.amount_fen, NEW.staff_id, NEW.at)
    IS NOT (OLD.id, OLD.arrival_id, OLD.attempt_id, OLD.amount_fen, OLD.staff_id, OLD.at)
  OR NOT EXISTS (SELECT 1 FROM payment_attempts WHERE id = NEW.attempt_id AND closed_at IS NOT NULL AND paid_at IS NULL)
BEGIN
  SELECT RAISE(ABORT, 'allocation_stays');
END;
CREATE TRIGGER allocation_kept BEFORE DELETE ON arrival_allocations
BEGIN
  SELECT RAISE(ABORT, 'allocation_stays');
END;
CREATE TRIGGER allocation_freed AFTER UPDATE OF freed_at ON arrival_allocations
BEGIN
  UPDATE bank_arrivals SET rest_fen = rest_fen + NEW.amount_fen WHERE id = NEW.arrival_id;
END;

-- A transfer is paid when its money is here to the fen, whoever says so.
CREATE TRIGGER transfer_paid BEFORE UPDATE OF paid_at ON payment_attempts
WHEN NEW.method = 'bank_transfer' AND OLD.paid_at IS NULL AND NEW.paid_at IS NOT NULL
  AND NEW.amount_fen <> (SELECT coalesce(sum(amount_fen), 0) FROM arrival_allocations
    WHERE attempt_id = NEW.id AND freed_at IS NULL)
BEGIN
  SELECT RAISE(ABORT, 'transfer_paid');
END;
CREATE TRIGGER transfer_ended AFTER UPDATE OF closed_at ON payment_attempts
WHEN NEW.method = 'bank_transfer' AND OLD.closed_at IS NULL AND NEW.closed_at IS NOT NULL AND NEW.paid_at IS NULL
BEGIN
  UPDATE arrival_allocations SET freed_at = NEW.closed_at WHERE attempt_id = NEW.id AND freed_at IS NULL;
END;
CREATE INDEX transfers_open ON payment_attempts (order_id)
  WHERE method = 'bank_transfer' AND paid_at IS NULL AND closed_at IS NULL; -- /admin/receivables, matching, the overview

-- What was left of an arrival and went back: sent by a person to the paying account, or credited as a code.
CREATE TABLE arrival_returns (
  id TEXT NOT NULL PRIMARY KEY,
  arrival_id TEXT NOT NULL REFERENCES bank_arrivals (id),
  amount_fen INTEGER NOT NULL CONSTRAINT return_amount CHECK (amount_fen > 0),
  paid_on TEXT CONSTRAINT return_day CHECK (paid_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  reference TEXT CONSTRAINT return_reference CHECK (length(reference) BETWEEN 4 AND 64),
  code TEXT REFERENCES promo_codes (code),
  note TEXT NOT NULL CONSTRAINT return_note CHECK (trim(note) <> ''),
  staff_id TEXT NOT NULL REFERENCES staff (id),
  at INTEGER NOT NULL,
  CONSTRAINT return_one_way CHECK (
    (code IS NULL) = (reference IS NOT NULL) AND (paid_on IS NULL) = (reference IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX returns_of_arrival ON arrival_returns (arrival_id); -- /admin/transfers
CREATE INDEX returns_of_code ON arrival_returns (code) WHERE code IS NOT NULL; -- a code's insert looks for its children

CREATE TRIGGER return_of_counted BEFORE INSERT ON arrival_returns
WHEN NOT EXISTS (SELECT 1 FROM bank_arrivals
  WHERE id = NEW.arrival_id AND voided_at IS NULL AND (held = 0 OR confirmed_at IS NOT NULL))
BEGIN
  SELECT RAISE(ABORT, 'return_of_counted');
END;
CREATE TRIGGER return_taken AFTER INSERT ON arrival_returns
BEGIN
  UPDATE bank_arrivals SET rest_fen = rest_fen - NEW.amount_fen WHERE id = NEW.arrival_id;
END;
CREATE TRIGGER return_stays BEFORE UPDATE ON arrival_returns
BEGIN
  SELECT RAISE(ABORT, 'return_stays');
END;
CREATE TRIGGER return_kept BEFORE DELETE ON arrival_returns
BEGIN
  SELECT RAISE(ABORT, 'return_stays');
END;

-- Refunds of transfers wait for a person who sends the money.
CREATE INDEX refunds_given_up ON refunds (created_at) WHERE state = 'given_up'; -- /admin/orders?view=refunding, the overview
