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

-- Orders placed before there was a log: the texts carried no version then.
INSERT INTO consents (subject, at, channel, given)
SELECT 'order:' || o.id, o.placed_at, o.channel,
  (SELECT json_group_object(j.value, 'unversioned') FROM json_each(o.consents) j)
FROM orders o;

CREATE INDEX refunds_failed ON refunds (created_at) WHERE failed = 1; -- /admin/orders?view=refunding
-- Only paid orders stand in it, so that placing one writes no more rows.
CREATE INDEX orders_paid_channel ON orders (channel, id) WHERE paid_at IS NOT NULL; -- /admin/orders?channel=

-- Since when nothing more can happen to an order: from then its personal data ages.
ALTER TABLE orders ADD COLUMN over_at INTEGER;
UPDATE orders SET over_at = coalesce(
  closed_at,
  (SELECT at FROM order_cancellations c WHERE c.order_id = orders.id),
  (SELECT max(at) FROM order_events e WHERE e.order_id = orders.id AND e.kind = 'completed'));
CREATE INDEX orders_bought_ageing ON orders (over_at)
  WHERE over_at IS NOT NULL AND forgotten_at IS NULL AND paid_at IS NOT NULL; -- the nightly retention, /admin/personal-data
CREATE INDEX orders_unbought_ageing ON orders (over_at)
  WHERE over_at IS NOT NULL AND forgotten_at IS NULL AND paid_at IS NULL; -- the same
