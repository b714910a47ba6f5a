import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '../../src/kernel/time.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import { readOrder } from '../../src/orders/queries.ts'
import { drain } from '../../src/outbox/draining.ts'
import { giveUp } from '../../src/outbox/keeping.ts'
import { startPayment } from '../../src/payments/attempting.ts'
import { cancelOrder } from '../../src/payments/cancelling.ts'
import { paymentEffects, paymentFollowing } from '../../src/payments/effects.ts'
import { moveRefund } from '../../src/payments/moving.ts'
import { askRefundAgain } from '../../src/payments/refunds/asking-again.ts'
import { refundLines } from '../../src/payments/refunds/refunding-lines.ts'
import { sweep } from '../../src/payments/sweeping.ts'
import type { Shop } from '../../src/shop.ts'
import { adminPaths } from '../../src/urls.ts'
import { hidden } from '../support/browser.ts'
import { interposed } from '../support/faults.ts'
import { fakeGateway } from '../support/gateways.ts'
import { type Choose, interleave } from '../support/interleaving.ts'
import { broken } from '../support/invariants.ts'
import { paidOrder } from '../support/orders.ts'
import { at, availableOf, bindings, openShop, orderOf } from '../support/shop.ts'
import { fillStaff, idOf, signedIn } from '../support/staff.ts'

const SKU = 'TEA-GC-250'
let shop: Shop
let provider: ReturnType<typeof fakeGateway>
let number: string
let by: string
/** A paid order one piece of which is to go back, through a provider that does as it is told. */
beforeEach(async () => {
  provider = fakeGateway({ refunding: 'failed' })
  shop = { ...(await openShop()), gateways: { sandbox: provider.gateway } }
  await fillStaff(shop)
  by = await idOf(shop, 'finance')
  number = await paidOrder({ ...shop, gateways: {} }, [[SKU, 2]])
})

const takeBack = () => refundLines(shop, number, [{ line: 1, quantity: 1 }], '受潮', by)
const rows = () =>
  shop.db.all<{ id: string; no: string; state: string; failed: number; settled: number; fen: number }>(sql`
    SELECT id, out_refund_no no, state, failed, settled_at IS NOT NULL settled, amount_fen fen FROM refunds`)
const only = async () => (await rows())[0]!
const owed = () =>
  shop.db.all<{ id: string; state: string; attempts: number }>(
    sql`SELECT id, state, attempts FROM outbox WHERE kind LIKE 'gateway.%'
      AND (ended_at IS NULL OR state = 'given_up')`,
  )
const entries = (verb: string) =>
  shop.db.all<{ before: string; after: string }>(
    sql`SELECT before, after FROM audit_entries WHERE verb = ${verb} ORDER BY id`,
  )
const again = async (of: string) => askRefundAgain(shop, number, (await only()).id, of, by)

test('a refund that failed is asked for again from its order’s page: a new number, the same money and pieces, once', async () => {
  await takeBack()
  const before = await only()
  expect(before).toMatchObject({ state: 'failed', failed: 1, settled: 1 })
  const stock = await availableOf(shop.db, SKU)
  const finance = await signedIn('finance')
  const html = await (await finance.get(adminPaths.order(number))).text()
  expect(html).toContain('失败，要重新办理')
  const of = hidden(html, 'of')
  expect(of).toBe(before.no)
  const path = adminPaths.orderRefundAgain(number, before.id)
  const both = await Promise.all([finance.post(path, { of }), finance.post(path, { of })])
  expect(both.map(({ status }) => status).sort()).toEqual([303, 409])
  const after = await only()
  expect(after).toMatchObject({ ...before, no: `${before.no}-2`, state: 'succeeded', failed: 0 })
  expect(await rows()).toHaveLength(1)
  expect(await availableOf(shop.db, SKU)).toBe(stock)
  // The sandbox was asked once, under the new number.
  expect(await shop.db.all(sql`SELECT out_refund_no no, amount_fen fen FROM sandbox_refunds`)).toEqual([
    { no: after.no, fen: before.fen },
  ])
  const [entry, ...more] = await entries('order.refund_asked_again')
  expect(more).toEqual([])
  expect(JSON.parse(entry!.after)).toMatchObject({ refundId: before.id, outRefundNo: after.no })
  expect(await (await finance.get(adminPaths.order(number))).text()).not.toContain('再退一次')
  expect(await broken(shop)).toEqual([])
})

test('each try has a number of its own, and the number that was looked at asks once', async () => {
  await takeBack()
  const first = (await only()).no
  expect((await again(first)).ok).toBe(true)
  // It failed at once: whoever sent the form twice asks no third time.
  expect(await again(first)).toEqual({ ok: false, refusal: { code: 'conflict' } })
  expect((await again(`${first}-2`)).ok).toBe(true)
  expect(provider.asked.refunds).toEqual([first, `${first}-2`, `${first}-3`])
  expect(await only()).toMatchObject({ no: `${first}-3`, state: 'failed', failed: 1 })
})

test('one that is under way or succeeded is not asked for again', async () => {
  provider.answers.refunding = 'processing'
  await takeBack()
  const { no } = await only()
  expect(await again(no)).toMatchObject({ refusal: { code: 'conflict' } })
  provider.answers.refunding = 'succeeded'
  await sweep(at(shop, shop.now + HOUR_MS))
  expect(await only()).toMatchObject({ state: 'succeeded' })
  expect(await again(no)).toMatchObject({ refusal: { code: 'conflict' } })
  expect(provider.asked.refunds).toEqual([no, no])
})

test('money of a failed refund that went back another way is not sent a second time', async () => {
  await takeBack()
  const { id, no } = await only()
  // The rest of the payment, as a colleague's statement would claim it.
  await shop.db.run(sql`INSERT INTO refunds (id, order_id, attempt_id, out_refund_no, amount_fen, reason, state, created_at)
    SELECT 'ref_other', r.order_id, r.attempt_id, 'R_other', a.amount_fen, 'goodwill', 'succeeded', 1
    FROM refunds r JOIN payment_attempts a ON a.id = r.attempt_id WHERE r.id = ${id}`)
  expect(await again(no)).toMatchObject({ refusal: { code: 'conflict' } })
  expect((await rows()).find((row) => row.id === id)).toMatchObject({ no, state: 'failed', failed: 1 })
  expect(provider.asked.refunds).toEqual([no])
})

test('of two colleagues who ask again at one moment one does', async () => {
  await takeBack()
  const { id, no } = await only()
  provider.answers.refunding = 'processing'
  const other = () => askRefundAgain(shop, number, id, no, by)
  const racing = interposed(shop, 2, other)
  expect(await askRefundAgain(racing, number, id, no, by)).toMatchObject({ refusal: { code: 'conflict' } })
  expect(provider.asked.refunds).toEqual([no, `${no}-2`])
  expect(await broken(shop)).toEqual([])
})

test('a late answer to one try says nothing of the next', async () => {
  provider.answers.refunding = 'processing'
  await takeBack()
  const { no } = await only()
  let late = (_word: 'failed') => {}
  const slow = {
    ...provider.gateway,
    refund: () =>
      new Promise<'failed'>((done) => {
        late = done
      }),
  }
  const asking = sweep({ ...shop, now: shop.now + HOUR_MS, gateways: { sandbox: slow } }, { attemptMs: 1 })
  await asking
  provider.answers.refunding = 'failed'
  await sweep(at(shop, shop.now + 3 * HOUR_MS))
  provider.answers.refunding = 'processing'
  expect((await again(no)).ok).toBe(true)
  late('failed')
  await shop.db.all(sql`SELECT 1`)
  await shop.db.all(sql`SELECT 1`)
  expect(await only()).toMatchObject({ no: `${no}-2`, state: 'processing', failed: 0 })
})

test('a refund that was given up says so, still counts, and is taken up under the number it had', async () => {
  provider.answers.refunding = 'throws'
  await takeBack()
  const { no } = await only()
  const finance = await signedIn('finance')
  const [row] = await owed()
  await finance.post(adminPaths.outboxGivingUp(row!.id), { reason: '已在商户平台退款' })
  expect(await only()).toMatchObject({ no, state: 'given_up', failed: 0, settled: 1 })
  const html = await (await finance.get(adminPaths.order(number))).text()
  expect(html).toContain('已放弃办理')
  expect(html).toContain('重新办理这笔退款')
  expect(await (await finance.get(adminPaths.outbox({ view: 'given_up' }))).text()).toContain('重新办理')
  // From its order's page.
  expect(
    (await finance.post(adminPaths.orderRefundAgain(number, (await only()).id), { of: no })).status,
  ).toBe(303)
  expect(await only()).toMatchObject({ no, state: 'succeeded', failed: 0 })
  expect(await owed()).toEqual([])
  expect(await broken(shop)).toEqual([])
})

test('one that was given up before there was such a state has it', async () => {
  provider.answers.refunding = 'throws'
  await takeBack()
  await shop.db.run(sql`UPDATE outbox SET state = 'given_up', ended_at = 5 WHERE kind = 'gateway.refund'`)
  const { queries } = bindings.TEST_MIGRATIONS.find(({ name }) => name.startsWith('0017'))!
  await bindings.DB.prepare(queries.find((query) => query.includes('UPDATE refunds SET'))!).run()
  expect(await only()).toMatchObject({ state: 'given_up', failed: 0, settled: 1 })
})

test('a word that comes after it was given up still counts', async () => {
  provider.answers.refunding = 'processing'
  await takeBack()
  const { id, no } = await only()
  const [row] = await owed()
  await giveUp(at(shop, shop.now + HOUR_MS), row!.id, '不等了', by, paymentFollowing)
  await moveRefund(shop.db, { id, outRefundNo: no }, 'succeeded', shop.now)
  expect(await only()).toMatchObject({ no, state: 'succeeded' })
  expect(await again(no)).toMatchObject({ refusal: { code: 'conflict' } })
})

test('a refund that was given up is taken up from the outbox as well', async () => {
  provider.answers.refunding = 'throws'
  await takeBack()
  const { no } = await only()
  const finance = await signedIn('finance')
  const [row] = await owed()
  await finance.post(adminPaths.outboxGivingUp(row!.id), { reason: '再看看' })
  expect((await finance.post(adminPaths.outboxAttempt(row!.id), {})).status).toBe(303)
  expect(await only()).toMatchObject({ no, state: 'succeeded', settled: 1 })
})

test('only who may refund asks again, and only for a refund of that order', async () => {
  await takeBack()
  const { id, no } = await only()
  for (const role of ['manager', 'fulfilment', 'viewer'] as const) {
    const visitor = await signedIn(role)
    expect((await visitor.post(adminPaths.orderRefundAgain(number, id), { of: no })).status).toBe(403)
    expect(await (await visitor.get(adminPaths.order(number))).text()).not.toContain('再退一次')
  }
  const finance = await signedIn('finance')
  const other = await paidOrder({ ...shop, gateways: {} }, [[SKU, 1]])
  expect((await finance.post(adminPaths.orderRefundAgain(other, id), { of: no })).status).toBe(404)
  expect((await finance.post(adminPaths.orderRefundAgain(number, id), { of: 'R_x' })).status).toBe(409)
})

test('an order whose closing was given up is shown as stuck, and its closing is taken up again', async () => {
  provider.answers.closing = 'throws'
  const placed = await placeOrder(shop, orderOf([[SKU, 1]]), crypto.randomUUID())
  if (!placed.ok) throw new Error(placed.refusal.code)
  const unpaid = placed.value.number
  await startPayment(shop, unpaid, 'sandbox')
  expect(await cancelOrder(shop, unpaid, 'shopper')).toEqual({ ok: true, value: { state: 'cancelling' } })
  const finance = await signedIn('finance')
  const [row] = await owed()
  expect(await (await finance.get(adminPaths.home)).text()).not.toContain('件外部事务超时')
  await finance.post(adminPaths.outboxGivingUp(row!.id), { reason: '渠道停用' })
  // On the overview, in the list of what is owed, and on the order's own page.
  expect(await (await finance.get(adminPaths.home)).text()).toContain('件外部事务超时')
  expect(await (await finance.get(adminPaths.outbox())).text()).toContain('订单停在取消中')
  const html = await (await finance.get(adminPaths.order(unpaid))).text()
  expect(html).toContain('订单停在取消中')
  expect(html).toContain(`action="${adminPaths.outboxAttempt(row!.id)}"`)
  expect(await (await (await signedIn('viewer')).get(adminPaths.order(unpaid))).text()).toContain(
    '请财务或店主',
  )
  expect((await finance.post(adminPaths.outboxAttempt(row!.id), {})).status).toBe(303)
  expect((await readOrder(shop, unpaid))!.state).toBe('cancelled')
  expect(await (await finance.get(adminPaths.order(unpaid))).text()).not.toContain('订单停在取消中')
  expect(await (await finance.get(adminPaths.home)).text()).not.toContain('件外部事务超时')
})

test('asking again while the one who heard “failed” has not yet ended its row: the refund is still asked for', async () => {
  provider.answers.refunding = 'throws'
  await takeBack()
  provider.answers.refunding = 'failed'
  const { id, no } = await only()
  // Act 0 is the cron; act 1 staff. The cron goes on until its word is written, then staff ask, then the cron ends.
  const later = at(shop, shop.now + 2 * MINUTE_MS)
  const seen: string[] = []
  for (let stop = 0; stop < 12; stop += 1) {
    await shop.db.run(
      sql`UPDATE refunds SET state = 'requested', settled_at = NULL, failed = 0, out_refund_no = ${no}`,
    )
    await shop.db.run(
      sql`UPDATE outbox SET state = 'waiting', ended_at = NULL, leased_until = 0, attempts = 1, next_attempt_at = 0 WHERE kind = 'gateway.refund'`,
    )
    let left = stop
    const choose: Choose = () => (left-- > 0 ? 0 : 1)
    const run = await interleave(
      later,
      [(one) => drain(one, paymentEffects), (one) => askRefundAgain(one, number, id, no, by)],
      choose,
    )
    const [row] = await shop.db.all<{ state: string }>(
      sql`SELECT state FROM outbox WHERE kind = 'gateway.refund'`,
    )
    const now = await only()
    const stuck = (now.state === 'requested' || now.state === 'processing') && row!.state === 'done'
    seen.push(
      `${run.turns} ${now.state} ${now.no.replace(no, 'no')} outbox ${row!.state}${stuck ? ' STUCK' : ''}`,
    )
  }
  expect(seen.filter((line) => line.includes('STUCK'))).toEqual([])
})

test('asking again while a second asker is under way with the old number: the refund is still asked for', async () => {
  provider.answers.refunding = 'throws'
  await takeBack()
  const { id, no } = await only()
  const answers: ((word: 'failed') => void)[] = []
  const slow = { ...provider.gateway, refund: () => new Promise<'failed'>((done) => answers.push(done)) }
  const later = { ...at(shop, shop.now + 2 * MINUTE_MS), gateways: { sandbox: slow } }
  // The first asker times out; its provider's word is still on the way.
  await drain(later, paymentEffects, { attemptMs: 1 })
  expect(answers).toHaveLength(1)
  // The second asker leases the row and asks under the same number.
  const second = drain({ ...later, now: later.now + 10 * MINUTE_MS }, paymentEffects)
  while (answers.length < 2) await shop.db.all(sql`SELECT 1`)
  answers[0]!('failed')
  while ((await only()).state !== 'failed') await shop.db.all(sql`SELECT 1`)
  // Staff see that it failed, and ask again.
  const asked = await askRefundAgain({ ...shop, now: later.now + 10 * MINUTE_MS + 1000 }, number, id, no, by)
  expect(asked.ok).toBe(true)
  answers[1]!('failed')
  await second
  provider.answers.refunding = 'succeeded'
  await drain(at(shop, shop.now + 24 * HOUR_MS), paymentEffects)
  expect((await only()).state).toBe('succeeded')
  expect(await broken(shop)).toEqual([])
})
