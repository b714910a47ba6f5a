import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { database } from '../../src/db/client.ts'
import { MINUTE_MS } from '../../src/kernel/time.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import { startPayment } from '../../src/payments/attempting.ts'
import { cancelOrder } from '../../src/payments/cancelling.ts'
import { playOutcome } from '../../src/payments/sandbox.ts'
import { sweep } from '../../src/payments/sweeping.ts'
import type { Shop } from '../../src/shop.ts'
import { D1_FAULTS, type Fault, faulty } from '../support/faults.ts'
import { at, bindings, NOW, openShop, orderOf, unreconciled } from '../support/shop.ts'

const KEY = 'one-key-for-every-try'
const REQUEST = orderOf([['TEA-GC-250', 2]])

/** A buyer who tries each step again when it breaks, with the same key and the same trade. */
async function buy(shop: Shop, broken: Shop, cancels: boolean): Promise<string> {
  const again = async <T extends { ok: boolean }>(step: (shop: Shop) => Promise<T>): Promise<T> => {
    const first = await step(broken).catch(() => null)
    return first?.ok ? first : step(shop)
  }
  const placed = await again((each) => placeOrder(each, REQUEST, KEY))
  if (!placed.ok) throw new Error(placed.refusal.code)
  const { number } = placed.value
  const started = await again((each) => startPayment(each, number, 'sandbox'))
  if (!started.ok) throw new Error(started.refusal.code)
  const paid = await again((each) => playOutcome(each, started.value.outTradeNo, 'success'))
  expect(paid).toEqual({ ok: true, value: 'paid' })
  if (cancels) await again((each) => cancelOrder(each, number, 'shopper'))
  return number
}

async function expectWhole(shop: Shop, cancels: boolean) {
  await sweep(at(shop, shop.now + 31 * MINUTE_MS))
  const rows = await shop.db.all<Record<'total' | 'captured' | 'refunded' | 'captures', number>>(sql`
    SELECT total_fen total,
      (SELECT coalesce(sum(amount_fen), 0) FROM payment_attempts a WHERE a.order_id = o.id AND a.paid_at IS NOT NULL) captured,
      (SELECT count(*) FROM payment_attempts a WHERE a.order_id = o.id AND a.paid_at IS NOT NULL) captures,
      (SELECT coalesce(sum(amount_fen), 0) FROM refunds r WHERE r.order_id = o.id AND r.state = 'succeeded') refunded
    FROM orders o`)
  expect(rows).toHaveLength(1)
  const [row] = rows
  expect([row!.captures, row!.captured, row!.refunded]).toEqual([1, row!.total, cancels ? row!.total : 0])
  expect(await unreconciled(shop.db)).toEqual([])
  const [stock] = await shop.db.all<{ moved: number }>(sql`
    SELECT sum(CASE kind WHEN 'reserved' THEN quantity WHEN 'released' THEN -quantity WHEN 'returned' THEN -quantity ELSE 0 END) moved
    FROM stock_movements WHERE sku = 'TEA-GC-250' AND kind IN ('reserved', 'released', 'returned')`)
  expect(stock?.moved).toBe(cancels ? 0 : 2)
}

describe('faults of the platform', () => {
  for (const fault of ['throw_before', 'throw_after'] as Fault[]) {
    // Who cancels has ordered and paid: that one walks all calls.
    for (const cancels of process.env.DEEP ? [false, true] : [true]) {
      test(`a crash ${fault === 'throw_before' ? 'before' : 'after'} each call of ordering, paying${cancels ? ' and cancelling' : ''} loses nothing and sells nothing twice`, async () => {
        for (let nth = 1; ; nth += 1) {
          const shop = await openShop()
          const proxy = faulty(bindings.DB, nth, fault, D1_FAULTS[nth % D1_FAULTS.length]!)
          await buy(shop, { ...shop, db: database(proxy.db) }, cancels)
          await expectWhole(shop, cancels)
          if (!proxy.count.struck) {
            expect(nth).toBeGreaterThan(8)
            break
          }
        }
      })
    }
  }

  test.each(D1_FAULTS)(
    '“%s” around the commit of an order is one order when tried again',
    async (message) => {
      for (const fault of ['throw_before', 'throw_after'] as Fault[]) {
        const shop = await openShop(NOW)
        for (const nth of [1, 2]) {
          const proxy = faulty(bindings.DB, nth, fault, message)
          const broken = { ...shop, db: database(proxy.db) }
          const key = `${fault}-${nth}`
          const request = orderOf([['TEA-GC-250', 1]])
          await placeOrder(broken, request, key).catch(() => null)
          const placed = await placeOrder(shop, request, key)
          expect(placed.ok).toBe(true)
        }
        const [orders] = await shop.db.all<{ n: number }>(sql`SELECT count(*) n FROM orders`)
        expect(orders?.n).toBe(2)
        expect(await unreconciled(shop.db)).toEqual([])
      }
    },
  )
})
