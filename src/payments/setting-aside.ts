import type { Db } from '../db/client.ts'
import { insert } from '../db/query.ts'
import { newId } from '../kernel/ids.ts'
import { paymentAnomalies } from './schema.ts'

/** Why a provider's word fits no order of ours. */
export type AnomalyKind =
  | 'wrong_amount'
  | 'unknown_trade'
  | 'foreign_merchant'
  | 'unknown_refund'
  | 'repaid_twice'
  | 'succeeded_after_failure'

export type Anomaly = {
  provider: string
  /** The provider's own number of its word: told twice, it is kept once. */
  eventId: string
  kind: AnomalyKind
  outTradeNo: string
  amountFen: number
  expectedFen?: number | null
  orderId?: string | null
}

/** The statement that keeps a provider's word no order fits, for finance to look at. Kept before, it stays as it is. */
export const setAside = (db: Db, anomaly: Anomaly, now: number) =>
  db.run(
    insert(paymentAnomalies)
      .values({ id: newId('ano', now), expectedFen: null, orderId: null, ...anomaly, at: now })
      .onConflictDoNothing(),
  )
