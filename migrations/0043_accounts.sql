-- Accounts, optional for ever: whoever proved a phone by a code. One that is gone has no phone any more.
CREATE TABLE users (
  id TEXT NOT NULL PRIMARY KEY,
  phone_sealed TEXT,
  phone_hmac TEXT CONSTRAINT user_phone_once UNIQUE,
  created_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  gone_at INTEGER,
  CONSTRAINT user_gone CHECK ((gone_at IS NULL) = (phone_hmac IS NOT NULL) AND (gone_at IS NULL) = (phone_sealed IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE user_sessions (
  id_hash TEXT NOT NULL PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id),
  created_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX user_sessions_of_user ON user_sessions (user_id); -- POST /account/sessions

-- The newest code of a phone for each purpose, as a keyed hash.
CREATE TABLE sign_in_codes (
  phone_hmac TEXT NOT NULL,
  purpose TEXT NOT NULL,
  code_hmac TEXT NOT NULL,
  sent_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  wrong INTEGER NOT NULL DEFAULT 0 CONSTRAINT code_wrong CHECK (wrong >= 0),
  used_at INTEGER,
  CONSTRAINT code_once PRIMARY KEY (phone_hmac, purpose)
) STRICT, WITHOUT ROWID;

-- Whose order it is; an order has one owner, and most have none.
CREATE TABLE order_owners (
  order_id TEXT NOT NULL PRIMARY KEY REFERENCES orders (id),
  user_id TEXT NOT NULL REFERENCES users (id),
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- Orders nobody owns yet, by who proved the phone; unpaid ones have an index already.
CREATE INDEX orders_paid_phone ON orders (phone_hmac) WHERE paid_at IS NOT NULL;
CREATE INDEX order_owners_of_user ON order_owners (user_id, order_id); -- /orders

-- Addresses somebody kept for further orders, sealed. An order has its own copy.
CREATE TABLE user_addresses (
  id TEXT NOT NULL PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id),
  sealed TEXT NOT NULL,
  -- A keyed hash of whose and what, so that the same address is kept once.
  mark TEXT NOT NULL,
  at INTEGER NOT NULL,
  CONSTRAINT address_once UNIQUE (user_id, mark)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER address_limit BEFORE INSERT ON user_addresses
WHEN (SELECT count(*) FROM user_addresses WHERE user_id = NEW.user_id) >= 20
BEGIN
  SELECT RAISE(ABORT, 'address_limit');
END;
