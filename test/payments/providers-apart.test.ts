import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { alipayGateway } from '../../src/payments/alipay/gateway.ts'
import type { Gateway } from '../../src/payments/gateway.ts'
import type { PaymentAttempt } from '../../src/payments/schema.ts'
import { wechatGateway } from '../../src/payments/wechatpay/gateway.ts'
import { type FakeAlipay, fakeAlipay } from '../support/providers/alipay.ts'
import { settingsWith } from '../support/providers/merchants.ts'
import type { Mood } from '../support/providers/mood.ts'
import { type FakeWechatPay, fakeWechatPay } from '../support/providers/wechatpay.ts'

let wechat: FakeWechatPay
let alipay: FakeAlipay
beforeAll(async () => {
  wechat = await fakeWechatPay()
  alipay = await fakeAlipay()
})
afterAll(async () => {
  await Promise.all([wechat.close(), alipay.close()])
})
let trade = ''
let expiresAt = 0
beforeEach(() => {
  trade = `T${crypto.randomUUID().replaceAll('-', '').slice(0, 25).toUpperCase()}`
  // Asked again within the test it is the same trade, to the second.
  expiresAt = Date.now() + 1_740_000
  wechat.moods.length = 0
  alipay.moods.length = 0
  wechat.answers.refund = 'SUCCESS'
  alipay.answers.refund = 'now'
})

const URLS = { notify: 'https://shop.test/n', refundNotify: 'https://shop.test/r' }
const paying = () => ({
  attempt: { outTradeNo: trade, amountFen: 31_600, expiresAt } as PaymentAttempt,
  ...{
    language: 'zh' as const,
    description: '普定 7GQ4 𠮷🍵',
    ip: '203.0.113.7',
    openId: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o',
  },
  backTo: 'https://shop.test/orders/7GQ4N2W8C3KD/payment',
})
const back = (amountFen: number, no = 'R1') => ({
  ...{
    outTradeNo: trade,
    outRefundNo: `R_${trade}_${no}`,
    amountFen,
    totalFen: 31_600,
    reason: '部分商品退款',
  },
})

type Provider = {
  gateway: () => Gateway
  moods: Mood[]
  /** The buyer opens what was made, and pays. */
  open: (action: Awaited<ReturnType<Gateway['create']>>) => void
  pay: () => void
  later: () => void
  moved: () => number
}
const PROVIDERS: [string, () => Provider][] = [
  ...(['native', 'h5', 'jsapi'] as const).map((product): [string, () => Provider] => [
    `WeChat Pay ${product}`,
    () => ({
      gateway: () => wechatGateway(settingsWith(wechat.settings).wechatPay!, product, URLS, Date.now()),
      moods: wechat.moods,
      open: () => {},
      pay: () => void wechat.pay(trade),
      later: () => {
        wechat.answers.refund = 'PROCESSING'
      },
      moved: () =>
        [...wechat.refunds.values()]
          .filter((own) => own.outTradeNo === trade)
          .reduce((sum, { fen }) => sum + fen, 0),
    }),
  ]),
  ...(['page', 'wap'] as const).map((product): [string, () => Provider] => [
    `Alipay ${product}`,
    () => ({
      gateway: () =>
        alipayGateway(settingsWith(alipay.settings).alipay!, product, 'https://shop.test/n', Date.now()),
      moods: alipay.moods,
      open: (action) => void (action.kind === 'redirect' && alipay.open(action.url)),
      pay: () => void alipay.pay(trade),
      later: () => {
        alipay.answers.refund = 'later'
      },
      moved: () => alipay.trades.get(trade)!.refundedFen,
    }),
  ]),
]

describe.each(PROVIDERS)('%s', (_, make) => {
  test('makes, pays, tells, and gives back in parts, each part once', async () => {
    const provider = make()
    const gateway = provider.gateway()
    provider.open(await gateway.create(paying()))
    provider.open(await gateway.create(paying()))
    expect(await gateway.query(trade)).toEqual({ state: 'unpaid', amountFen: 31_600 })
    provider.pay()
    expect(await gateway.query(trade)).toEqual({ state: 'paid', amountFen: 31_600 })
    expect((await gateway.close(trade)).state).toBe('paid')
    expect(await gateway.queryRefund(back(10_000))).toBeNull()
    expect(await gateway.refund(back(10_000))).toBe('succeeded')
    expect(await gateway.refund(back(10_000))).toBe('succeeded')
    expect(await gateway.queryRefund(back(10_000))).toBe('succeeded')
    expect(provider.moved()).toBe(10_000)
    expect(await gateway.refund(back(21_600, 'R2'))).toBe('succeeded')
    expect(provider.moved()).toBe(31_600)
    await expect(gateway.refund(back(1, 'R3'))).rejects.toThrow('refund')
  })

  test('closes what is unpaid, and what was never made', async () => {
    const provider = make()
    const gateway = provider.gateway()
    expect(await gateway.query(trade)).toMatchObject({ state: 'unknown' })
    expect(await gateway.close(trade)).toMatchObject({ state: 'closed' })
    provider.open(await gateway.create(paying()))
    expect(await gateway.close(trade)).toMatchObject({ state: 'closed' })
    expect(await gateway.query(trade)).toMatchObject({ state: 'closed' })
    expect(provider.pay).toThrow('cannot be paid')
  })

  test('a refund that takes its time is under way until it is told done', async () => {
    const provider = make()
    const gateway = provider.gateway()
    provider.open(await gateway.create(paying()))
    provider.pay()
    provider.later()
    expect(await gateway.refund(back(5_000))).toBe('processing')
  })

  test.each(['away', 'lost', 'wrong_signature', 'unsigned', 'throttled', 'failing'] as Mood[])(
    'an answer that is %s decides nothing, and the same call asked again does it once',
    async (mood) => {
      const provider = make()
      const gateway = provider.gateway()
      provider.open(await gateway.create(paying()))
      for (const call of [() => gateway.query(trade), () => gateway.close(trade)]) {
        provider.moods.push(mood)
        await expect(call()).rejects.toThrow()
      }
      trade = `${trade.slice(0, -1)}_`
      provider.open(await gateway.create(paying()))
      provider.pay()
      provider.moods.push(mood)
      await expect(gateway.refund(back(700))).rejects.toThrow()
      expect(await gateway.refund(back(700))).toBe('succeeded')
      expect(provider.moved()).toBe(700)
    },
  )
})

test('an answer of WeChat Pay under an unknown serial or a skewed clock decides nothing', async () => {
  const gateway = wechatGateway(settingsWith(wechat.settings).wechatPay!, 'native', URLS, Date.now())
  await gateway.create(paying())
  wechat.pay(trade)
  for (const mood of ['unknown_serial', 'skewed'] as Mood[]) {
    wechat.moods.push(mood)
    await expect(gateway.query(trade)).rejects.toThrow(mood)
  }
  expect(await gateway.query(trade)).toMatchObject({ state: 'paid' })
})

test('a refund the buyer’s account does not take failed; a trade of another merchant says nothing of ours', async () => {
  const gateway = wechatGateway(settingsWith(wechat.settings).wechatPay!, 'native', URLS, Date.now())
  await gateway.create(paying())
  wechat.pay(trade)
  wechat.answers.refund = 'ABNORMAL'
  expect(await gateway.refund(back(100))).toBe('failed')
  wechat.ids.appId = 'wx0000000000000000'
  expect(await gateway.query(trade)).toMatchObject({ state: 'unknown' })
  wechat.ids.appId = wechat.settings.WECHATPAY_APPID
})
