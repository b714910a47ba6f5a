import { sql } from 'drizzle-orm'
import type { Db, Statement } from '../db/client.ts'
import { changedMeanwhile, insist } from '../db/insisting.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { audit } from '../staff/auditing.ts'
import type { Owed } from './schema.ts'

type Place = { db: Db; now: number }

/**
 * A member of staff has a row tried again now, one that was given up included. Refusals: not_found; conflict (done, or
 * somebody is at it).
 */
export async function tryAgain({ db, now }: Place, id: string, staffId: string): Promise<Result<null>> {
  const [row] = await read(db, id)
  if (!row) return refuse({ code: 'not_found' })
  return keep(db, [
    insist(db, sql`(SELECT state <> 'done' AND leased_until <= ${now} FROM outbox WHERE id = ${id})`),
    db.run(
      sql`UPDATE outbox SET state = 'waiting', ended_at = NULL, next_attempt_at = ${now} WHERE id = ${id}`,
    ),
    audit(db, { staffId, verb: 'outbox.tried_again', object: `outbox:${id}`, after: aboutOf(row) }, now),
  ])
}

/** Nobody tries it any more: what was owed was settled in some other way, which `reason` says. Refusals as above. */
export async function giveUp(
  { db, now }: Place,
  id: string,
  reason: string,
  staffId: string,
): Promise<Result<null>> {
  const [row] = await read(db, id)
  if (!row) return refuse({ code: 'not_found' })
  return keep(db, [
    insist(db, sql`(SELECT ended_at IS NULL AND leased_until <= ${now} FROM outbox WHERE id = ${id})`),
    db.run(sql`UPDATE outbox SET state = 'given_up', ended_at = ${now} WHERE id = ${id}`),
    audit(
      db,
      { staffId, verb: 'outbox.given_up', object: `outbox:${id}`, after: { ...aboutOf(row), reason } },
      now,
    ),
  ])
}

/** The change with its entry in the log, or neither. */
async function keep(
  db: Db,
  statements: [Statement<unknown>, ...Statement<unknown>[]],
): Promise<Result<null>> {
  try {
    await db.batch(statements)
    return ok(null)
  } catch (error) {
    if (changedMeanwhile(error)) return refuse({ code: 'conflict' })
    throw error
  }
}

const read = (db: Db, id: string) =>
  db.all<Pick<Owed, 'kind' | 'subjectId' | 'attempts'>>(
    sql`SELECT kind, subject_id subjectId, attempts FROM outbox WHERE id = ${id}`,
  )

const aboutOf = ({ kind, subjectId, attempts }: Pick<Owed, 'kind' | 'subjectId' | 'attempts'>) => ({
  kind,
  subjectId,
  attempts,
})
