import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

export const jobRuns = sqliteTable('job_runs', {
  name: text('name').notNull().primaryKey(),
  startedAt: integer('started_at').notNull(),
  endedAt: integer('ended_at'),
  ok: integer('ok'),
  note: text('note').notNull().default(''),
  succeededAt: integer('succeeded_at'),
})

export const jobMisses = sqliteTable(
  'job_misses',
  {
    job: text('job').notNull(),
    subject: text('subject').notNull(),
    tries: integer('tries').notNull(),
    since: integer('since').notNull(),
    nextAt: integer('next_at').notNull(),
    note: text('note').notNull(),
  },
  (t) => [primaryKey({ columns: [t.job, t.subject] })],
)

export type JobMiss = typeof jobMisses.$inferSelect
export type JobRun = typeof jobRuns.$inferSelect
