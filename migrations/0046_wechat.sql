-- WeChat for accounts and notices (docs/decisions/0065).

-- Which WeChat opens which account and is told of its orders: one each.
CREATE TABLE user_wechats (
  -- A keyed hash, to find it by; the openid itself is sealed.
  openid_hmac TEXT NOT NULL PRIMARY KEY,
  user_id TEXT NOT NULL CONSTRAINT user_wechat_once UNIQUE REFERENCES users (id),
  openid_sealed TEXT NOT NULL,
  bound_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A session that WeChat opened says nothing of who has the phone.
ALTER TABLE user_sessions ADD COLUMN opened_by TEXT NOT NULL DEFAULT 'phone'
  CONSTRAINT session_opened_by CHECK (opened_by IN ('phone', 'wechat'));
