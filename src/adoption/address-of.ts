import { type SQL, sql } from 'drizzle-orm'

/** Columns of an order's address, and where the receiver of a gift (`g`) keeps the same. */
const OF_RECEIVER = {
  recipient_name: 'to_name',
  phone_sealed: 'phone_sealed',
  region_code: 'to_region',
  street: 'to_street',
} as const

/**
 * Where tea of an adoption goes: to its order's address `o`, or a claimed gift `g` to its receiver's. Null while nobody
 * said where: a receiver who has not, or a giver who was not asked because nothing is sent to them.
 */
export const addressOf = (column: keyof typeof OF_RECEIVER): SQL => sql`CASE
  WHEN g.claimed_at IS NOT NULL THEN iif(g.to_street IS NULL, NULL, g.${sql.raw(OF_RECEIVER[column])})
  WHEN o.street <> '' THEN o.${sql.raw(column)} END`
