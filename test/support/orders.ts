import type { PlaceOrderRequest } from '../../src/orders/order.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import { startPayment } from '../../src/payments/attempting.ts'
import { playOutcome } from '../../src/payments/sandbox.ts'
import type { Shop } from '../../src/shop.ts'
import { orderOf } from './shop.ts'

/** The number of a new order, paid in the sandbox by a buyer of its own. */
export async function paidOrder(
  shop: Shop,
  items: [sku: string, quantity: number][],
  more: Partial<PlaceOrderRequest> = {},
): Promise<string> {
  const placed = await placeOrder(shop, orderOf(items, more), crypto.randomUUID())
  if (!placed.ok) throw new Error(JSON.stringify(placed.refusal))
  const started = await startPayment(shop, placed.value.number, 'sandbox')
  if (!started.ok) throw new Error(started.refusal.code)
  await playOutcome(shop, started.value.outTradeNo, 'success')
  return placed.value.number
}
