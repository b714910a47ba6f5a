-- The desk's saved filters, each of one channel: what waits carries its order's channel, so that a page reads an index.
ALTER TABLE dispatch_queue ADD COLUMN channel TEXT NOT NULL DEFAULT 'online';
UPDATE dispatch_queue SET channel = (SELECT o.channel FROM orders o WHERE o.id = dispatch_queue.order_id);
CREATE INDEX dispatch_by_channel ON dispatch_queue (channel, storage, paid_at, order_id); -- /admin/orders?channel=, counts

DROP TRIGGER dispatch_paid;
CREATE TRIGGER dispatch_paid AFTER UPDATE OF paid_at ON orders WHEN OLD.paid_at IS NULL AND NEW.paid_at IS NOT NULL
BEGIN
  INSERT OR IGNORE INTO dispatch_queue (order_id, storage, paid_at, ship_on, channel)
  SELECT NEW.id, j.value ->> 'storage', NEW.paid_at, j.value ->> 'shipOn', NEW.channel FROM json_each(NEW.freight) j;
END;

-- Unpaid or not; it takes the place of the one that held paid orders only.
DROP INDEX orders_paid_channel;
CREATE INDEX orders_by_channel ON orders (channel, id); -- /admin/orders?view=all&channel=

-- Counted by channel out of the index. The shop's own orders are the many and the first due: they need no index more.
DROP INDEX orders_unpaid_deadline;
CREATE INDEX orders_unpaid_deadline ON orders (pay_before, id, channel) WHERE paid_at IS NULL AND closed_at IS NULL; -- the sweep, /admin/orders?view=unpaid
CREATE INDEX orders_unpaid_elsewhere ON orders (channel, pay_before, id)
  WHERE paid_at IS NULL AND closed_at IS NULL AND channel <> 'online'; -- /admin/orders?view=unpaid&channel=

CREATE INDEX orders_completed ON orders (over_at, id) WHERE state = 'completed'; -- /admin/orders?view=completed
CREATE INDEX orders_completed_channel ON orders (channel, over_at, id) WHERE state = 'completed'; -- the same, &channel=

ALTER TABLE refunds ADD COLUMN channel TEXT NOT NULL DEFAULT 'online';
UPDATE refunds SET channel = (SELECT o.channel FROM orders o WHERE o.id = refunds.order_id);
CREATE INDEX refunds_by_channel ON refunds (channel, id); -- /admin/orders?view=refunds&channel=
CREATE TRIGGER refund_channel AFTER INSERT ON refunds
WHEN NEW.channel <> (SELECT channel FROM orders WHERE id = NEW.order_id)
BEGIN
  UPDATE refunds SET channel = (SELECT channel FROM orders WHERE id = NEW.order_id) WHERE id = NEW.id;
END;

ALTER TABLE shipments ADD COLUMN channel TEXT NOT NULL DEFAULT 'online';
UPDATE shipments SET channel = (SELECT o.channel FROM orders o WHERE o.id = shipments.order_id);
CREATE INDEX shipments_by_channel ON shipments (channel, id); -- /admin/orders?view=shipped&channel=
CREATE INDEX shipments_to_receive ON shipments (id) WHERE received_at IS NULL; -- /admin/orders?view=receiving
CREATE INDEX shipments_to_receive_channel ON shipments (channel, id) WHERE received_at IS NULL; -- the same, &channel=
CREATE TRIGGER shipment_channel AFTER INSERT ON shipments
WHEN NEW.channel <> (SELECT channel FROM orders WHERE id = NEW.order_id)
BEGIN
  UPDATE shipments SET channel = (SELECT channel FROM orders WHERE id = NEW.order_id) WHERE id = NEW.id;
END;
