import { eq } from 'drizzle-orm'
import { select, selectAll } from '../../db/query.ts'
import { ok, type Result, refuse } from '../../kernel/result.ts'
import { within } from '../../kernel/within.ts'
import type { Shop } from '../../shop.ts'
import { type BillDifference, billDifferences } from '../bill-schema.ts'
import type { Gateway } from '../gateway.ts'
import { gatewayFor } from '../gateways.ts'
import { hearRefund } from '../refunds/hearing.ts'
import { paymentAttempts, refunds } from '../schema.ts'
import { settlePayment } from '../settling.ts'
import { METHODS_OF } from './provider.ts'
import { endDifference } from './resolving.ts'

/** Longer than one call takes. */
const ASK_MS = 8_000

/** What came of asking the provider: these end the difference … */
export type Remedied = 'settled' | 'was_settled' | 'given_back' | 'set_aside' | 'confirmed'
/** … and these leave it open. */
export type Unremedied = 'not_confirmed' | 'no_answer'

/**
 * Asks the provider itself about a difference and does what its answer asks for: what was paid is settled (whatever the
 * order became meanwhile), what fits nothing goes to the anomalies, a refund takes its word. The bill alone moves no
 * money. Refusals: not_found; conflict (ended by somebody before, or others wrote all the while).
 */
export async function remedyDifference(
  shop: Shop,
  id: string,
  staffId: string,
): Promise<Result<Remedied | Unremedied>> {
  const [row] = await shop.db.all(selectAll(billDifferences).where(eq(billDifferences.id, id)))
  if (!row) return refuse({ code: 'not_found' })
  if (row.resolvedAt !== null) return refuse({ code: 'conflict' })
  const done = row.outRefundNo ? await askOfRefund(shop, row) : await askOfPayment(shop, row)
  if (!done.ok || done.value === 'not_confirmed' || done.value === 'no_answer') return done
  const ended = await endDifference(shop, row, `remedy:${done.value}`, 'difference.remedied', staffId)
  return ended.ok ? done : ended
}

/** The ways a provider is asked, and what it is called beside its word. */
async function askedBy(shop: Shop, { provider, outTradeNo }: BillDifference) {
  const { method, amountFen } = paymentAttempts
  const [attempt] = await shop.db.all(
    select({ method, amountFen }).from(paymentAttempts).where(eq(paymentAttempts.outTradeNo, outTradeNo)),
  )
  const usual = attempt?.method ?? METHODS_OF[provider][0]
  return { method: usual, gateway: gatewayFor(shop, usual), totalFen: attempt?.amountFen ?? 0 }
}

/** An answer, or null for none: then nothing is decided. */
const answerOf = <T>(gateway: Gateway | null, ask: (gateway: Gateway) => Promise<T>): Promise<T | null> =>
  gateway ? within(ASK_MS, () => ask(gateway)).catch(() => null) : Promise.resolve(null)

async function askOfPayment(shop: Shop, row: BillDifference): Promise<Result<Remedied | Unremedied>> {
  const { outTradeNo } = row
  const { method, gateway } = await askedBy(shop, row)
  const trade = await answerOf(gateway, (asked) => asked.query(outTradeNo))
  if (!trade) return ok('no_answer')
  if (trade.state !== 'paid') return ok('not_confirmed')
  const { amountFen } = trade
  const word = { provider: method, eventId: `query:${outTradeNo}`, outTradeNo, amountFen }
  const settled = await settlePayment(shop, word)
  if (!settled.ok) return settled
  if (row.kind === 'paid_here_not_there' && settled.value === 'already') return ok('confirmed')
  return ok(
    ({ paid: 'settled', already: 'was_settled', refunded: 'given_back', set_aside: 'set_aside' } as const)[
      settled.value
    ],
  )
}

async function askOfRefund(shop: Shop, row: BillDifference): Promise<Result<Remedied | Unremedied>> {
  const { outTradeNo, outRefundNo } = row
  const amountFen = row.thereFen ?? row.hereFen ?? 0
  const { method, gateway, totalFen } = await askedBy(shop, row)
  const asked = { outTradeNo, outRefundNo, amountFen, totalFen, reason: '' }
  // Null is an answer too: it has not heard of it.
  const word = await answerOf(gateway, async (own) => (await own.queryRefund(asked)) ?? 'none')
  if (word === null) return ok('no_answer')
  if (word !== 'succeeded') return ok('not_confirmed')
  if (row.kind === 'refund_here_not_there') return ok('confirmed')
  const eventId = `queried:${outRefundNo}`
  await hearRefund(shop, { provider: method, eventId, outTradeNo, outRefundNo, amountFen, word })
  const [own] = await shop.db.all(
    select({ state: refunds.state }).from(refunds).where(eq(refunds.outRefundNo, outRefundNo)),
  )
  return ok(own?.state === 'succeeded' && row.kind !== 'amount_differs' ? 'was_settled' : 'set_aside')
}
