-- Codes a shopper types for a discount. `used` is kept by the triggers below, so that the limit holds however many
-- redeem at once. A code made for a short season names its adoption and the phone it belongs to.
CREATE TABLE promo_codes (
  code TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  value INTEGER NOT NULL CONSTRAINT code_value CHECK (value > 0),
  families TEXT NOT NULL CONSTRAINT code_families_json CHECK (json_valid(families)),
  minimum_fen INTEGER NOT NULL CONSTRAINT code_minimum CHECK (minimum_fen >= 0),
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  limit_total INTEGER NOT NULL CONSTRAINT code_total CHECK (limit_total > 0),
  limit_per_phone INTEGER NOT NULL CONSTRAINT code_phone CHECK (limit_per_phone > 0),
  phone_hmac TEXT,
  adoption_id TEXT REFERENCES adoptions (id),
  used INTEGER NOT NULL DEFAULT 0,
  made_by TEXT REFERENCES staff (id),
  made_at INTEGER NOT NULL,
  ended_at INTEGER,
  CONSTRAINT code_dates CHECK (starts_at < ends_at),
  CONSTRAINT code_limit CHECK (used BETWEEN 0 AND limit_total)
) STRICT, WITHOUT ROWID;
CREATE INDEX codes_by_age ON promo_codes (made_at, code); -- /admin/promotions
CREATE UNIQUE INDEX code_of_adoption ON promo_codes (adoption_id) WHERE adoption_id IS NOT NULL; -- /my/garden/:id

-- The key serves the limit per phone and /admin/promotions/:code. One given back stays, with its time.
-- It is written in its order's own batch; a reference would have every new order look through all of them.
CREATE TABLE code_redemptions (
  code TEXT NOT NULL REFERENCES promo_codes (code),
  phone_hmac TEXT NOT NULL,
  order_id TEXT NOT NULL,
  discount_fen INTEGER NOT NULL CONSTRAINT redemption_discount CHECK (discount_fen > 0),
  at INTEGER NOT NULL,
  given_back_at INTEGER,
  PRIMARY KEY (code, phone_hmac, order_id)
) STRICT, WITHOUT ROWID;

ALTER TABLE orders ADD COLUMN code TEXT REFERENCES promo_codes (code);
ALTER TABLE order_lines ADD COLUMN discount_fen INTEGER NOT NULL DEFAULT 0
  CONSTRAINT line_discount CHECK (discount_fen BETWEEN 0 AND amount_fen);

CREATE TRIGGER code_redeemable BEFORE INSERT ON code_redemptions
BEGIN
  SELECT CASE
    WHEN c.ended_at IS NOT NULL OR NEW.at < c.starts_at OR NEW.at >= c.ends_at THEN RAISE(ABORT, 'code_over')
    WHEN c.limit_per_phone <= (SELECT count(*) FROM code_redemptions r
      WHERE r.code = NEW.code AND r.phone_hmac = NEW.phone_hmac AND r.given_back_at IS NULL)
    THEN RAISE(ABORT, 'code_per_phone') END
  FROM promo_codes c WHERE c.code = NEW.code;
END;
CREATE TRIGGER code_used AFTER INSERT ON code_redemptions
BEGIN
  UPDATE promo_codes SET used = used + 1 WHERE code = NEW.code;
END;
CREATE TRIGGER code_given_back AFTER UPDATE OF given_back_at ON code_redemptions
WHEN OLD.given_back_at IS NULL AND NEW.given_back_at IS NOT NULL
BEGIN
  UPDATE promo_codes SET used = used - 1 WHERE code = NEW.code;
END;
-- An unpaid order that closes gives its code back, whichever way it closed.
CREATE TRIGGER code_of_closed_order AFTER UPDATE OF closed_at ON orders
WHEN NEW.code IS NOT NULL AND OLD.closed_at IS NULL AND NEW.closed_at IS NOT NULL
BEGIN
  UPDATE code_redemptions SET given_back_at = NEW.closed_at
    WHERE code = NEW.code AND phone_hmac = NEW.phone_hmac AND order_id = NEW.id AND given_back_at IS NULL;
END;
-- A paid order called off as a whole gives back only what was owed to its buyer: the code for a short season.
CREATE TRIGGER code_of_cancelled_order AFTER INSERT ON order_cancellations
BEGIN
  UPDATE code_redemptions SET given_back_at = NEW.at
    WHERE (code, phone_hmac, order_id) = (SELECT o.code, o.phone_hmac, o.id FROM orders o
      JOIN promo_codes c ON c.code = o.code WHERE o.id = NEW.order_id AND c.adoption_id IS NOT NULL)
    AND given_back_at IS NULL;
END;
-- Who is forgotten in an order is forgotten here too.
CREATE TRIGGER code_of_forgotten_order AFTER UPDATE OF phone_hmac ON orders
WHEN NEW.code IS NOT NULL AND NEW.phone_hmac <> OLD.phone_hmac
BEGIN
  UPDATE code_redemptions SET phone_hmac = NEW.phone_hmac
    WHERE code = NEW.code AND phone_hmac = OLD.phone_hmac AND order_id = NEW.id;
END;
