import type * as v from 'valibot'
import type { Answer, AnswerName } from './answer-schemas/answers.ts'
import type { ProblemCode } from './answer-schemas/problems.ts'
import { PLACED_AT, paidOrder, placedOrder } from './order-examples.ts'
import type { holdRequest, orderRequest, paymentRequest, previewRequest } from './schemas.ts'

const items = [{ sku: 'TEA-GC-250', quantity: 2 }]
const holdId = '0f9dd9b5941c9cacc36834764c47f1c6'
const adoptions = [{ plot: 'A-07', season: 2027, holdId, nameBoard: '花都工会' }]

/** A body for each call that takes one; a test lets the shop answer them. */
export const REQUESTS = {
  plotHolds: { season: 2027 } satisfies v.InferInput<typeof holdRequest>,
  checkoutPreview: { items, adoptions, region: '440114' } satisfies v.InferInput<typeof previewRequest>,
  orders: {
    items,
    adoptions,
    recipient: { name: '林晓禾', phone: '13800000001', region: '440114', street: '新华街道公益大道1号' },
    consents: ['terms', 'privacy', 'adoption_terms', 'adoption_risk'],
    expectedTotalFen: 91_400,
  } satisfies v.InferInput<typeof orderRequest>,
  orderPayments: { method: 'sandbox' } satisfies v.InferInput<typeof paymentRequest>,
}

/** What stands in addresses and headers of the examples. */
export const FILLED: Record<string, string | number> = {
  'products.family': 'honey',
  'products.limit': 1,
  'gardenPlots.season': 2027,
  'product.slug': 'yelang-honey',
  slug: 'yunjiao-baicha',
  code: 'A-07',
  'certificate.code': '8W76JC9K7ASM1P72',
  id: holdId,
  number: placedOrder.number,
  'Idempotency-Key': '5b0c6e0e-5f0c-4f6e-9d1f-2b8f6c1a7d10',
}

const variants = [
  { sku: 'HNY-YL-250', spec: '250 g/瓶', priceFen: 4900, wasFen: null, netG: 250, available: 200 },
]
const honey = {
  slug: 'yelang-honey',
  name: '夜郎蜂蜜·百花蜜',
  family: 'honey',
  origin: '普定县',
  storage: 'ambient',
  priceFromFen: 4900,
  inSeason: false,
  seasonMonths: [5, 6, 7, 8, 9, 10],
  sample: true,
}

const tiers = [
  { areaMu: 0.1, priceFen: 59_800, grams: { spring: 150, black: 250 }, visitGuests: 2, plots: 16, left: 16 },
]
const garden = {
  code: 'A',
  slug: 'yunjiao-baicha',
  name: '云脚白茶园',
  place: '穿洞街道',
  story: '示例茶园：已建成的生态茶园，由茶园经营方管护。',
  season: 2027,
  onSale: true,
  sample: true,
  tiers,
}
const offerHash = 'qDXDJqiVFYXzB8rx0FXQsyjhcDlw2g5dvPCU96NnP_A'

/** An answer to each call, in Chinese. */
export const ANSWERED: { [Name in AnswerName]: Answer<Name> } = {
  families: { items: [{ code: 'tea', name: '朵贝茶', products: 5 }], nextCursor: null },
  products: { items: [{ ...honey, variants }], nextCursor: 'MTA1OnllbGFuZy1ob25leQ', didYouMean: null },
  product: {
    ...honey,
    sellsOnlyInSeason: false,
    shelfLifeDays: 720,
    labelFacts: { warning: '1岁以下婴儿不宜食用' },
    producer: '夜郎蜂蜜（生产主体待定）',
    freightTemplate: 'ambient',
    returnRule: 'seven_day_unopened',
    story: '夜郎蜂蜜，产自普定。1岁以下婴儿不宜食用。',
    variants: variants.map((variant) => ({ ...variant, promoUntil: null, netMl: null })),
  },
  impact: {
    facts: [
      {
        value: '38期',
        label: '培训班，共培训1831人',
        asOf: '2023',
        source: '《千里携手谋发展 同心聚力谱新篇——广州花都·安顺普定东西部协作工作综述》',
      },
    ],
    own: { amountFen: 91_400, orders: 1 },
  },
  gardens: {
    campaign: { title: '我在贵州有个园', slogan: '认购一亩茶、带动一人就业', open: true },
    items: [garden],
    nextCursor: null,
  },
  garden: {
    ...garden,
    offer: {
      season: 2027,
      version: 1,
      hash: offerHash,
      sales: { from: '2026-10-01', until: '2027-03-31' },
      grades: [{ code: 'spring', name: '春茶（绿茶）' }],
      dispatches: [{ code: 'spring', from: '2027-04-20', until: '2027-05-20', grades: ['spring'] }],
      postageIncluded: true,
      priceSplit: null,
      refundRule: { fullUntil: '2027-02-28', afterwards: 'minus_sent' },
      shortfall: { choices: ['tea', 'credit', 'refund'] },
      renewal: { from: '2026-10-01', until: '2026-11-29' },
      updatesPromised: 4,
      benefits: ['编号认购证书，可扫码查验'],
      terms: ['认购的是茶叶产品与服务，不涉及土地权属。'],
      risks: ['茶叶是农产品，天气会影响采摘时间和数量。'],
    },
  },
  gardenPlots: {
    season: 2027,
    items: [
      {
        code: 'A-07',
        areaMu: 0.1,
        state: 'held',
        heldUntil: PLACED_AT + 900_000,
        geometry: { u: 4, v: 0, width: 1, height: 1 },
        sample: true,
      },
    ],
    nextCursor: 'A-07',
  },
  plotHolds: { id: holdId, expiresAt: PLACED_AT + 900_000 },
  certificate: {
    code: '8W76JC9K7ASM1P72',
    status: 'valid',
    holder: '林晓禾',
    plot: 'A-07',
    season: 2027,
    offerVersion: 1,
    offerHash,
    issuedAt: PLACED_AT + 60_000,
    garden: '云脚白茶园',
    areaMu: 0.1,
    sample: true,
  },
  checkoutPreview: {
    lines: [
      {
        sku: 'TEA-GC-250',
        quantity: 2,
        unitPriceFen: 15_800,
        amountFen: 31_600,
        discountFen: 0,
        available: 200,
      },
    ],
    groups: [
      {
        storage: 'ambient',
        template: 'ambient',
        name: '常温快递',
        skus: ['TEA-GC-250'],
        freightFen: 0,
        missingForFreeFen: null,
        shipDates: ['2026-11-23', '2026-11-24'],
      },
    ],
    adoptions: [
      {
        index: 0,
        plot: 'A-07',
        season: 2027,
        garden: 'A',
        areaMu: 0.1,
        offerVersion: 1,
        priceFen: 59_800,
        discountFen: 0,
      },
    ],
    code: null,
    unavailable: [],
    subtotalFen: 91_400,
    freightFen: 0,
    discountFen: 0,
    totalFen: 91_400,
    undeliverable: [],
  },
  orders: placedOrder,
  order: paidOrder,
  orderPayments: {
    id: 'pay_01m8323c0n75t8heqxg2ta0rfp',
    outTradeNo: '0394J7TSXANP4YDZ990HTPWWQB',
    state: 'requested',
    action: { kind: 'qr', text: 'weixin://wxpay/bizpayurl?pr=p4lpSuKzz' },
  },
  orderCancellation: { number: placedOrder.number, state: 'cancelled' },
  openApi: { openapi: '3.1.0', info: { title: '普定 · 消费帮扶商店 接口', version: '1.1.0' }, paths: {} },
}

/** What another status of a call answers. */
export const ANSWERED_ELSE = {
  orderCancellation: {
    202: { number: placedOrder.number, state: 'cancelling' } satisfies Answer<'orderCancellation'>,
  },
}

/** What a problem names, for the codes that name something. */
export const NAMED: Partial<Record<ProblemCode, object>> = {
  out_of_stock: { items: [{ sku: 'TEA-GC-250', available: 1 }] },
  price_changed: { totalFen: 92_900 },
  plot_taken: { plot: 'A-07', season: 2027, near: [{ code: 'A-06', areaMu: 0.1 }] },
  undeliverable: { skus: ['CHV-BQ-0500'] },
  dispatch_paused: { skus: ['CHV-BQ-0500'] },
  out_of_season: { skus: ['CHV-BQ-0500'] },
  by_quotation: { skus: ['NDL-KT-4'] },
  sample: { skus: ['NDL-KT-4'] },
  too_many_open: { by: 'phone', detail: '您有3份订单没有付款。请先付款或取消。' },
  validation: {
    errors: [
      { path: 'recipient.name', code: 'min_length', message: 'Invalid length: Expected >=1 but received 0' },
    ],
  },
  consent_required: { consents: ['adoption_risk'] },
}
