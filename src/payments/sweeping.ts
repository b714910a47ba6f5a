import { sql } from 'drizzle-orm'
import { type Budget, type Tally, tryable, workEach } from '../jobs/working-off.ts'
import { type Draining, drain } from '../outbox/draining.ts'
import type { Shop } from '../shop.ts'
import { expireOrder } from './cancelling.ts'
import { paymentEffects } from './effects.ts'
import { partlyPaid } from './transfer/partly-paid.ts'

const MINUTE: Budget = { rows: 2000, ms: 20_000 }
const JOB = 'orders.unpaid'

/** Both of a minute's looks at payments: overdue orders are ended, then providers are asked for all that is owed and due. */
export async function sweep(shop: Shop, draining: Draining = {}): Promise<Tally> {
  const ended = await closeOverdue(shop)
  await drain(shop, paymentEffects, draining)
  return ended
}

/**
 * Ends orders past their deadline, each alone; those that were being cancelled when their Worker died are among them.
 * One of which a part has come by bank transfer waits for a person instead. What their providers are owed stands in the
 * outbox. Two runs at once do no harm: event numbers lock each step.
 */
export function closeOverdue(shop: Shop, budget = MINUTE): Promise<Tally> {
  return workEach<{ id: string }>(shop, {
    ...{ job: JOB, budget, slice: 100, atOnce: 5, limitMs: 10_000 },
    subjectOf: ({ id }) => id,
    due: (limit) =>
      shop.db.all(sql`
        SELECT id FROM orders WHERE paid_at IS NULL AND closed_at IS NULL AND pay_before <= ${shop.now}
          AND (state = 'awaiting_payment' OR NOT EXISTS (SELECT 1 FROM payment_attempts a
            WHERE a.order_id = orders.id AND a.paid_at IS NULL AND a.closed_at IS NULL))
          AND (state <> 'awaiting_payment' OR NOT ${partlyPaid(sql`orders.id`)})
          AND ${tryable(JOB, sql`orders.id`, shop.now)}
        ORDER BY pay_before LIMIT ${limit}`),
    each: ({ id }) => expireOrder(shop, id),
  })
}
