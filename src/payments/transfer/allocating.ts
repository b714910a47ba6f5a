import { eq } from 'drizzle-orm'
import type { Statement } from '../../db/client.ts'
import { failedOn } from '../../db/failures.ts'
import { changedMeanwhile } from '../../db/insisting.ts'
import { insert, selectAll } from '../../db/query.ts'
import { newId } from '../../kernel/ids.ts'
import { ok, type Result, refuse } from '../../kernel/result.ts'
import type { Shop } from '../../shop.ts'
import { audit } from '../../staff/auditing.ts'
import { accountFrom, accountStatements, byNumber } from '../account.ts'
import { startPayment } from '../attempting.ts'
import { settlePayment } from '../settling.ts'
import { arrivalAllocations, type BankArrival, bankArrivals } from '../transfer-schema.ts'
import { lacksAttempt, type Share, shareOf } from './arrival.ts'
import { isOwnWord, ruleStatement, type SecondPerson, secondPerson } from './rule.ts'

/** `paid`: the order is; `part`: it lacks more; `refunded`: it was over, and the money waits to be sent back. */
export type Counted = { state: 'paid' | 'part' | 'refunded'; amountFen: number }

/** Constraints that say: somebody confirmed, voided, spent or entered it at the same moment, or the order moved. */
const LOST = [
  ...['UNIQUE constraint failed', 'arrival_rest', 'arrival_stands', 'arrival_second_person'],
  ...['arrival_confirmed_by_somebody', 'allocation_of_counted', 'allocation_limit', 'allocation_stays'],
  ...['return_of_counted', 'transfer_paid', 'arrival_set_aside'],
]
export const lostArrival = (error: unknown): boolean =>
  changedMeanwhile(error) || LOST.some((name) => failedOn(error, name))

export const counts = ({ held, confirmedAt, voidedAt, setAsideAt }: BankArrival): boolean =>
  voidedAt === null && setAsideAt === null && (held === 0 || confirmedAt !== null)

/**
 * Begins a transfer for an order that is to be paid and has none, so that money for it can be counted; whoever calls reads
 * again. Nothing when its buyer is just paying another way.
 */
export const beginTransfer = (shop: Shop, number: string) =>
  startPayment(shop, number, 'bank_transfer', { desk: true })

/**
 * Writes `first` and the share of an order in one batch, and its payment with them when the sum is whole. Null when
 * somebody was faster: nothing was written. What settles looks at the order anew; constraints hold what the arrival has
 * left and what the attempt lacks.
 */
export async function writeShare(
  shop: Shop,
  arrivalId: string,
  share: Share,
  staffId: string,
  first: () => Statement<unknown>[],
): Promise<Counted | null> {
  const { db, now } = shop
  const { attempt, amountFen, whole } = share
  const statements = () => [
    ...first(),
    db.run(
      insert(arrivalAllocations).values({
        ...{ id: newId('alc', now), arrivalId, attemptId: attempt.id, amountFen, staffId, at: now },
      }),
    ),
  ]
  try {
    if (!whole) {
      await db.batch(statements())
      return { state: 'part', amountFen }
    }
    const { outTradeNo } = attempt
    const success = { provider: 'bank_transfer', eventId: `query:${outTradeNo}`, outTradeNo }
    const settled = await settlePayment(shop, { ...success, amountFen: attempt.amountFen }, statements)
    if (!settled.ok || settled.value === 'already' || settled.value === 'set_aside') return null
    return { state: settled.value, amountFen }
  } catch (error) {
    if (lostArrival(error)) return null
    throw error
  }
}

/**
 * Counts what is left of an arrival for an order, as much of it as the order lacks. Refusals: not_found (arrival or order);
 * second_person (the order is above the limit, and who entered the money or took it back would pay it with that); conflict (nothing is left,
 * it is not confirmed, the order takes nothing, or somebody was faster).
 */
export async function allocateRest(
  shop: Shop,
  arrivalId: string,
  number: string,
  staffId: string,
): Promise<Result<Counted> | SecondPerson> {
  const { db, now } = shop
  for (const begun of [false, true]) {
    const [[arrival], [rule], ...rows] = await db.batch([
      db.all(selectAll(bankArrivals).where(eq(bankArrivals.id, arrivalId))),
      ruleStatement(shop, staffId, arrivalId),
      ...accountStatements(db, byNumber(number)),
    ])
    const account = accountFrom(rows)
    if (!account || !arrival) return refuse({ code: 'not_found' })
    if (!counts(arrival) || arrival.restFen === 0) break
    if (account.order.totalFen > rule!.limitFen && isOwnWord(arrival, staffId, rule!)) return secondPerson
    if (!begun && lacksAttempt(account)) {
      await beginTransfer(shop, number)
      continue
    }
    const share = shareOf(account, arrival.restFen)
    if (!share) break
    const entry = {
      ...{ staffId, verb: 'arrival.allocated', object: `order:${number}` },
      after: { arrivalId, amountFen: share.amountFen },
    }
    const counted = await writeShare(shop, arrivalId, share, staffId, () => [audit(db, entry, now)])
    return counted ? ok(counted) : refuse({ code: 'conflict' })
  }
  return refuse({ code: 'conflict' })
}
