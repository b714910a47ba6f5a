-- Delivered is said by the shopper or staff, or assumed; received is when the after-sales clocks start.
ALTER TABLE shipments ADD COLUMN delivered_at INTEGER;
ALTER TABLE shipments ADD COLUMN delivered_by TEXT;
ALTER TABLE shipments ADD COLUMN received_at INTEGER;
CREATE INDEX shipments_on_the_way ON shipments (shipped_at) WHERE delivered_at IS NULL; -- the sweep
CREATE INDEX shipments_unreceived ON shipments (delivered_at) WHERE delivered_at IS NOT NULL AND received_at IS NULL; -- the sweep
