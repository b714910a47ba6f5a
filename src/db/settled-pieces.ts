import { type SQL, sql } from 'drizzle-orm'

/**
 * Pieces of one line of an order that no longer wait to be sent: sent, or refunded before they were. Two sums, each by
 * its index; asked of the view that joins both, SQLite would build the view anew, of every parcel there ever was.
 */
export const settledPieces = (orderId: SQL, line: SQL): SQL => sql`(
  (SELECT coalesce(sum(s.quantity), 0) FROM shipment_lines s WHERE s.order_id = ${orderId} AND s.line = ${line})
  + (SELECT coalesce(sum(r.withheld), 0) FROM refund_lines r WHERE r.order_id = ${orderId} AND r.line = ${line}))`
