-- Staff ---------------------------------------------------------------------
CREATE TABLE staff (
  id TEXT NOT NULL PRIMARY KEY,
  login TEXT NOT NULL CONSTRAINT staff_login UNIQUE,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  totp_sealed TEXT,
  totp_last_step INTEGER NOT NULL DEFAULT 0,
  epoch INTEGER NOT NULL DEFAULT 1,
  sample INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  locked_until INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A row is a right to enter: the cookie holds the secret, the table its hash.
CREATE TABLE staff_sessions (
  id_hash TEXT NOT NULL PRIMARY KEY,
  staff_id TEXT NOT NULL REFERENCES staff (id),
  epoch INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_by_age ON staff_sessions (created_at); -- the nightly clean-up

CREATE TABLE staff_recovery_codes (
  staff_id TEXT NOT NULL REFERENCES staff (id),
  code_hash TEXT NOT NULL,
  used_at INTEGER,
  PRIMARY KEY (staff_id, code_hash)
) STRICT, WITHOUT ROWID;

-- One-time links that make an account; used once, for a day.
CREATE TABLE staff_setups (
  token_hash TEXT NOT NULL PRIMARY KEY,
  role TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  used_at INTEGER
) STRICT, WITHOUT ROWID;

-- A setup is used at most once: the second batch of two breaks here.
CREATE TRIGGER setup_once BEFORE UPDATE OF used_at ON staff_setups WHEN OLD.used_at IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'setup_once');
END;

CREATE TABLE audit_entries (
  id TEXT NOT NULL PRIMARY KEY,
  at INTEGER NOT NULL,
  staff_id TEXT NOT NULL REFERENCES staff (id),
  verb TEXT NOT NULL,
  object TEXT NOT NULL,
  before TEXT,
  after TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX audit_by_object ON audit_entries (object, id); -- /admin/audit?object=

CREATE TRIGGER audit_stays BEFORE UPDATE ON audit_entries BEGIN SELECT RAISE(ABORT, 'audit_stays'); END;
CREATE TRIGGER audit_kept BEFORE DELETE ON audit_entries BEGIN SELECT RAISE(ABORT, 'audit_stays'); END;

-- Shipping ------------------------------------------------------------------
-- What waits to be sent, one row for each order and storage: the desk reads the backlog, never the history.
CREATE TABLE dispatch_queue (
  order_id TEXT NOT NULL REFERENCES orders (id),
  storage TEXT NOT NULL,
  paid_at INTEGER NOT NULL,
  ship_on TEXT,
  PRIMARY KEY (order_id, storage)
) STRICT, WITHOUT ROWID;
CREATE INDEX dispatch_by_age ON dispatch_queue (storage, paid_at, order_id); -- /admin/orders?view=ambient

-- Every way to paid passes here, late callbacks too.
CREATE TRIGGER dispatch_paid AFTER UPDATE OF paid_at ON orders WHEN OLD.paid_at IS NULL AND NEW.paid_at IS NOT NULL
BEGIN
  INSERT OR IGNORE INTO dispatch_queue (order_id, storage, paid_at, ship_on)
  SELECT NEW.id, j.value ->> 'storage', NEW.paid_at, j.value ->> 'shipOn' FROM json_each(NEW.freight) j;
END;
CREATE TRIGGER dispatch_called_off AFTER INSERT ON order_cancellations
BEGIN
  DELETE FROM dispatch_queue WHERE order_id = NEW.order_id;
END;

CREATE TABLE shipments (
  id TEXT NOT NULL PRIMARY KEY,
  order_id TEXT NOT NULL REFERENCES orders (id),
  storage TEXT NOT NULL,
  carrier TEXT NOT NULL,
  tracking_no TEXT NOT NULL,
  shipped_at INTEGER NOT NULL,
  staff_id TEXT NOT NULL REFERENCES staff (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX shipments_of_order ON shipments (order_id, id); -- /orders/:number
CREATE UNIQUE INDEX shipment_number_once ON shipments (order_id, carrier, tracking_no);

CREATE TABLE shipment_lines (
  shipment_id TEXT NOT NULL REFERENCES shipments (id),
  order_id TEXT NOT NULL,
  line INTEGER NOT NULL,
  quantity INTEGER NOT NULL CONSTRAINT shipped_quantity CHECK (quantity > 0),
  PRIMARY KEY (shipment_id, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX shipped_of_line ON shipment_lines (order_id, line); -- the limit below

-- Nothing is sent twice, and nothing that was called off.
CREATE TRIGGER shipped_limit BEFORE INSERT ON shipment_lines
WHEN (SELECT coalesce(sum(quantity), 0) FROM shipment_lines WHERE order_id = NEW.order_id AND line = NEW.line)
  + NEW.quantity > coalesce(
    (SELECT quantity FROM order_lines WHERE order_id = NEW.order_id AND line = NEW.line), 0)
BEGIN
  SELECT RAISE(ABORT, 'shipped_limit');
END;
CREATE TRIGGER shipment_of_paid BEFORE INSERT ON shipments
WHEN EXISTS (SELECT 1 FROM order_cancellations WHERE order_id = NEW.order_id)
  OR NOT EXISTS (SELECT 1 FROM captures WHERE order_id = NEW.order_id)
BEGIN
  SELECT RAISE(ABORT, 'shipment_of_paid');
END;
CREATE TRIGGER cancel_unshipped BEFORE INSERT ON order_cancellations
WHEN EXISTS (SELECT 1 FROM shipments WHERE order_id = NEW.order_id)
BEGIN
  SELECT RAISE(ABORT, 'cancel_unshipped');
END;

INSERT INTO dispatch_queue (order_id, storage, paid_at, ship_on)
SELECT DISTINCT o.id, j.value ->> 'storage', o.paid_at, NULL FROM orders o, json_each(o.freight) j
WHERE o.state = 'paid' AND NOT EXISTS (SELECT 1 FROM order_cancellations c WHERE c.order_id = o.id);
