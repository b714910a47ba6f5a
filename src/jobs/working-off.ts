import { lt, type SQL, sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { insert, int, remove } from '../db/query.ts'
import { atOnce } from '../kernel/at-once.ts'
import { WAITS_MS, waitMs } from '../kernel/back-off.ts'
import { tellFailure } from '../kernel/telling.ts'
import { DAY_MS } from '../kernel/time.ts'
import { within } from '../kernel/within.ts'
import { jobMisses } from './schema.ts'

type Place = { db: Db; now: number }

/** How much one run may do: rows, and milliseconds of the machine's clock. */
export type Budget = { rows: number; ms: number }

/** Thrown for a row that is in order but not finished: somebody outside has not answered yet. */
export class NotYet extends Error {
  override name = 'NotYet'
}

type Due<Row> = {
  job: string
  budget: Budget
  /** Rows read at a time. */
  slice: number
  /** Rows that are due, the longest due first; `tryable` leaves out those that wait for a next try of their own. */
  due: (limit: number) => PromiseLike<Row[]>
  subjectOf: (row: Row) => string
}

/** What a run did; `more`: the budget ended before the work did. */
export type Tally = { done: number; later: number; failed: number; more: boolean }

/** That a row of a job does not wait for a next try of its own. */
export const tryable = (job: string, subject: SQL, now: number): SQL => sql`NOT EXISTS (
  SELECT 1 FROM job_misses m WHERE m.job = ${job} AND m.subject = ${subject} AND m.next_at > ${int(now)})`

/**
 * Works off what is due, a slice in one batch, until nothing is left or the budget is spent. `run` does all of its rows
 * or throws and does none: then half of them are read anew, so that a bad row comes to stand alone, gets a next try of
 * its own and stops nobody else.
 */
export async function workOff<Row>(
  place: Place,
  work: Due<Row> & { run: (rows: Row[]) => Promise<unknown> },
): Promise<Tally> {
  const tally: Tally = { done: 0, later: 0, failed: 0, more: false }
  const spent = spending(work.budget)
  const finished = new Set<string>()
  for (let size = work.slice; ; ) {
    const limit = Math.min(size, spent.left())
    if (limit <= 0) return { ...tally, more: true }
    const rows = unseen(await work.due(limit), finished, work)
    if (!rows.length) return tally
    try {
      await work.run(rows)
    } catch (error) {
      size = rows.length > 1 ? Math.ceil(rows.length / 2) : work.slice
      if (rows.length === 1) await missed(place, work.job, work.subjectOf(rows[0]!), error, tally)
      continue
    }
    await settled(place, work.job, rows.map(work.subjectOf), finished, tally)
    spent.rows(rows.length)
    if (rows.length < limit && size === work.slice) return tally
    size = Math.min(work.slice, size * 2)
  }
}

/**
 * The same for work that cannot be one batch: each row by itself, some at once, each in its own time. A row that throws
 * or hangs is tried again later.
 */
export async function workEach<Row>(
  place: Place,
  work: Due<Row> & { each: (row: Row) => Promise<unknown>; atOnce: number; limitMs: number },
): Promise<Tally> {
  const tally: Tally = { done: 0, later: 0, failed: 0, more: false }
  const spent = spending(work.budget)
  const seen = new Set<string>()
  for (;;) {
    const limit = Math.min(work.slice, spent.left())
    if (limit <= 0) return { ...tally, more: true }
    const read = await work.due(limit)
    const rows = unseen(read, seen, work)
    if (!rows.length) return tally
    const done: string[] = []
    await atOnce(work.atOnce, rows, async (row) => {
      if (spent.left() <= 0) return
      const subject = work.subjectOf(row)
      spent.rows(1)
      try {
        await within(work.limitMs, () => work.each(row))
        done.push(subject)
      } catch (error) {
        seen.add(subject)
        await missed(place, work.job, subject, error, tally)
      }
    })
    await settled(place, work.job, done, seen, tally)
    if (spent.left() <= 0) return { ...tally, more: true }
    if (read.length < limit) return tally
  }
}

/** Counts rows and the machine's time: how many rows may still be taken on. */
function spending({ rows, ms }: Budget) {
  const until = Date.now() + ms
  let taken = 0
  return {
    left: (): number => (Date.now() >= until ? 0 : rows - taken),
    rows: (count: number): void => {
      taken += count
    },
  }
}

/** A row that is due again although it was done would keep a run from ending. */
const unseen = <Row>(rows: Row[], seen: Set<string>, { subjectOf }: Pick<Due<Row>, 'subjectOf'>): Row[] =>
  rows.filter((row) => !seen.has(subjectOf(row)))

async function settled({ db }: Place, job: string, subjects: string[], seen: Set<string>, tally: Tally) {
  tally.done += subjects.length
  for (const subject of subjects) seen.add(subject)
  if (subjects.length)
    await db.run(
      remove(jobMisses).where(
        sql`${jobMisses.job} = ${job} AND ${jobMisses.subject} IN (SELECT value FROM json_each(${JSON.stringify(subjects)}))`,
      ),
    )
}

async function missed({ db, now }: Place, job: string, subject: string, error: unknown, tally: Tally) {
  tally[error instanceof NotYet ? 'later' : 'failed'] += 1
  const note = tellFailure(error)
  const wait = sql`(${JSON.stringify(WAITS_MS)} ->> min(${jobMisses.tries}, ${int(WAITS_MS.length - 1)}))`
  await db.run(
    insert(jobMisses)
      .values({ job, subject, tries: 1, since: now, nextAt: now + waitMs(1), note })
      .onConflictDoUpdate({
        target: [jobMisses.job, jobMisses.subject],
        set: { tries: sql`${jobMisses.tries} + 1`, note, nextAt: sql`${int(now)} + ${wait}` },
      }),
  )
}

/** Forgets rows that nobody tried for a month: they were settled by somebody else. */
export const forgetOldMisses = ({ db, now }: Place) =>
  db.run(remove(jobMisses).where(lt(jobMisses.nextAt, now - 30 * DAY_MS)))

/** Tallies of one run as they are kept with it. */
export function ranOf(...tallies: Tally[]): { note: string; more: boolean; idle: boolean } {
  const sum = (key: 'done' | 'later' | 'failed') => tallies.reduce((all, tally) => all + tally[key], 0)
  const words = (['done', 'later', 'failed'] as const).flatMap((key) =>
    sum(key) ? [`${key} ${sum(key)}`] : [],
  )
  const more = tallies.some((tally) => tally.more)
  return { note: words.join(', ') || 'nothing due', more, idle: !words.length && !more }
}
