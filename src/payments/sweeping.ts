import { sql } from 'drizzle-orm'
import type { Shop } from '../orders/order.ts'
import { cancelById } from './cancelling.ts'
import { openRefunds, refundNow } from './refunds/asking.ts'

/** Orders and refunds one run may take on; the rest waits a minute. */
const PER_RUN = 50

/**
 * What the cron does each minute: closes orders past their deadline and asks again for refunds no provider has
 * answered. Two runs at once do no harm: every step is locked by the order's event number.
 */
export async function sweep(shop: Shop): Promise<void> {
  const overdue = await shop.db.all<{ id: string }>(sql`
    SELECT id FROM orders WHERE paid_at IS NULL AND closed_at IS NULL AND pay_before <= ${shop.now}
    ORDER BY pay_before LIMIT ${PER_RUN}`)
  for (const { id } of overdue) await cancelById(shop, id, 'timeout')
  for (const id of await openRefunds(shop, PER_RUN)) await refundNow(shop, id)
}
