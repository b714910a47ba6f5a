import { eq, sql } from 'drizzle-orm'
import { stockMovements, variants } from '../catalog/schema.ts'
import type { Db } from '../db/client.ts'
import { insert, insertRows, update } from '../db/query.ts'
import { transition } from '../kernel/machine.ts'
import { type OrderEventKind, orderMachine } from './order.ts'
import { type Order, type OrderLine, orderEvents, orders } from './schema.ts'
import { drawnStock } from './writing.ts'

/**
 * Statements of one step: the event row first, its key being the lock, then the state. Throws when the machine
 * does not allow the step (a bug: callers look at the state they read).
 */
export function step(
  db: Db,
  order: Pick<Order, 'id' | 'seq' | 'state'>,
  event: OrderEventKind,
  actor: string,
  now: number,
) {
  const next = transition(orderMachine, order.state, event)
  if (!next) throw new Error(`order cannot go from ${order.state} by ${event}`)
  const seq = order.seq + 1
  const moved = next !== order.state
  // From a state that leads to no other the order's personal data begins to age.
  const overAt = Object.values(orderMachine[next]).every((state) => state === next) ? now : null
  return {
    order: { ...order, seq, state: next },
    statements: [
      db.run(insert(orderEvents).values({ orderId: order.id, seq, kind: event, at: now, actor })),
      db.run(
        update(orders)
          .set(moved ? { state: next, seq, overAt } : { seq })
          .where(eq(orders.id, order.id)),
      ),
    ],
  }
}

/** Statements that put an order's pieces back on the shelf, once: the ledger's key stops a second time. */
export function putBack(
  db: Db,
  orderId: string,
  lines: OrderLine[],
  kind: 'released' | 'returned',
  now: number,
) {
  const drawn = drawnBy(lines)
  const pieces = sql`json_each(${JSON.stringify(drawn)})`
  return [
    ledger(db, orderId, drawn, kind, now),
    db.run(
      update(variants)
        .set({
          available: sql`${variants.available} + (SELECT value ->> 'quantity' FROM ${pieces} WHERE value ->> 'sku' = variants.sku)`,
        })
        .where(sql`${variants.sku} IN (SELECT value ->> 'sku' FROM ${pieces})`),
    ),
  ]
}

/** The ledger entry that turns a reservation into a sale. */
export function markSold(db: Db, orderId: string, lines: OrderLine[], now: number) {
  return ledger(db, orderId, drawnBy(lines), 'sold', now)
}

const drawnBy = (lines: OrderLine[]) =>
  drawnStock(lines.map((line) => ({ ...line, stock: JSON.parse(line.stock) })))

const ledger = (db: Db, cause: string, drawn: ReturnType<typeof drawnBy>, kind: string, now: number) =>
  db.run(
    insertRows(
      stockMovements,
      drawn.map((piece) => ({ ...piece, cause, kind, at: now })),
    ),
  )
