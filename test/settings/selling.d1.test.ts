import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { holdPlot } from '../../src/adoption/holding.ts'
import { acceptQuotation } from '../../src/institutions/accepting.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import { readOrder } from '../../src/orders/queries.ts'
import { startPayment } from '../../src/payments/attempting.ts'
import { cancelOrder } from '../../src/payments/cancelling.ts'
import { playOutcome } from '../../src/payments/sandbox.ts'
import { sellAgain, stopSelling } from '../../src/settings/selling.ts'
import type { Shop } from '../../src/shop.ts'
import { adminPaths } from '../../src/urls.ts'
import { SEASON } from '../support/adoptions.ts'
import { browser, checkoutForm } from '../support/browser.ts'
import { interposed } from '../support/faults.ts'
import { staffIdOf } from '../support/listings.ts'
import { acceptanceOf, draftOf, lineOf, sentQuotation } from '../support/quotations.ts'
import { openShop, orderOf } from '../support/shop.ts'
import { fillStaff, signedIn } from '../support/staff.ts'

let shop: Shop
let by: { staffId: string; name: string }
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
  by = { staffId: await staffIdOf(shop, 'manager'), name: '陈店长' }
})

const stop = (reason = '价格标错') => stopSelling(shop, by, reason)
const placed = async () => {
  const result = await placeOrder(shop, orderOf([['TEA-GC-250', 1]]), crypto.randomUUID())
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value.number
}
const quoted = () => sentQuotation(shop, by.staffId, draftOf([lineOf('TEA-GC-250', 2, 9_900)]))

/** Everything that begins a sale, each on a shop of its own calls. */
const BEGINNINGS: Record<string, () => Promise<(at: Shop) => Promise<unknown>>> = {
  'placing an order': async () => (at) => placeOrder(at, orderOf([['TEA-GC-250', 1]]), crypto.randomUUID()),
  'accepting a quotation': async () => {
    const number = await quoted()
    return (at) => acceptQuotation(at, number, acceptanceOf())
  },
  'keeping a plot': async () => {
    const [{ plot } = { plot: '' }] = await shop.db.all<{ plot: string }>(sql`
      SELECT p.code plot FROM plots p JOIN offers o ON o.garden = p.garden AND o.season = ${SEASON}
      WHERE p.open = 1 AND o.published_at IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM plot_claims c WHERE c.plot = p.code) LIMIT 1`)
    return (at) => holdPlot({ ...at, network: null }, { plot, season: SEASON, visitor: null })
  },
  'starting a payment': async () => {
    const number = await placed()
    return (at) => startPayment(at, number, 'sandbox')
  },
}
const CLOSED = { ok: false, refusal: { code: 'closed_for_now' } }

test.each(Object.entries(BEGINNINGS))(
  '%s is refused while the shop is stopped, whenever it was, and goes on afterwards',
  async (_, prepare) => {
    const begin = await prepare()
    // Before it reads, and between that and its write: what was decided before is not written after.
    for (const nth of [1, 2]) {
      expect([nth, await begin(interposed(shop, nth, stop))]).toMatchObject([nth, CLOSED])
      expect(await sellAgain(shop, by)).toMatchObject({ ok: true })
    }
    await stop()
    expect(await begin(shop)).toMatchObject(CLOSED)
    const [{ n } = { n: -1 }] = await shop.db.all<{ n: number }>(sql`
    SELECT (SELECT count(*) FROM payment_attempts) + (SELECT count(*) FROM plot_claims WHERE claimed_at = ${shop.now})
      + (SELECT count(*) FROM quotation_orders) n`)
    expect(n).toBe(0)
    await sellAgain(shop, by)
    expect(await begin(shop)).toMatchObject({ ok: true })
  },
)

test('what was begun goes on while the shop is stopped: the callback, the refund, and the same key answered again', async () => {
  const [request, key] = [orderOf([['TEA-GC-250', 1]]), crypto.randomUUID()]
  const first = await placeOrder(shop, request, key)
  const number = first.ok ? first.value.number : ''
  const started = await startPayment(shop, number, 'sandbox')
  await stop()
  await playOutcome(shop, started.ok ? started.value.outTradeNo : '', 'success')
  expect((await readOrder(shop, number))!.state).toBe('paid')
  expect(await placeOrder(shop, request, key)).toMatchObject({ ok: true, value: { number, replayed: true } })
  expect(await cancelOrder(shop, number, 'shopper')).toMatchObject({ ok: true })
  const refunds = await shop.db.all<{ state: string }>(sql`SELECT state FROM refunds`)
  expect(refunds).toEqual([{ state: 'succeeded' }])
})

test('pages and API say so, the checkout keeps what was typed, and nobody can close the line', async () => {
  const visitor = browser()
  await visitor.post('/cart/lines', { sku: 'TEA-GC-250', quantity: '1', action: 'add' })
  const form = await checkoutForm(visitor)
  await stop()
  expect(await (await visitor.get('/')).text()).toMatch(/<aside[^>]*><div class="wrap"><span>本店暂停接单/)
  expect(await (await visitor.get('/en')).text()).toContain('We take no new orders for now')
  const refused = await visitor.post('/checkout', form)
  const html = await refused.text()
  expect([refused.status, html.includes('订单没有提交'), html.includes('新华街道公益大道1号3楼')]).toEqual([
    409,
    true,
    true,
  ])
  const answer = await visitor.send('/api/v1/orders', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() },
    body: JSON.stringify({
      ...orderOf([['TEA-GC-250', 1]]),
      invoice: undefined,
      shipOn: undefined,
      expectedTotalFen: undefined,
    }),
  })
  expect([answer.status, await answer.json()]).toMatchObject([409, { code: 'closed_for_now' }])
})

test('finance stops the shop at the desk with a reason, the overview says so, and both acts are in the log', async () => {
  const finance = await signedIn('finance')
  const post = (form: Record<string, string>) => finance.post(adminPaths.selling, form)
  expect((await post({ state: 'stopped', reason: '', sure: 'yes' })).status).toBe(422)
  expect((await post({ state: 'stopped', reason: '渠道故障' })).status).toBe(422)
  expect((await post({ state: 'stopped', reason: '渠道故障', sure: 'yes' })).status).toBe(303)
  expect((await post({ state: 'stopped', reason: '再来一次', sure: 'yes' })).status).toBe(409)
  expect(await (await finance.get(adminPaths.home)).text()).toContain('渠道故障')
  expect(await (await finance.get(adminPaths.selling)).text()).not.toContain(`href="${adminPaths.freight}"`)
  expect((await post({ state: 'open' })).status).toBe(303)
  expect((await post({ state: 'open' })).status).toBe(409)
  expect(await (await finance.get(adminPaths.home)).text()).not.toContain('渠道故障')
  const log = await shop.db.all<{ verb: string; after: string | null }>(
    sql`SELECT verb, after FROM audit_entries WHERE object = 'settings:selling' ORDER BY id`,
  )
  expect(log).toEqual([
    { verb: 'settings.selling_stopped', after: JSON.stringify({ reason: '渠道故障' }) },
    { verb: 'settings.selling_resumed', after: null },
  ])
})
