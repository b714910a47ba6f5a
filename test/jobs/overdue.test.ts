import { describe, expect, test } from 'vitest'
import { alarmsOf } from '../../src/admin/overview/alarms.ts'
import { lateJobs } from '../../src/alarms/noticing.ts'
import { overdueJobs } from '../../src/jobs/overdue.ts'
import { nightBefore } from '../../src/jobs/running.ts'
import type { JobRun } from '../../src/jobs/schema.ts'
import { allJobs, JOBS } from '../../src/jobs.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/kernel/time.ts'
import type { BillAlarms } from '../../src/payments/reconciliation/queries.ts'

const NOW = Date.parse('2026-11-23T10:00:00+08:00')
const NIGHT = Date.parse('2026-11-23T02:20:00+08:00')
const run = (name: string, succeededAt: number | null, more: Partial<JobRun> = {}): JobRun => ({
  ...{ name, succeededAt, startedAt: NOW, endedAt: NOW, ok: 1, note: 'done' },
  ...more,
})
const each = [{ name: 'each', when: 'minute' as const }]
const nightly = [{ name: 'nightly', when: 'night' as const }]

test('a night ends at twenty past two in Puding', () => {
  expect(nightBefore(NOW)).toBe(NIGHT)
  expect(nightBefore(NIGHT)).toBe(NIGHT)
  expect(nightBefore(NIGHT - 1)).toBe(NIGHT - DAY_MS)
})

describe('a job is overdue', () => {
  test('each minute: when it has not succeeded for more than ten', () => {
    expect(overdueJobs(each, [run('each', NOW - 10 * MINUTE_MS)], NOW)).toEqual([])
    // One failure is not yet a story.
    expect(overdueJobs(each, [run('each', NOW - MINUTE_MS, { ok: 0 })], NOW)).toEqual([])
    expect(overdueJobs(each, [run('each', NOW - 11 * MINUTE_MS, { ok: 0, note: 'TimedOut' })], NOW)).toEqual([
      { name: 'each', since: NOW - 11 * MINUTE_MS, failure: 'TimedOut' },
    ])
  })

  test('each night: when this night’s has not been done an hour later, or has failed', () => {
    const before = run('nightly', NIGHT - DAY_MS)
    expect(overdueJobs(nightly, [before], NIGHT + 59 * MINUTE_MS)).toEqual([])
    expect(overdueJobs(nightly, [before], NIGHT + 60 * MINUTE_MS)).toHaveLength(1)
    expect(overdueJobs(nightly, [{ ...before, ok: 0 }], NIGHT + MINUTE_MS)).toHaveLength(1)
    expect(overdueJobs(nightly, [run('nightly', NIGHT)], NOW)).toEqual([])
  })
})

describe('what only one machine does', () => {
  const hourly = [{ name: 'hourly', when: 'hour' as const, optional: true }]

  test('is late as soon as it failed, or was missed twice', () => {
    expect(overdueJobs(hourly, [run('hourly', NOW - HOUR_MS)], NOW)).toEqual([])
    expect(overdueJobs(hourly, [run('hourly', NOW - 3 * HOUR_MS)], NOW)).toHaveLength(1)
    const failed = run('hourly', NOW - HOUR_MS, { ok: 0, note: 'BackupFailed: disk_full' })
    expect(overdueJobs(hourly, [failed], NOW)).toMatchObject([{ failure: 'BackupFailed: disk_full' }])
  })

  test('is missed nowhere else', () => {
    expect(overdueJobs(hourly, [], NOW)).toEqual([])
    expect(overdueJobs(hourly, [run('hourly', null, { ok: 0, note: 'BackupFailed' })], NOW)).toHaveLength(1)
  })
})

describe('the alarm', () => {
  const all = JOBS.map(({ name }) => run(name, NOW - MINUTE_MS))
  const NONE: BillAlarms = { missing: 0, oldest: null, open: 0, since: null }
  const alarms = (
    runs: JobRun[],
    more: {
      stubborn?: [] | [{ job: string; rows: number; since: number }]
      production?: boolean
      bills?: BillAlarms
    } = {},
  ) =>
    alarmsOf(
      { runs, stubborn: more.stubborn ?? [], bills: more.bills ?? NONE },
      { now: NOW, production: more.production ?? true },
    )

  test('is silent while everything is done in time', () => {
    expect(alarms(all)).toEqual([])
  })

  test('tells days nobody reconciled and differences nobody ended', () => {
    const bills = { missing: 2, oldest: '2026-11-20', open: 3, since: NOW }
    expect(alarms(all, { bills }).map(({ text }) => text)).toEqual([
      '有 2 天没有和支付渠道对账',
      '对账有 3 处差异没有处理',
    ])
  })

  test('names what is overdue and why, the longest overdue first', () => {
    const runs = all.map((own) =>
      own.name === 'deliveries'
        ? { ...own, succeededAt: NOW - 60 * MINUTE_MS, ok: 0, note: 'TimedOut: no answer in 30000 ms' }
        : own,
    )
    const stubborn: [{ job: string; rows: number; since: number }] = [
      { job: 'deliveries.received', rows: 3, since: NOW - 90 * MINUTE_MS },
    ]
    expect(alarms(runs, { stubborn })).toEqual([
      { text: '定时任务“自动送达和收货”里有 3 条反复失败，其他的照常在办', since: NOW - 90 * MINUTE_MS },
      {
        text: '定时任务“自动送达和收货”没有办成：没有及时答复（TimedOut: no answer in 30000 ms）',
        since: NOW - 60 * MINUTE_MS,
      },
    ])
  })

  test('tells staff that the backup of this machine failed, and why', () => {
    const failed = run('backups', NOW - HOUR_MS, { ok: 0, note: 'BackupFailed: target_403' })
    expect(alarms([...all, failed])).toEqual([
      {
        text: '定时任务“每小时备份”没有办成：本机的备份做好了，没有发到异地（BackupFailed: target_403）',
        since: NOW - HOUR_MS,
      },
    ])
    expect(lateJobs('alarms', allJobs(), [...all, failed], NOW)).toEqual(['backups'])
  })

  test('says in one sentence that no clock calls the shop, and leaves a laptop alone that has none', () => {
    expect(alarms([])).toEqual([{ text: '定时任务还从来没有运行过，请检查定时触发', since: null }])
    expect(alarms([], { production: false })).toEqual([])
    const stopped = all.map((own) => ({ ...own, succeededAt: NOW - 3 * DAY_MS }))
    expect(alarms(stopped)).toEqual([{ text: '所有定时任务都停了，请检查定时触发', since: NOW - 3 * DAY_MS }])
  })
})
