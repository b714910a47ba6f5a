import { sql } from 'drizzle-orm'
import type { AdoptionRequest } from '../../src/adoption/choosing.ts'
import type { PlaceOrderRequest } from '../../src/orders/order.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import { startPayment } from '../../src/payments/attempting.ts'
import { playOutcome } from '../../src/payments/sandbox.ts'
import type { Shop } from '../../src/shop.ts'
import { orderOf } from './shop.ts'

export const SEASON = 2027

export const plotOf = (plot: string, more: Partial<AdoptionRequest> = {}): AdoptionRequest => ({
  plot,
  garden: null,
  areaCmu: null,
  season: SEASON,
  holdId: null,
  boardName: '',
  gift: null,
  renews: null,
  ...more,
})

export const anyPlot = (garden: string, areaCmu: number): AdoptionRequest => ({
  ...plotOf(''),
  plot: null,
  garden,
  areaCmu,
})

export const adoptionOrder = (
  adoptions: AdoptionRequest[],
  more: Partial<PlaceOrderRequest> = {},
): PlaceOrderRequest => ({
  ...orderOf([], { consents: ['terms', 'privacy', 'no_return', 'adoption_terms', 'adoption_risk'] }),
  adoptions,
  ...more,
})

export async function pay(shop: Shop, number: string): Promise<string> {
  const started = await startPayment(shop, number, 'sandbox')
  if (!started.ok) throw new Error(started.refusal.code)
  await playOutcome(shop, started.value.outTradeNo, 'success')
  return started.value.outTradeNo
}

/** A paid order of some plots: its number and the ids of the adoptions, in order. */
export async function adopt(shop: Shop, adoptions: AdoptionRequest[], more: Partial<PlaceOrderRequest> = {}) {
  const placed = await placeOrder(shop, adoptionOrder(adoptions, more), crypto.randomUUID())
  if (!placed.ok) throw new Error(JSON.stringify(placed.refusal))
  const { number } = placed.value
  await pay(shop, number)
  return { number, ids: await adoptionIds(shop, number) }
}

export async function adoptionIds(shop: Shop, number: string): Promise<string[]> {
  const rows = await shop.db.all<{ id: string }>(sql`
    SELECT l.adoption_id id FROM orders o JOIN order_lines l ON l.order_id = o.id
    WHERE o.number = ${number} AND l.adoption_id IS NOT NULL ORDER BY l.line`)
  return rows.map((row) => row.id)
}
