import { sql } from 'drizzle-orm'
import { int, update } from '../db/query.ts'
import { type Budget, type Tally, tryable, workOff } from '../jobs/working-off.ts'
import { seal } from '../kernel/secrets.ts'
import { DAY_MS } from '../kernel/time.ts'
import { RETENTION_DAYS } from '../orders/retaining.ts'
import type { Shop } from '../shop.ts'
import { quotations } from './schema.ts'

const JOB = 'quotations.forgotten'
const NIGHT: Budget = { rows: 2000, ms: 20_000 }

/**
 * Takes contact, phone and free words out of requests whose time is up: a month after one that came to nothing, as long
 * as its order's where it was accepted. Unit, goods and sums stay.
 */
export async function forgetQuotations({ db, settings, now }: Shop, budget = NIGHT): Promise<Tally> {
  const blank = await seal(settings.phoneKey, '')
  const due = sql`closed_at IS NOT NULL AND forgotten_at IS NULL
    AND closed_at <= ${int(now)} - iif(state = 'accepted', ${int(RETENTION_DAYS.bought * DAY_MS)},
      ${int(RETENTION_DAYS.unbought * DAY_MS)})`
  return workOff<{ id: string }>(
    { db, now },
    {
      ...{ job: JOB, budget, slice: 200, subjectOf: ({ id }) => id },
      due: (limit) =>
        db.all(sql`SELECT id FROM quotations WHERE ${due} AND ${tryable(JOB, sql`quotations.id`, now)}
          ORDER BY closed_at LIMIT ${limit}`),
      run: async (rows) =>
        db.run(
          update(quotations)
            .set({
              contactName: '—',
              phoneSealed: blank,
              phoneHmac: sql`hex(randomblob(32))`,
              wanted: '',
              note: '',
              forgottenAt: now,
            })
            .where(sql`${due} AND id IN (
              SELECT value FROM json_each(${JSON.stringify(rows.map(({ id }) => id))}))`),
        ),
    },
  )
}
