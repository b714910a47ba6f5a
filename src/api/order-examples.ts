import type { Answer } from './answer-schemas/answers.ts'

/** 2026-11-23, ten o'clock in Puding. */
export const PLACED_AT = 1_795_399_200_000

const goods = {
  sku: 'TEA-GC-250',
  title: '朵贝贡茶·高山绿茶',
  spec: '250 g/罐',
  quantity: 2,
  unitPriceFen: 15_800,
  amountFen: 31_600,
  discountFen: 0,
  adoption: null,
}
const adoption = {
  id: 'adp_01m8323bvwwdyxspzt86de0tba',
  plot: 'A-07',
  season: 2027,
  areaMu: 0.1,
  state: 'held',
  nameBoard: '花都工会',
  nameBoardState: 'waiting',
  certificate: null,
  accessToken: 'm4uHnPj9Zyiy5huT5NS7V9CVZqEZGuxctU0iGjH1mnE',
  gift: null,
}
const plot = {
  sku: null,
  title: '认购 云脚白茶园 A-07',
  spec: '0.1亩 · 2027年',
  quantity: 1,
  unitPriceFen: 59_800,
  amountFen: 59_800,
  discountFen: 0,
}
const order = {
  number: 'RT0MTZRXQ7SP',
  subtotalFen: 91_400,
  freightFen: 0,
  discountFen: 0,
  totalFen: 91_400,
  payBefore: PLACED_AT + 1_800_000,
  recipient: { name: '林**', phone: '138****0001', region: '广东省 广州市 花都区', street: '新华街道公****' },
  buyer: null,
  refunds: [],
}

/** As placing it answers. */
export const placedOrder: Answer<'orders'> = {
  ...order,
  state: 'awaiting_payment',
  paymentStatus: 'unpaid',
  shippingStatus: 'unshipped',
  lines: [goods, { ...plot, adoption }],
  parcels: [],
  events: [{ kind: 'placed', at: PLACED_AT }],
  accessToken: 'KQ9XT4_7ca2-IQaLiUaMkffYVoSRiauY4Z8CatEgIjQ',
}

/** As it is read once it was paid and sent. */
export const paidOrder: Answer<'order'> = {
  ...order,
  state: 'paid',
  paymentStatus: 'paid',
  shippingStatus: 'shipped',
  lines: [goods, { ...plot, adoption: { ...adoption, state: 'adopted', certificate: '8W76JC9K7ASM1P72' } }],
  parcels: [
    {
      carrier: 'sf',
      trackingNo: 'SF1234567890123',
      shippedAt: PLACED_AT + 86_400_000,
      items: [{ sku: 'TEA-GC-250', quantity: 2 }],
    },
  ],
  events: [
    { kind: 'placed', at: PLACED_AT },
    { kind: 'paid', at: PLACED_AT + 60_000 },
  ],
}
