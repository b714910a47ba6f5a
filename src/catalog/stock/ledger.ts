import { sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import type { Joined } from '../../db/query.ts'
import type { LoggedAct, Staff } from '../../staff/schema.ts'
import type { StockMovement } from '../schema.ts'

export type Movement = Pick<StockMovement, 'cause' | 'kind' | 'quantity' | 'at'> &
  Joined<Pick<LoggedAct, 'verb'>> & {
    /** Number of the order it belongs to. */
    order: string | null
    /** Of the member of staff. */
    who: Staff['name'] | null
    reason: string | null
  }

/**
 * Movements of a SKU, newest cause first, `limit` causes at most: an order's reservation and sale stand together.
 * `before` is where the last page ended; `next` where to go on. Both kinds of cause begin with their time.
 */
export async function readLedger(
  db: Db,
  sku: string,
  limit: number,
  before = '~',
): Promise<{ movements: Movement[]; next: string | null }> {
  const causes = (prefix: string) => sql`SELECT * FROM (SELECT DISTINCT cause FROM stock_movements
    WHERE sku = ${sku} AND cause >= ${prefix} AND cause < ${prefix + before} ORDER BY cause DESC LIMIT ${limit + 1})`
  const found = await db.all<Pick<StockMovement, 'cause'>>(sql`${causes('ord_')} UNION ALL ${causes('aud_')}`)
  const timeOf = (cause: string) => cause.slice(4)
  const sorted = found.map(({ cause }) => cause).sort((a, b) => (timeOf(a) < timeOf(b) ? 1 : -1))
  const page = sorted.slice(0, limit)
  const more = sorted.length > limit
  const wanted = JSON.stringify(more ? page : [...page, 'opening'])
  const movements = await db.all<Movement>(sql`
    SELECT m.cause, m.kind, m.quantity, m.at, o.number "order", s.name who, a.verb, a.after ->> 'reason' reason
    FROM json_each(${wanted}) j CROSS JOIN stock_movements m ON m.sku = ${sku} AND m.cause = j.value
    LEFT JOIN orders o ON o.id = m.cause LEFT JOIN audit_entries a ON a.id = m.cause
    LEFT JOIN staff s ON s.id = a.staff_id ORDER BY j.key, m.at DESC, m.kind`)
  return { movements, next: more ? timeOf(page.at(-1)!) : null }
}
