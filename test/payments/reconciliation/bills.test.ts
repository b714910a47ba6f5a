import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { parseAlipayBill } from '../../../src/payments/alipay/bill.ts'
import { alipayGateway } from '../../../src/payments/alipay/gateway.ts'
import { type BillProblem, sumsOf } from '../../../src/payments/reconciliation/bill.ts'
import { parseWechatBill } from '../../../src/payments/wechatpay/bill.ts'
import { wechatGateway } from '../../../src/payments/wechatpay/gateway.ts'
import { type FakeAlipay, fakeAlipay } from '../../support/providers/alipay.ts'
import { alipayText, gbkOf, wechatBill } from '../../support/providers/bills.ts'
import { settingsWith } from '../../support/providers/merchants.ts'
import { type FakeWechatPay, fakeWechatPay } from '../../support/providers/wechatpay.ts'

const DAY = '2026-11-22'
const at = (time: string, day = DAY) => Date.parse(`${day}T${time}+08:00`)
const NOW = at('11:00:00', '2026-11-23')

/** What a fake knows of two payments and a refund of the day, and of others around it. */
const BOOKS = {
  trades: [
    ['T_A1', { fen: 15_800, paidAt: at('00:00:00') }],
    ['T_B2', { fen: 2_280, paidAt: at('23:59:59') }],
    ['T_C3', { fen: 999, paidAt: at('23:59:59', '2026-11-21') }],
    ['T_D4', { fen: 999 }],
  ],
  refunds: [['R_T_A1_4', { outTradeNo: 'T_A1', fen: 5_000, at: at('12:30:00'), status: 'SUCCESS' }]],
} as const

const LINES = [
  { kind: 'payment', outTradeNo: 'T_A1', outRefundNo: '', amountFen: 15_800, feeFen: 95, at: at('00:00:00') },
  {
    kind: 'refund',
    outTradeNo: 'T_A1',
    outRefundNo: 'R_T_A1_4',
    amountFen: 5_000,
    feeFen: -30,
    at: at('12:30:00'),
  },
  { kind: 'payment', outTradeNo: 'T_B2', outRefundNo: '', amountFen: 2_280, feeFen: 14, at: at('23:59:59') },
]
const refused = (code: BillProblem) => expect.objectContaining({ name: 'BillRefused', code })

describe('WeChat Pay’s bill', () => {
  let provider: FakeWechatPay
  beforeAll(async () => {
    provider = await fakeWechatPay({ now: () => NOW })
  })
  afterAll(() => provider.close())
  beforeEach(() => {
    provider.trades.clear()
    provider.refunds.clear()
    provider.answers.bill = 'gzip'
    for (const [no, trade] of BOOKS.trades)
      provider.trades.set(no, { ...trade, state: 'SUCCESS', body: '', notifyUrl: '', path: 'native' })
    for (const [no, refund] of BOOKS.refunds)
      provider.refunds.set(no, { ...refund, totalFen: 15_800, notifyUrl: '', body: '' })
  })
  const gateway = () =>
    wechatGateway(settingsWith(provider.settings).wechatPay!, 'native', { notify: '', refundNotify: '' }, NOW)
  const text = () => wechatBill(DAY, provider.ids, provider.trades, provider.refunds)!
  const parse = (of: string) => parseWechatBill(of, provider.ids.merchantId)

  test.each(['gzip', 'plain'] as const)('comes %s, and says what moved on that day', async (mood) => {
    provider.answers.bill = mood
    const bill = await gateway().bill!(DAY)
    expect(bill.lines).toMatchObject(LINES)
    expect(sumsOf(bill.lines)).toEqual({
      ...{ payments: 2, refunds: 1, paidFen: 18_080, refundedFen: 5_000, feeFen: 79 },
    })
  })

  test('of a day without movements is none, and that is an answer', async () => {
    expect(await gateway().bill!('2026-11-20')).toEqual({ lines: [] })
  })

  test('is not believed with another hash, from another host or where its place was not signed', async () => {
    provider.answers.bill = 'wrong_hash'
    await expect(gateway().bill!(DAY)).rejects.toEqual(refused('wrong_hash'))
    provider.answers.bill = 'elsewhere'
    await expect(gateway().bill!(DAY)).rejects.toThrow('bill: elsewhere')
    provider.answers.bill = 'gzip'
    for (const mood of ['wrong_signature', 'unsigned', 'away', 'throttled'] as const) {
      provider.moods.push(mood)
      await expect(gateway().bill!(DAY)).rejects.toMatchObject({ name: 'NotSaid' })
    }
    expect((await gateway().bill!(DAY)).lines).toHaveLength(3)
  })

  test('that does not add up, is cut off, doubled or another merchant’s is refused by name', () => {
    expect(() => parse(text().replace('`158.00,`0.00,`\r\n', '`158.01,`0.00,`\r\n'))).toThrow(
      refused('totals_differ'),
    )
    expect(() => parse(text().replace('`0.79000', '`0.78000'))).toThrow(refused('totals_differ'))
    expect(() => parse(text().replace(/\r\n总交易单数[\s\S]*/, ''))).toThrow(refused('unreadable'))
    expect(() => parse(text().replaceAll('T_B2', 'T_A1'))).toThrow(refused('doubled'))
    expect(() => parseWechatBill(text(), '1900000110')).toThrow(refused('other_merchant'))
    expect(parseWechatBill(text(), null).lines).toHaveLength(3)
    expect(() => parse('nonsense')).toThrow(refused('unreadable'))
  })

  test('leaves out a refund that failed: no money moved', () => {
    provider.refunds.get('R_T_A1_4')!.status = 'ABNORMAL'
    expect(parse(text()).lines.map(({ kind }) => kind)).toEqual(['payment', 'payment'])
  })
})

describe('Alipay’s bill', () => {
  let provider: FakeAlipay
  beforeAll(async () => {
    provider = await fakeAlipay({ now: () => NOW })
  })
  afterAll(() => provider.close())
  beforeEach(() => {
    provider.answers.bill = 'plain'
    for (const [no, trade] of BOOKS.trades)
      provider.trades.set(no, {
        ...trade,
        status: 'TRADE_SUCCESS',
        notifyUrl: '',
        refundedFen: 0,
        expires: '',
      })
    for (const [no, { outTradeNo, fen, at: on }] of BOOKS.refunds)
      provider.refunds.set(no, { outTradeNo, fen, at: on, done: true })
  })
  const gateway = () => alipayGateway(settingsWith(provider.settings).alipay!, 'page', '', NOW)
  const text = () => alipayText(DAY, provider.ids.sellerId, provider.trades, provider.refunds)!
  const parse = (of: string) => parseAlipayBill(gbkOf(of), provider.ids.sellerId)

  test('is a zip in GBK beside sums of shops, and says what moved on that day', async () => {
    expect((await gateway().bill!(DAY)).lines).toMatchObject(LINES)
  })

  test('of a day without movements is none, and that is an answer', async () => {
    expect(await gateway().bill!('2026-11-20')).toEqual({ lines: [] })
  })

  test('is asked for again where its place was not signed', async () => {
    for (const mood of ['wrong_signature', 'unsigned', 'away', 'throttled'] as const) {
      provider.moods.push(mood)
      await expect(gateway().bill!(DAY)).rejects.toMatchObject({ name: 'NotSaid' })
    }
  })

  test('is read as a csv of its own too, in GBK or UTF-8', () => {
    expect(parse(text()).lines).toMatchObject(LINES)
    expect(parseAlipayBill(new TextEncoder().encode(`\uFEFF${text()}`), null).lines).toMatchObject(LINES)
  })

  test('that does not add up, is cut off, doubled or another seller’s is refused by name', () => {
    expect(() => parse(text().replace('交易合计：2笔', '交易合计：3笔'))).toThrow(refused('totals_differ'))
    expect(() => parse(text().replace('共-50.00元', '共-50.01元'))).toThrow(refused('totals_differ'))
    expect(() => parse(text().replace(/#交易合计[\s\S]*/, ''))).toThrow(refused('unreadable'))
    expect(() => parse(text().replaceAll('T_B2', 'T_A1'))).toThrow(refused('doubled'))
    expect(() => parseAlipayBill(gbkOf(text()), '2088000000000002')).toThrow(refused('other_merchant'))
    expect(() => parseAlipayBill(new Uint8Array([0x50, 0x4b, 3, 4]), null)).toThrow(refused('unreadable'))
    expect(() => parse('#nothing')).toThrow(refused('unreadable'))
  })
})
