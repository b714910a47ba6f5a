import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { EffectKind, OwedState } from './effect.ts'

// Constraints and STRICT stand in the migrations; a test compares both.

export const outbox = sqliteTable('outbox', {
  id: text('id').notNull().primaryKey(),
  kind: text('kind').$type<EffectKind>().notNull(),
  subjectKind: text('subject_kind').notNull(),
  subjectId: text('subject_id').notNull(),
  payload: text('payload').notNull(),
  dedupeKey: text('dedupe_key').notNull(),
  state: text('state').$type<OwedState>().notNull(),
  attempts: integer('attempts').notNull().default(0),
  notBefore: integer('not_before').notNull(),
  nextAttemptAt: integer('next_attempt_at').notNull(),
  leasedUntil: integer('leased_until').notNull().default(0),
  lastError: text('last_error'),
  createdAt: integer('created_at').notNull(),
  endedAt: integer('ended_at'),
})

export type Owed = typeof outbox.$inferSelect
