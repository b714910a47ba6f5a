import { sql } from 'drizzle-orm'
import type { Shop } from '../orders/order.ts'
import { type Draining, drain } from '../outbox/draining.ts'
import { expireOrder } from './cancelling.ts'
import { paymentEffects } from './effects.ts'

/** Orders read at a time; the sweep goes on until none is left or its time is over. */
const PAGE = 100
const BUDGET_MS = 20_000

type Overdue = { id: string; payBefore: number }

/**
 * What the cron does each minute for payments: ends orders past their deadline, then asks providers for all that is owed
 * and due. Answers what was ended, and what broke by its name. Two runs at once do no harm: every step is locked by the
 * order's event number, every row of the outbox by its lease.
 */
export async function sweep(
  shop: Shop,
  draining: Draining = {},
): Promise<{ ended: number; failed: string[] }> {
  const swept = await expireOverdue(shop)
  await drain(shop, paymentEffects, draining)
  return swept
}

/**
 * Each order alone, so that one that breaks neither stops nor delays another; those that were being cancelled when their
 * Worker died are among them.
 */
async function expireOverdue(shop: Shop): Promise<{ ended: number; failed: string[] }> {
  const until = Date.now() + BUDGET_MS
  const failed: string[] = []
  let ended = 0
  let page = await overdue(shop, { id: '', payBefore: 0 })
  while (page.length) {
    for (const { id } of page) {
      try {
        if (await expireOrder(shop, id)) ended += 1
      } catch (error) {
        failed.push(`${id} ${error instanceof Error ? error.name : 'unknown'}`)
      }
    }
    page = Date.now() < until ? await overdue(shop, page.at(-1)!) : []
  }
  return { ended, failed }
}

/** The next ones by their deadline: what is left open behind the key does not come again in this run. */
const overdue = ({ db, now }: Shop, after: Overdue) =>
  db.all<Overdue>(sql`
    SELECT id, pay_before payBefore FROM orders WHERE paid_at IS NULL AND closed_at IS NULL
      AND pay_before <= ${now} AND (pay_before, id) > (CAST(${after.payBefore} AS INTEGER), ${after.id})
      AND (state = 'awaiting_payment' OR NOT EXISTS (SELECT 1 FROM payment_attempts a
        WHERE a.order_id = orders.id AND a.paid_at IS NULL AND a.closed_at IS NULL))
    ORDER BY pay_before, id LIMIT ${PAGE}`)
