-- After the sale: a buyer's claim about pieces of one order line, or about a parcel of an adoption's tea. It only asks:
-- money goes back through the refunds, and stock moves through its ledger.
CREATE TABLE claims (
  id TEXT NOT NULL PRIMARY KEY,
  order_id TEXT NOT NULL REFERENCES orders (id),
  line INTEGER NOT NULL,
  dispatch_id TEXT REFERENCES dispatches (id),
  kind TEXT NOT NULL CONSTRAINT claim_kind CHECK (kind IN ('refund_only', 'return_refund', 'exchange', 'resend')),
  reason TEXT NOT NULL,
  quantity INTEGER NOT NULL CONSTRAINT claim_quantity CHECK (quantity > 0),
  words TEXT NOT NULL,
  state TEXT NOT NULL CONSTRAINT claim_state CHECK (state IN ('asked', 'proposed', 'awaiting_return', 'returning',
    'disputed', 'refused', 'resending', 'settled', 'closed', 'lapsed', 'withdrawn')),
  seq INTEGER NOT NULL CONSTRAINT claim_seq CHECK (seq > 0),
  asked_at INTEGER NOT NULL,
  -- When silence decides.
  due_at INTEGER,
  ended_at INTEGER,
  proposed_fen INTEGER CONSTRAINT claim_proposed CHECK (proposed_fen > 0),
  return_to TEXT CONSTRAINT claim_return_to CHECK (return_to IS NULL OR json_valid(return_to)),
  carrier TEXT,
  tracking_no TEXT,
  returned TEXT CONSTRAINT claim_returned CHECK (returned IN ('restocked', 'written_off')),
  refund_id TEXT REFERENCES refunds (id),
  sent_carrier TEXT,
  sent_no TEXT,
  refused_by TEXT REFERENCES staff (id),
  appealed INTEGER NOT NULL DEFAULT 0 CONSTRAINT claim_appealed CHECK (appealed IN (0, 1)),
  person_asked_at INTEGER,
  -- Made by the form that asks: a second sending finds the row of the first.
  client_key TEXT NOT NULL,
  CONSTRAINT claim_once UNIQUE (client_key, order_id),
  CONSTRAINT claim_ended CHECK ((ended_at IS NOT NULL) = (state IN ('settled', 'closed', 'lapsed', 'withdrawn'))),
  -- What is settled gave money back or sent goods, and nothing else did.
  CONSTRAINT claim_settled CHECK ((state = 'settled') = (refund_id IS NOT NULL OR sent_no IS NOT NULL)),
  CONSTRAINT claim_parcel CHECK ((carrier IS NULL) = (tracking_no IS NULL) AND (sent_carrier IS NULL) = (sent_no IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX claims_waiting ON claims (due_at, id) WHERE ended_at IS NULL; -- /admin/claims, the sweep
CREATE INDEX claims_of_line ON claims (order_id, line, id); -- /orders/:number/claims
CREATE INDEX claims_ended_at ON claims (ended_at) WHERE ended_at IS NOT NULL; -- /admin/claims?view=ended
CREATE INDEX claims_asked_at ON claims (asked_at); -- per-producer counts
CREATE INDEX claims_of_refund ON claims (refund_id) WHERE refund_id IS NOT NULL; -- its key: a refund is written
CREATE INDEX claims_of_dispatch ON claims (dispatch_id) WHERE dispatch_id IS NOT NULL; -- /my/gardens/:id

-- Pieces under claim are never more than were bought, and nobody claims without end. What was settled stays counted.
CREATE TRIGGER claim_limit BEFORE INSERT ON claims
WHEN (SELECT count(*) FROM claims WHERE order_id = NEW.order_id AND line = NEW.line AND dispatch_id IS NEW.dispatch_id) >= 5
  OR NEW.quantity + (SELECT coalesce(sum(quantity), 0) FROM claims
    WHERE order_id = NEW.order_id AND line = NEW.line AND dispatch_id IS NEW.dispatch_id
      AND state NOT IN ('closed', 'lapsed', 'withdrawn'))
    > coalesce((SELECT quantity FROM order_lines WHERE order_id = NEW.order_id AND line = NEW.line), 0)
  OR NEW.dispatch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dispatches d
    CROSS JOIN adoptions a ON a.id = d.adoption_id WHERE d.id = NEW.dispatch_id AND a.order_id = NEW.order_id
      AND a.line = NEW.line AND d.shipped_at IS NOT NULL)
BEGIN
  SELECT RAISE(ABORT, 'claim_limit');
END;
-- What is over stays as it ended; only what the buyer wrote is forgotten in time.
CREATE TRIGGER claim_stands BEFORE UPDATE ON claims WHEN OLD.ended_at IS NOT NULL AND (
  NEW.state <> OLD.state OR NEW.seq <> OLD.seq OR NEW.refund_id IS NOT OLD.refund_id OR NEW.sent_no IS NOT OLD.sent_no)
BEGIN
  SELECT RAISE(ABORT, 'claim_stands');
END;
CREATE TRIGGER claim_same BEFORE UPDATE OF order_id, line, dispatch_id, kind, reason, quantity, asked_at ON claims
WHEN (NEW.order_id, NEW.line, NEW.dispatch_id, NEW.kind, NEW.reason, NEW.quantity, NEW.asked_at)
  IS NOT (OLD.order_id, OLD.line, OLD.dispatch_id, OLD.kind, OLD.reason, OLD.quantity, OLD.asked_at)
BEGIN
  SELECT RAISE(ABORT, 'claim_stands');
END;
CREATE TRIGGER claim_kept BEFORE DELETE ON claims
BEGIN
  SELECT RAISE(ABORT, 'claim_stands');
END;

CREATE TABLE claim_events (
  claim_id TEXT NOT NULL REFERENCES claims (id),
  seq INTEGER NOT NULL CONSTRAINT claim_event_seq CHECK (seq > 0),
  kind TEXT NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL CONSTRAINT claim_event_actor CHECK (actor IN ('buyer', 'staff', 'time')),
  staff_id TEXT REFERENCES staff (id),
  note TEXT NOT NULL DEFAULT '',
  amount_fen INTEGER,
  CONSTRAINT claim_event_once PRIMARY KEY (claim_id, seq),
  CONSTRAINT claim_event_by CHECK ((actor = 'staff') = (staff_id IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE TRIGGER claim_event_stands BEFORE UPDATE OF claim_id, seq, kind, at, actor, staff_id, amount_fen ON claim_events
BEGIN
  SELECT RAISE(ABORT, 'claim_event_stands');
END;
CREATE TRIGGER claim_event_kept BEFORE DELETE ON claim_events
BEGIN
  SELECT RAISE(ABORT, 'claim_event_stands');
END;

CREATE TABLE claim_photos (
  id TEXT NOT NULL PRIMARY KEY,
  claim_id TEXT NOT NULL REFERENCES claims (id),
  place INTEGER NOT NULL CONSTRAINT claim_photo_place CHECK (place BETWEEN 1 AND 6),
  type TEXT NOT NULL,
  bytes INTEGER NOT NULL CONSTRAINT claim_photo_bytes CHECK (bytes > 0),
  at INTEGER NOT NULL,
  CONSTRAINT claim_photo_once UNIQUE (claim_id, place)
) STRICT, WITHOUT ROWID;

-- Whoever is forgotten is forgotten here as well; photos without a row are deleted by the night's work.
CREATE TRIGGER claim_words_forgotten AFTER UPDATE OF forgotten_at ON orders
WHEN OLD.forgotten_at IS NULL AND NEW.forgotten_at IS NOT NULL
BEGIN
  UPDATE claims SET words = '' WHERE order_id = NEW.id;
  UPDATE claim_events SET note = '' WHERE claim_id IN (SELECT id FROM claims WHERE order_id = NEW.id);
  DELETE FROM claim_photos WHERE claim_id IN (SELECT id FROM claims WHERE order_id = NEW.id);
END;
