import { eq, sql } from 'drizzle-orm'
import { select } from '../../db/query.ts'
import { notice } from '../../notices/owing.ts'
import type { Shop } from '../../shop.ts'
import { moveRefund } from '../moving.ts'
import { type Refund, refunds } from '../schema.ts'
import { type Anomaly, setAside } from '../setting-aside.ts'
import type { RefundWord } from './refund.ts'

/** Where a provider's word on a refund came from: its own number of it, and the trade. */
export type RefundSource = Pick<Anomaly, 'provider' | 'eventId' | 'outTradeNo'>

/**
 * Moves a refund by its provider's word, under the number the word is about. Answers whether it moved. A yes that comes
 * after the refund failed for good, was asked for under another number or was repaid by hand means money went back that
 * our books do not know of: it is kept for finance, whatever happened between reading and writing.
 */
export async function takeRefundWord(
  { db, now }: Shop,
  refund: Pick<Refund, 'id' | 'outRefundNo'>,
  word: RefundWord,
  source: RefundSource,
): Promise<boolean> {
  const [moved] = await db.batch([
    moveRefund(db, refund, word, now),
    ...(word === 'succeeded' ? [tellOf(db, refund, now)] : []),
  ])
  if (moved.meta.changes || word !== 'succeeded') return moved.meta.changes > 0
  const { state, orderId, amountFen, outRefundNo } = refunds
  const [row] = await db.all(
    select({ state, orderId, amountFen, outRefundNo }).from(refunds).where(eq(refunds.id, refund.id)),
  )
  const told = row?.state === 'succeeded' && row.outRefundNo === refund.outRefundNo
  if (!row || told) return false
  const kind = row.state === 'repaid' ? 'repaid_twice' : 'succeeded_after_failure'
  const sums = { amountFen: row.amountFen, expectedFen: row.amountFen, orderId: row.orderId }
  await setAside(db, { ...source, kind, ...sums }, now)
  return false
}

/** The buyer is told once the refund stands as succeeded, not of a word that moved nothing. */
const tellOf = (db: Shop['db'], { id, outRefundNo }: Pick<Refund, 'id' | 'outRefundNo'>, now: number) =>
  notice(
    db,
    { event: 'refund.sent', subject: id },
    now,
    sql`(SELECT state = 'succeeded' AND out_refund_no = ${outRefundNo} FROM refunds WHERE id = ${id})`,
  )
