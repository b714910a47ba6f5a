import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { changedMeanwhile, insist } from '../db/insisting.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { audit } from '../staff/auditing.ts'
import { setShopPart } from './keeping.ts'

/** The shop takes no new orders and starts no payments: since when (UTC ms), by whom and why. */
export type Stopped = { at: number; staffId: string; byName: string; reason: string }

export const LONGEST_STOP_REASON = 100

/** 1 while the shop is stopped, as an expression inside a verb's own statement. */
export const stopped: SQL = sql.raw(
  `coalesce((SELECT shop -> '$.selling' <> 'null' FROM shop_settings WHERE id = 1), 0)`,
)

/** The same as a statement, for the batch a verb decides on. */
export const stoppedStatement = (db: Db) => db.all<{ stopped: 0 | 1 }>(sql`SELECT ${stopped} stopped`)

/** The statement that breaks the batch of whatever was decided before the shop was stopped. */
export const insistOpen = (db: Db) => insist(db, sql`NOT ${stopped}`)

type Desk = { db: Db; now: number }
type By = { staffId: string; name: string }

/**
 * From here on nobody orders, accepts a quotation, keeps a plot or starts to pay; what was begun goes on. Refusal:
 * conflict (stopped already).
 */
export const stopSelling = (
  { db, now }: Desk,
  { staffId, name }: By,
  reason: string,
): Promise<Result<null>> => {
  const value: Stopped = { at: now, staffId, byName: name, reason }
  const set = setShopPart(db, 'selling', () => sql`json(${JSON.stringify(value)})`)
  return keep(db, [
    insistOpen(db),
    set,
    audit(
      db,
      { staffId, verb: 'settings.selling_stopped', object: 'settings:selling', after: { reason } },
      now,
    ),
  ])
}

/** The shop sells again. Refusal: conflict (it does already). */
export const sellAgain = ({ db, now }: Desk, { staffId }: By): Promise<Result<null>> =>
  keep(db, [
    insist(db, stopped),
    setShopPart(db, 'selling', () => sql`json('null')`),
    audit(db, { staffId, verb: 'settings.selling_resumed', object: 'settings:selling' }, now),
  ])

async function keep(db: Db, statements: Parameters<Db['batch']>[0]): Promise<Result<null>> {
  try {
    await db.batch(statements)
    return ok(null)
  } catch (error) {
    if (changedMeanwhile(error)) return refuse({ code: 'conflict' })
    throw error
  }
}
