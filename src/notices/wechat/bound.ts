import { type SQL, sql } from 'drizzle-orm'

/** Whether an order's owner bound their WeChat, as a condition: what is told there alone is owed to nobody else. */
export const hasWechat = (orderId: string): SQL => sql`EXISTS (
  SELECT 1 FROM order_owners o CROSS JOIN user_wechats w ON w.user_id = o.user_id WHERE o.order_id = ${orderId})`
