import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { placeOrder } from '../../src/orders/placing.ts'
import { readOrder } from '../../src/orders/queries.ts'
import { cancelOrder } from '../../src/payments/cancelling.ts'
import { cancelAdoption } from '../../src/payments/refunds/refunding-plots.ts'
import { settleShortfall } from '../../src/payments/refunds/settling-shortfall.ts'
import type { Shop } from '../../src/shop.ts'
import { adopt, pay, plotOf } from '../support/adoptions.ts'
import { giveCode } from '../support/codes.ts'
import { broken, brokenAdoptions } from '../support/invariants.ts'
import { newBuyer, openShop, orderOf } from '../support/shop.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})

/** A plot whose season fell short of tea worth ¥20, bought by `recipient`. */
async function short(recipient = newBuyer()) {
  const { ids } = await adopt(shop, [plotOf('A-07')], { recipient })
  await shop.db.run(sql`INSERT INTO shortfalls (adoption_id, grams, value_fen, noted_at)
    VALUES (${ids[0]}, '{"black":20}', 2000, ${shop.now})`)
  return ids[0]!
}
const codeOf = async (id: string) =>
  (
    await shop.db.all<{ code: string }>(sql`SELECT settled_by code FROM shortfalls WHERE adoption_id = ${id}`)
  )[0]!.code
const usedOf = async (code: string) =>
  (await shop.db.all<{ used: number }>(sql`SELECT used FROM promo_codes WHERE code = ${code}`))[0]!.used

describe('a credit for a short season', () => {
  test('is chosen once, opens for its buyer only, and is used once', async () => {
    const recipient = newBuyer()
    const id = await short(recipient)
    const both = await Promise.all([settleShortfall(shop, id, 'credit'), settleShortfall(shop, id, 'credit')])
    expect(both.map((one) => one.ok).sort()).toEqual([false, true])
    const code = await codeOf(id)
    const order = (who: typeof recipient) =>
      placeOrder(shop, orderOf([['TEA-GC-250', 1]], { recipient: who, code }), crypto.randomUUID())
    expect(await order(newBuyer())).toMatchObject({ ok: false, refusal: { code: 'code_not_yours' } })
    const placed = await order(recipient)
    if (!placed.ok) throw new Error(placed.refusal.code)
    expect((await readOrder(shop, placed.value.number))!.discountFen).toBe(2000)
    expect(await order(recipient)).toMatchObject({ ok: false, refusal: { code: 'code_already_used' } })
    await pay(shop, placed.value.number)
    // It was owed: a paid order called off as a whole gives it back.
    expect((await cancelOrder(shop, placed.value.number, 'shopper')).ok).toBe(true)
    expect(await usedOf(code)).toBe(0)
  })

  test('as a refund is never more than was paid for the plot', async () => {
    await giveCode(shop, 'NEARLY', { value: 99_999_999, families: ['adoption'] })
    const { ids, number } = await adopt(shop, [plotOf('A-07')], { code: 'NEARLY' })
    expect((await readOrder(shop, number))!.totalFen).toBe(1)
    await shop.db.run(sql`INSERT INTO shortfalls (adoption_id, grams, value_fen, noted_at)
      VALUES (${ids[0]}, '{"black":20}', 2000, ${shop.now})`)
    expect((await settleShortfall(shop, ids[0]!, 'refund')).ok).toBe(true)
    expect((await readOrder(shop, number))!.refunds).toMatchObject([{ amountFen: 1 }])
  })
})

describe('a plot bought with a code', () => {
  test('gives back what was really paid for it, and impact follows', async () => {
    await giveCode(shop, 'PLOTS10', { kind: 'percent', value: 1000, families: ['adoption'] })
    const { ids, number } = await adopt(shop, [plotOf('A-07'), plotOf('A-08')], {
      items: [{ sku: 'TEA-DH-100', quantity: 1 }],
      code: 'PLOTS10',
    })
    const order = (await readOrder(shop, number))!
    const plot = order.lines.find((line) => line.adoptionId === ids[0])!
    expect(plot.discountFen).toBe(Math.floor(plot.amountFen / 10))
    const done = await cancelAdoption(shop, ids[0]!, { actor: 'shopper' })
    expect(done).toMatchObject({ ok: true, value: { amountFen: plot.amountFen - plot.discountFen } })
    expect(await brokenAdoptions(shop)).toEqual([])
    expect((await cancelOrder(shop, number, 'shopper')).ok).toBe(true)
    const after = (await readOrder(shop, number))!
    expect(after.refunds.reduce((sum, refund) => sum + refund.amountFen, 0)).toBe(order.totalFen)
    const [sum] = await shop.db.all<{ fen: number }>(
      sql`SELECT amount_fen fen FROM impact_sums WHERE scope = 'all'`,
    )
    expect(sum!.fen).toBe(0)
    expect(await broken(shop)).toEqual([])
  })
})
