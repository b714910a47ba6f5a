import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { failedOn } from '../db/failures.ts'
import { civilDate } from '../kernel/time.ts'
import { STEP_LOCK, type Stepped, stepQuotation } from './stepping.ts'

/** Quotations one run may close; the rest waits a night, and nobody could accept it anyway. */
const PER_RUN = 200

/** Writes down what readers already know: the last day of these quotations is over. */
export async function expireQuotations(db: Db, now: number): Promise<void> {
  const overdue = await db.all<Stepped>(sql`
    SELECT id, seq, state FROM quotations
    WHERE closed_at IS NULL AND valid_until IS NOT NULL AND valid_until < ${civilDate(now)}
    ORDER BY valid_until LIMIT ${PER_RUN}`)
  for (const quotation of overdue) {
    const step = stepQuotation(db, quotation, 'expired', 'time', now)
    try {
      if (step) await db.batch([...step])
    } catch (error) {
      // Somebody sent it anew at this moment: then it has not run out.
      if (!failedOn(error, STEP_LOCK)) throw error
    }
  }
}
