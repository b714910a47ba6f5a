-- A unit's request for a quotation and how it stands.
CREATE TABLE quotations (
  id TEXT NOT NULL PRIMARY KEY,
  number TEXT NOT NULL CONSTRAINT quotation_number UNIQUE,
  state TEXT NOT NULL,
  seq INTEGER NOT NULL,
  request_key TEXT NOT NULL CONSTRAINT quotation_request_once UNIQUE,
  language TEXT NOT NULL,
  unit_name TEXT NOT NULL,
  contact_name TEXT NOT NULL,
  phone_sealed TEXT NOT NULL,
  phone_hmac TEXT NOT NULL,
  items TEXT NOT NULL CONSTRAINT quotation_items_json CHECK (json_valid(items)),
  wanted TEXT NOT NULL,
  deliver_on TEXT,
  purpose TEXT NOT NULL,
  region_code TEXT NOT NULL,
  note TEXT NOT NULL,
  consents TEXT NOT NULL CONSTRAINT quotation_consents_json CHECK (json_valid(consents)),
  requested_at INTEGER NOT NULL,
  -- The one sent last (0: none); what was sent never changes.
  version INTEGER NOT NULL DEFAULT 0,
  valid_until TEXT,
  closed_at INTEGER,
  -- When contact, phone and free words of a closed request were taken out.
  forgotten_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX quotations_by_state ON quotations (state, id); -- /admin/quotations?view=
CREATE INDEX quotations_due ON quotations (valid_until) WHERE closed_at IS NULL AND valid_until IS NOT NULL; -- the nightly run
CREATE INDEX quotations_ageing ON quotations (closed_at) WHERE closed_at IS NOT NULL AND forgotten_at IS NULL; -- the nightly run

-- Lines stand as JSON: they are read whole, never searched, and frozen with their version.
CREATE TABLE quotation_versions (
  quotation_id TEXT NOT NULL REFERENCES quotations (id),
  version INTEGER NOT NULL CONSTRAINT quotation_version_counts CHECK (version > 0),
  lines TEXT NOT NULL CONSTRAINT quotation_lines_json CHECK (json_valid(lines)),
  subtotal_fen INTEGER NOT NULL CONSTRAINT quotation_subtotal CHECK (subtotal_fen >= 0),
  freight_fen INTEGER NOT NULL CONSTRAINT quotation_freight CHECK (freight_fen >= 0),
  total_fen INTEGER NOT NULL,
  valid_until TEXT NOT NULL,
  pay_within_days INTEGER NOT NULL CONSTRAINT quotation_pay_days CHECK (pay_within_days > 0),
  note TEXT NOT NULL,
  saved_at INTEGER NOT NULL,
  saved_by TEXT NOT NULL REFERENCES staff (id),
  sent_at INTEGER,
  PRIMARY KEY (quotation_id, version),
  CONSTRAINT quotation_total CHECK (total_fen = subtotal_fen + freight_fen)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER quotation_frozen BEFORE UPDATE ON quotation_versions WHEN OLD.sent_at IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'quotation_frozen');
END;
CREATE TRIGGER quotation_kept BEFORE DELETE ON quotation_versions
BEGIN
  SELECT RAISE(ABORT, 'quotation_frozen');
END;
-- Only a sum that its lines explain is sent.
CREATE TRIGGER quotation_sum AFTER INSERT ON quotation_versions
WHEN NEW.subtotal_fen <> (SELECT coalesce(sum((value ->> 'quantity') * (value ->> 'unitPriceFen')), 0) FROM json_each(NEW.lines))
BEGIN
  SELECT RAISE(ABORT, 'quotation_sum');
END;
CREATE TRIGGER quotation_sum_kept AFTER UPDATE ON quotation_versions
WHEN NEW.subtotal_fen <> (SELECT coalesce(sum((value ->> 'quantity') * (value ->> 'unitPriceFen')), 0) FROM json_each(NEW.lines))
BEGIN
  SELECT RAISE(ABORT, 'quotation_sum');
END;

-- The key is the optimistic lock, as with orders. `note` is a reason, never personal data.
CREATE TABLE quotation_events (
  quotation_id TEXT NOT NULL REFERENCES quotations (id),
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (quotation_id, seq)
) STRICT, WITHOUT ROWID;

-- A quotation becomes at most one order.
CREATE TABLE quotation_orders (
  quotation_id TEXT NOT NULL CONSTRAINT quotation_ordered_once PRIMARY KEY REFERENCES quotations (id),
  version INTEGER NOT NULL,
  order_id TEXT NOT NULL CONSTRAINT order_of_one_quotation UNIQUE REFERENCES orders (id)
) STRICT, WITHOUT ROWID;
