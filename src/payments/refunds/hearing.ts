import { eq } from 'drizzle-orm'
import { select } from '../../db/query.ts'
import type { Shop } from '../../shop.ts'
import { paymentAttempts, refunds } from '../schema.ts'
import { type Anomaly, setAside } from '../setting-aside.ts'
import type { RefundWord } from './refund.ts'
import { takeRefundWord } from './word.ts'

export type RefundHeard = {
  provider: string
  eventId: string
  outTradeNo: string
  outRefundNo: string
  amountFen: number
  word: RefundWord
}

/**
 * Takes a provider's own word on a refund, whatever was asked meanwhile. One it made without us or of another sum is kept for
 * finance.
 */
export async function hearRefund(shop: Shop, heard: RefundHeard): Promise<void> {
  const { db, now } = shop
  const { provider, eventId, outTradeNo, outRefundNo, amountFen, word } = heard
  const [refund] = await db.all(
    select({ id: refunds.id, orderId: refunds.orderId, amountFen: refunds.amountFen })
      .from(refunds)
      .innerJoin(paymentAttempts, eq(paymentAttempts.id, refunds.attemptId))
      .where(eq(refunds.outRefundNo, outRefundNo)),
  )
  const aside = (kind: Anomaly['kind'], orderId: string | null, expectedFen: number | null) =>
    setAside(db, { provider, eventId, kind, outTradeNo, amountFen, expectedFen, orderId }, now)
  if (!refund) {
    await aside('unknown_refund', null, null)
    return
  }
  if (refund.amountFen !== amountFen) {
    await aside('wrong_amount', refund.orderId, refund.amountFen)
    return
  }
  await takeRefundWord(shop, { id: refund.id, outRefundNo }, word, { provider, eventId, outTradeNo })
}
