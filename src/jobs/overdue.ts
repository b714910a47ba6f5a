import { HOUR_MS, MINUTE_MS } from '../kernel/time.ts'
import { type Job, nightBefore } from './running.ts'
import type { JobRun } from './schema.ts'

/** What each minute is to be done is late after as long. */
export const MINUTE_LATE_MS = 10 * MINUTE_MS
/** Two that were missed. */
const HOUR_LATE_MS = 2 * HOUR_MS + MINUTE_LATE_MS
/** The night's work has as long to be done. */
const NIGHT_LATE_MS = HOUR_MS

export type OverdueJob = {
  name: string
  /** When it last succeeded, UTC milliseconds; null when it never has. */
  since: number | null
  /** Why its last run failed; null when it has not run at all. */
  failure: string | null
}

/** Jobs that have not succeeded when they should have. Pure. */
export function overdueJobs(
  jobs: readonly Pick<Job<never>, 'name' | 'when' | 'optional'>[],
  runs: JobRun[],
  now: number,
): OverdueJob[] {
  const night = nightBefore(now)
  return jobs.flatMap(({ name, when, optional }) => {
    const run = runs.find((own) => own.name === name)
    const since = run?.succeededAt ?? null
    const last = since ?? 0
    const late = {
      minute: last < now - MINUTE_LATE_MS,
      // A shop that was off for a while makes its copy in the first minute.
      hour: run?.ok === 0 || last < now - HOUR_LATE_MS,
      night: last < night && (run?.ok === 0 || now >= night + NIGHT_LATE_MS),
    }[when]
    if (optional && !run) return []
    return late ? [{ name, since, failure: run?.ok === 0 ? run.note : null }] : []
  })
}
