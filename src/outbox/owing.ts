import { eq, type SQL, sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { insert, insertRows } from '../db/query.ts'
import { newId } from '../kernel/ids.ts'
import type { Effect } from './effect.ts'
import { outbox } from './schema.ts'

/**
 * The statement that owes an effect, for the batch that decides it. Owed before under the same key: nothing happens,
 * unless it was given up, since then nobody would ever do what is asked for now.
 */
export const owe = (db: Db, effect: Effect, now: number) =>
  db.run(
    insert(outbox)
      .values(rowOf(effect, now))
      .onConflictDoUpdate({
        target: outbox.dedupeKey,
        set: { state: 'waiting', endedAt: null, nextAttemptAt: now },
        setWhere: eq(outbox.state, 'given_up'),
      }),
  )

/**
 * The same of one whose attempt came to nothing: its row waits again as if it were new. Whoever still has it in hand
 * cannot end it any more, since its attempts count on.
 */
export const oweAgain = (db: Db, effect: Effect, now: number) => {
  const row = rowOf(effect, now)
  const { notBefore, nextAttemptAt, createdAt } = row
  const attempts = sql`CASE WHEN ${outbox.endedAt} IS NULL THEN ${outbox.attempts} + 1 ELSE 0 END`
  const fresh = { attempts, leasedUntil: 0, lastError: null, endedAt: null }
  return db.run(
    insert(outbox)
      .values(row)
      .onConflictDoUpdate({
        target: outbox.dedupeKey,
        set: { state: 'waiting', notBefore, nextAttemptAt, createdAt, ...fresh },
      }),
  )
}

/**
 * The statement that owes any number of effects, each once: owed before under its key, nothing happens. `when` has to hold
 * where the statement is reached.
 */
export const oweAll = (db: Db, effects: Effect[], now: number, when: SQL = sql`true`) => {
  const rows = effects.map((effect) => rowOf(effect, now))
  return db.run(sql`${insertRows(outbox, rows)} AND (${when}) ON CONFLICT (dedupe_key) DO NOTHING`)
}

const rowOf = (
  { kind, subject, payload, dedupeKey, notBefore }: Effect,
  now: number,
): typeof outbox.$inferInsert => ({
  id: newId('out', now),
  kind,
  subjectKind: subject.kind,
  subjectId: subject.id,
  payload: JSON.stringify(payload),
  dedupeKey,
  ...{ state: 'waiting', notBefore: notBefore ?? now, nextAttemptAt: notBefore ?? now, createdAt: now },
})
