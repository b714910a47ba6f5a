import { expect, test } from 'vitest'
import { alarmsOf } from '../../src/admin/overview/alarms.ts'
import { lateJobs } from '../../src/alarms/noticing.ts'
import { database } from '../../src/db/client.ts'
import { runsStatement } from '../../src/jobs/queries.ts'
import { runDue } from '../../src/jobs/running.ts'
import { allJobs, HOST_JOBS, JOBS } from '../../src/jobs.ts'
import { DAY_MS, MINUTE_MS } from '../../src/kernel/time.ts'
import { openBackups } from '../../src/node/backups/hourly.ts'
import { d1Over } from '../../src/node/d1.ts'
import { lookAtDisk } from '../../src/node/disk.ts'
import { migrate } from '../../src/node/migrating.ts'
import { placeAt } from '../../src/node/place.ts'
import { readSettings } from '../../src/node/settings.ts'
import { openSqlite } from '../../src/node/sqlite.ts'
import { newFolder } from '../support/node/folders.ts'
import { MIGRATIONS } from '../support/node/shop-folder.ts'

const GB = 1_000_000_000
const disk = (size: number, free: number) => async () => ({
  ...{ bsize: 4000, blocks: size / 4000, bavail: free / 4000 },
})

function openEmpty() {
  const place = placeAt(newFolder())
  const settings = readSettings(place, { APP_ENV: 'development' }, 8787)
  migrate(place, MIGRATIONS)
  const file = openSqlite(place.database, { synchronous: 'OFF' })
  const DB = d1Over((asked) => file.run(asked))
  return { place, settings, DB, db: database(DB), close: () => file.close() }
}

test('a disk with 5 % and 500 MB free is healthy; a block less than either is not', async () => {
  expect(await lookAtDisk('/', disk(40 * GB, 2 * GB))).toEqual({ note: 'free_2000_mb' })
  expect(await lookAtDisk('/', disk(2 * GB, GB / 2))).toEqual({ note: 'free_500_mb' })
  await expect(lookAtDisk('/', disk(40 * GB, 2 * GB - 4000))).rejects.toThrow('free_1999_mb')
  await expect(lookAtDisk('/', disk(2 * GB, GB / 2 - 4000))).rejects.toThrow('free_499_mb')
})

test('a disk that is nearly full is told to staff at once, with what is left, until there is room', async () => {
  const { db, close } = openEmpty()
  const hours = DAY_MS / 24
  const told = async (free: number, now: number) => {
    const run = () => lookAtDisk('/', disk(40 * GB, free))
    const own = HOST_JOBS.find(({ name }) => name === 'disk')!
    await runDue({ db, now }, [{ ...own, budget: { rows: 1, ms: MINUTE_MS }, run }])
    const done = { startedAt: now, endedAt: now, ok: 1, note: '', succeededAt: now }
    const runs = [...JOBS.map(({ name }) => ({ ...done, name })), ...(await runsStatement(db))]
    const alarms = alarmsOf(
      { runs, stubborn: [], bills: { missing: 0, oldest: null, open: 0, since: null } },
      { now, production: true },
    )
    return {
      desk: alarms,
      robot: lateJobs('alarms', allJobs(), runs, now),
    }
  }
  const began = Date.parse('2026-11-23T10:00:00+08:00')
  expect(await told(9 * GB, began)).toEqual({ desk: [], robot: [] })
  expect(await told(0.3 * GB, began + hours)).toEqual({
    desk: [
      {
        text: '定时任务“查看磁盘剩余空间”没有办成：磁盘快满了，满了就不能下单，请清理或扩容（DiskLow: free_300_mb）',
        since: began,
      },
    ],
    robot: ['disk'],
  })
  expect(await told(9 * GB, began + 2 * hours)).toEqual({ desk: [], robot: [] })
  close()
})

test('the shop on one machine looks at the disk of its folder among its jobs', async () => {
  const { place, settings, DB, db, close } = openEmpty()
  // What needs the built release is done already.
  const later = Date.now() + DAY_MS
  for (const name of ['backups', 'drill'])
    await DB.prepare(
      'INSERT INTO job_runs (name, started_at, ended_at, ok, succeeded_at) VALUES (?1, ?2, ?2, 1, ?2)',
    )
      .bind(name, later)
      .run()
  await openBackups({ place, settings }, DB).tick()
  const runs = await runsStatement(db)
  expect(runs.find(({ name }) => name === 'disk')?.note).toMatch(/^(?:DiskLow: )?free_\d+_mb$/)
  close()
})
