// Compiled, never run: each marked line is one the compiler refuses; where it did not, `tsc` says so.
import { eq } from 'drizzle-orm'
import type { Db } from '../../src/db/client.ts'
import { insert, insertRows, select, selectAll, update } from '../../src/db/query.ts'
import { orderEvents } from '../../src/orders/schema.ts'

const event = { orderId: 'ord_1', seq: 1, kind: 'placed', at: 0, actor: 'shopper' } as const
const { actor: _, ...incomplete } = event

export const written = [
  insert(orderEvents).values(event),
  // @ts-expect-error a column that is missing
  insert(orderEvents).values(incomplete),
  // @ts-expect-error a column that is misspelt
  insert(orderEvents).values({ ...incomplete, actors: 'shopper' }),
  // @ts-expect-error a column of the wrong type
  insert(orderEvents).values({ ...event, seq: 'first' }),
  // @ts-expect-error a kind that does not exist
  insert(orderEvents).values({ ...event, kind: 'sold' }),
  // @ts-expect-error the same in a statement of many rows
  insertRows(orderEvents, [incomplete]),
  // @ts-expect-error a column that is misspelt
  update(orderEvents).set({ actors: 'staff' }),
  // @ts-expect-error a column of the wrong type
  update(orderEvents).set({ at: 'now' }),
  // @ts-expect-error a condition on a column that is not there
  update(orderEvents).set({ at: 0 }).where(eq(orderEvents.order, 'ord_1')),
]

export async function read(db: Db) {
  // @ts-expect-error a column that is misspelt
  await db.all(select({ number: orderEvents.number }).from(orderEvents))
  const [whole] = await db.all(selectAll(orderEvents).where(eq(orderEvents.orderId, 'ord_1')))
  // @ts-expect-error a column the table does not have
  whole?.number
  const [one] = await db.all(select({ at: orderEvents.at }).from(orderEvents))
  // @ts-expect-error a column that was not asked for
  one?.actor
  // @ts-expect-error a column of another type
  const text: string | undefined = one?.at
  return text
}
