import { eq } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { insert } from '../db/query.ts'
import { newId } from '../kernel/ids.ts'
import type { Effect } from './effect.ts'
import { outbox } from './schema.ts'

/**
 * The statement that owes an effect, for the batch that decides it. Owed before under the same key: nothing happens,
 * unless it was given up, since then nobody would ever do what is asked for now.
 */
export const owe = (db: Db, { kind, subject, payload, dedupeKey }: Effect, now: number) =>
  db.run(
    insert(outbox)
      .values({
        id: newId('out', now),
        kind,
        subjectKind: subject.kind,
        subjectId: subject.id,
        payload: JSON.stringify(payload),
        dedupeKey,
        ...{ state: 'waiting', notBefore: now, nextAttemptAt: now, createdAt: now },
      })
      .onConflictDoUpdate({
        target: outbox.dedupeKey,
        set: { state: 'waiting', endedAt: null, nextAttemptAt: now },
        setWhere: eq(outbox.state, 'given_up'),
      }),
  )
