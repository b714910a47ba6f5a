-- How a SKU stands on an invoice: what the accountant says, never a constant of ours.
ALTER TABLE variants ADD COLUMN tax_code TEXT
  CONSTRAINT variant_tax_code CHECK (length(tax_code) = 19 AND tax_code NOT GLOB '*[^0-9]*');
ALTER TABLE variants ADD COLUMN tax_rate_bp INTEGER CONSTRAINT variant_tax_rate CHECK (tax_rate_bp BETWEEN 0 AND 10000);
ALTER TABLE variants ADD COLUMN tax_exempt_reason TEXT
  CONSTRAINT variant_tax_exempt CHECK (tax_exempt_reason IS NULL OR tax_rate_bp IS 0);
ALTER TABLE variants ADD COLUMN invoice_name TEXT;

-- Invoices are made by hand at the tax bureau's platform; here is who wants one, what is to be copied there, and what came
-- of it. Money that went back after an invoice was begun is due on a red one (`red_due_fen`).
CREATE TABLE invoice_requests (
  id TEXT NOT NULL PRIMARY KEY,
  order_id TEXT NOT NULL REFERENCES orders (id),
  kind TEXT NOT NULL CONSTRAINT invoice_kind CHECK (kind IN ('ordinary', 'special')),
  title_type TEXT NOT NULL CONSTRAINT invoice_title_type CHECK (title_type IN ('personal', 'company')),
  title TEXT NOT NULL,
  tax_no TEXT NOT NULL,
  address TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  bank TEXT NOT NULL DEFAULT '',
  account TEXT NOT NULL DEFAULT '',
  email TEXT NOT NULL,
  state TEXT NOT NULL CONSTRAINT invoice_state CHECK (state IN ('requested', 'issuing', 'issued', 'red_pending', 'red', 'cancelled')),
  seq INTEGER NOT NULL CONSTRAINT invoice_seq CHECK (seq > 0),
  requested_at INTEGER NOT NULL,
  -- The copy sheet and its total as they were when somebody began to issue.
  sheet TEXT CONSTRAINT invoice_sheet CHECK (sheet IS NULL OR json_valid(sheet)),
  amount_fen INTEGER CONSTRAINT invoice_amount CHECK (amount_fen > 0),
  red_due_fen INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT invoice_special CHECK (kind = 'ordinary' OR title_type = 'company'),
  CONSTRAINT invoice_begun CHECK ((amount_fen IS NOT NULL) = (state IN ('issuing', 'issued', 'red_pending', 'red'))
    AND (sheet IS NULL) = (amount_fen IS NULL)),
  CONSTRAINT invoice_red_due CHECK (red_due_fen BETWEEN 0 AND coalesce(amount_fen, 0)
    AND (state = 'red_pending') = (red_due_fen > 0 AND state <> 'issuing'))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX invoice_once ON invoice_requests (order_id) WHERE state NOT IN ('red', 'cancelled');
CREATE INDEX invoices_of_order ON invoice_requests (order_id, id); -- /orders/:number/invoice
CREATE INDEX invoices_by_state ON invoice_requests (state, requested_at, id); -- /admin/invoices

-- The key of a step is its lock: of two who move a request at once, one finds the other was first. A refund is a step too.
CREATE TABLE invoice_events (
  request_id TEXT NOT NULL REFERENCES invoice_requests (id),
  seq INTEGER NOT NULL CONSTRAINT invoice_event_seq CHECK (seq > 0),
  kind TEXT NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL CONSTRAINT invoice_event_actor CHECK (actor IN ('buyer', 'staff', 'money')),
  staff_id TEXT REFERENCES staff (id),
  note TEXT NOT NULL DEFAULT '',
  amount_fen INTEGER,
  CONSTRAINT invoice_event_once PRIMARY KEY (request_id, seq),
  CONSTRAINT invoice_event_by CHECK ((actor = 'staff') = (staff_id IS NOT NULL))
) STRICT, WITHOUT ROWID;

-- What the bureau's platform made, blue or red. Sums are above zero, on red ones too.
CREATE TABLE invoice_documents (
  id TEXT NOT NULL PRIMARY KEY,
  request_id TEXT NOT NULL REFERENCES invoice_requests (id),
  number TEXT NOT NULL CONSTRAINT invoice_number UNIQUE
    CONSTRAINT invoice_digits CHECK (length(number) = 20 AND number NOT GLOB '*[^0-9]*'),
  red_of TEXT REFERENCES invoice_documents (id),
  -- 红字信息确认单.
  confirm_no TEXT,
  amount_fen INTEGER NOT NULL CONSTRAINT invoice_document_amount CHECK (amount_fen > 0),
  tax_fen INTEGER NOT NULL CONSTRAINT invoice_document_tax CHECK (tax_fen BETWEEN 0 AND amount_fen),
  issued_on TEXT NOT NULL,
  xml_sha256 TEXT NOT NULL,
  pdf_sha256 TEXT NOT NULL,
  ofd_sha256 TEXT,
  -- What the machine found to differ, and why it was taken all the same.
  differs TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '',
  staff_id TEXT NOT NULL REFERENCES staff (id),
  at INTEGER NOT NULL,
  CONSTRAINT invoice_differs CHECK ((differs = '') = (reason = ''))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX invoice_blue_once ON invoice_documents (request_id) WHERE red_of IS NULL;
CREATE INDEX invoice_documents_of ON invoice_documents (request_id, id); -- /admin/invoices/:id, /orders/:number/invoice
CREATE INDEX invoice_reds_of ON invoice_documents (red_of) WHERE red_of IS NOT NULL; -- a parent's insert looks for its children

CREATE TRIGGER invoice_document_stands BEFORE UPDATE ON invoice_documents
BEGIN
  SELECT RAISE(ABORT, 'invoice_document_stands');
END;
CREATE TRIGGER invoice_document_kept BEFORE DELETE ON invoice_documents
BEGIN
  SELECT RAISE(ABORT, 'invoice_document_stands');
END;
CREATE TRIGGER invoice_kept BEFORE DELETE ON invoice_requests
BEGIN
  SELECT RAISE(ABORT, 'invoice_stands');
END;
CREATE TRIGGER invoice_event_stands BEFORE UPDATE OF request_id, seq, kind, at, actor, staff_id, amount_fen ON invoice_events
BEGIN
  SELECT RAISE(ABORT, 'invoice_event_stands');
END;
CREATE TRIGGER invoice_event_kept BEFORE DELETE ON invoice_events
BEGIN
  SELECT RAISE(ABORT, 'invoice_event_stands');
END;

-- Red invoices take back no more than the blue one of their request says.
CREATE TRIGGER invoice_red_limit BEFORE INSERT ON invoice_documents
WHEN NEW.red_of IS NOT NULL AND NEW.amount_fen
  + (SELECT coalesce(sum(amount_fen), 0) FROM invoice_documents WHERE request_id = NEW.request_id AND red_of IS NOT NULL)
  > coalesce((SELECT amount_fen FROM invoice_documents WHERE id = NEW.red_of AND request_id = NEW.request_id AND red_of IS NULL), 0)
BEGIN
  SELECT RAISE(ABORT, 'invoice_red_limit');
END;

-- What was wished for at the checkout is asked for with the payment, in whichever batch that is.
CREATE TRIGGER invoice_wished AFTER INSERT ON captures
WHEN (SELECT invoice FROM orders WHERE id = NEW.order_id) IS NOT NULL
BEGIN
  INSERT INTO invoice_requests (id, order_id, kind, title_type, title, tax_no, email, state, seq, requested_at)
  SELECT 'inv_' || substr(NEW.order_id, 5), id, 'ordinary',
    iif(invoice ->> 'kind' = 'company', 'company', 'personal'), coalesce(nullif(invoice ->> 'title', ''), '个人'),
    coalesce(invoice ->> 'taxNo', ''), coalesce(invoice ->> 'email', ''), 'requested', 1, NEW.at
  FROM orders WHERE id = NEW.order_id;
  INSERT INTO invoice_events (request_id, seq, kind, at, actor) VALUES ('inv_' || substr(NEW.order_id, 5), 1, 'requested', NEW.at, 'buyer');
END;

-- Money that goes back once an invoice is begun is due on a red one. It never holds the refund up: more than the invoice
-- says is not asked for.
CREATE TRIGGER invoice_refunded AFTER INSERT ON refunds
WHEN NEW.amount_fen > 0 AND EXISTS (SELECT 1 FROM captures WHERE order_id = NEW.order_id AND attempt_id = NEW.attempt_id)
BEGIN
  INSERT INTO invoice_events (request_id, seq, kind, at, actor, amount_fen)
  SELECT id, seq + 1, 'refunded', NEW.created_at, 'money', NEW.amount_fen FROM invoice_requests
  WHERE order_id = NEW.order_id AND state IN ('issuing', 'issued', 'red_pending');
  UPDATE invoice_requests SET seq = seq + 1, state = iif(state = 'issued', 'red_pending', state),
    red_due_fen = min(red_due_fen + NEW.amount_fen, amount_fen - (
      SELECT coalesce(sum(d.amount_fen), 0) FROM invoice_documents d WHERE d.request_id = invoice_requests.id AND d.red_of IS NOT NULL))
  WHERE order_id = NEW.order_id AND state IN ('issuing', 'issued', 'red_pending');
END;

-- Who is forgotten leaves what an invoice says, which is kept by law (会计档案管理办法, 发票管理办法); how to reach them goes,
-- and the name of a request nothing came of.
CREATE TRIGGER invoice_forgotten AFTER UPDATE OF forgotten_at ON orders
WHEN OLD.forgotten_at IS NULL AND NEW.forgotten_at IS NOT NULL
BEGIN
  INSERT INTO invoice_events (request_id, seq, kind, at, actor)
  SELECT id, seq + 1, 'cancelled', NEW.forgotten_at, 'buyer' FROM invoice_requests WHERE order_id = NEW.id AND state = 'requested';
  UPDATE invoice_requests SET state = 'cancelled', seq = seq + 1 WHERE order_id = NEW.id AND state = 'requested';
  UPDATE invoice_requests SET email = '', phone = '', address = '', bank = '', account = '',
    title = iif(state = 'cancelled' AND title_type = 'personal', '', title) WHERE order_id = NEW.id;
  UPDATE invoice_events SET note = '' WHERE request_id IN (SELECT id FROM invoice_requests WHERE order_id = NEW.id);
END;

-- Wishes of orders that are paid already.
INSERT INTO invoice_requests (id, order_id, kind, title_type, title, tax_no, email, state, seq, requested_at)
SELECT 'inv_' || substr(o.id, 5), o.id, 'ordinary', iif(o.invoice ->> 'kind' = 'company', 'company', 'personal'),
  coalesce(nullif(o.invoice ->> 'title', ''), '个人'), coalesce(o.invoice ->> 'taxNo', ''), coalesce(o.invoice ->> 'email', ''),
  'requested', 1, c.at
FROM captures c CROSS JOIN orders o ON o.id = c.order_id WHERE o.invoice IS NOT NULL AND o.forgotten_at IS NULL;
INSERT INTO invoice_events (request_id, seq, kind, at, actor)
SELECT id, 1, 'requested', requested_at, 'buyer' FROM invoice_requests;
