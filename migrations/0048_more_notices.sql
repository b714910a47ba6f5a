-- More of what buyers and adopters are told by phone (docs/decisions/0068).

-- When staff said that a chilled parcel is out for delivery; once.
ALTER TABLE shipments ADD COLUMN out_at INTEGER;
-- Who has not chosen what makes up for a short season is asked once more.
CREATE INDEX shortfalls_open ON shortfalls (noted_at) WHERE choice IS NULL; -- the clock of notices

INSERT INTO notice_templates (event, channel, provider, text, variables)
SELECT e.value ->> 0, 'sms', p.value, e.value ->> 1, e.value -> 2
FROM json_each('["aliyun","tencent"]') p, json_each('[
  ["parcel.out", "您的生鲜包裹${waybill}今日送达，请当面验货，有问题24小时内在订单页申请。", ["waybill"]],
  ["shortfall.choice", "您${season}季的地块采收有变化，请登录查看并选择处理方式。", ["season"]],
  ["visit.moved", "您预约的${date}园地参观已调整，详情请登录查看。", ["date"]]
]') e;

-- Short messages carry no invitations: to renew is proposed by WeChat, else by e-mail.
INSERT INTO notice_templates (event, channel, provider, text, variables)
SELECT e.value ->> 0, 'wechat', 'wechat', e.value ->> 1, e.value -> 2
FROM json_each('[
  ["renewal.opens", "您的地块${season}季可以优先续认购，到${date}为止。", ["character_string1", "date2"]],
  ["renewal.ends", "您的地块${season}季的优先续认购${date}截止。", ["character_string1", "date2"]]
]') e;
