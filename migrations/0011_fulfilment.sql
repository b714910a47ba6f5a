-- What waits to be sent, one row for each order and storage: the desk reads the backlog, never the history.
CREATE TABLE dispatch_queue (
  order_id TEXT NOT NULL REFERENCES orders (id),
  storage TEXT NOT NULL,
  paid_at INTEGER NOT NULL,
  ship_on TEXT,
  -- Its order's: the desk's saved filters, each of one channel, read an index.
  channel TEXT NOT NULL DEFAULT 'online',
  PRIMARY KEY (order_id, storage)
) STRICT, WITHOUT ROWID;
CREATE INDEX dispatch_by_age ON dispatch_queue (storage, paid_at, order_id); -- /admin/orders?view=ambient
-- What of the cold chain leaves today or should have left: without a day (quoted orders) it is due as well.
CREATE INDEX dispatch_by_day ON dispatch_queue (storage, coalesce(ship_on, ''), paid_at, order_id, channel); -- /admin/orders?view=today
-- With the day in it the counts by channel come out of the index alone.
CREATE INDEX dispatch_by_channel ON dispatch_queue (channel, storage, paid_at, order_id, ship_on); -- /admin/orders?channel=, counts

-- Every way to paid passes here, late callbacks too.
CREATE TRIGGER dispatch_paid AFTER UPDATE OF paid_at ON orders WHEN OLD.paid_at IS NULL AND NEW.paid_at IS NOT NULL
BEGIN
  INSERT OR IGNORE INTO dispatch_queue (order_id, storage, paid_at, ship_on, channel)
  SELECT NEW.id, j.value ->> 'storage', NEW.paid_at, j.value ->> 'shipOn', NEW.channel FROM json_each(NEW.freight) j;
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
  staff_id TEXT NOT NULL REFERENCES staff (id),
  -- Delivered is said by the shopper or staff, or assumed; received is when the after-sales clocks start.
  delivered_at INTEGER,
  delivered_by TEXT,
  received_at INTEGER,
  -- Its order's, as in dispatch_queue.
  channel TEXT NOT NULL DEFAULT 'online'
) STRICT, WITHOUT ROWID;
CREATE INDEX shipments_of_order ON shipments (order_id, id); -- /orders/:number
CREATE UNIQUE INDEX shipment_number_once ON shipments (order_id, carrier, tracking_no);
CREATE INDEX shipments_by_time ON shipments (shipped_at); -- /admin/shipments/handover
CREATE INDEX shipments_on_the_way ON shipments (shipped_at) WHERE delivered_at IS NULL; -- the sweep
CREATE INDEX shipments_unreceived ON shipments (delivered_at) WHERE delivered_at IS NOT NULL AND received_at IS NULL; -- the sweep
CREATE INDEX shipments_by_channel ON shipments (channel, id); -- /admin/orders?view=shipped&channel=
CREATE INDEX shipments_to_receive ON shipments (id) WHERE received_at IS NULL; -- /admin/orders?view=receiving
CREATE INDEX shipments_to_receive_channel ON shipments (channel, id) WHERE received_at IS NULL; -- the same, &channel=

CREATE TABLE shipment_lines (
  shipment_id TEXT NOT NULL REFERENCES shipments (id),
  order_id TEXT NOT NULL,
  line INTEGER NOT NULL,
  quantity INTEGER NOT NULL CONSTRAINT shipped_quantity CHECK (quantity > 0),
  PRIMARY KEY (shipment_id, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX shipped_of_line ON shipment_lines (order_id, line); -- the limit below

-- Pieces that no longer wait to be sent: sent, or refunded before they were.
CREATE VIEW settled_pieces (order_id, line, quantity) AS
  SELECT order_id, line, quantity FROM shipment_lines
  UNION ALL SELECT order_id, line, withheld FROM refund_lines;

-- Nothing is sent twice or after its money went back, and nothing that was called off or never paid.
CREATE TRIGGER shipped_limit BEFORE INSERT ON shipment_lines
WHEN (SELECT coalesce(sum(quantity), 0) FROM settled_pieces WHERE order_id = NEW.order_id AND line = NEW.line)
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
CREATE TRIGGER shipment_channel AFTER INSERT ON shipments
WHEN NEW.channel <> (SELECT channel FROM orders WHERE id = NEW.order_id)
BEGIN
  UPDATE shipments SET channel = (SELECT channel FROM orders WHERE id = NEW.order_id) WHERE id = NEW.id;
END;

-- What was sent bounds what is called off and what goes back.
CREATE TRIGGER cancel_unshipped BEFORE INSERT ON order_cancellations
WHEN EXISTS (SELECT 1 FROM shipments WHERE order_id = NEW.order_id)
BEGIN
  SELECT RAISE(ABORT, 'cancel_unshipped');
END;
CREATE TRIGGER refund_line_limit BEFORE INSERT ON refund_lines
WHEN (SELECT coalesce(sum(quantity), 0) FROM refund_lines WHERE order_id = NEW.order_id AND line = NEW.line)
  + NEW.quantity > coalesce(
    (SELECT quantity FROM order_lines WHERE order_id = NEW.order_id AND line = NEW.line), 0)
  OR (SELECT coalesce(sum(quantity), 0) FROM settled_pieces WHERE order_id = NEW.order_id AND line = NEW.line)
  + NEW.withheld > coalesce(
    (SELECT quantity FROM order_lines WHERE order_id = NEW.order_id AND line = NEW.line), 0)
BEGIN
  SELECT RAISE(ABORT, 'refund_line_limit');
END;
-- Freight goes back only while nothing of its group was sent.
CREATE TRIGGER freight_unsent BEFORE INSERT ON refund_freight
WHEN EXISTS (
  SELECT 1 FROM shipment_lines s CROSS JOIN order_lines l ON l.order_id = s.order_id AND l.line = s.line
  CROSS JOIN orders o ON o.id = s.order_id
  WHERE s.order_id = NEW.order_id
    AND l.sku IN (SELECT value FROM json_each(o.freight, '$[' || NEW.place || '].skus')))
BEGIN
  SELECT RAISE(ABORT, 'freight_unsent');
END;
