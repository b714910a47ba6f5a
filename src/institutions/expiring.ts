import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { type Budget, type Tally, tryable, workOff } from '../jobs/working-off.ts'
import { civilDate } from '../kernel/time.ts'
import { type Stepped, stepQuotation } from './stepping.ts'

const JOB = 'quotations.expired'
const NIGHT: Budget = { rows: 2000, ms: 20_000 }

/**
 * Writes down what readers already know: the last day of these quotations is over. One that is sent anew at this moment
 * keeps its new day.
 */
export function expireQuotations(db: Db, now: number, budget = NIGHT): Promise<Tally> {
  return workOff<Stepped>(
    { db, now },
    {
      ...{ job: JOB, budget, slice: 50, subjectOf: ({ id }) => id },
      due: (limit) =>
        db.all(sql`
          SELECT id, seq, state FROM quotations
          WHERE closed_at IS NULL AND valid_until IS NOT NULL AND valid_until < ${civilDate(now)}
            AND ${tryable(JOB, sql`quotations.id`, now)} ORDER BY valid_until LIMIT ${limit}`),
      run: (rows) => db.batch(rows.flatMap((row) => stepQuotation(db, row, 'expired', 'time', now) ?? [])),
    },
  )
}
