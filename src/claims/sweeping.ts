import { sql } from 'drizzle-orm'
import { type Budget, NotYet, type Tally, tryable, workEach } from '../jobs/working-off.ts'
import type { Shop } from '../shop.ts'
import { settleSilence } from './moving.ts'
import { readClaimDesk } from './reading.ts'

const JOB = 'claims'

/** Writes down what silence decided, each claim by itself: a refund of one holds up no other. */
export function sweepClaims(shop: Shop, budget: Budget): Promise<Tally> {
  const { db, now } = shop
  return workEach<{ id: string }>(shop, {
    ...{ job: JOB, budget, slice: 20, subjectOf: ({ id }) => id, atOnce: 4, limitMs: 10_000 },
    due: (limit) =>
      db.all(sql`
        SELECT id FROM claims WHERE ended_at IS NULL AND due_at <= ${now} AND state <> 'resending'
          AND ${tryable(JOB, sql`claims.id`, now)} ORDER BY due_at LIMIT ${limit}`),
    each: async ({ id }) => {
      const desk = await readClaimDesk(shop, id)
      const settled = desk && (await settleSilence(shop, desk))
      // Somebody spoke at the same moment, or an order moved: read anew at the next minute.
      if (settled && !settled.ok) throw new NotYet()
    },
  })
}
