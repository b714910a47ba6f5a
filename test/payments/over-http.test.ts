import type { Miniflare } from 'miniflare'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FakeAlipay, fakeAlipay } from '../support/providers/alipay.ts'
import { shopClock } from '../support/providers/clock.ts'
import { type FakeWechatPay, fakeWechatPay } from '../support/providers/wechatpay.ts'
import { fillRuntime, runtime, uploadedScript } from '../support/runtime.ts'

// The bundle as it is uploaded, in a runtime of its own, with both providers over HTTP.

const ORIGIN = 'http://127.0.0.1'
const now = shopClock()

let mf: Miniflare
let wechat: FakeWechatPay
let alipay: FakeAlipay
beforeAll(async () => {
  wechat = await fakeWechatPay({ now })
  alipay = await fakeAlipay({ now })
  mf = runtime(uploadedScript(), undefined, ORIGIN, { ...wechat.settings, ...alipay.settings })
  await fillRuntime(mf)
})
afterAll(async () => {
  await Promise.all([mf.dispose(), wechat.close(), alipay.close()])
})

let serial = 0
type Init = { method?: string; headers?: Record<string, string>; body?: string }
const call = async (path: string, init: Init = {}) => {
  const answer = await mf.dispatchFetch(ORIGIN + path, { redirect: 'manual', ...init })
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}
const api = async (
  path: string,
  token: string | null,
  body?: unknown,
  ip = `10.0.${serial >> 8}.${serial & 255}`,
) => {
  const answer = await call(`/api/v1${path}`, {
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    headers: {
      'Content-Type': 'application/json',
      'CF-Connecting-IP': ip,
      ...(token ? { Authorization: `Bearer ${token}` } : { 'Idempotency-Key': crypto.randomUUID() }),
    },
  })
  return { status: answer.status, told: JSON.parse(answer.text || '{}') }
}

type Placed = { number: string; token: string; totalFen: number }
async function place(): Promise<Placed> {
  serial += 1
  const { status, told } = await api('/orders', null, {
    items: [{ sku: 'TEA-GC-250', quantity: 2 }],
    recipient: {
      name: '林晓禾',
      phone: `138${10_000_000 + serial}`,
      region: '440114',
      street: `公益大道${serial}号`,
    },
    consents: ['terms', 'privacy'],
  })
  expect(status).toBe(201)
  return { number: told.number, token: told.accessToken, totalFen: told.totalFen }
}
const start = async ({ number, token }: Placed, method: string) => {
  const { status, told } = await api(`/orders/${number}/payments`, token, { method })
  expect([method, status]).toEqual([method, 201])
  return told as { outTradeNo: string; action: { kind: string; url: string; text: string } }
}
const stateOf = async ({ number, token }: Placed) => (await api(`/orders/${number}`, token)).told
const cancel = ({ number, token }: Placed) => api(`/orders/${number}/cancellation`, token, {})
const hear = (callback: { headers: Record<string, string>; body: string }, path = 'notifications') =>
  call(`/payments/wechatpay/${path}`, { method: 'POST', ...callback })
const notice = (body: string) =>
  call('/payments/alipay/notifications', {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body,
  })
const anomalies = async () => {
  const db = await mf.getD1Database('DB')
  const { results } = await db
    .prepare('SELECT kind, amount_fen fen, expected_fen expected FROM payment_anomalies ORDER BY id')
    .all()
  return results as { kind: string; fen: number; expected: number | null }[]
}
/** What the clock does each minute. */
const tick = async () => {
  const worker = await mf.getWorker()
  await (worker as unknown as { scheduled: (options: object) => Promise<unknown> }).scheduled({
    cron: '* * * * *',
  })
}

/** A minute goes by for one attempt: it was begun, asked about and missed that much earlier. */
const passMinute = async (outTradeNo: string) => {
  const db = await mf.getD1Database('DB')
  await db.batch([
    db
      .prepare(
        'UPDATE payment_attempts SET created_at = created_at - 60000, queried_at = queried_at - 60000 WHERE out_trade_no = ?',
      )
      .bind(outTradeNo),
    db.prepare('DELETE FROM job_misses'),
  ])
}

/** One way to pay, and how its buyer and provider go on. */
const WAYS = {
  wechatpay_native: { open: () => {}, pay: (no: string) => hear(wechat.pay(no)) },
  wechatpay_h5: { open: () => {}, pay: (no: string) => hear(wechat.pay(no)) },
  alipay_page: { open: (url: string) => alipay.open(url), pay: (no: string) => notice(alipay.pay(no)) },
  alipay_wap: { open: (url: string) => alipay.open(url), pay: (no: string) => notice(alipay.pay(no)) },
}

describe.each(Object.entries(WAYS))('%s', (method, way) => {
  test('is made, paid by its callback once however often it is told, and given back', async () => {
    const order = await place()
    const { outTradeNo, action } = await start(order, method)
    way.open(action.url)
    const heard = await way.pay(outTradeNo)
    expect(heard.status).toBeLessThan(300)
    expect(await stateOf(order)).toMatchObject({ state: 'paid', paymentStatus: 'paid' })
    expect((await cancel(order)).told.state).toMatch(/refunding|cancelled/)
    const after = await stateOf(order)
    expect(after).toMatchObject({
      paymentStatus: 'refunded',
      refunds: [{ amountFen: order.totalFen, state: 'succeeded' }],
    })
  })

  test('is closed at the provider before the order lets its stock go', async () => {
    const order = await place()
    const { outTradeNo, action } = await start(order, method)
    way.open(action.url)
    expect((await cancel(order)).told.state).toBe('cancelled')
    expect(() => (method.startsWith('alipay') ? alipay.pay(outTradeNo) : wechat.pay(outTradeNo))).toThrow(
      'cannot be paid',
    )
  })
})

test('the method is changed: the trade of the first one is closed before the second begins', async () => {
  const order = await place()
  const first = await start(order, 'wechatpay_native')
  const second = await start(order, 'alipay_page')
  expect(wechat.trades.get(first.outTradeNo)?.state).toBe('CLOSED')
  alipay.open(second.action.url)
  expect((await notice(alipay.pay(second.outTradeNo))).text).toBe('success')
  expect(await stateOf(order)).toMatchObject({ paymentStatus: 'paid' })
})

test('a phone that changes its network pays by a trade of its own; the one it left is closed', async () => {
  const order = await place()
  const pay = (ip: string) =>
    api(`/orders/${order.number}/payments`, order.token, { method: 'wechatpay_h5' }, ip)
  const [home, again, street] = [await pay('10.9.0.1'), await pay('10.9.0.1'), await pay('10.9.0.2')]
  expect([home.status, again.status, street.status]).toEqual([201, 201, 201])
  expect(again.told.outTradeNo).toBe(home.told.outTradeNo)
  expect(street.told.outTradeNo).not.toBe(home.told.outTradeNo)
  expect(wechat.trades.get(home.told.outTradeNo)?.state).toBe('CLOSED')
  await hear(wechat.pay(street.told.outTradeNo))
  expect(await stateOf(order)).toMatchObject({ paymentStatus: 'paid' })
})

test('a payment whose callback was lost is learned by the clock', async () => {
  const order = await place()
  const { outTradeNo } = await start(order, 'wechatpay_native')
  wechat.pay(outTradeNo)
  // A question that a busy machine cut off is asked again when its minute has passed.
  for (let minute = 0; minute < 20 && (await stateOf(order)).paymentStatus !== 'paid'; minute++) {
    await passMinute(outTradeNo)
    await tick()
  }
  expect(await stateOf(order)).toMatchObject({ paymentStatus: 'paid' })
})

test('who is cancelled and paid at the provider all the same gets all of it back, once', async () => {
  const order = await place()
  const { outTradeNo } = await start(order, 'wechatpay_native')
  const paid = wechat.pay(outTradeNo)
  await cancel(order)
  expect((await hear(paid)).status).toBe(204)
  expect((await hear(paid)).status).toBe(204)
  const told = await stateOf(order)
  const back = told.refunds.reduce((sum: number, { amountFen }: { amountFen: number }) => sum + amountFen, 0)
  expect(['paid', 'cancelled']).toContain(told.state)
  expect(back).toBe(told.state === 'cancelled' ? order.totalFen : 0)
  const moved = [...wechat.refunds.values()].filter((own) => own.outTradeNo === outTradeNo)
  expect(moved.length).toBe(told.state === 'cancelled' ? 1 : 0)
})

test('a refund the buyer’s account does not take is told failed by its callback; one that is done, done', async () => {
  const order = await place()
  const { outTradeNo } = await start(order, 'wechatpay_native')
  await hear(wechat.pay(outTradeNo))
  wechat.answers.refund = 'PROCESSING'
  await cancel(order)
  wechat.answers.refund = 'SUCCESS'
  const [no] = [...wechat.refunds].find(([, own]) => own.outTradeNo === outTradeNo)!
  expect((await stateOf(order)).refunds).toMatchObject([{ state: 'processing' }])
  expect((await hear(wechat.endRefund(no, 'ABNORMAL'), 'refund-notifications')).status).toBe(204)
  expect((await stateOf(order)).refunds).toMatchObject([{ state: 'failed' }])
})

describe('what is not the provider’s own word changes nothing and is not acknowledged', () => {
  let order: Placed
  let outTradeNo: string
  beforeAll(async () => {
    order = await place()
    outTradeNo = (await start(order, 'wechatpay_native')).outTradeNo
  })
  const inside = (more = {}) => ({
    ...{
      appid: wechat.ids.appId,
      mchid: wechat.ids.merchantId,
      out_trade_no: outTradeNo,
      trade_state: 'SUCCESS',
    },
    amount: { total: order.totalFen, currency: 'CNY' },
    ...more,
  })
  const success = (mood?: 'unsigned' | 'wrong_signature' | 'unknown_serial' | 'skewed') =>
    wechat.callback('TRANSACTION.SUCCESS', inside(), mood)

  test.each(['unsigned', 'wrong_signature', 'unknown_serial', 'skewed'] as const)('%s', async (mood) => {
    expect((await hear(success(mood))).status).toBe(401)
    expect(await stateOf(order)).toMatchObject({ state: 'awaiting_payment' })
  })
  test('one byte changed, re-ordered, a probe, or asked by GET', async () => {
    const { headers, body } = success()
    const said: Record<string, string> = headers
    expect((await hear({ headers, body: body.replace('"summary":""', '"summary":" "') })).status).toBe(401)
    const { id, ...rest } = JSON.parse(body)
    expect((await hear({ headers, body: JSON.stringify({ ...rest, id }) })).status).toBe(401)
    const probe = {
      ...headers,
      'Wechatpay-Signature': `WECHATPAY/SIGNTEST/${said['Wechatpay-Signature']}`,
    }
    expect((await hear({ headers: probe, body })).status).toBe(401)
    expect((await call('/payments/wechatpay/notifications')).status).toBe(404)
    expect((await call('/payments/alipay/notifications')).status).toBe(404)
    expect((await notice('out_trade_no=x')).status).toBe(401)
    expect(await stateOf(order)).toMatchObject({ state: 'awaiting_payment' })
  })
  test('its own word that fits no order is acknowledged once it is kept for finance', async () => {
    const before = (await anomalies()).length
    const other = (more: object) => hear(wechat.callback('TRANSACTION.SUCCESS', inside(more)))
    const { totalFen } = order
    const told = [
      await other({ mchid: '1900000110' }),
      await other({ appid: 'wx0000000000000000' }),
      await other({ amount: { total: totalFen - 1, currency: 'CNY' } }),
      await other({ amount: { total: totalFen, currency: 'USD' } }),
      await other({ out_trade_no: 'NOBODY_KNOWS_IT' }),
      await notice(
        alipay.notice({ out_trade_no: outTradeNo, trade_status: 'TRADE_SUCCESS', total_amount: '0.01' }),
      ),
      await hear(
        wechat.callback('REFUND.SUCCESS', {
          out_refund_no: 'R_NONE',
          out_trade_no: outTradeNo,
          refund_status: 'SUCCESS',
          amount: { refund: 5 },
        }),
        'refund-notifications',
      ),
    ]
    expect(told.map(({ status }) => status)).toEqual([204, 204, 204, 204, 204, 200, 204])
    expect((await anomalies()).slice(before)).toEqual([
      { kind: 'foreign_merchant', fen: totalFen, expected: null },
      { kind: 'foreign_merchant', fen: totalFen, expected: null },
      { kind: 'wrong_amount', fen: totalFen - 1, expected: totalFen },
      { kind: 'wrong_amount', fen: 0, expected: totalFen },
      { kind: 'unknown_trade', fen: totalFen, expected: null },
      { kind: 'wrong_amount', fen: 1, expected: totalFen },
      { kind: 'unknown_refund', fen: 5, expected: null },
    ])
    expect(await stateOf(order)).toMatchObject({ state: 'awaiting_payment' })
  })
  test('told ten times at once, it is paid once', async () => {
    wechat.trades.get(outTradeNo)!.state = 'SUCCESS'
    const told = await Promise.all(Array.from({ length: 10 }, () => hear(success())))
    expect(new Set(told.map(({ status }) => status))).toEqual(new Set([204]))
    expect(await stateOf(order)).toMatchObject({ state: 'paid', refunds: [] })
  })
})

test('the page offers what suits the place, and its form may lead to the providers alone', async () => {
  const order = await place()
  const opened = await call(`/orders/${order.number}?key=${order.token}`)
  const cookie = opened.headers.get('set-cookie')!.split(';')[0]!
  const pageFor = async (agent: string) => {
    const answer = await call(`/orders/${order.number}/payment`, {
      headers: { Cookie: cookie, 'User-Agent': agent },
    })
    const methods = [...answer.text.matchAll(/name="method" value="(\w+)"/g)].map(([, name]) => name)
    return { methods, policy: answer.headers.get('Content-Security-Policy')! }
  }
  const { methods, policy } = await pageFor('Mozilla/5.0 (X11; Linux x86_64)')
  expect(methods).toEqual(['wechatpay_native', 'alipay_page', 'sandbox'])
  expect(policy).toContain(`form-action 'self' ${wechat.origin} ${alipay.origin};`)
  expect((await pageFor('Mozilla/5.0 (iPhone) Mobile/15E148')).methods).toEqual([
    'wechatpay_h5',
    'alipay_wap',
    'sandbox',
  ])
  // Without the secret of its app nobody can be known inside WeChat.
  expect((await pageFor('Mozilla/5.0 (iPhone) MicroMessenger/8.0')).methods).toEqual(['sandbox'])
})
