import { type SQL, sql } from 'drizzle-orm'

/** Whether something of an arrival waits for a person or an order: neither voided nor set aside. */
export const REST_WAITS = sql`rest_fen > 0 AND voided_at IS NULL AND set_aside_at IS NULL`

/** Which arrivals wait for a second person, and which of the others have something left. */
export const ARRIVALS_WAITING = {
  confirm: sql`${REST_WAITS} AND held = 1 AND confirmed_at IS NULL`,
  open: sql`${REST_WAITS} AND (held = 0 OR confirmed_at IS NOT NULL)`,
}

/** Whether what was last counted of an arrival for an order was taken back: then it is not that order's money. */
export const takenBackFrom = (arrivalId: SQL, orderId: SQL): SQL => sql`((
  SELECT l.taken_back_by FROM arrival_allocations l CROSS JOIN payment_attempts t ON t.id = l.attempt_id
  WHERE l.arrival_id = ${arrivalId} AND t.order_id = ${orderId} ORDER BY l.id DESC LIMIT 1) IS NOT NULL)`

/**
 * Whether money for an unpaid order has come by bank transfer, a part that is counted, or a large or whole sum that waits
 * for a person (to be confirmed, to be counted): then no clock closes it. `order` names its id.
 */
export const partlyPaid = (order: SQL): SQL => sql`(EXISTS (
  SELECT 1 FROM payment_attempts t CROSS JOIN arrival_allocations l ON l.attempt_id = t.id AND l.freed_at IS NULL
  WHERE t.order_id = ${order} AND t.method = 'bank_transfer' AND t.paid_at IS NULL AND t.closed_at IS NULL)
  OR EXISTS (SELECT 1 FROM bank_arrivals b CROSS JOIN orders d ON d.id = b.order_id
    WHERE b.order_id = ${order} AND ${REST_WAITS} AND (b.held = 1 OR b.rest_fen >= d.total_fen)
      AND NOT ${takenBackFrom(sql`b.id`, sql`d.id`)}))`
