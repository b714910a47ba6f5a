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

-- The account's token, sealed: WeChat gives one at a time, so one row of it is written by whoever holds the lease.
CREATE TABLE wechat_tokens (
  app_id TEXT NOT NULL PRIMARY KEY,
  sealed TEXT NOT NULL DEFAULT '',
  expires_at INTEGER NOT NULL DEFAULT 0,
  leased_until INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- Each variable of a text goes out as one field of the template, in this order; which fields those are says the template
-- that is chosen over there.
INSERT INTO notice_templates (event, channel, provider, text, variables)
SELECT e.value ->> 0, 'wechat', 'wechat', e.value ->> 1, e.value -> 2
FROM json_each('[
  ["order.paid", "订单${no}已付款${amount}元，正在备货。", ["character_string1", "amount2"]],
  ["parcel.left", "订单${no}已由${carrier}发出，运单号${waybill}。", ["character_string1", "thing2", "character_string3"]],
  ["tea.left", "地块包裹${no}已由${carrier}发出，运单号${waybill}。", ["character_string1", "thing2", "character_string3"]],
  ["refund.sent", "订单${no}退款${amount}元已原路退回。", ["character_string1", "amount2"]],
  ["refund.repaid", "订单${no}退款${amount}元已由银行转账退回。", ["character_string1", "amount2"]],
  ["garden.update", "您的茶园有新记录，认购订单${no}。", ["character_string1"]]
]') e;
