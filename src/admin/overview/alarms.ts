import { overdueJobs } from '../../jobs/overdue.ts'
import type { Stubborn } from '../../jobs/queries.ts'
import type { JobRun } from '../../jobs/schema.ts'
import { titleOf } from '../../jobs/titles.ts'
import { allJobs, JOBS } from '../../jobs.ts'
import { formatInstant } from '../../kernel/time.ts'
import type { BillAlarms } from '../../payments/reconciliation/queries.ts'
import { startOf } from '../../payments/reconciliation/reading.ts'
import type { Stopped } from '../../settings/selling.ts'
import { adminPaths } from '../../urls.ts'
import { failureWords } from '../words.ts'

/** Something that should have happened by itself and has not, in words; `since` is UTC milliseconds. */
export type Alarm = { text: string; since: number | null; href?: string }

/**
 * What is overdue, the longest overdue first. A shop on a laptop that no clock has ever called has no alarm; one in
 * production has.
 */
export function alarmsOf(
  { runs, stubborn, bills }: { runs: JobRun[]; stubborn: Stubborn[]; bills: BillAlarms },
  { now, production }: { now: number; production: boolean },
): Alarm[] {
  const jobs = runs.length || production ? overdueJobs(allJobs(), runs, now) : []
  const alarms: Alarm[] = [
    ...(JOBS.every(({ name }) => jobs.some((late) => late.name === name))
      ? [{ text: neverWords(runs), since: newest(runs) }]
      : jobs.map(({ name, since, failure }) => ({
          text: `定时任务“${titleOf(name)}”没有办成${failure ? `：${failureWords(failure)}` : ''}`,
          since,
        }))),
    ...stubborn.map(({ job, rows, since }) => ({
      text: `定时任务“${titleOf(job)}”里有 ${rows} 条反复失败，其他的照常在办`,
      since,
    })),
    ...billAlarms(bills),
  ]
  return alarms.sort((a, b) => (a.since ?? 0) - (b.since ?? 0))
}

/** Money both sides do not agree on, and days nobody could compare. */
const billAlarms = ({ missing, oldest, open, since }: BillAlarms): Alarm[] => [
  ...(open ? [{ text: `对账有 ${open} 处差异没有处理`, since, href: adminPaths.reconciliation() }] : []),
  ...(missing && oldest
    ? [
        {
          text: `有 ${missing} 天没有和支付渠道对账`,
          since: startOf(oldest),
          href: adminPaths.reconciliation(),
        },
      ]
    : []),
]
/** Until somebody sells again, it stands before all else. */
export const stoppedAlarm = ({ at, byName, reason }: Stopped): Alarm => ({
  text: `已暂停接单和收款（${byName}：${reason}）`,
  since: at,
  href: adminPaths.selling,
})

const newest = (runs: JobRun[]): number | null =>
  runs.reduce<number | null>((last, { succeededAt }) => Math.max(last ?? 0, succeededAt ?? 0) || null, null)

const neverWords = (runs: JobRun[]): string =>
  runs.length ? '所有定时任务都停了，请检查定时触发' : '定时任务还从来没有运行过，请检查定时触发'

export const sinceWords = (since: number | null): string =>
  since === null ? '从来没有办成过' : `${formatInstant(since)} 起`
