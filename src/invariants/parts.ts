import { sql } from 'drizzle-orm'
import { settledPieces } from '../db/settled-pieces.ts'

/** What a kind of row says went back of the capture `c`, in fen. */
export const sumBack = (table: 'refund_lines' | 'refund_freight' | 'refund_allowances') =>
  sql`(SELECT coalesce(sum(b.amount_fen), 0) FROM ${sql.raw(table)} b WHERE b.order_id = c.order_id)`

/** Pieces of the order line `l` that were neither sent nor taken back before they were. */
export const UNSENT = sql`(l.quantity - ${settledPieces(sql`l.order_id`, sql`l.line`)})`
