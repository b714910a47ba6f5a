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
