import { type SQL, sql } from 'drizzle-orm'

/**
 * Whether money for an unpaid order has come by bank transfer, a part that is counted or a sum that waits for a person
 * (to be confirmed, to be counted): then no clock closes it. `order` names its id.
 */
export const partlyPaid = (order: SQL): SQL => sql`(EXISTS (
  SELECT 1 FROM payment_attempts t CROSS JOIN arrival_allocations l ON l.attempt_id = t.id AND l.freed_at IS NULL
  WHERE t.order_id = ${order} AND t.method = 'bank_transfer' AND t.paid_at IS NULL AND t.closed_at IS NULL)
  OR EXISTS (SELECT 1 FROM bank_arrivals b WHERE b.order_id = ${order} AND b.rest_fen > 0 AND b.voided_at IS NULL))`
