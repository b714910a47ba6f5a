import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { type Job, LEASE_MS, nightBefore, type Ran, runDue } from '../../src/jobs/running.ts'
import type { JobRun } from '../../src/jobs/schema.ts'
import { MINUTE_MS } from '../../src/kernel/time.ts'
import type { Shop } from '../../src/shop.ts'
import { at, openShop } from '../support/shop.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})

const HOUR_MS = 60 * MINUTE_MS
const counted = (name: string, when: Job<Shop>['when'] = 'minute', ran: Ran = { note: 'done' }) => {
  const job = { name, when, budget: { rows: 1, ms: 10 }, runs: 0, run: async () => ran }
  job.run = async () => {
    job.runs += 1
    return ran
  }
  return job
}
const failing = (name: string, when: Job<Shop>['when'], error: Error) => {
  const job = counted(name, when)
  job.run = async () => {
    job.runs += 1
    throw error
  }
  return job
}
const hanging = (name: string): Job<Shop> => ({
  ...counted(name),
  run: () => new Promise<Ran>(() => undefined),
})
async function recorded(): Promise<Record<string, Pick<JobRun, 'ok' | 'note' | 'endedAt' | 'succeededAt'>>> {
  const rows = await shop.db.all<JobRun>(sql`
    SELECT name, ok, note, ended_at endedAt, succeeded_at succeededAt FROM job_runs`)
  return Object.fromEntries(rows.map(({ name, ...row }) => [name, row]))
}

describe('timed jobs', () => {
  test('one that throws ends no other, and its failure is kept without what it was about', async () => {
    const [first, last] = [counted('first'), counted('last')]
    const error = new Error('no parcel for 林晓禾, 13800001234, https://pay.example/?key=abc')
    await runDue(shop, [first, failing('broken', 'minute', error), last])
    expect([first.runs, last.runs]).toEqual([1, 1])
    const runs = await recorded()
    expect(runs.first).toMatchObject({ ok: 1, note: 'done', succeededAt: shop.now })
    expect(runs.broken).toMatchObject({ ok: 0, note: 'Error', succeededAt: null })
  })

  test('one that had nothing to do is kept with its run, and each minute is no line of the log', async () => {
    const said = vi.spyOn(console, 'log').mockImplementation(() => undefined)
    const idle = { note: 'nothing due', idle: true }
    await runDue(shop, [
      counted('quiet', 'minute', idle),
      counted('busy'),
      counted('full', 'minute', { note: 'done 3', more: true }),
      counted('nightly', 'night', idle),
    ])
    const lines = said.mock.calls
      .map(([line]) => JSON.parse(line))
      .toSorted((a, b) => a.job.localeCompare(b.job))
    said.mockRestore()
    expect(lines).toEqual([
      { job: 'busy', ok: true, note: 'done', more: false },
      { job: 'full', ok: true, note: 'done 3', more: true },
      { job: 'nightly', ok: true, note: 'nothing due', more: false },
    ])
    expect((await recorded()).quiet).toMatchObject({ ok: 1, note: 'nothing due', succeededAt: shop.now })
  })

  test('one that hangs is given up after its time, and holds up no other', async () => {
    const other = counted('other')
    await runDue(shop, [hanging('stuck'), other], 20)
    expect(other.runs).toBe(1)
    const { stuck } = await recorded()
    expect(stuck).toMatchObject({ ok: 0, note: 'TimedOut: no answer in 30 ms' })
    expect(stuck!.endedAt).not.toBeNull()
  })

  test('of two crons at the same moment one does the work', async () => {
    const jobs = [counted('each-minute'), counted('each-night', 'night')]
    await Promise.all([runDue(shop, jobs), runDue(shop, jobs), runDue(shop, jobs)])
    expect(jobs.map(({ runs }) => runs)).toEqual([1, 1])
    await runDue(at(shop, shop.now + MINUTE_MS), jobs)
    expect(jobs.map(({ runs }) => runs)).toEqual([2, 1])
  })

  test('a run that was killed is taken over once its lease is over', async () => {
    const job = counted('killed')
    await shop.db.run(sql`INSERT INTO job_runs (name, started_at) VALUES ('killed', ${shop.now})`)
    await runDue(at(shop, shop.now + LEASE_MS - 1), [job])
    expect(job.runs).toBe(0)
    await runDue(at(shop, shop.now + LEASE_MS), [job])
    expect(job.runs).toBe(1)
  })

  test('a night’s work waits for its hour, is made up for when it was missed, and is done once a night', async () => {
    const job = counted('nightly', 'night')
    const night = nightBefore(shop.now)
    const run = (now: number) => runDue(at(shop, now), [job])
    await run(night + HOUR_MS)
    await run(night + 23 * HOUR_MS)
    expect(job.runs).toBe(1)
    // Nobody came at 02:20: the first who comes does it.
    await run(night + 29 * HOUR_MS)
    await run(night + 30 * HOUR_MS)
    expect(job.runs).toBe(2)
  })

  test('a night’s work that fails is tried again each hour, one that its budget stopped goes on at once', async () => {
    const broken = failing('broken', 'night', new Error('x'))
    const long = counted('long', 'night', { note: 'done 2000', more: true })
    const night = nightBefore(shop.now)
    for (const minutes of [1, 2, 3, 61]) await runDue(at(shop, night + minutes * MINUTE_MS), [broken, long])
    expect([broken.runs, long.runs]).toEqual([2, 4])
    expect((await recorded()).long).toMatchObject({ ok: 1, succeededAt: null })
  })

  test('an hour’s work is done once in each, again in the next when it failed, at once when it was stopped', async () => {
    const own = counted('hourly', 'hour')
    const broken = failing('broken', 'hour', new Error('x'))
    const stopped = counted('stopped', 'hour', { note: 'stopped', more: true })
    for (const minutes of [0, 1, 59, 60, 61])
      await runDue(at(shop, shop.now + minutes * MINUTE_MS), [own, broken, stopped])
    expect([own.runs, broken.runs, stopped.runs]).toEqual([2, 2, 5])
  })

  test('a run that was taken for dead and ends after all does not speak for the one in its place', async () => {
    let end = (_: Ran) => {}
    const late = { ...counted('late'), budget: { rows: 1, ms: 600_000 } }
    const first = { ...late, run: () => new Promise<Ran>((done) => (end = done)) }
    const begun = runDue(shop, [first])
    await expect.poll(() => recorded()).toHaveProperty('late')
    const second = { ...late, run: () => Promise.reject(new Error('x')) }
    await runDue(at(shop, shop.now + LEASE_MS), [second])
    end({ note: 'of the first' })
    await begun
    expect((await recorded()).late).toMatchObject({ ok: 0, note: 'Error: x', succeededAt: null })
  })

  test('a clock that was set back stops nothing', async () => {
    const job = counted('minutely')
    await runDue(shop, [job])
    await runDue(at(shop, shop.now - 24 * HOUR_MS), [job])
    expect(job.runs).toBe(2)
  })
})
