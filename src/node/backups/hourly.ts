import { Worker } from 'node:worker_threads'
import type { D1Database } from '@cloudflare/workers-types'
import { database } from '../../db/client.ts'
import { settingsOf } from '../../env.ts'
import { type Job, type Ran, runDue } from '../../jobs/running.ts'
import type { HostJobName } from '../../jobs.ts'
import { HOST_JOBS } from '../../jobs.ts'
import { HOUR_MS } from '../../kernel/time.ts'
import { lookAtDisk } from '../disk.ts'
import type { Place } from '../place.ts'
import { release } from '../release.ts'

/** What a thread is made for. */
type Task = Exclude<HostJobName, 'disk'>
export type Work = { task: Task; place: Place; settings: Record<string, string> }
/** What the thread says at its end: what it did, or why not. */
export type Told = { note: string } | { code: string; sentence: string }

type Ground = { db: ReturnType<typeof database>; now: number }

/** A backup or drill that did not succeed, by its code: the desk's list of jobs shows it, the robot tells it. */
class BackupFailed extends Error {
  override name = 'BackupFailed'
}

/**
 * Looks at the disk and makes a backup each hour, and a drill each night, as jobs among the others: what fails is in the
 * log, at the desk and told to staff. `tick` does what is due, one after the other, backups and drills in a thread of
 * their own; `stop` ends it where it is, since half a backup is none.
 */
export function openBackups(of: { place: Place; settings: Record<string, string> }, DB: D1Database) {
  let thread: Worker | null = null
  let stopped = false

  const inThread = async (task: Task): Promise<Ran> => {
    const told = await new Promise<Told | null>((done, failed) => {
      thread = new Worker(release.thread('backup-room'), { workerData: { task, ...of } satisfies Work })
      thread.once('message', done).once('error', failed)
      // A thread that ends without a word was ended by us.
      thread.once('exit', () => done(null))
    })
    if (!told) return { note: 'stopped', more: true }
    if ('note' in told) return { note: told.note }
    console.error(JSON.stringify({ job: task, told: told.sentence }))
    throw new BackupFailed(told.code)
  }
  const jobs: Job<Ground>[] = HOST_JOBS.map(({ name, when }) => ({
    ...{ name, when, budget: { rows: 1, ms: HOUR_MS } },
    run: () => (name === 'disk' ? lookAtDisk(of.place.root) : inThread(name)),
  }))

  return {
    tick: async (): Promise<void> => {
      const { clockOffsetMs } = settingsOf({ ...of.settings, DB } as never)
      for (const job of jobs)
        if (!stopped) await runDue({ db: database(DB), now: Date.now() + clockOffsetMs }, [job])
    },
    stop: async (): Promise<void> => {
      stopped = true
      await thread?.terminate()
    },
  }
}
