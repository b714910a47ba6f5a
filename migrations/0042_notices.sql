-- What buyers, adopters and institutions are told by phone (docs/decisions/0061). A verb owes a notice as a row of the
-- outbox; here stands what became of it.

-- Texts as the providers hold them. A notice is sent only with a text its provider has approved.
CREATE TABLE notice_templates (
  event TEXT NOT NULL,
  channel TEXT NOT NULL CONSTRAINT notice_template_channel CHECK (channel IN ('sms', 'wechat', 'email')),
  provider TEXT NOT NULL,
  code TEXT NOT NULL DEFAULT '',
  text TEXT NOT NULL,
  -- Names of its variables in their order, as a JSON array.
  variables TEXT NOT NULL CONSTRAINT notice_template_variables CHECK (json_valid(variables)),
  state TEXT NOT NULL DEFAULT 'draft'
    CONSTRAINT notice_template_state CHECK (state IN ('draft', 'asked', 'approved', 'refused', 'stopped')),
  changed_at INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT notice_template_once PRIMARY KEY (event, channel, provider),
  CONSTRAINT notice_template_code CHECK (state <> 'approved' OR code <> '')
) STRICT, WITHOUT ROWID;

-- One try to tell one thing. `nth` is 1 for the shop's own; each further one a member of staff asked for.
CREATE TABLE notice_deliveries (
  id TEXT NOT NULL PRIMARY KEY,
  notice_key TEXT NOT NULL,
  nth INTEGER NOT NULL CONSTRAINT notice_nth CHECK (nth > 0),
  event TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  occurrence TEXT NOT NULL,
  order_id TEXT REFERENCES orders (id),
  channel TEXT NOT NULL CONSTRAINT notice_channel CHECK (channel IN ('sms', 'wechat', 'email')),
  provider TEXT,
  address_hmac TEXT NOT NULL DEFAULT '',
  template_code TEXT,
  text TEXT NOT NULL DEFAULT '',
  -- `sending` since `at`: whoever finds it so later cannot know whether it went, and it becomes `unknown`.
  state TEXT NOT NULL CONSTRAINT notice_state
    CHECK (state IN ('queued', 'sending', 'sent', 'delivered', 'failed', 'unknown', 'dropped')),
  -- Why it was not sent, or the provider's word.
  reason TEXT,
  provider_id TEXT,
  -- How often its provider was asked.
  asked INTEGER NOT NULL DEFAULT 0 CONSTRAINT notice_asked CHECK (asked >= 0),
  at INTEGER NOT NULL,
  sent_at INTEGER,
  reported_at INTEGER,
  CONSTRAINT notice_once UNIQUE (notice_key, nth)
) STRICT, WITHOUT ROWID;
CREATE INDEX notices_of_order ON notice_deliveries (order_id); -- foreign key of orders
CREATE INDEX notices_of_phone ON notice_deliveries (address_hmac, at); -- a phone's notices of a day
CREATE INDEX notices_by_age ON notice_deliveries (at, id); -- the shop's notices of a day, /admin/notices, the night's cleaning
CREATE INDEX notices_by_state ON notice_deliveries (state, id); -- /admin/notices?state=
CREATE INDEX notices_of_provider ON notice_deliveries (provider_id) WHERE provider_id IS NOT NULL; -- receipts
-- Who has been told is not told again: what left never waits to be sent once more.
CREATE TRIGGER notice_not_again BEFORE UPDATE OF state ON notice_deliveries
WHEN NEW.state IN ('queued', 'sending') AND OLD.state NOT IN ('queued', 'sending')
BEGIN
  SELECT RAISE(ABORT, 'notice_not_again');
END;

-- Who does not want to be told, and of what: `all`, `orders` or `gardens`; whatever the channel is.
CREATE TABLE notice_stops (
  address_hmac TEXT NOT NULL,
  purpose TEXT NOT NULL CONSTRAINT notice_stop_purpose CHECK (purpose IN ('all', 'orders', 'gardens')),
  reason TEXT NOT NULL CONSTRAINT notice_stop_reason CHECK (reason IN ('page', 'reply', 'staff')),
  at INTEGER NOT NULL,
  CONSTRAINT notice_stop_once PRIMARY KEY (address_hmac, purpose)
) STRICT, WITHOUT ROWID;

-- In development: what would have been sent. Production writes nothing here.
CREATE TABLE notice_console (
  id TEXT NOT NULL PRIMARY KEY,
  at INTEGER NOT NULL,
  phone TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO notice_templates (event, channel, provider, text, variables)
SELECT e.value ->> 0, 'sms', p.value, e.value ->> 1, e.value -> 2
FROM json_each('["aliyun","tencent"]') p, json_each('[
  ["sign_in.code", "您的验证码为${code}，5分钟内有效，请勿告知他人。", ["code"]],
  ["parcel.left", "您的订单${no}已由${carrier}发出，运单号${waybill}。", ["no", "carrier", "waybill"]],
  ["tea.left", "您的地块包裹${no}已由${carrier}发出，运单号${waybill}。", ["no", "carrier", "waybill"]],
  ["tea.address", "您的${season}季包裹${date}起发货，请登录确认收货地址。", ["season", "date"]],
  ["refund.sent", "订单${no}退款${amount}元已原路退回，到账以支付渠道为准。", ["no", "amount"]],
  ["refund.repaid", "订单${no}退款${amount}元已由银行转账退回，到账以银行为准。", ["no", "amount"]],
  ["transfer.received", "已收到订单${no}的汇款，正在备货。", ["no"]],
  ["claim.granted", "订单${no}的售后已通过，请于${date}前寄回并填写运单号。", ["no", "date"]],
  ["claim.proposed", "订单${no}的售后有新的处理方案，请于${date}前登录查看并答复。", ["no", "date"]],
  ["claim.refused", "订单${no}的售后未通过，如有异议请于${date}前登录提出。", ["no", "date"]],
  ["claim.deadline", "订单${no}的售后还在等您处理，${date}截止，请登录查看。", ["no", "date"]],
  ["visit.answered", "您预约的${date}园地参观有了回复，详情请登录查看。", ["date"]]
]') e;
