import { sql } from 'drizzle-orm'
import { beforeEach, expect, test, vi } from 'vitest'
import { placeOrder } from '../../src/orders/placing.ts'
import { readOrder } from '../../src/orders/queries.ts'
import { startPayment } from '../../src/payments/attempting.ts'
import { cancelOrder } from '../../src/payments/cancelling.ts'
import type { Shop } from '../../src/shop.ts'
import { siteUrls } from '../../src/urls.ts'
import { browser } from '../support/browser.ts'
import { D1_FAULTS, faulty } from '../support/faults.ts'
import { alipayInside, wechatInside } from '../support/providers/inside.ts'
import { settingsWith } from '../support/providers/merchants.ts'
import { bindings, metered, NOW, openShop, orderOf } from '../support/shop.ts'

const WECHAT = siteUrls.wechatNotifications.path
const WECHAT_REFUND = siteUrls.wechatRefundNotifications.path
const ALIPAY = siteUrls.alipayNotifications.path

const wechat = await wechatInside(NOW)
const alipay = await alipayInside()
const PROVIDERS = { ...wechat.settings, ...alipay.settings }

let shop: Shop
beforeEach(async () => {
  shop = { ...(await openShop()), settings: settingsWith(PROVIDERS) }
})

/** An order whose payment was begun. WeChat Pay does not answer, so that our call has not returned; Alipay is not called. */
async function begun(method: 'wechatpay_native' | 'alipay_page') {
  const placed = await placeOrder(shop, orderOf([['TEA-GC-250', 1]]), crypto.randomUUID())
  if (!placed.ok) throw new Error(placed.refusal.code)
  const { number, totalFen } = placed.value
  await startPayment(shop, number, method)
  const [attempt] = await shop.db.all<{ trade: string; state: string }>(sql`
    SELECT a.out_trade_no trade, a.state FROM payment_attempts a JOIN orders o ON o.id = a.order_id
    WHERE o.number = ${number}`)
  expect(attempt!.state).toBe(method === 'alipay_page' ? 'requested' : 'created')
  return { number, totalFen, trade: attempt!.trade }
}
const tell = (path: string, init: RequestInit, env: Record<string, unknown> = {}) =>
  browser({ ...PROVIDERS, ...env }).send(path, init)
const stateOf = async (number: string) => (await readOrder(shop, number))!.state
const anomalies = () =>
  shop.db.all<{ kind: string; fen: number }>(
    sql`SELECT kind, amount_fen fen FROM payment_anomalies ORDER BY id`,
  )

test('a callback that comes before our own call has returned pays the order, within one read and one batch', async () => {
  const { number, totalFen, trade } = await begun('wechatpay_native')
  const meter = metered(bindings.DB)
  const answer = await tell(WECHAT, await wechat.paid(trade, totalFen), { DB: meter.db })
  expect([answer.status, await stateOf(number), meter.count.trips]).toEqual([204, 'paid', 2])
})

test('while the database is away nothing is acknowledged; told again, it is paid once', async () => {
  const { number, totalFen, trade } = await begun('alipay_page')
  const yuan = `${Math.floor(totalFen / 100)}.${String(totalFen % 100).padStart(2, '0')}`
  const notice = await alipay.notice('TRADE_SUCCESS', trade, yuan)
  for (const nth of [1, 2]) {
    const { db } = faulty(bindings.DB, nth, 'throw_before', D1_FAULTS[0]!)
    const answer = await tell(ALIPAY, notice, { DB: db })
    expect([answer.status >= 500, await answer.text()]).not.toContain('success')
    expect([answer.status >= 500, await stateOf(number)]).toEqual([true, 'awaiting_payment'])
  }
  for (let times = 0; times < 3; times += 1) {
    const answer = await tell(ALIPAY, notice)
    expect([answer.status, await answer.text()]).toEqual([200, 'success'])
  }
  expect(await stateOf(number)).toBe('paid')
})

test('committed before the database fell, it is acknowledged the next time and counted once', async () => {
  const { number, totalFen, trade } = await begun('wechatpay_native')
  const told = await wechat.paid(trade, totalFen)
  const { db } = faulty(bindings.DB, 2, 'throw_after', D1_FAULTS[0]!)
  expect((await tell(WECHAT, told, { DB: db })).status).toBeGreaterThanOrEqual(500)
  expect((await tell(WECHAT, told)).status).toBe(204)
  const [row] = await shop.db.all<{ n: number }>(sql`SELECT count(*) n FROM captures`)
  expect([await stateOf(number), row!.n]).toEqual(['paid', 1])
})

test('a refund that is told before its payment is kept for finance, and the payment still counts', async () => {
  const { number, totalFen, trade } = await begun('wechatpay_native')
  const refunded = await wechat.refunded(trade, 'BY-HAND-1', 100, totalFen)
  expect((await tell(WECHAT_REFUND, refunded)).status).toBe(204)
  expect((await tell(WECHAT, await wechat.paid(trade, totalFen))).status).toBe(204)
  expect([await stateOf(number), await anomalies()]).toEqual(['paid', [{ kind: 'unknown_refund', fen: 100 }]])
})

test('a trade told closed after it was refunded moves nothing: the order was paid, and stays called off', async () => {
  const { number, totalFen, trade } = await begun('alipay_page')
  const yuan = `${Math.floor(totalFen / 100)}.${String(totalFen % 100).padStart(2, '0')}`
  await tell(ALIPAY, await alipay.notice('TRADE_SUCCESS', trade, yuan))
  expect(await cancelOrder(shop, number, 'shopper')).toMatchObject({
    ok: true,
    value: { state: 'refunding' },
  })
  const before = await readOrder(shop, number)
  const answer = await tell(ALIPAY, await alipay.notice('TRADE_CLOSED', trade, yuan))
  expect(await answer.text()).toBe('success')
  expect(await readOrder(shop, number)).toEqual(before)
})

test('yuan taken for fen is a sum that does not fit: nothing is paid, and finance reads it', async () => {
  const { number, totalFen, trade } = await begun('alipay_page')
  await tell(ALIPAY, await alipay.notice('TRADE_SUCCESS', trade, String(totalFen)))
  expect([await stateOf(number), await anomalies()]).toEqual([
    'awaiting_payment',
    [{ kind: 'wrong_amount', fen: totalFen * 100 }],
  ])
})

test('no log line holds a key, a signature, an openid, a phone or a sealed word, whatever a provider says', async () => {
  const lines: string[] = []
  const spies = (['log', 'info', 'warn', 'error', 'debug'] as const).map((level) =>
    vi.spyOn(console, level).mockImplementation((...parts: unknown[]) => {
      lines.push(parts.map((part) => (part instanceof Error ? part.stack : JSON.stringify(part))).join(' '))
    }),
  )
  const { number, totalFen, trade } = await begun('wechatpay_native')
  const told = await wechat.paid(trade, totalFen)
  const headers = told.headers as Record<string, string>
  const signature = headers['Wechatpay-Signature']!
  const forged = { ...told, headers: { ...headers, 'Wechatpay-Signature': btoa(signature) } }
  await tell(WECHAT, forged)
  await tell(WECHAT, { ...told, body: `${told.body} ` })
  const broken = {
    prepare: () => {
      throw new Error('D1_ERROR: down')
    },
  }
  await tell(WECHAT, told, { DB: broken })
  await tell(WECHAT, told)
  const notice = await alipay.notice('TRADE_SUCCESS', 'NOBODY1', '1.00')
  await tell(ALIPAY, notice)
  await tell(ALIPAY, { ...notice, body: String(notice.body).replace('NOBODY1', 'NOBODY2') })
  await cancelOrder(shop, number, 'shopper')
  for (const spy of spies) spy.mockRestore()
  const said = lines.join('\n')
  expect(said).toContain('wrong_signature')
  const body = String(told.body)
  const secrets = [
    ...[signature, btoa(signature), new URLSearchParams(String(notice.body)).get('sign')!],
    ...[PROVIDERS.WECHATPAY_API_V3_KEY, 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o', JSON.parse(body).resource.ciphertext],
    ...[PROVIDERS.WECHATPAY_PRIVATE_KEY, PROVIDERS.ALIPAY_PRIVATE_KEY].map((pem) =>
      pem.split('\n')[1]!.slice(0, 60),
    ),
    ...[shop.settings.sessionSecret, '13800', '138100'],
  ]
  for (const secret of secrets) expect(said).not.toContain(secret)
})
