-- When name, phone, street and note of an order were taken out at the shopper's wish.
ALTER TABLE orders ADD COLUMN forgotten_at INTEGER;
