import type { Language } from '../i18n/texts.ts'
import type { BankAccount } from './merchants.ts'
import type { Bill } from './reconciliation/bill.ts'
import type { RefundWord } from './refunds/refund.ts'
import type { PaymentAttempt } from './schema.ts'

export type PaymentAction =
  | { kind: 'qr'; text: string }
  | { kind: 'redirect'; url: string }
  | { kind: 'jsapi'; params: Record<string, string> }
  | { kind: 'transfer'; account: BankAccount; reference: string }

/** A trade and a refund as their provider words them. */
export type TradeState = 'unpaid' | 'paid' | 'closed' | 'unknown'
export type Trade = { state: TradeState; amountFen: number }

/** One attempt to pay, and from where. */
export type Paying = {
  attempt: PaymentAttempt
  language: Language
  /** What the buyer reads at the provider's, in Chinese. */
  description: string
  /** Our page the provider leads back to. */
  backTo: string
  /** The buyer's own address. */
  ip?: string | undefined
  /** Who they are in WeChat, where they signed in with it. */
  openId?: string | undefined
}

export type RefundAsked = {
  outTradeNo: string
  outRefundNo: string
  amountFen: number
  /** What the trade came to. */
  totalFen: number
  /** What the buyer reads at the provider's, in Chinese. */
  reason: string
}

/** What every provider can do for us. Calls may fail or hang; none of them decides anything about an order. */
export type Gateway = {
  /** Asked again for the same attempt, it is the same trade. */
  create(paying: Paying): Promise<PaymentAction>
  query(outTradeNo: string): Promise<Trade>
  /** Closes an unpaid trade and tells what it then is; `paid` means it was too late. */
  close(outTradeNo: string): Promise<Trade>
  /** The same refund number refunds once. */
  refund(refund: RefundAsked): Promise<RefundWord>
  /** What became of a refund that was asked for; null when the provider has not heard of it. */
  queryRefund(refund: RefundAsked): Promise<RefundWord | null>
  /** All it moved on a civil date in China, once that is over; absent where nobody sends bills. */
  bill?(day: string): Promise<Bill>
}
