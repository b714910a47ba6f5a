-- Who orders for somebody else says their own phone. phone_hmac and phone_tail are the buyer's, phone_sealed is whom the
-- courier calls; null here: they are one phone.
ALTER TABLE orders ADD COLUMN buyer_sealed TEXT
  CONSTRAINT buyer_forgotten CHECK (buyer_sealed IS NULL OR forgotten_at IS NULL);

-- The receiver's phone may be corrected where the buyer's stays.
DROP TRIGGER order_to_index_anew;
CREATE TRIGGER order_to_index_anew AFTER UPDATE OF recipient_name, phone_sealed, street, region_code ON orders
WHEN NEW.forgotten_at IS NULL
  AND (NEW.recipient_name, NEW.phone_sealed, NEW.street, NEW.region_code)
    IS NOT (OLD.recipient_name, OLD.phone_sealed, OLD.street, OLD.region_code)
BEGIN
  INSERT INTO unindexed_orders (order_id, noted) VALUES (NEW.id, random() >> 12)
    ON CONFLICT (order_id) DO UPDATE SET noted = excluded.noted;
END;

-- Products somebody signed in wants to find again; a guest's stand in a cookie.
CREATE TABLE favourites (
  user_id TEXT NOT NULL REFERENCES users (id),
  slug TEXT NOT NULL REFERENCES products (slug),
  at INTEGER NOT NULL,
  CONSTRAINT favourite_once PRIMARY KEY (user_id, slug)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER favourite_limit BEFORE INSERT ON favourites
WHEN (SELECT count(*) FROM favourites WHERE user_id = NEW.user_id) >= 100
BEGIN
  SELECT RAISE(ABORT, 'favourite_limit');
END;
