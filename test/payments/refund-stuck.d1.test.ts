import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '../../src/kernel/time.ts'
import { drain } from '../../src/outbox/draining.ts'
import { paymentEffects } from '../../src/payments/effects.ts'
import { askRefundAgain } from '../../src/payments/refunds/asking-again.ts'
import { refundLines } from '../../src/payments/refunds/refunding-lines.ts'
import type { Shop } from '../../src/shop.ts'
import { fakeGateway } from '../support/gateways.ts'
import { type Choose, interleave } from '../support/interleaving.ts'
import { broken } from '../support/invariants.ts'
import { paidOrder } from '../support/orders.ts'
import { at, openShop } from '../support/shop.ts'
import { fillStaff, idOf } from '../support/staff.ts'

const SKU = 'TEA-GC-250'
let shop: Shop
let provider: ReturnType<typeof fakeGateway>
let number: string
let by: string
beforeEach(async () => {
  provider = fakeGateway({ refunding: 'throws' })
  shop = { ...(await openShop()), gateways: { sandbox: provider.gateway } }
  await fillStaff(shop)
  by = await idOf(shop, 'finance')
  number = await paidOrder({ ...shop, gateways: {} }, [[SKU, 2]])
})
const only = async () =>
  (
    await shop.db.all<{ id: string; no: string; state: string }>(sql`
    SELECT id, out_refund_no no, state FROM refunds`)
  )[0]!
const box = () =>
  shop.db.all<{ id: string; state: string; attempts: number }>(sql`
    SELECT id, state, attempts FROM outbox WHERE kind = 'gateway.refund'`)

test('asking again while the one who heard “failed” has not yet ended its row: the refund is still asked for', async () => {
  await refundLines(shop, number, [{ line: 1, quantity: 1 }], '受潮', by)
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
    const [row] = await box()
    const now = await only()
    const stuck = (now.state === 'requested' || now.state === 'processing') && row!.state === 'done'
    seen.push(
      `${run.turns} ${now.state} ${now.no.replace(no, 'no')} outbox ${row!.state}${stuck ? ' STUCK' : ''}`,
    )
  }
  expect(seen.filter((line) => line.includes('STUCK'))).toEqual([])
})

test('asking again while a second asker is under way with the old number: the refund is still asked for', async () => {
  await refundLines(shop, number, [{ line: 1, quantity: 1 }], '受潮', by)
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
