import { sql } from 'drizzle-orm'
import { newId } from '../kernel/ids.ts'
import type { Shop } from '../shop.ts'

export const LONGEST_NOTE = 500
export type OrderNote = { at: number; name: string; note: string }

/** Keeps what one member of staff tells the others; never shown to shoppers. */
export const writeNote = ({ db, now }: Shop, orderId: string, note: string, staffId: string) =>
  db.run(sql`INSERT INTO order_notes (id, order_id, staff_id, at, note)
    VALUES (${newId('not', now)}, ${orderId}, ${staffId}, ${now}, ${note})`)

export const readNotes = ({ db }: Shop, orderId: string) =>
  db.all<OrderNote>(sql`
    SELECT n.at, s.name, n.note FROM order_notes n JOIN staff s ON s.id = n.staff_id
    WHERE n.order_id = ${orderId} ORDER BY n.id LIMIT 100`)
