import type { Paying, RefundAsked, Trade } from '../gateway.ts'
import { type Answer, answered, unsure } from '../provider-answer.ts'
import type { RefundWord } from '../refunds/refund.ts'
import { fenOf, yuanText } from './amount.ts'
import { callAlipay } from './calling.ts'
import type { Alipay } from './merchant.ts'
import { beijing, signedParameters } from './signing.ts'

export type Product = 'page' | 'wap'

const METHODS = { page: 'alipay.trade.page.pay', wap: 'alipay.trade.wap.pay' }
const CODES = { page: 'FAST_INSTANT_TRADE_PAY', wap: 'QUICK_WAP_WAY' }

/** Marks Alipay takes in no subject, and characters its database does not. */
const subjectOf = (text: string): string =>
  [...text.replace(/[/=&]|[\u{10000}-\u{10ffff}]/gu, ' ')].slice(0, 128).join('')

/** The address of the page that pays. Nothing is asked: the trade begins when the buyer opens it. */
export async function payingPage(
  merchant: Alipay,
  product: Product,
  { attempt, description, backTo }: Paying,
  notifyUrl: string,
  now: number,
): Promise<string> {
  const content = {
    out_trade_no: attempt.outTradeNo,
    total_amount: yuanText(attempt.amountFen),
    subject: subjectOf(description),
    product_code: CODES[product],
    // Without it a trade could be paid for fifteen days.
    time_expire: beijing(attempt.expiresAt),
    ...(product === 'wap' ? { quit_url: backTo } : {}),
  }
  const urls = { notify_url: notifyUrl, return_url: backTo }
  const parameters = await signedParameters(merchant, METHODS[product], content, now, urls)
  return `${merchant.gatewayUrl}?${new URLSearchParams(parameters)}`
}

const STATES: Record<string, Trade['state']> = {
  WAIT_BUYER_PAY: 'unpaid',
  TRADE_SUCCESS: 'paid',
  TRADE_FINISHED: 'paid',
  // Not paid in time, or all of it given back since: no money is there.
  TRADE_CLOSED: 'closed',
}

export const stateOf = (word: unknown): Trade['state'] =>
  typeof word === 'string' && Object.hasOwn(STATES, word) ? STATES[word]! : 'unknown'

const NO_SUCH = 'ACQ.TRADE_NOT_EXIST'

/** What became of a trade; `none`: nobody opened its page. */
export async function queryTrade(
  merchant: Alipay,
  outTradeNo: string,
  now: number,
): Promise<Answer<Trade | 'none'>> {
  const answer = await callAlipay(merchant, 'alipay.trade.query', { out_trade_no: outTradeNo }, now)
  if (answer.outcome === 'refused' && answer.code === NO_SUCH) return answered('none')
  if (answer.outcome !== 'ok') return answer
  const { out_trade_no: told, trade_status: status, total_amount: amount } = answer.value
  const amountFen = fenOf(String(amount))
  if (told !== outTradeNo || amountFen === null) return unsure('unreadable')
  return answered({ state: stateOf(status), amountFen })
}

/** Closes an unpaid trade. A refusal says that it is paid, closed or that nobody opened its page: ask what it is. */
export const closeTrade = (merchant: Alipay, outTradeNo: string, now: number) =>
  callAlipay(merchant, 'alipay.trade.close', { out_trade_no: outTradeNo }, now)

/** Asks for a refund; its number refunds once. Null: taken, but no money moved yet as far as it says. */
export async function askRefund(
  merchant: Alipay,
  asked: RefundAsked,
  now: number,
): Promise<Answer<RefundWord | null>> {
  const content = {
    out_trade_no: asked.outTradeNo,
    out_request_no: asked.outRefundNo,
    refund_amount: yuanText(asked.amountFen),
    refund_reason: subjectOf(asked.reason),
  }
  const answer = await callAlipay(merchant, 'alipay.trade.refund', content, now)
  if (answer.outcome !== 'ok') return answer
  if (answer.value.out_trade_no !== asked.outTradeNo) return unsure('unreadable')
  // Called is not refunded: this alone says that money moved.
  return answered(answer.value.fund_change === 'Y' ? 'succeeded' : null)
}

/** What became of a refund; null: not there, or not done yet. */
export async function queryRefund(
  merchant: Alipay,
  asked: RefundAsked,
  now: number,
): Promise<Answer<RefundWord | null>> {
  const content = { out_trade_no: asked.outTradeNo, out_request_no: asked.outRefundNo }
  const answer = await callAlipay(merchant, 'alipay.trade.fastpay.refund.query', content, now)
  if (answer.outcome === 'refused' && answer.code === NO_SUCH) return answered(null)
  if (answer.outcome !== 'ok') return answer
  const { refund_status: status, refund_amount: amount, out_request_no: number } = answer.value
  if (status !== 'REFUND_SUCCESS') return answered(null)
  const same = number === asked.outRefundNo && fenOf(String(amount)) === asked.amountFen
  return same ? answered('succeeded') : unsure('another refund')
}
