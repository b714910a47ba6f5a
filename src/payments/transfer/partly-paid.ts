import { type SQL, sql } from 'drizzle-orm'

/** Whether a part of an unpaid order has come by bank transfer: then no clock closes it. `order` names its id. */
export const partlyPaid = (order: SQL): SQL => sql`EXISTS (
  SELECT 1 FROM payment_attempts t CROSS JOIN arrival_allocations l ON l.attempt_id = t.id AND l.freed_at IS NULL
  WHERE t.order_id = ${order} AND t.method = 'bank_transfer' AND t.paid_at IS NULL AND t.closed_at IS NULL)`
