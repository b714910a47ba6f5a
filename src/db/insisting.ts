import { type SQL, sql } from 'drizzle-orm'
import type { Db } from './client.ts'
import { failedOn } from './failures.ts'

/**
 * The statement that breaks its batch unless `condition` holds when it is reached. A guarded UPDATE that matches no row
 * lets the rest of its batch through, an entry in the log of something that was not done among it; this one stops it.
 */
export const insist = (db: Db, condition: SQL) =>
  db.run(sql`INSERT INTO guards (holds) SELECT 0 WHERE (${condition}) IS NOT TRUE`)

/** Whether a batch broke because what was read no longer held. */
export const changedMeanwhile = (error: unknown): boolean => failedOn(error, 'guard_holds')
