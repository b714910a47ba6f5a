import { and, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { enterMovement, shelve } from '../catalog/stock/moving.ts'
import type { Db } from '../db/client.ts'
import { insist } from '../db/insisting.ts'
import { insert, insertRows, int, update } from '../db/query.ts'
import { sources, transition } from '../kernel/machine.ts'
import { type Actor, type OrderEventKind, type OrderState, orderMachine } from './order.ts'
import { type Order, type OrderLine, orderCancellations, orderEvents, orders } from './schema.ts'
import { drawnStock } from './writing.ts'

/** What a step writes of the order beside its state. */
type Facts = Parameters<ReturnType<typeof update<typeof orders>>['set']>[0]

/**
 * Statements of one step: the event row first, its key being the lock, then the state with the `facts` that come with
 * it. Throws when the machine does not allow the step (a bug: callers look at the state they read).
 */
export function step(
  db: Db,
  order: Pick<Order, 'id' | 'seq' | 'state'>,
  event: OrderEventKind,
  actor: string,
  now: number,
  facts: Facts = {},
) {
  const next = transition(orderMachine, order.state, event)
  if (!next) throw new Error(`order cannot go from ${order.state} by ${event}`)
  const seq = order.seq + 1
  const moved = next !== order.state ? { state: next, overAt: endsAt(next, now) } : {}
  return {
    order: { ...order, seq, state: next },
    statements: [
      db.run(insert(orderEvents).values({ orderId: order.id, seq, kind: event, at: now, actor })),
      db.run(
        update(orders)
          .set({ seq, ...moved, ...facts })
          .where(eq(orders.id, order.id)),
      ),
    ],
  }
}

/**
 * Breaks its batch where the order moved since it was read: for what is decided by an order without a step of its own,
 * so that goods and their money are never both given. The refusal is told by `changedMeanwhile`.
 */
export const orderAsRead = (db: Db, { id, seq }: Pick<Order, 'id' | 'seq'>) =>
  insist(db, sql`(SELECT seq = ${seq} FROM orders WHERE id = ${id})`)

/** From a state that leads to no other the order's personal data begins to age. */
const endsAt = (state: OrderState, now: number): number | null =>
  Object.values(orderMachine[state]).every((next) => next === state) ? now : null

/**
 * The same step of every order that `which` picks among those whose state allows it: decided and numbered inside the
 * batch, so nothing comes between. The event must lead to one state.
 */
export function stepAll(db: Db, which: SQL, event: OrderEventKind, actor: string, now: number) {
  const from = sources(orderMachine, event)
  const next = orderMachine[from[0]!][event]!
  const picked = and(inArray(orders.state, from), which)
  return [
    db.run(sql`INSERT INTO order_events (order_id, seq, kind, at, actor)
      SELECT id, seq + 1, ${event}, ${int(now)}, ${actor} FROM orders WHERE ${picked}`),
    db.run(
      update(orders)
        .set({ state: next, seq: sql`${orders.seq} + 1`, overAt: endsAt(next, now) })
        .where(picked),
    ),
  ]
}

/**
 * One step of several orders that were read, which leaves each in its state: `facts` are written for all of them, and
 * the batch breaks when one has moved on. Throws as `step` does.
 */
export function stepEach(
  db: Db,
  read: Pick<Order, 'id' | 'seq' | 'state'>[],
  event: OrderEventKind,
  actor: string,
  now: number,
  facts: Facts,
) {
  const moved = read.find(({ state }) => transition(orderMachine, state, event) !== state)
  if (moved) throw new Error(`order does not stay ${moved.state} by ${event}`)
  const ids = JSON.stringify(read.map(({ id }) => id))
  return [
    db.run(
      insertRows(
        orderEvents,
        read.map(({ id, seq }) => ({ orderId: id, seq: seq + 1, kind: event, at: now, actor })),
      ),
    ),
    db.run(
      update(orders)
        .set({ ...facts, seq: sql`${orders.seq} + 1` })
        .where(sql`${orders.id} IN (SELECT value FROM json_each(${ids}))`),
    ),
  ]
}

/** A paid order stands no more: nothing of it will be sent. Once: the key of the row stops a second time. */
export const callOff = (db: Db, orderId: string, actor: Actor, now: number) => [
  db.run(insert(orderCancellations).values({ orderId, actor, at: now })),
  db.run(update(orders).set({ overAt: now }).where(eq(orders.id, orderId))),
]

/** Statements that put an order's pieces back on the shelf, once for each cause. */
export const putBack = (
  db: Db,
  cause: string,
  lines: OrderLine[],
  kind: 'released' | 'returned',
  now: number,
) => shelve(db, cause, kind, drawnBy(lines), now)

/** The ledger entry that turns a reservation into a sale. */
export const markSold = (db: Db, orderId: string, lines: OrderLine[], now: number) =>
  enterMovement(db, orderId, 'sold', drawnBy(lines), now)

const drawnBy = (lines: OrderLine[]) =>
  drawnStock(lines.map((line) => ({ ...line, stock: JSON.parse(line.stock) })))
