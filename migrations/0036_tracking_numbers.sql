-- What a tracking number says already (docs/decisions/0048).

-- Whether a number is another order's: asked before a parcel is entered.
CREATE INDEX shipments_by_number ON shipments (tracking_no); -- /admin/orders/:number, /admin/shipments/sheet

-- Orders are found by their district too: one that moves to another is indexed anew.
DROP TRIGGER order_to_index_anew;
CREATE TRIGGER order_to_index_anew AFTER UPDATE OF recipient_name, phone_hmac, street, region_code ON orders
WHEN NEW.forgotten_at IS NULL
  AND (NEW.recipient_name, NEW.phone_hmac, NEW.street, NEW.region_code)
    IS NOT (OLD.recipient_name, OLD.phone_hmac, OLD.street, OLD.region_code)
BEGIN
  INSERT INTO unindexed_orders (order_id, noted) VALUES (NEW.id, random() >> 12)
    ON CONFLICT (order_id) DO UPDATE SET noted = excluded.noted;
END;

-- Orders from before are indexed again by the job, two thousand a minute; until then they are found as they were.
INSERT INTO unindexed_orders (order_id, noted) SELECT id, 0 FROM orders WHERE forgotten_at IS NULL
  ON CONFLICT (order_id) DO NOTHING;
