import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { newId } from '../kernel/ids.ts'
import type { Effect } from './effect.ts'

/**
 * The statement that owes an effect, for the batch that decides it. Owed before under the same key: nothing happens,
 * unless it was given up, since then nobody would ever do what is asked for now.
 */
export const owe = (db: Db, { kind, subject, payload, dedupeKey }: Effect, now: number) =>
  db.run(sql`
    INSERT INTO outbox (id, kind, subject_kind, subject_id, payload, dedupe_key, state, not_before, next_attempt_at, created_at)
    VALUES (${newId('out', now)}, ${kind}, ${subject.kind}, ${subject.id}, ${JSON.stringify(payload)}, ${dedupeKey},
      'waiting', ${now}, ${now}, ${now})
    ON CONFLICT (dedupe_key) DO UPDATE SET state = 'waiting', ended_at = NULL, next_attempt_at = excluded.next_attempt_at
      WHERE state = 'given_up'`)
