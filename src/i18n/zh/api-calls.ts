const CODES =
  '优惠码不能用时回答 409，代码说明原因（以 code_ 开头），minimumFen 是它要求的最低金额。各行的 discountFen 加起来等于总的 discountFen；运费不打折，至少留1分要付。'
const STOCK =
  '一份清单的各行共用库存，组合装拆开来算。不够的规格写明 available，即下单能成功的件数；是别的行占去时，shared 写明共用的规格、它的件数、与哪些规格共用，以及一共能买几件。'
const PAUSED = 'dispatch_paused：几个月内都不能发货，恢复的日期还不知道。'
const SAMPLE = 'sample：正式环境里示例数据（sample 为 true）不能下单，也不能付款。'
const CLOSED = 'closed_for_now：本店暂停接单和收款，已经开始的照常办理。'
const TOO_MANY =
  '未付款的占用到了上限时回答 409 too_many_open：by 说明是谁的上限，items 是各规格先不付款还能下单的件数，detail 说明怎样解决。一个网络（IPv6 按 /64 计）不付款最多占用库存的十分之一。'

/** What the calls of the API do. */
export const apiCalls = {
  families: { summary: '商品类别', description: '按本店的顺序，各有几种商品。' },
  products: {
    summary: '商品列表',
    description:
      '按类别、关键词和价格。q 可以与 family、sort、limit、cursor 一起用。关键词没有找到时，列出可能想找的商品，didYouMean 写明按什么词找；其他时候为 null。',
  },
  product: { summary: '一种商品', description: '标签内容、当季月份、运费模板、退货规则和各规格。' },
  impact: {
    summary: '有出处的数字',
    description: '每个数字都有日期和出处；本店自己的合计另列，不与它们相加。',
  },
  gardens: { summary: '认购活动和茶园', description: '每个茶园的几种面积、价格和还没有人认购的地块数。' },
  garden: {
    summary: '一个茶园和它的方案',
    description: '不写 season 时，是正在认购的一季；没有时是最近的一季。那一季没有方案时 offer 为 null。',
  },
  gardenPlots: {
    summary: '茶园的地块',
    description:
      '按编号排列，各有状态和在示意图上的位置。那一季没有方案时回答 422，errors 里的代码是 no_offer。',
  },
  plotHolds: {
    summary: '保留一块地',
    description: `保留15分钟，让人把信息填完。id 是保留的凭据：下单时写在 holdId。被别人选走时回答 409 plot_taken，并给出附近的三块。out_of_season：不在认购期。\n\n${TOO_MANY}\n\n${CLOSED}`,
  },
  plotHold: {
    summary: '放开保留的地块',
    description: '只能凭自己的 id 放开；不是自己的，或者已经到期，回答 404。',
  },
  certificate: {
    summary: '查验证书',
    description: '任何人都能查。编号里的空格和短横不计，不分大小写。回答里没有电话和地址。',
  },
  checkoutPreview: {
    summary: '试算价格和运费',
    description: `什么也不写入。不能下单的规格列在 undeliverable，不能认购的地块列在 unavailable，其余照算。\n\n${CODES}\n\n${STOCK}\n\n${PAUSED}\n\n${SAMPLE}`,
  },
  orders: {
    summary: '下单',
    description: `同一个 Idempotency-Key 和同一份内容，回答同一份订单：键的顺序、没有定义的字段、写明的默认值和 Accept-Language 都不算不同，回答用这一次的语言；内容不同则回答 422 idempotency_mismatch。\n\n写了 expectedTotalFen 而总额不同，回答 409 price_changed 和新的总额。\n\n除非只认购送人的地块，recipient.region 和 recipient.street 必填；收礼人自己说明茶寄到哪里。\n\nbuyer.phone 是替别人买时购买人的电话，消息、查单和限本人使用的优惠码都按它；不写时购买人就是收件人。\n\n18位的税号校验位不对时问一次：422，invoice.taxNo 处为 tax_no_check；确认无误，就把它同时写在 confirmedTaxNo 再提交。\n\n${CODES}\n\n${STOCK}\n\n${PAUSED}\n\n${SAMPLE}\n\n${TOO_MANY}\n\n${CLOSED}`,
  },
  order: {
    summary: '一份订单',
    description:
      '凭下单时得到的 accessToken。没有令牌、令牌不对、没有这份订单，都回答 404。收件人的信息遮住一部分。',
  },
  orderPayments: {
    summary: '开始付款',
    description: `action 说明接下来怎样付：qr 显示二维码，redirect 带购买人过去，jsapi 交给微信，transfer 转账并写上附言。没有开通的方式、已经付过的订单、离截止不到3分钟，都回答 409 conflict。再次请求同一种方式，是同一笔交易。\n\n${SAMPLE}\n\n${CLOSED}`,
  },
  orderCancellation: {
    summary: '取消订单',
    description:
      '不需要正文。200：cancelled 已取消；refunding 全额退款已经写下，不论是这一次还是之前。202：正在问支付机构，稍后再读订单。409 conflict：已经发货，或者不能再取消。',
  },
  openApi: { summary: '本接口的描述', description: 'OpenAPI 3.1，按 Accept-Language 写中文或英文。' },
}

export const apiTags = {
  catalog: '商品',
  gardens: '茶园认购',
  orders: '下单与付款',
  description: '接口描述',
}

/** What stands in addresses and headers; a call's own words come first. */
export const apiParameters = {
  slug: '地址里用的名字',
  code: '地块编号',
  'certificate.code': '证书编号，16位；空格和短横不计',
  id: '保留的凭据',
  number: '订单号，12位；空格和短横不计',
  family: '类别代码',
  q: '关键词：中文、拼音、英文或规格编号；超过40个字的部分不看',
  sort: 'season 当季在前，price 价格从低到高，price_desc 从高到低；别的值按 season',
  limit: '一页几项；超过上限按上限',
  cursor: '上一页的 nextCursor；不是本店给的回答 400',
  season: '哪一季，一个公历年',
  areaMu: '只看这种面积，亩',
  'Idempotency-Key': '每次下单自己取一个，重试时不变；最多200个字符',
  'Accept-Language': 'en 得到英文，否则是中文；不影响请求是否相同',
}

export const apiStatuses = {
  200: '成功',
  201: '已创建',
  202: '已受理，还没有结果',
  204: '成功，没有正文',
}

export const apiHeaders = {
  policy: '上限，例如 "holds";q=240;w=900：900秒内240次。计数的请求才有',
  left: '还剩几次，几秒后重新计数，例如 "holds";r=239;t=900。计数的请求才有',
  retry: '几秒后再试',
}

/** The API as a whole. */
export const apiAbout = {
  title: '普定 · 消费帮扶商店 接口',
  summary: '浏览商品和茶园，下单、认购、付款、查验证书。',
  about:
    '名称用 camelCase，单位写在最后；金额是整数的分。请求里没有定义的字段不看，也不照做。回答以后可能增加字段。错误是 application/problem+json，按 code 处理。',
  bearer: '下单时得到的 accessToken，只打开那一份订单。',
  server: '本店',
  problem: (codes: string[]) => `问题：${codes.join('、')}`,
}
