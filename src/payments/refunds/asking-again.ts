import { sql } from 'drizzle-orm'
import { failedOn } from '../../db/failures.ts'
import { changedMeanwhile, insist } from '../../db/insisting.ts'
import { ok, type Result, refuse } from '../../kernel/result.ts'
import { oweAgain } from '../../outbox/owing.ts'
import type { Shop } from '../../shop.ts'
import { audit } from '../../staff/auditing.ts'
import { byNumber, isByHand, readAccount } from '../account.ts'
import { moveRefund } from '../moving.ts'
import { askForRefunds, refundEffect } from './asking.ts'
import { nextRefundNo } from './refund.ts'

/**
 * A member of staff has a provider asked again for a refund that failed, under a new number, or was given up, under its
 * own: its money and pieces stay what they are. `seenNo` is the number that was looked at, so that a form sent twice
 * asks once. Refusals: not_found; conflict (it is under way, succeeded, was asked for again since, its money went back
 * otherwise, or it is a bank transfer's, which nobody is asked for).
 */
export async function askRefundAgain(
  shop: Shop,
  number: string,
  refundId: string,
  seenNo: string,
  staffId: string,
): Promise<Result<null>> {
  const { db, now } = shop
  const account = await readAccount(db, byNumber(number))
  const refund = account?.refunds.find(({ id }) => id === refundId)
  if (!refund) return refuse({ code: 'not_found' })
  const { orderId, outRefundNo, state, amountFen } = refund
  if (outRefundNo !== seenNo || (state !== 'failed' && state !== 'given_up'))
    return refuse({ code: 'conflict' })
  // Nobody is asked for a bank transfer's: a person sends the money.
  if (isByHand(account!, refund)) return refuse({ code: 'conflict' })
  const next = state === 'failed' ? nextRefundNo(outRefundNo) : outRefundNo
  const event = state === 'failed' ? 'asked_again' : 'taken_up'
  const entry = {
    ...{ staffId, verb: 'order.refund_asked_again', object: `order:${number}` },
    before: { state, outRefundNo },
    after: { refundId, amountFen, outRefundNo: next },
  }
  try {
    await db.batch([
      insist(
        db,
        sql`(SELECT state = ${state} AND out_refund_no = ${outRefundNo} FROM refunds WHERE id = ${refundId})`,
      ),
      moveRefund(db, refund, event, now, next),
      oweAgain(db, refundEffect(refundId, orderId), now),
      audit(db, entry, now),
    ])
  } catch (error) {
    if (changedMeanwhile(error) || failedOn(error, 'refund_limit')) return refuse({ code: 'conflict' })
    throw error
  }
  await askForRefunds(shop, orderId)
  return ok(null)
}
