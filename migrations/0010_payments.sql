-- Payments --------------------------------------------------------------------
CREATE TABLE payment_attempts (
  id TEXT NOT NULL PRIMARY KEY,
  order_id TEXT NOT NULL REFERENCES orders (id),
  out_trade_no TEXT NOT NULL CONSTRAINT attempt_out_trade_no UNIQUE,
  method TEXT NOT NULL,
  amount_fen INTEGER NOT NULL CONSTRAINT attempt_amount CHECK (amount_fen > 0),
  state TEXT NOT NULL,
  action TEXT,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  paid_at INTEGER,
  closed_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX attempts_of_order ON payment_attempts (order_id, created_at); -- /orders/:number/payment
CREATE UNIQUE INDEX attempt_open_once ON payment_attempts (order_id) WHERE paid_at IS NULL AND closed_at IS NULL;

-- Paid is for ever: a late "closed" or "pending" never undoes it.
CREATE TRIGGER attempt_stays_paid BEFORE UPDATE OF state, paid_at ON payment_attempts
WHEN OLD.paid_at IS NOT NULL AND (NEW.paid_at IS NULL OR NEW.state <> OLD.state)
BEGIN
  SELECT RAISE(ABORT, 'attempt_stays_paid');
END;

-- The accepted capture of an order: one row, for ever. A second success is refunded instead.
CREATE TABLE captures (
  order_id TEXT NOT NULL CONSTRAINT capture_once PRIMARY KEY REFERENCES orders (id),
  attempt_id TEXT NOT NULL REFERENCES payment_attempts (id),
  amount_fen INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- A parent's insert looks for its children: without this each payment read all captures.
CREATE UNIQUE INDEX captures_of_attempt ON captures (attempt_id); -- whether money of an attempt was kept

CREATE TABLE provider_events (
  provider TEXT NOT NULL,
  event_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  CONSTRAINT provider_event_once PRIMARY KEY (provider, event_id)
) STRICT, WITHOUT ROWID;

-- Refunds ---------------------------------------------------------------------
-- Money that goes back is explained to the fen: which pieces, which freight, and what was allowed for without taking
-- anything back. `reason` is a code, `note` what a person wrote.
CREATE TABLE refunds (
  id TEXT NOT NULL PRIMARY KEY,
  order_id TEXT NOT NULL REFERENCES orders (id),
  attempt_id TEXT NOT NULL REFERENCES payment_attempts (id),
  out_refund_no TEXT NOT NULL CONSTRAINT refund_out_refund_no UNIQUE,
  amount_fen INTEGER NOT NULL CONSTRAINT refund_amount CHECK (amount_fen >= 0),
  reason TEXT NOT NULL,
  state TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  settled_at INTEGER,
  failed INTEGER NOT NULL DEFAULT 0,
  -- Its order's, so that a page of the desk reads an index.
  channel TEXT NOT NULL DEFAULT 'online',
  note TEXT,
  -- Who of the staff gave it back; null: the buyer did, or the shop by itself.
  staff_id TEXT REFERENCES staff (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX refunds_of_order ON refunds (order_id); -- /orders/:number
CREATE INDEX refunds_of_attempt ON refunds (attempt_id); -- the limit below
CREATE INDEX refunds_open ON refunds (created_at) WHERE settled_at IS NULL; -- the sweep
CREATE INDEX refunds_failed ON refunds (created_at) WHERE failed = 1; -- /admin/orders?view=refunding
CREATE INDEX refunds_by_channel ON refunds (channel, id); -- /admin/orders?view=refunds&channel=

CREATE TRIGGER refund_limit BEFORE INSERT ON refunds
WHEN (SELECT coalesce(sum(amount_fen), 0) FROM refunds WHERE attempt_id = NEW.attempt_id AND failed = 0)
  + NEW.amount_fen > (SELECT amount_fen FROM payment_attempts WHERE id = NEW.attempt_id)
BEGIN
  SELECT RAISE(ABORT, 'refund_limit');
END;

CREATE TRIGGER refund_stays_settled BEFORE UPDATE OF state ON refunds
WHEN OLD.state = 'succeeded' AND NEW.state <> 'succeeded'
BEGIN
  SELECT RAISE(ABORT, 'refund_stays_settled');
END;

CREATE TRIGGER refund_channel AFTER INSERT ON refunds
WHEN NEW.channel <> (SELECT channel FROM orders WHERE id = NEW.order_id)
BEGIN
  UPDATE refunds SET channel = (SELECT channel FROM orders WHERE id = NEW.order_id) WHERE id = NEW.id;
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

-- Which pieces of which line a refund is for; `withheld` of them had not been sent and never will be.
CREATE TABLE refund_lines (
  refund_id TEXT NOT NULL REFERENCES refunds (id),
  order_id TEXT NOT NULL,
  line INTEGER NOT NULL,
  quantity INTEGER NOT NULL CONSTRAINT refunded_quantity CHECK (quantity > 0),
  withheld INTEGER NOT NULL CONSTRAINT withheld_quantity CHECK (withheld BETWEEN 0 AND quantity),
  -- What went back for the pieces of the line, a code's share taken off.
  amount_fen INTEGER NOT NULL DEFAULT 0
    CONSTRAINT refunded_amount CHECK (amount_fen >= 0),
  PRIMARY KEY (refund_id, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX refunded_of_line ON refund_lines (order_id, line); -- the limits of what is sent and given back

-- `place` is the group's place in the order's freight; each group's freight goes back once.
CREATE TABLE refund_freight (
  order_id TEXT NOT NULL REFERENCES orders (id),
  place INTEGER NOT NULL,
  refund_id TEXT NOT NULL REFERENCES refunds (id),
  amount_fen INTEGER NOT NULL CONSTRAINT refunded_freight CHECK (amount_fen >= 0),
  CONSTRAINT freight_refunded_once PRIMARY KEY (order_id, place)
) STRICT, WITHOUT ROWID;
-- A parent's insert looks for its children: without this each refund read all freight.
CREATE INDEX freight_of_refund ON refund_freight (refund_id); -- what a refund was for

-- A sum allowed without taking pieces back: goodwill, or what a short season owed. `line` is null for the order itself.
CREATE TABLE refund_allowances (
  refund_id TEXT NOT NULL PRIMARY KEY REFERENCES refunds (id),
  order_id TEXT NOT NULL REFERENCES orders (id),
  line INTEGER,
  amount_fen INTEGER NOT NULL CONSTRAINT allowed_amount CHECK (amount_fen > 0)
) STRICT, WITHOUT ROWID;
CREATE INDEX allowances_of_order ON refund_allowances (order_id); -- /admin/orders/:number, the limits of a refund

-- Nobody is allowed more for a line than is left of what was paid for it.
CREATE TRIGGER allowance_limit BEFORE INSERT ON refund_allowances
WHEN NEW.line IS NOT NULL AND NEW.amount_fen
  + (SELECT coalesce(sum(amount_fen), 0) FROM refund_lines WHERE order_id = NEW.order_id AND line = NEW.line)
  + (SELECT coalesce(sum(amount_fen), 0) FROM refund_allowances WHERE order_id = NEW.order_id AND line = NEW.line)
  > coalesce((SELECT amount_fen - discount_fen FROM order_lines WHERE order_id = NEW.order_id AND line = NEW.line), 0)
BEGIN
  SELECT RAISE(ABORT, 'allowance_limit');
END;

-- Goodwill --------------------------------------------------------------------
-- Money that goes back without a piece, for a line or for the order itself. Above a limit a second person confirms it;
-- until then it waits here and no money moves.
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

-- What the sandbox "provider" knows; never written in production.
CREATE TABLE sandbox_trades (
  out_trade_no TEXT NOT NULL PRIMARY KEY,
  amount_fen INTEGER NOT NULL,
  state TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE sandbox_refunds (
  out_refund_no TEXT NOT NULL PRIMARY KEY,
  out_trade_no TEXT NOT NULL REFERENCES sandbox_trades (out_trade_no),
  amount_fen INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
