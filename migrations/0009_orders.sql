-- Orders ----------------------------------------------------------------------
CREATE TABLE orders (
  id TEXT NOT NULL PRIMARY KEY,
  number TEXT NOT NULL CONSTRAINT order_number UNIQUE,
  state TEXT NOT NULL,
  seq INTEGER NOT NULL,
  channel TEXT NOT NULL,
  language TEXT NOT NULL,
  subtotal_fen INTEGER NOT NULL CONSTRAINT order_subtotal CHECK (subtotal_fen >= 0),
  freight_fen INTEGER NOT NULL CONSTRAINT order_freight CHECK (freight_fen >= 0),
  discount_fen INTEGER NOT NULL CONSTRAINT order_discount CHECK (discount_fen >= 0),
  total_fen INTEGER NOT NULL,
  recipient_name TEXT NOT NULL,
  phone_sealed TEXT NOT NULL,
  phone_hmac TEXT NOT NULL,
  address_hmac TEXT NOT NULL,
  region_code TEXT NOT NULL,
  street TEXT NOT NULL,
  ship_on TEXT,
  note TEXT NOT NULL,
  invoice TEXT,
  consents TEXT NOT NULL,
  freight TEXT NOT NULL CONSTRAINT order_freight_json CHECK (json_valid(freight)),
  placed_at INTEGER NOT NULL,
  pay_before INTEGER NOT NULL,
  paid_at INTEGER,
  closed_at INTEGER,
  closed_by TEXT,
  -- The last four digits, which people read out; the whole number stays sealed.
  phone_tail TEXT,
  -- When name, phone, street and note were taken out at the shopper's wish.
  forgotten_at INTEGER,
  -- Since when nothing more can happen to the order: from then its personal data ages.
  over_at INTEGER,
  -- How many of its lines are plots.
  plots INTEGER NOT NULL DEFAULT 0,
  code TEXT REFERENCES promo_codes (code),
  -- Keyed hash of the network an unpaid order came from; gone once it is paid or closed.
  network_hmac TEXT,
  CONSTRAINT order_total CHECK (total_fen = subtotal_fen + freight_fen - discount_fen AND total_fen >= 0)
) STRICT, WITHOUT ROWID;
-- An order that is placed writes a row in few of these: an index of paid or finished orders costs it nothing.
CREATE INDEX orders_unpaid_phone ON orders (phone_hmac) WHERE paid_at IS NULL AND closed_at IS NULL; -- open limit
CREATE INDEX orders_paid_tail ON orders (phone_tail, id) WHERE paid_at IS NOT NULL; -- /admin/orders?q=
CREATE INDEX orders_paid_name ON orders (recipient_name, id) WHERE paid_at IS NOT NULL; -- /admin/orders?q=
CREATE INDEX orders_bought_ageing ON orders (over_at)
  WHERE over_at IS NOT NULL AND forgotten_at IS NULL AND paid_at IS NOT NULL; -- the nightly retention, /admin/personal-data
CREATE INDEX orders_unbought_ageing ON orders (over_at)
  WHERE over_at IS NOT NULL AND forgotten_at IS NULL AND paid_at IS NULL; -- the same
CREATE INDEX orders_by_channel ON orders (channel, id); -- /admin/orders?view=all&channel=
-- Counted by channel out of the index. The shop's own orders are the many and the first due: they need no index more.
CREATE INDEX orders_unpaid_deadline ON orders (pay_before, id, channel) WHERE paid_at IS NULL AND closed_at IS NULL; -- the sweep, /admin/orders?view=unpaid
CREATE INDEX orders_unpaid_elsewhere ON orders (channel, pay_before, id)
  WHERE paid_at IS NULL AND closed_at IS NULL AND channel <> 'online'; -- /admin/orders?view=unpaid&channel=
CREATE INDEX orders_completed ON orders (over_at, id) WHERE state = 'completed'; -- /admin/orders?view=completed
CREATE INDEX orders_completed_channel ON orders (channel, over_at, id) WHERE state = 'completed'; -- the same, &channel=
-- Orders that may still end by what is given back, not by a parcel: the nightly look at them.
CREATE INDEX orders_under_way ON orders (id) WHERE paid_at IS NOT NULL AND over_at IS NULL;

-- A line names a variant or an adoption.
CREATE TABLE order_lines (
  order_id TEXT NOT NULL REFERENCES orders (id),
  line INTEGER NOT NULL,
  sku TEXT REFERENCES variants (sku),
  slug TEXT NOT NULL,
  title_zh TEXT NOT NULL,
  title_en TEXT NOT NULL,
  spec_zh TEXT NOT NULL,
  spec_en TEXT NOT NULL,
  picture TEXT NOT NULL,
  family TEXT NOT NULL,
  origin_code TEXT NOT NULL,
  storage TEXT NOT NULL,
  return_rule TEXT NOT NULL,
  sample INTEGER NOT NULL,
  quantity INTEGER NOT NULL CONSTRAINT line_quantity CHECK (quantity > 0),
  unit_price_fen INTEGER NOT NULL CONSTRAINT line_unit_price CHECK (unit_price_fen >= 0),
  amount_fen INTEGER NOT NULL,
  stock TEXT NOT NULL CONSTRAINT line_stock_json CHECK (json_valid(stock)),
  adoption_id TEXT REFERENCES adoptions (id),
  -- The line's share of what the order's code takes off.
  discount_fen INTEGER NOT NULL DEFAULT 0
    CONSTRAINT line_discount CHECK (discount_fen BETWEEN 0 AND amount_fen),
  PRIMARY KEY (order_id, line),
  CONSTRAINT line_amount CHECK (amount_fen = quantity * unit_price_fen),
  CONSTRAINT line_of_one_thing CHECK ((sku IS NULL) <> (adoption_id IS NULL)),
  CONSTRAINT line_of_one_plot CHECK (adoption_id IS NULL OR quantity = 1)
) STRICT, WITHOUT ROWID;

-- The key is the optimistic lock: of two writers of the same step one succeeds.
CREATE TABLE order_events (
  order_id TEXT NOT NULL REFERENCES orders (id),
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  PRIMARY KEY (order_id, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE idempotency_keys (
  key_hash TEXT NOT NULL CONSTRAINT idempotency_key PRIMARY KEY,
  request_hash TEXT NOT NULL,
  order_id TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Who called off a paid order, and when; the money's way back stands in refunds.
CREATE TABLE order_cancellations (
  order_id TEXT NOT NULL PRIMARY KEY REFERENCES orders (id),
  actor TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE order_notes (
  id TEXT NOT NULL PRIMARY KEY,
  order_id TEXT NOT NULL REFERENCES orders (id),
  staff_id TEXT NOT NULL REFERENCES staff (id),
  at INTEGER NOT NULL,
  note TEXT NOT NULL CONSTRAINT note_length CHECK (length(note) BETWEEN 1 AND 500)
) STRICT, WITHOUT ROWID;
CREATE INDEX notes_of_order ON order_notes (order_id, id); -- /admin/orders/:number

-- The code of an order ------------------------------------------------------------
-- An unpaid order that closes gives its code back, whichever way it closed.
CREATE TRIGGER code_of_closed_order AFTER UPDATE OF closed_at ON orders
WHEN NEW.code IS NOT NULL AND OLD.closed_at IS NULL AND NEW.closed_at IS NOT NULL
BEGIN
  UPDATE code_redemptions SET given_back_at = NEW.closed_at
    WHERE code = NEW.code AND phone_hmac = NEW.phone_hmac AND order_id = NEW.id AND given_back_at IS NULL;
END;
-- A paid order called off as a whole gives back only what was owed to its buyer: the code for a short season.
CREATE TRIGGER code_of_cancelled_order AFTER INSERT ON order_cancellations
BEGIN
  UPDATE code_redemptions SET given_back_at = NEW.at
    WHERE (code, phone_hmac, order_id) = (SELECT o.code, o.phone_hmac, o.id FROM orders o
      JOIN promo_codes c ON c.code = o.code WHERE o.id = NEW.order_id AND c.adoption_id IS NOT NULL)
    AND given_back_at IS NULL;
END;
-- Who is forgotten in an order is forgotten here too.
CREATE TRIGGER code_of_forgotten_order AFTER UPDATE OF phone_hmac ON orders
WHEN NEW.code IS NOT NULL AND NEW.phone_hmac <> OLD.phone_hmac
BEGIN
  UPDATE code_redemptions SET phone_hmac = NEW.phone_hmac
    WHERE code = NEW.code AND phone_hmac = OLD.phone_hmac AND order_id = NEW.id;
END;

-- Consents --------------------------------------------------------------------
-- What people agreed to: one row for each time somebody did, whatever was ticked then. `given` maps each purpose to
-- the version of the text they were shown. Nothing here names a person: the subject is `order:ord_…`.
CREATE TABLE consents (
  subject TEXT NOT NULL,
  at INTEGER NOT NULL,
  channel TEXT NOT NULL,
  given TEXT NOT NULL CONSTRAINT consent_given_json CHECK (json_valid(given)),
  PRIMARY KEY (subject, at)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER consents_stay BEFORE UPDATE ON consents BEGIN SELECT RAISE(ABORT, 'consents_stay'); END;
CREATE TRIGGER consents_kept BEFORE DELETE ON consents BEGIN SELECT RAISE(ABORT, 'consents_stay'); END;

CREATE VIEW consent_log (subject, purpose, version, at, channel) AS
  SELECT c.subject, j.key, j.value, c.at, c.channel FROM consents c, json_each(c.given) j;
