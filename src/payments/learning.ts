import { eq, sql } from 'drizzle-orm'
import { update } from '../db/query.ts'
import { type Budget, type Tally, tryable, workEach } from '../jobs/working-off.ts'
import { within } from '../kernel/within.ts'
import { ATTEMPT_MS } from '../outbox/draining.ts'
import type { Shop } from '../shop.ts'
import { type Account, openAttempt } from './account.ts'
import { endAttempt } from './closing.ts'
import { gatewayFor } from './gateways.ts'
import { type PaymentAttempt, paymentAttempts } from './schema.ts'
import { settlePayment } from './settling.ts'

const JOB = 'payments.learned'
/** Callbacks get lost: each minute the providers are asked themselves. */
const EVERY_MS = 50_000
/** While the buyer looks at the page. */
const WATCHED_MS = 3_000

type Asked = Pick<PaymentAttempt, 'id' | 'outTradeNo' | 'method'>

/** Asks the provider what became of an open attempt: what was paid is settled, what it closed is over here too. */
async function learn(shop: Shop, { id, outTradeNo, method }: Asked): Promise<void> {
  const gateway = gatewayFor(shop, method)
  if (!gateway) return
  await shop.db.run(update(paymentAttempts).set({ queriedAt: shop.now }).where(eq(paymentAttempts.id, id)))
  const { state, amountFen } = await gateway.query(outTradeNo)
  if (state === 'paid')
    await settlePayment(shop, { provider: method, eventId: `query:${outTradeNo}`, outTradeNo, amountFen })
  if (state === 'closed') await endAttempt(shop, id)
}

/** While a buyer looks at the page: asks the provider of the open attempt, unless it was asked a moment ago. */
export async function learnNow(shop: Shop, account: Account): Promise<boolean> {
  const open = openAttempt(account)
  // Of a bank transfer the books say it themselves.
  if (
    !open ||
    open.method === 'bank_transfer' ||
    open.state === 'created' ||
    (open.queriedAt ?? 0) > shop.now - WATCHED_MS
  )
    return false
  // Whatever goes wrong, the page is shown: the clock asks again.
  await within(ATTEMPT_MS, () => learn(shop, open)).catch(() => null)
  return true
}

/** Each minute: asks the providers of all open attempts, each alone. */
export function learnPayments(shop: Shop, budget: Budget): Promise<Tally> {
  return workEach<Asked>(shop, {
    ...{ job: JOB, budget, slice: 100, atOnce: 5, limitMs: ATTEMPT_MS },
    subjectOf: ({ id }) => id,
    due: (limit) =>
      shop.db.all(sql`
        SELECT id, out_trade_no outTradeNo, method FROM payment_attempts
        WHERE paid_at IS NULL AND closed_at IS NULL AND state <> 'created' AND method NOT IN ('sandbox', 'bank_transfer')
          AND coalesce(queried_at, created_at) <= ${shop.now - EVERY_MS}
          AND ${tryable(JOB, sql`payment_attempts.id`, shop.now)}
        ORDER BY created_at LIMIT ${limit}`),
    each: (attempt) => learn(shop, attempt),
  })
}
