import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { MINUTE_MS } from '../../src/kernel/time.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import { readOrder } from '../../src/orders/queries.ts'
import { giveUp } from '../../src/outbox/keeping.ts'
import { startPayment } from '../../src/payments/attempting.ts'
import { cancelOrder } from '../../src/payments/cancelling.ts'
import { paymentFollowing } from '../../src/payments/effects.ts'
import { settlePayment } from '../../src/payments/settling.ts'
import { sweep } from '../../src/payments/sweeping.ts'
import type { Shop } from '../../src/shop.ts'
import { fakeGateway } from '../support/gateways.ts'
import { broken } from '../support/invariants.ts'
import { staffIdOf } from '../support/listings.ts'
import { at, availableOf, openShop, orderOf } from '../support/shop.ts'
import { fillStaff } from '../support/staff.ts'

const SKU = 'TEA-GC-250'
let shop: Shop
let slow: ReturnType<typeof fakeGateway>
let quick: ReturnType<typeof fakeGateway>

async function started(method: string) {
  const placed = await placeOrder(shop, orderOf([[SKU, 1]]), crypto.randomUUID())
  if (!placed.ok) throw new Error(placed.refusal.code)
  const begun = await startPayment(shop, placed.value.number, method)
  if (!begun.ok) throw new Error(begun.refusal.code)
  return { number: placed.value.number, trade: begun.value.outTradeNo, fen: placed.value.totalFen }
}
const stateOf = async (number: string) => (await readOrder(shop, number))!.state

describe('an order with two ways of paying', () => {
  beforeEach(async () => {
    slow = fakeGateway()
    quick = fakeGateway()
    shop = { ...(await openShop()), gateways: { slow: slow.gateway, quick: quick.gateway } }
  })

  test('whose close was given up has its provider asked again once it is overdue, and ends', async () => {
    await fillStaff(shop)
    slow.answers.closing = 'unknown'
    const { number } = await started('slow')
    // The buyer changes the way of paying; the provider does not say, and staff give that up.
    expect((await startPayment(shop, number, 'quick')).ok).toBe(false)
    const [row] = await shop.db.all<{ id: string }>(sql`SELECT id FROM outbox WHERE kind = 'gateway.close'`)
    shop = at(shop, shop.now + 2 * MINUTE_MS)
    expect(
      (
        await giveUp(
          shop,
          row!.id,
          'the provider is gone',
          await staffIdOf(shop, 'manager'),
          paymentFollowing,
        )
      ).ok,
    ).toBe(true)
    // Given up a second time it is nothing to record.
    expect(
      (await giveUp(shop, row!.id, 'again', await staffIdOf(shop, 'manager'), paymentFollowing)).ok,
    ).toBe(false)
    const entries = await shop.db.all(sql`SELECT 1 FROM audit_entries WHERE object = ${`outbox:${row!.id}`}`)
    expect(entries).toHaveLength(1)
    slow.answers.closing = 'closed'
    shop = at(shop, shop.now + 31 * MINUTE_MS)
    await sweep(shop)
    expect([await stateOf(number), await availableOf(shop.db, SKU)]).toEqual(['cancelled', 200])
    expect(await broken(shop)).toEqual([])
  })

  test('that is paid the first way while the second is being closed is not said to be cancelling', async () => {
    const { number, trade, fen } = await started('slow')
    expect((await startPayment(shop, number, 'quick')).ok).toBe(true)
    quick.gateway.close = async () => {
      await settlePayment(shop, {
        provider: 'slow',
        eventId: `success:${trade}`,
        outTradeNo: trade,
        amountFen: fen,
      })
      return { state: 'unknown', amountFen: fen }
    }
    const cancelled = await cancelOrder(shop, number, 'shopper')
    expect(await stateOf(number)).toBe('paid')
    expect(cancelled).toMatchObject({ ok: false, refusal: { code: 'conflict' } })
    expect(await broken(shop)).toEqual([])
  })
})
