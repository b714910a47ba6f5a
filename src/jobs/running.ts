import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { int, update } from '../db/query.ts'
import { tellFailure } from '../kernel/telling.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../kernel/time.ts'
import { within } from '../kernel/within.ts'
import { type JobRun, jobRuns } from './schema.ts'
import type { Budget } from './working-off.ts'

type Ground = { db: Db; now: number }

/**
 * What a run did, in a few words without personal data; `more`: its budget ended before the work did; `idle`: there was
 * nothing to do, which each minute is no line of the log: ten of them a minute would hide what somebody has to read.
 */
export type Ran = { note: string; more?: boolean; idle?: boolean }

/** A piece of work the clock starts. */
export type Job<Place extends Ground> = {
  /** `deliveries`, `outbox`, …: its name in the log and in job_runs. */
  name: string
  /** Each minute, once in each hour, or once after NIGHT_AT. */
  when: 'minute' | 'hour' | 'night'
  /** Not every place runs it: it is late only where it has run. */
  optional?: boolean
  budget: Budget
  run: (place: Place, budget: Budget) => Promise<Ran>
}

/** 02:20 in Puding, in UTC milliseconds after midnight: nobody shops then. */
export const NIGHT_AT_MS = 18 * 60 * MINUTE_MS + 20 * MINUTE_MS
/** A job that took its lease and never ended was killed: after this long it may be started again. */
export const LEASE_MS = 2 * MINUTE_MS
/** A nightly job that failed is tried again each hour. */
const NIGHT_RETRY_MS = HOUR_MS
/** What a job may take beyond its budget until it counts as hanging. */
const GRACE_MS = 10_000

/** When the last night's work was due, UTC milliseconds. */
export const nightBefore = (now: number): number =>
  Math.floor((now - NIGHT_AT_MS) / DAY_MS) * DAY_MS + NIGHT_AT_MS

/** When the hour of `now` began, UTC milliseconds. */
export const hourOf = (now: number): number => Math.floor(now / HOUR_MS) * HOUR_MS

/**
 * Runs every job that is due, all at once and each alone: what one throws or how long it hangs is its own affair. A job
 * missed for a day is due until it has succeeded; of two runs at the same moment one does it.
 */
export async function runDue<Place extends Ground>(
  place: Place,
  jobs: Job<Place>[],
  graceMs = GRACE_MS,
): Promise<void> {
  const due = await takeDue(place, jobs)
  await Promise.all(due.map((job) => runOne(place, job, graceMs)))
}

async function takeDue<Place extends Ground>(place: Place, jobs: Job<Place>[]): Promise<Job<Place>[]> {
  const named = (when: Job<Place>['when']) => jobs.filter((job) => job.when === when).map(({ name }) => name)
  const taken = await place.db.batch([
    take(place, named('minute'), sql`1`),
    // One that failed waits for the next hour; one that was killed, or stopped by its budget, does not.
    take(
      place,
      named('hour'),
      sql`coalesce(job_runs.succeeded_at, 0) < ${int(hourOf(place.now))} AND (
        job_runs.started_at < ${int(hourOf(place.now))} OR job_runs.ok IS NOT 0)`,
    ),
    // Missed, or stopped by its budget, or failed an hour ago.
    take(
      place,
      named('night'),
      sql`coalesce(job_runs.succeeded_at, 0) < ${nightBefore(place.now)} AND (
        job_runs.started_at < ${nightBefore(place.now)} OR job_runs.ok = 1
        OR job_runs.started_at <= ${int(place.now - NIGHT_RETRY_MS)})`,
    ),
  ])
  const names = new Set(taken.flat().map(({ name }) => name))
  return jobs.filter(({ name }) => names.has(name))
}

/** Takes those of some jobs that nobody runs and that are `due`, each by one row, so that of two takers one gets it. */
const take = ({ db, now }: Ground, names: string[], due: SQL) =>
  // A clock that was set back must not stop everything until it has caught up.
  db.all<Pick<JobRun, 'name'>>(sql`
    INSERT INTO job_runs (name, started_at)
    SELECT j.value, ${int(now)} FROM json_each(${JSON.stringify(names)}) j WHERE true
    ON CONFLICT (name) DO UPDATE SET started_at = excluded.started_at, ended_at = NULL, ok = NULL
    WHERE ${due} AND (job_runs.ended_at IS NOT NULL OR job_runs.started_at > excluded.started_at
      OR job_runs.started_at <= excluded.started_at - ${LEASE_MS})
    RETURNING name`)

async function runOne<Place extends Ground>(place: Place, job: Job<Place>, graceMs: number): Promise<void> {
  const began = Date.now()
  const ran = await within(job.budget.ms + graceMs, () => job.run(place, job.budget)).then(
    ({ note, more = false, idle = false }) => ({ ok: true, note, more, idle }),
    (error: unknown) => ({ ok: false, note: tellFailure(error), more: false, idle: false }),
  )
  const { idle, ...told } = ran
  if (!(idle && job.when === 'minute')) say({ job: job.name, ...told })
  await keepRun(place, job.name, ran, Date.now() - began).catch((error: unknown) =>
    say({ job: job.name, ok: false, note: `not recorded: ${tellFailure(error)}` }),
  )
}

const say = (line: { job: string; ok: boolean; note: string; more?: boolean }): void =>
  (line.ok ? console.log : console.error)(JSON.stringify(line))

/** A run that was taken for dead and ends after all does not speak for the one that took its place. */
const keepRun = async (
  { db, now }: Ground,
  name: string,
  { ok, note, more }: { ok: boolean; note: string; more: boolean },
  tookMs: number,
): Promise<unknown> =>
  db.run(
    update(jobRuns)
      .set({
        endedAt: sql`${jobRuns.startedAt} + ${int(tookMs)}`,
        ok: ok ? 1 : 0,
        note,
        succeededAt: ok && !more ? sql`${jobRuns.startedAt}` : undefined,
      })
      .where(and(eq(jobRuns.name, name), eq(jobRuns.startedAt, now))),
  )
