-- Where an account is written to by e-mail, sealed, once its owner followed the link that was sent there (docs/decisions/0064).
CREATE TABLE user_emails (
  user_id TEXT NOT NULL PRIMARY KEY REFERENCES users (id),
  sealed TEXT NOT NULL,
  mark TEXT NOT NULL,
  confirmed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- An address somebody typed and has not proved yet: the link holds a secret, of which the hash is kept.
CREATE TABLE user_email_asks (
  user_id TEXT NOT NULL PRIMARY KEY REFERENCES users (id),
  sealed TEXT NOT NULL,
  mark TEXT NOT NULL,
  token_hash TEXT NOT NULL,
  asked_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

ALTER TABLE notice_console ADD COLUMN channel TEXT NOT NULL DEFAULT 'sms'
  CONSTRAINT notice_console_channel CHECK (channel IN ('sms', 'wechat', 'email'));

-- Texts of short messages beside the e-mail; what e-mail says stands with the shop's own texts.
INSERT INTO notice_templates (event, channel, provider, text, variables)
SELECT e.value ->> 0, 'sms', p.value, e.value ->> 1, e.value -> 2
FROM json_each('["aliyun","tencent"]') p, json_each('[
  ["invoice.ready", "订单${no}的电子发票已开好，请登录订单页下载。", ["no"]],
  ["transfer.due", "订单${no}待汇款${amount}元，请于${date}前汇出，逾期订单自动取消。", ["no", "amount", "date"]]
]') e;
