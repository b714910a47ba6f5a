import { sql } from 'drizzle-orm'
import { expect } from 'vitest'
import { takeMoneyInstead } from '../../src/claims/replying.ts'
import { sweepClaims } from '../../src/claims/sweeping.ts'
import { DAY_MS } from '../../src/kernel/time.ts'
import { readOrder } from '../../src/orders/queries.ts'
import { drain } from '../../src/outbox/draining.ts'
import { cancelOrder } from '../../src/payments/cancelling.ts'
import { paymentEffects } from '../../src/payments/effects.ts'
import { refundLines } from '../../src/payments/refunds/refunding-lines.ts'
import type { Shop } from '../../src/shop.ts'
import { broken, misbound } from '../support/invariants.ts'
import { taxWorld } from '../support/invoices.ts'
import { askAgain, books, provider } from '../support/provider.ts'
import { at, openShop } from '../support/shop.ts'
import { fillStaff, idOf } from '../support/staff.ts'
import { DEEP, describeMeetings } from './meeting.ts'
import { ACTS, METHOD, OTHER_METHOD, type Scene, STAGES, type Stage, sceneAt } from './order-acts.ts'

let shop: Shop
let staffId: string
const gateways = provider()
const open = async () => {
  const opened = await openShop()
  await fillStaff(opened)
  await taxWorld(opened)
  staffId = await idOf(opened, 'finance')
  shop = { ...opened, gateways: { [METHOD]: gateways.gateway, [OTHER_METHOD]: gateways.gateway } }
}

/** Stock for the next orders: this file never runs out of it. */
const restock = () =>
  shop.db.batch(
    ['TEA-DH-100', 'CHV-BQ-0500'].flatMap((sku) => [
      shop.db.run(sql`UPDATE stock_movements SET quantity = quantity + 40
        WHERE cause = 'opening' AND sku = ${sku} AND (SELECT available FROM variants v WHERE v.sku = ${sku}) < 20`),
      shop.db.run(sql`UPDATE variants SET available = available + 40 WHERE sku = ${sku} AND available < 20`),
    ]),
  )

/** No claim hangs: the clock ends each, but for goods that are still to be sent again, whose money the buyer may take. */
async function endClaims({ number }: Scene, told: string) {
  const open = () =>
    shop.db.all<{ id: string; state: string }>(sql`
      SELECT c.id, c.state FROM claims c JOIN orders o ON o.id = c.order_id WHERE o.number = ${number} AND c.ended_at IS NULL`)
  if (!(await open()).length) return
  for (const days of [4, 12, 20, 30]) await sweepClaims(at(shop, shop.now + days * DAY_MS), CLAIMS)
  for (const { id, state } of await open()) {
    expect(state, told).toBe('resending')
    expect(await takeMoneyInstead(at(shop, shop.now + 30 * DAY_MS), id), told).toMatchObject({ ok: true })
  }
  expect(await broken(shop), told).toEqual([])
}
const CLAIMS = { rows: 200, ms: 20_000 }

/** I10: whatever became of the order, all money for what was not sent can still go back. */
async function takeBack({ number }: Scene, told: string) {
  const off = await cancelOrder(shop, number, { staffId })
  if (!off.ok) {
    const unsent = (await readOrder(shop, number))!.leftToShip.filter(({ left }) => left > 0)
    const parts = unsent.map(({ line, left }) => ({ line, quantity: left }))
    if (parts.length)
      expect(await refundLines(shop, number, parts, '缺货', staffId), told).toMatchObject({ ok: true })
  }
  const order = (await readOrder(shop, number))!
  const [money] = await shop.db.all<{ captured: number; back: number }>(sql`
    SELECT coalesce((SELECT amount_fen FROM captures WHERE order_id = o.id), 0) captured, (
      SELECT coalesce(sum(r.amount_fen), 0) FROM refunds r JOIN captures c ON c.attempt_id = r.attempt_id
      WHERE r.order_id = o.id AND r.failed = 0) back FROM orders o WHERE o.number = ${number}`)
  if (!order.parcels.length) expect(money!.back, told).toBe(money!.captured)
  else
    expect(
      order.leftToShip.filter(({ left }) => left > 0),
      told,
    ).toEqual([])
}

/** Known pairs of which another of the same kind is met in every run. */
const DEEP_PAIRS: [Stage, string, string][] = [
  ['being paid', 'pays', 'is told again'],
  ['claimed', 'has its claim granted', 'has its claim decided by time'],
  ['refused its refund', 'has a failed refund asked for again', 'has a failed refund asked for again'],
  ['sent', 'is received', 'is received'],
  ['being invoiced', 'has its invoice put back', 'is called off by staff'],
  ['paid', 'has its invoice asked for', 'has its invoice asked for'],
  ['granted again', 'is sent again', 'refunds the second half'],
  ['refused its refund', 'has a failed refund asked for again', 'has a failed refund repaid by hand'],
]

describeMeetings<Scene, Stage>(
  'an order',
  {
    acts: ACTS,
    stages: STAGES,
    shop: () => shop,
    open,
    scene: (stage) => sceneAt(shop, gateways, staffId, stage),
    look: async (scene, told) => {
      await drain(at(shop, shop.now + DAY_MS), paymentEffects)
      // What a provider refused is asked for again by staff, until it has gone back.
      if (await askAgain(shop, scene.number, staffId))
        await drain(at(shop, shop.now + DAY_MS), paymentEffects)
      const said = await books(shop, scene.number, gateways)
      expect(said, told).toEqual({ ...said, paidHere: said.paidThere, backHere: said.backThere, open: 0 })
      expect([await broken(shop), await misbound(shop)], told).toEqual([[], []])
      await endClaims(scene, told)
      await takeBack(scene, told)
      await restock()
    },
  },
  // What gave goods away or was done twice before it was looked at step by step.
  [
    ['being paid', 'pays', 'calls off'],
    ['paid', 'is called off by staff', 'sends the first half'],
    ['claimed', 'has its claim granted', 'refunds a piece'],
    ['being invoiced', 'has its invoice kept', 'refunds a piece'],
    ['granted again', 'is sent again', 'takes the money instead'],
    ...(DEEP ? DEEP_PAIRS : []),
  ],
  { pairs: 8, threes: 4, deepPairs: 1500, deepThrees: 900 },
)
