-- Reconciliation ----------------------------------------------------------------
-- A provider's bill of one day in China, kept once it was compared with what stands here. `source` says how it came:
-- fetched, or sent in by a member of staff. Sums are those of its lines.
CREATE TABLE provider_bills (
  provider TEXT NOT NULL,
  day TEXT NOT NULL CONSTRAINT bill_day CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  source TEXT NOT NULL,
  payments INTEGER NOT NULL,
  refunds INTEGER NOT NULL,
  paid_fen INTEGER NOT NULL,
  refunded_fen INTEGER NOT NULL,
  -- What the provider keeps for itself; what it gave back with refunds is taken off.
  fee_fen INTEGER NOT NULL,
  at INTEGER NOT NULL,
  CONSTRAINT bill_once PRIMARY KEY (provider, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE bill_lines (
  provider TEXT NOT NULL,
  day TEXT NOT NULL,
  line INTEGER NOT NULL,
  kind TEXT NOT NULL,
  out_trade_no TEXT NOT NULL,
  -- Of a refund; empty for a payment.
  out_refund_no TEXT NOT NULL,
  amount_fen INTEGER NOT NULL CONSTRAINT bill_line_amount CHECK (amount_fen >= 0),
  fee_fen INTEGER NOT NULL,
  at INTEGER NOT NULL,
  provider_no TEXT NOT NULL,
  PRIMARY KEY (provider, day, line),
  FOREIGN KEY (provider, day) REFERENCES provider_bills (provider, day)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX bill_line_once ON bill_lines (out_trade_no, out_refund_no, provider, day); -- what a bill says of a trade
CREATE INDEX bill_lines_by_day ON bill_lines (day); -- /admin/books, fees of a period

-- What a bill and what stands here do not agree on, one row each, open until somebody or the provider's word ends it.
CREATE TABLE bill_differences (
  id TEXT NOT NULL PRIMARY KEY,
  provider TEXT NOT NULL,
  day TEXT NOT NULL,
  kind TEXT NOT NULL,
  out_trade_no TEXT NOT NULL,
  out_refund_no TEXT NOT NULL,
  order_id TEXT REFERENCES orders (id),
  -- The sum on either side; null where that side does not know of it.
  there_fen INTEGER,
  here_fen INTEGER,
  at INTEGER NOT NULL,
  resolved_at INTEGER,
  resolved_by TEXT REFERENCES staff (id),
  resolution TEXT,
  CONSTRAINT difference_once UNIQUE (provider, day, kind, out_trade_no, out_refund_no),
  CONSTRAINT difference_differs CHECK (there_fen IS NOT here_fen),
  CONSTRAINT difference_resolved_by_somebody
    CHECK ((resolved_at IS NULL) = (resolved_by IS NULL) AND (resolved_at IS NULL) = (resolution IS NULL)),
  FOREIGN KEY (provider, day) REFERENCES provider_bills (provider, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX differences_open ON bill_differences (at) WHERE resolved_at IS NULL; -- /admin/reconciliation, the overview
CREATE INDEX differences_of_order ON bill_differences (order_id); -- an order's insert looks for its children

-- A bill stays what it was when it was compared; of a difference only its end is added, once.
CREATE TRIGGER bill_stays BEFORE UPDATE ON provider_bills
BEGIN
  SELECT RAISE(ABORT, 'bill_stays');
END;
CREATE TRIGGER bill_kept BEFORE DELETE ON provider_bills
BEGIN
  SELECT RAISE(ABORT, 'bill_stays');
END;
CREATE TRIGGER bill_line_stays BEFORE UPDATE ON bill_lines
BEGIN
  SELECT RAISE(ABORT, 'bill_stays');
END;
CREATE TRIGGER bill_line_kept BEFORE DELETE ON bill_lines
BEGIN
  SELECT RAISE(ABORT, 'bill_stays');
END;
CREATE TRIGGER difference_stays BEFORE UPDATE ON bill_differences
WHEN OLD.resolved_at IS NOT NULL
  OR (NEW.id, NEW.provider, NEW.day, NEW.kind, NEW.out_trade_no, NEW.out_refund_no, NEW.order_id, NEW.there_fen, NEW.here_fen, NEW.at)
    IS NOT (OLD.id, OLD.provider, OLD.day, OLD.kind, OLD.out_trade_no, OLD.out_refund_no, OLD.order_id, OLD.there_fen, OLD.here_fen, OLD.at)
BEGIN
  SELECT RAISE(ABORT, 'difference_stays');
END;
CREATE TRIGGER difference_kept BEFORE DELETE ON bill_differences
BEGIN
  SELECT RAISE(ABORT, 'difference_stays');
END;

CREATE INDEX attempts_by_method ON payment_attempts (method, created_at); -- since when a provider is used here
CREATE INDEX attempts_paid ON payment_attempts (paid_at) WHERE paid_at IS NOT NULL; -- a day of a provider, the books
CREATE INDEX refunds_settled ON refunds (settled_at) WHERE settled_at IS NOT NULL; -- a day of a provider
CREATE INDEX refunds_made ON refunds (created_at); -- the books of a period
CREATE INDEX captures_made ON captures (at); -- the books of a period

-- Books -------------------------------------------------------------------------
-- Whose goods a line sold, as it was ordered: a product that is given to another producer later sells nothing anew.
-- No index: books read it by its order, and what a new producer reads is read once in a while.
ALTER TABLE order_lines ADD COLUMN producer_id TEXT REFERENCES producers (id);
UPDATE order_lines SET producer_id = (
  SELECT p.producer_id FROM variants v JOIN products p ON p.id = v.product_id WHERE v.sku = order_lines.sku)
WHERE sku IS NOT NULL;

-- What the shop keeps of a producer's sales, in basis points, from a month (YYYY-MM) on; without a row it keeps nothing.
CREATE TABLE commission_rules (
  producer_id TEXT NOT NULL REFERENCES producers (id),
  from_month TEXT NOT NULL CONSTRAINT commission_month CHECK (from_month GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]'),
  basis_points INTEGER NOT NULL CONSTRAINT commission_share CHECK (basis_points BETWEEN 0 AND 10000),
  staff_id TEXT NOT NULL REFERENCES staff (id),
  at INTEGER NOT NULL,
  PRIMARY KEY (producer_id, from_month)
) STRICT, WITHOUT ROWID;

-- What is settled with a producer once more or less in a month (上期调整), and why.
CREATE TABLE settlement_adjustments (
  id TEXT NOT NULL PRIMARY KEY,
  producer_id TEXT NOT NULL REFERENCES producers (id),
  month TEXT NOT NULL CONSTRAINT adjustment_month CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]'),
  amount_fen INTEGER NOT NULL CONSTRAINT adjustment_amount CHECK (amount_fen <> 0),
  reason TEXT NOT NULL CONSTRAINT adjustment_reason CHECK (trim(reason) <> ''),
  staff_id TEXT NOT NULL REFERENCES staff (id),
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX adjustments_of_month ON settlement_adjustments (producer_id, month); -- /admin/settlements

-- A month of a producer, closed: `content` is the sheet's text, `hash` the SHA-256 of that very text.
CREATE TABLE settlement_sheets (
  producer_id TEXT NOT NULL REFERENCES producers (id),
  month TEXT NOT NULL CONSTRAINT sheet_month CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]'),
  content TEXT NOT NULL CONSTRAINT sheet_content CHECK (json_valid(content)),
  hash TEXT NOT NULL CONSTRAINT sheet_hash CHECK (length(hash) = 64),
  due_fen INTEGER NOT NULL,
  frozen_by TEXT NOT NULL REFERENCES staff (id),
  frozen_at INTEGER NOT NULL,
  CONSTRAINT sheet_once PRIMARY KEY (producer_id, month)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER sheet_stays BEFORE UPDATE ON settlement_sheets
BEGIN
  SELECT RAISE(ABORT, 'sheet_stays');
END;
CREATE TRIGGER sheet_kept BEFORE DELETE ON settlement_sheets
BEGIN
  SELECT RAISE(ABORT, 'sheet_stays');
END;
-- Nothing changes a month that is closed: neither its rule nor its adjustments.
CREATE TRIGGER commission_before_sheet BEFORE INSERT ON commission_rules
WHEN EXISTS (SELECT 1 FROM settlement_sheets WHERE producer_id = NEW.producer_id AND month >= NEW.from_month)
BEGIN
  SELECT RAISE(ABORT, 'month_frozen');
END;
CREATE TRIGGER commission_changed_before_sheet BEFORE UPDATE ON commission_rules
WHEN EXISTS (SELECT 1 FROM settlement_sheets WHERE producer_id = NEW.producer_id AND month >= NEW.from_month)
BEGIN
  SELECT RAISE(ABORT, 'month_frozen');
END;
CREATE TRIGGER adjustment_before_sheet BEFORE INSERT ON settlement_adjustments
WHEN EXISTS (SELECT 1 FROM settlement_sheets WHERE producer_id = NEW.producer_id AND month = NEW.month)
BEGIN
  SELECT RAISE(ABORT, 'month_frozen');
END;
CREATE TRIGGER adjustment_stays BEFORE UPDATE ON settlement_adjustments
BEGIN
  SELECT RAISE(ABORT, 'adjustment_stays');
END;
CREATE TRIGGER adjustment_kept BEFORE DELETE ON settlement_adjustments
BEGIN
  SELECT RAISE(ABORT, 'adjustment_stays');
END;
