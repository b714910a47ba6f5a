/** The pages that show the API to whoever writes a program against it. */
export const apiPage = {
  title: '开放接口',
  lead: '给写程序的人：浏览商品和茶园、下单、认购、付款、查验证书，和网页用的是同一套规则。',
  start: '从这里开始',
  base: '地址',
  document: '机器可读的描述（OpenAPI 3.1）',
  startText:
    '不用注册，也不用密钥。浏览和查验谁都可以；一份订单凭下单时得到的令牌读、付、取消。生成客户端请用上面的描述。',
  rules: '通用的规则',
  guide: [
    [
      '金额、数量、时间',
      '金额是整数的分，名字以 Fen 结尾：15800 就是158元。重量是克（G），面积是亩（Mu）。时刻是 UTC 毫秒，日期写作 2027-02-28。',
    ],
    [
      '语言',
      '默认中文；请求头 Accept-Language: en 得到英文的名称和提示。代码、状态和字段名不随语言变，程序按它们处理。',
    ],
    [
      '列表和游标',
      '列表都是 items 和 nextCursor。nextCursor 为 null 就是最后一页；否则原样放进 cursor，取下一页。游标不要自己拼，也不要长期保存。',
    ],
    [
      '下单和重试',
      '下单要带 Idempotency-Key，自己取，每份订单一个。没有收到回答，就用同一个键、同一份内容再发一次：不会重复下单，得到的是同一份订单。同一个键配另一份内容，回答 422 idempotency_mismatch。',
    ],
    [
      '订单的令牌',
      '下单的回答里有 accessToken，放在请求头 Authorization: Bearer 里，只打开这一份订单。请像密码一样保管。令牌不对和订单不存在，都回答 404。',
    ],
    [
      '错误',
      '错误是 application/problem+json，有 type、title、status、code。程序看 code，title 给人看。422 validation 另有 errors，逐个说明字段。409 是情况有变，内容里写明变成了什么，例如新的总价、还剩几件、附近的地块。',
    ],
    [
      '次数限制',
      '保留地块和试优惠码按网络计数。计数的回答带 RateLimit-Policy 和 RateLimit，写明上限、还剩几次、几秒后重新计数；用完时回答 429，Retry-After 是要等的秒数。浏览和下单不限次数。',
    ],
    [
      '版本',
      '路径里的 v1 是大版本。增加调用、字段、可选的参数和新的代码，不换版本：请忽略不认识的字段，给不认识的代码留一个默认的处理。删除或改变含义才换成 v2，两者并行至少12个月。',
    ],
  ] as [string, string][],
  calls: '全部调用',
  changes: '变更',
  codes: '问题代码',
  bearer: '需要订单的令牌',
  open: '不需要令牌',
  parameters: '参数',
  where: { path: '路径', query: '查询', header: '请求头' } as Record<string, string>,
  body: '正文',
  answers: '回答',
  problems: '问题',
  request: '请求示例',
  answer: '回答示例',
  required: '必填',
  mayLack: '可能没有',
  nullable: '可为 null',
  noBody: '没有正文',
}

/** What changed for programs, newest first; docs/api-changes.md says the same at more length. */
export const apiChanges: [version: string, on: string, text: string][] = [
  [
    '1.1.0',
    '2026-11-29',
    '描述写全：参数、回答、问题代码和示例，中英文。计数的回答带 RateLimit；Retry-After 改为到下一段的秒数。查询参数不对时，errors 指明是哪一个。新代码 sample：正式环境不卖示例数据。不写正文类型也能放开地块。',
  ],
  ['1.0.0', '2026-11-24', '商品、茶园、下单、付款、证书。'],
]
