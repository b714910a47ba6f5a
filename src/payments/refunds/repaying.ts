import { sql } from 'drizzle-orm'
import { failedOn } from '../../db/failures.ts'
import { changedMeanwhile, insist } from '../../db/insisting.ts'
import { insert } from '../../db/query.ts'
import { ok, type Result, refuse } from '../../kernel/result.ts'
import { civilDate, isCivilDate } from '../../kernel/time.ts'
import { notice } from '../../notices/owing.ts'
import type { Shop } from '../../shop.ts'
import { audit } from '../../staff/auditing.ts'
import { byNumber, readAccount } from '../account.ts'
import { moveRefund } from '../moving.ts'
import { type Refund, type RefundTransfer, refundTransfers } from '../schema.ts'

export const REFERENCE_LENGTH = { least: 4, most: 64 }
export type Transfer = Pick<RefundTransfer, 'paidOn' | 'reference' | 'note'>

/** Whether money can have gone back on a day: not before the refund was decided, and not tomorrow. */
export const couldBeRepaidOn = (on: string, { createdAt }: Pick<Refund, 'createdAt'>, now: number): boolean =>
  isCivilDate(on) && on >= civilDate(createdAt) && on <= civilDate(now)

/**
 * Records that a member of staff sent the money of a refund by bank transfer, since its provider would not: it failed, or
 * asking was given up. `seenNo` is the number that was looked at. It ends the refund; its provider is not asked any more.
 * Refusals: not_found; conflict (it is under way, went back, or was asked for again since).
 */
export async function repayByTransfer(
  { db, now }: Shop,
  number: string,
  refundId: string,
  seenNo: string,
  transfer: Transfer,
  staffId: string,
): Promise<Result<null>> {
  const account = await readAccount(db, byNumber(number))
  const refund = account?.refunds.find(({ id }) => id === refundId)
  if (!refund) return refuse({ code: 'not_found' })
  const { outRefundNo, state, amountFen } = refund
  if (outRefundNo !== seenNo || (state !== 'failed' && state !== 'given_up'))
    return refuse({ code: 'conflict' })
  const entry = {
    ...{ staffId, verb: 'order.refund_repaid', object: `order:${number}` },
    before: { state, outRefundNo },
    after: { refundId, amountFen, paidOn: transfer.paidOn, reference: transfer.reference },
  }
  try {
    await db.batch([
      insist(
        db,
        sql`(SELECT state = ${state} AND out_refund_no = ${outRefundNo} FROM refunds WHERE id = ${refundId})`,
      ),
      db.run(insert(refundTransfers).values({ ...transfer, refundId, staffId, at: now })),
      moveRefund(db, refund, 'repaid', now),
      notice(db, { event: 'refund.repaid', subject: refundId }, now),
      audit(db, entry, now),
    ])
  } catch (error) {
    if (changedMeanwhile(error) || failedOn(error, 'refund_limit')) return refuse({ code: 'conflict' })
    throw error
  }
  return ok(null)
}
