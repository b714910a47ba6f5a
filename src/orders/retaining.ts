import { and, gte, lt, sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { remove } from '../db/query.ts'
import { type Budget, type Tally, tryable, workOff } from '../jobs/working-off.ts'
import { DAY_MS } from '../kernel/time.ts'
import type { Shop } from '../shop.ts'
import { forgetStatements } from './forgetting.ts'
import { idempotencyKeys, type Order } from './schema.ts'

/**
 * Days that personal data of an order stays after the order is over. Bought: three years, as records of a sale are kept
 * (电子商务法 §31) and claims from it can be brought. Never paid: a month, for questions about it; there was no sale.
 */
export const RETENTION_DAYS = { bought: 3 * 365 + 1, unbought: 30 }
/** Keys against placing an order twice; a browser repeats within minutes, not months. */
export const KEY_DAYS = 30

const A_BATCH = 200
const NIGHT: Budget = { rows: 2000, ms: 20_000 }
/** Keys are hashes in this alphabet. A night looks at an eighth of them, so no index is needed. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const NIGHTS = 8

type Kind = keyof typeof RETENTION_DAYS
const ageing = (kind: Kind) => sql`over_at IS NOT NULL AND forgotten_at IS NULL
  AND paid_at IS ${kind === 'bought' ? sql`NOT NULL` : sql`NULL`}`
const cutoff = (kind: Kind, now: number): number => now - RETENTION_DAYS[kind] * DAY_MS

/** When an order's personal data goes; null while it is under way. */
export const forgetsAt = (order: { overAt: number | null; paidAt: number | null }): number | null =>
  order.overAt === null
    ? null
    : order.overAt + RETENTION_DAYS[order.paidAt === null ? 'unbought' : 'bought'] * DAY_MS

/** Takes personal data out of orders whose time is up, the oldest first, at most 2,000 of a kind in one run. */
export async function forgetExpired(shop: Shop, budget = NIGHT): Promise<Tally> {
  const [bought, unbought] = [
    await forgetKind(shop, 'bought', budget),
    await forgetKind(shop, 'unbought', budget),
  ]
  return {
    done: bought.done + unbought.done,
    later: 0,
    failed: bought.failed + unbought.failed,
    more: bought.more || unbought.more,
  }
}

/** One that changes at this moment breaks the batch by its event number and is read anew. */
function forgetKind(shop: Shop, kind: Kind, budget: Budget): Promise<Tally> {
  const job = 'orders.forgotten'
  return workOff<Pick<Order, 'id' | 'seq' | 'state'>>(shop, {
    ...{ job, budget, slice: A_BATCH, subjectOf: ({ id }) => id },
    due: (limit) =>
      shop.db.all(sql`
        SELECT id, seq, state FROM orders WHERE ${ageing(kind)} AND over_at <= ${cutoff(kind, shop.now)}
          AND ${tryable(job, sql`orders.id`, shop.now)} ORDER BY over_at LIMIT ${limit}`),
    run: async (rows) => shop.db.batch(await forgetStatements(shop, rows, 'retention')),
  })
}

/** Drops old keys of one eighth of the alphabet, a different one each night. */
export async function forgetOldKeys(db: Db, now: number): Promise<void> {
  const night = Math.floor(now / DAY_MS) % NIGHTS
  const letters = [...ALPHABET].filter((_, at) => at % NIGHTS === night)
  const { keyHash, at } = idempotencyKeys
  const old = lt(at, now - KEY_DAYS * DAY_MS)
  const [first, ...rest] = letters.map((letter) =>
    db.run(remove(idempotencyKeys).where(and(gte(keyHash, letter), lt(keyHash, `${letter}~`), old))),
  )
  await db.batch([first!, ...rest])
}

const SOON_DAYS = 30

export type RetentionView = { kind: Kind; days: number; due: number; soon: number; nextAt: number | null }

/** What the job would do now, what in the next 30 days, and when it comes to the next order. */
export async function readRetention({ db, now }: Pick<Shop, 'db' | 'now'>): Promise<RetentionView[]> {
  const kinds = ['bought', 'unbought'] as const
  const statement = (kind: Kind) =>
    db.all<{ due: number; soon: number; first: number | null }>(sql`SELECT
      (SELECT count(*) FROM orders WHERE ${ageing(kind)} AND over_at <= ${cutoff(kind, now)}) due,
      (SELECT count(*) FROM orders WHERE ${ageing(kind)} AND over_at > ${cutoff(kind, now)}
        AND over_at <= ${cutoff(kind, now) + SOON_DAYS * DAY_MS}) soon,
      (SELECT min(over_at) FROM orders WHERE ${ageing(kind)}) first`)
  const found = await db.batch([statement('bought'), statement('unbought')])
  return kinds.map((kind, at) => {
    const { due, soon, first } = found[at]![0]!
    const days = RETENTION_DAYS[kind]
    return { kind, days, due, soon, nextAt: first === null ? null : first + days * DAY_MS }
  })
}
