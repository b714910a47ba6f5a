import { sql } from 'drizzle-orm'
import { MINUTE_LATE_MS, overdueJobs } from '../jobs/overdue.ts'
import { runsStatement } from '../jobs/queries.ts'
import type { Job, Ran } from '../jobs/running.ts'
import type { JobRun } from '../jobs/schema.ts'
import { civilDate, DAY_MS } from '../kernel/time.ts'
import type { Effect } from '../outbox/effect.ts'
import { owe } from '../outbox/owing.ts'
import { overdueRows } from '../outbox/queries.ts'
import type { Shop } from '../shop.ts'

/** More are told in the minutes after: the robot takes 20 messages a minute. */
const AT_A_TIME = 15
/** A bank takes days to pay a refund into a card; until then the provider's "under way" is no reason to call anybody. */
const UNDER_WAY_MS = 3 * DAY_MS

type Jobs = readonly Pick<Job<never>, 'name' | 'when' | 'optional'>[]

/** Owes staff a word, once each, on what is owed outside and stuck, and on jobs that have not succeeded when they should. */
export async function noticeOverdue({ db, now, settings }: Shop, own: string, jobs: Jobs): Promise<Ran> {
  if (!settings.robotUrl) return { note: 'no robot', idle: true }
  const [rows, runs] = await db.batch([
    db.all<{ id: string }>(sql`
      SELECT b.id FROM ${overdueRows(now)} due CROSS JOIN outbox b ON b.id = due.id
      WHERE b.kind <> 'staff.alarm' AND NOT (b.last_error IS 'processing' AND b.created_at > ${now - UNDER_WAY_MS})
        AND NOT EXISTS (SELECT 1 FROM outbox told WHERE told.dedupe_key = 'alarm:outbox:' || b.id) LIMIT ${AT_A_TIME}`),
    runsStatement(db),
  ])
  const late = lateJobs(own, jobs, runs, now)
  const alarms = [...rows.map(({ id }) => ofRow(id)), ...(late.length ? [ofJobs(late, now)] : [])]
  if (alarms.length) await db.batch(alarms.map((alarm) => owe(db, alarm, now)))
  return alarms.length ? { note: `noticed ${alarms.length}` } : { note: 'nothing overdue', idle: true }
}

const ofRow = (id: string): Effect => ({
  kind: 'staff.alarm',
  subject: { kind: 'outbox', id },
  payload: { cause: 'outbox', id },
  dedupeKey: `alarm:outbox:${id}`,
})

/** The same jobs are told once a day. */
const ofJobs = (names: string[], now: number): Effect => ({
  kind: 'staff.alarm',
  subject: { kind: 'jobs', id: names[0]! },
  payload: { cause: 'jobs', names: names.join(',') },
  dedupeKey: `alarm:jobs:${civilDate(now)}:${names.join(',')}`,
})

/** After a pause of the clock itself all of them are late in the first minute: each has its chance first. Pure. */
export function lateJobs(own: string, jobs: Jobs, runs: JobRun[], now: number): string[] {
  const last = runs.find(({ name }) => name === own)?.succeededAt ?? 0
  if (last < now - MINUTE_LATE_MS) return []
  return overdueJobs(jobs, runs, now)
    .map(({ name }) => name)
    .filter((name) => name !== own)
    .sort()
}
