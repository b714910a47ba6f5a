import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { selectAll } from '../db/query.ts'
import { type JobMiss, jobRuns } from './schema.ts'

/** Tries after which a row that fails again and again is somebody's to look at. */
const STUBBORN = 3

/** The statement that reads the last run of every job, a row each. */
export const runsStatement = (db: Db) => db.all(selectAll(jobRuns).limit(100))

export type Stubborn = Pick<JobMiss, 'job' | 'since'> & { rows: number }

/** The statement that reads how many rows of each job failed several times, and since when the first of them. */
export const stubbornStatement = (db: Db) =>
  db.all<Stubborn>(sql`
    SELECT job, count(*) "rows", min(since) since FROM (
      SELECT job, since FROM job_misses WHERE tries >= ${STUBBORN} LIMIT 1000) GROUP BY job`)
