import { eq, sql } from 'drizzle-orm'
import type { Db, Statement } from '../db/client.ts'
import { changedMeanwhile, insist } from '../db/insisting.ts'
import { select, update } from '../db/query.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { audit } from '../staff/auditing.ts'
import type { EffectKind } from './effect.ts'
import { type Owed, outbox } from './schema.ts'

type Place = { db: Db; now: number }

/** What else moves with a row that staff give up or take up again, by the owner of the effect. */
export type Following = Partial<
  Record<
    EffectKind,
    (
      db: Db,
      payload: Record<string, string>,
      event: 'given_up' | 'taken_up',
      now: number,
    ) => Statement<unknown>
  >
>

type Row = Pick<Owed, 'kind' | 'subjectId' | 'attempts' | 'payload'>

function followed(
  { db, now }: Place,
  { kind, payload }: Row,
  event: 'given_up' | 'taken_up',
  following: Following,
) {
  const statement = following[kind]?.(db, JSON.parse(payload) as Record<string, string>, event, now)
  return statement ? [statement] : []
}

/**
 * A member of staff has a row tried again now, one that was given up included. Refusals: not_found; conflict (done, or
 * somebody is at it).
 */
export async function tryAgain(
  { db, now }: Place,
  id: string,
  staffId: string,
  following: Following,
): Promise<Result<null>> {
  const [row] = await read(db, id)
  if (!row) return refuse({ code: 'not_found' })
  return keep(db, [
    insist(db, sql`(SELECT state <> 'done' AND leased_until <= ${now} FROM outbox WHERE id = ${id})`),
    db.run(
      update(outbox).set({ state: 'waiting', endedAt: null, nextAttemptAt: now }).where(eq(outbox.id, id)),
    ),
    ...followed({ db, now }, row, 'taken_up', following),
    audit(db, { staffId, verb: 'outbox.tried_again', object: `outbox:${id}`, after: aboutOf(row) }, now),
  ])
}

/** Nobody tries it any more: what was owed was settled in some other way, which `reason` says. Refusals as above. */
export async function giveUp(
  { db, now }: Place,
  id: string,
  reason: string,
  staffId: string,
  following: Following,
): Promise<Result<null>> {
  const [row] = await read(db, id)
  if (!row) return refuse({ code: 'not_found' })
  return keep(db, [
    insist(db, sql`(SELECT ended_at IS NULL AND leased_until <= ${now} FROM outbox WHERE id = ${id})`),
    db.run(update(outbox).set({ state: 'given_up', endedAt: now }).where(eq(outbox.id, id))),
    ...followed({ db, now }, row, 'given_up', following),
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
  db.all(
    select({
      kind: outbox.kind,
      subjectId: outbox.subjectId,
      attempts: outbox.attempts,
      payload: outbox.payload,
    })
      .from(outbox)
      .where(eq(outbox.id, id)),
  )

const aboutOf = ({ kind, subjectId, attempts }: Row) => ({
  kind,
  subjectId,
  attempts,
})
