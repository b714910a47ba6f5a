import { sql } from 'drizzle-orm'
import { type Budget, NotYet, type Tally, tryable, workEach } from '../jobs/working-off.ts'
import type { Shop } from '../orders/order.ts'
import { cancelById } from './cancelling.ts'
import { refundNow } from './refunding.ts'

const MINUTE: Budget = { rows: 200, ms: 20_000 }
/** A provider that is slow must not add up over rows, nor hold the others. */
const AT_A_TIME = { atOnce: 5, limitMs: 10_000, slice: 25 }

type Row = { id: string }
const subjectOf = ({ id }: Row): string => id

/** Both of a minute's looks, for whoever wants everything settled. Two at once do no harm: event numbers lock each step. */
export async function sweep(shop: Shop): Promise<void> {
  await closeOverdue(shop)
  await askOpenRefunds(shop)
}

/** Closes orders past their deadline, at the provider first; one that does not answer is asked again later. */
export function closeOverdue(shop: Shop, budget = MINUTE): Promise<Tally> {
  const job = 'orders.unpaid'
  return workEach<Row>(shop, {
    ...{ job, budget, subjectOf, ...AT_A_TIME },
    due: (limit) =>
      shop.db.all(sql`
        SELECT id FROM orders WHERE paid_at IS NULL AND closed_at IS NULL AND pay_before <= ${shop.now}
          AND ${tryable(job, sql`orders.id`, shop.now)} ORDER BY pay_before LIMIT ${limit}`),
    each: async ({ id }) => {
      const closed = await cancelById(shop, id, 'timeout')
      if (!closed.ok || closed.value.state === 'cancelling') throw new NotYet()
    },
  })
}

/** Asks again for refunds no provider has answered. */
export function askOpenRefunds(shop: Shop, budget = MINUTE): Promise<Tally> {
  const job = 'refunds'
  return workEach<Row>(shop, {
    ...{ job, budget, subjectOf, ...AT_A_TIME },
    due: (limit) =>
      shop.db.all(sql`
        SELECT id FROM refunds WHERE settled_at IS NULL AND ${tryable(job, sql`refunds.id`, shop.now)}
        ORDER BY created_at LIMIT ${limit}`),
    each: async ({ id }) => {
      await refundNow(shop, id)
      const open = await shop.db.all(sql`SELECT 1 FROM refunds WHERE id = ${id} AND settled_at IS NULL`)
      if (open.length) throw new NotYet()
    },
  })
}
