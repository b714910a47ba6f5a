-- The desk's lists of orders and its search (docs/decisions/0048).

-- Lists by how an order stands ----------------------------------------------------
CREATE INDEX orders_under_way_channel ON orders (channel, id) WHERE paid_at IS NOT NULL AND over_at IS NULL; -- /admin/orders?view=paid&channel=
-- Closed before it was paid, or called off after.
CREATE INDEX orders_cancelled ON orders (id) WHERE over_at IS NOT NULL AND state <> 'completed'; -- /admin/orders?view=cancelled
CREATE INDEX orders_cancelled_channel ON orders (channel, id) WHERE over_at IS NOT NULL AND state <> 'completed'; -- the same, &channel=

-- Search --------------------------------------------------------------------------
-- Read by the index below instead, of unpaid orders too; a paid order costs two rows less for it.
DROP INDEX orders_paid_tail;
DROP INDEX orders_paid_name;
-- Every parcel there ever was is no list of the desk any more.
DROP INDEX shipments_by_channel;

-- Orders that are new or changed since they were indexed: a job looks here each minute, and every search first.
CREATE TABLE unindexed_orders (
  order_id TEXT NOT NULL PRIMARY KEY REFERENCES orders (id),
  -- Another number with each change (52 bits, which a number of JavaScript's holds), so that one made while the job
  -- works is not lost.
  noted INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What each order is found by, as keyed hashes: nobody reads a phone, a name or a street out of them.
CREATE TABLE order_terms (
  order_id TEXT NOT NULL PRIMARY KEY REFERENCES orders (id),
  terms TEXT NOT NULL CONSTRAINT order_terms_json CHECK (json_valid(terms))
) STRICT, WITHOUT ROWID;
-- The same by term. It names no foreign key: an order's insert would look for its children in all of it.
CREATE TABLE order_postings (
  term INTEGER NOT NULL,
  order_id TEXT NOT NULL,
  PRIMARY KEY (term, order_id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER terms_posted AFTER INSERT ON order_terms
BEGIN
  INSERT INTO order_postings (term, order_id) SELECT DISTINCT j.value, NEW.order_id FROM json_each(NEW.terms) j;
END;
CREATE TRIGGER terms_posted_anew AFTER UPDATE OF terms ON order_terms
BEGIN
  DELETE FROM order_postings
    WHERE order_id = OLD.order_id AND term IN (SELECT j.value FROM json_each(OLD.terms) j);
  INSERT INTO order_postings (term, order_id) SELECT DISTINCT j.value, NEW.order_id FROM json_each(NEW.terms) j;
END;
CREATE TRIGGER terms_taken_back AFTER DELETE ON order_terms
BEGIN
  DELETE FROM order_postings
    WHERE order_id = OLD.order_id AND term IN (SELECT j.value FROM json_each(OLD.terms) j);
END;

CREATE TRIGGER order_to_index AFTER INSERT ON orders WHEN NEW.forgotten_at IS NULL
BEGIN
  INSERT INTO unindexed_orders (order_id, noted) VALUES (NEW.id, random() >> 12);
END;
CREATE TRIGGER order_to_index_anew AFTER UPDATE OF recipient_name, phone_hmac, street ON orders
WHEN NEW.forgotten_at IS NULL
  AND (NEW.recipient_name, NEW.phone_hmac, NEW.street) IS NOT (OLD.recipient_name, OLD.phone_hmac, OLD.street)
BEGIN
  INSERT INTO unindexed_orders (order_id, noted) VALUES (NEW.id, random() >> 12)
    ON CONFLICT (order_id) DO UPDATE SET noted = excluded.noted;
END;
-- Who is forgotten in an order is forgotten here in the same batch.
CREATE TRIGGER order_unindexed AFTER UPDATE OF forgotten_at ON orders
WHEN OLD.forgotten_at IS NULL AND NEW.forgotten_at IS NOT NULL
BEGIN
  DELETE FROM order_terms WHERE order_id = NEW.id;
  DELETE FROM unindexed_orders WHERE order_id = NEW.id;
END;
CREATE TRIGGER parcel_to_index AFTER INSERT ON shipments
WHEN EXISTS (SELECT 1 FROM orders WHERE id = NEW.order_id AND forgotten_at IS NULL)
BEGIN
  INSERT INTO unindexed_orders (order_id, noted) VALUES (NEW.order_id, random() >> 12)
    ON CONFLICT (order_id) DO UPDATE SET noted = excluded.noted;
END;
CREATE TRIGGER parcel_to_index_anew AFTER UPDATE OF tracking_no ON shipments
WHEN NEW.tracking_no <> OLD.tracking_no
  AND EXISTS (SELECT 1 FROM orders WHERE id = NEW.order_id AND forgotten_at IS NULL)
BEGIN
  INSERT INTO unindexed_orders (order_id, noted) VALUES (NEW.order_id, random() >> 12)
    ON CONFLICT (order_id) DO UPDATE SET noted = excluded.noted;
END;

-- Orders placed before this are indexed by the job, two thousand a minute.
INSERT INTO unindexed_orders (order_id, noted) SELECT id, 0 FROM orders WHERE forgotten_at IS NULL;
