-- An account whose phone is lost gets another one by staff: facts of an order, a code to the new phone, and a day in which
-- whoever has the old one, told of it at once, objects by signing in (docs/decisions/0062).
CREATE TABLE phone_changes (
  id TEXT NOT NULL PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users (id),
  -- The keyed hash of the new phone, while it waits.
  new_hmac TEXT,
  -- Its last four digits.
  tail TEXT NOT NULL CONSTRAINT phone_change_tail CHECK (length(tail) = 4),
  staff_id TEXT NOT NULL REFERENCES staff (id),
  asked_at INTEGER NOT NULL,
  -- From when on the new phone signs in; null until the old one was told.
  due_at INTEGER CONSTRAINT phone_change_day CHECK (due_at - asked_at >= 86400000),
  ended_at INTEGER,
  outcome TEXT CONSTRAINT phone_change_outcome CHECK (outcome IN ('taken', 'objected', 'stopped', 'untold')),
  CONSTRAINT phone_change_ended CHECK ((ended_at IS NULL) = (outcome IS NULL) AND (ended_at IS NULL) = (new_hmac IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX phone_change_once ON phone_changes (user_id) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX phone_change_to_once ON phone_changes (new_hmac) WHERE ended_at IS NULL;
CREATE INDEX phone_changes_of ON phone_changes (user_id); -- foreign key of users
CREATE INDEX phone_changes_by ON phone_changes (staff_id); -- foreign key of staff

INSERT INTO notice_templates (event, channel, provider, text, variables)
SELECT e.value ->> 0, 'sms', p.value, e.value ->> 1, e.value -> 2
FROM json_each('["aliyun","tencent"]') p, json_each('[
  ["phone.changing", "您的账号${date}之后将改用尾号${tail}的手机号。不是您申请的，请用本机号码登录一次，改号即作废。", ["date", "tail"]]
]') e;
