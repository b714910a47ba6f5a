import { eq } from 'drizzle-orm'
import { insert, select } from '../db/query.ts'
import { newId } from '../kernel/ids.ts'
import type { Shop } from '../shop.ts'
import { type Staff, staff } from '../staff/schema.ts'
import { orderNotes, type OrderNote as StoredNote } from './schema.ts'

export const LONGEST_NOTE = 500
export type OrderNote = Pick<StoredNote, 'at' | 'note'> & Pick<Staff, 'name'>

/** Keeps what one member of staff tells the others; never shown to shoppers. */
export const writeNote = ({ db, now }: Shop, orderId: string, note: string, staffId: string) =>
  db.run(insert(orderNotes).values({ id: newId('not', now), orderId, staffId, at: now, note }))

export const readNotes = ({ db }: Shop, orderId: string) =>
  db.all(
    select({ at: orderNotes.at, name: staff.name, note: orderNotes.note })
      .from(orderNotes)
      .innerJoin(staff, eq(staff.id, orderNotes.staffId))
      .where(eq(orderNotes.orderId, orderId))
      .orderBy(orderNotes.id)
      .limit(100),
  )
