import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { transition } from '../kernel/machine.ts'
import { type OrderEventKind, type OrderState, orderMachine } from './order.ts'
import type { Order, OrderLine } from './schema.ts'
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
  const next = transition(orderMachine, order.state as OrderState, event)
  if (!next) throw new Error(`order cannot go from ${order.state} by ${event}`)
  const seq = order.seq + 1
  const moved = next !== order.state
  // From a state that leads to no other the order's personal data begins to age.
  const overAt = Object.values(orderMachine[next]).every((state) => state === next) ? now : null
  return {
    order: { ...order, seq, state: next },
    statements: [
      db.run(sql`INSERT INTO order_events (order_id, seq, kind, at, actor)
        VALUES (${order.id}, ${seq}, ${event}, ${now}, ${actor})`),
      moved
        ? db.run(
            sql`UPDATE orders SET state = ${next}, seq = ${seq}, over_at = ${overAt} WHERE id = ${order.id}`,
          )
        : db.run(sql`UPDATE orders SET seq = ${seq} WHERE id = ${order.id}`),
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
  const pieces = JSON.stringify(drawnStock(lines.map((line) => ({ ...line, stock: JSON.parse(line.stock) }))))
  return [
    ledger(db, orderId, pieces, kind, now),
    db.run(sql`
      UPDATE variants SET available = available + (
        SELECT value ->> 'quantity' FROM json_each(${pieces}) WHERE value ->> 'sku' = variants.sku)
      WHERE sku IN (SELECT value ->> 'sku' FROM json_each(${pieces}))`),
  ]
}

/** The ledger entry that turns a reservation into a sale. */
export function markSold(db: Db, orderId: string, lines: OrderLine[], now: number) {
  const pieces = JSON.stringify(drawnStock(lines.map((line) => ({ ...line, stock: JSON.parse(line.stock) }))))
  return ledger(db, orderId, pieces, 'sold', now)
}

const ledger = (db: Db, orderId: string, pieces: string, kind: string, now: number) =>
  db.run(sql`
    INSERT INTO stock_movements (sku, cause, kind, quantity, at)
    SELECT j.value ->> 'sku', ${orderId}, ${kind}, j.value ->> 'quantity', CAST(${now} AS INTEGER)
    FROM json_each(${pieces}) j`)
