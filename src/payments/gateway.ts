import type { Language } from '../i18n/texts.ts'
import type { RefundWord } from './refunds/refund.ts'
import type { PaymentAttempt } from './schema.ts'

export type PaymentAction =
  | { kind: 'qr'; text: string }
  | { kind: 'redirect'; url: string }
  | { kind: 'jsapi'; params: Record<string, string> }
  | { kind: 'transfer'; account: string; reference: string }

/** A trade and a refund as their provider words them. */
export type TradeState = 'unpaid' | 'paid' | 'closed' | 'unknown'

/** What every provider can do for us. Calls may fail or hang; none of them decides anything about an order. */
export type Gateway = {
  create(attempt: PaymentAttempt, language: Language): Promise<PaymentAction>
  query(outTradeNo: string): Promise<{ state: TradeState; amountFen: number }>
  /** Closes an unpaid trade and tells what it then is; `paid` means it was too late. */
  close(outTradeNo: string): Promise<{ state: TradeState; amountFen: number }>
  /** The same refund number refunds once. */
  refund(refund: { outTradeNo: string; outRefundNo: string; amountFen: number }): Promise<RefundWord>
}
