import * as v from 'valibot'
import type { RefundAsked } from '../gateway.ts'
import { type Answer, answered, unsure } from '../provider-answer.ts'
import type { RefundWord } from '../refunds/refund.ts'
import { callWechat, get, post } from './calling.ts'
import type { WechatPay } from './merchant.ts'
import { plainWords } from './trade.ts'

const WORDS: Record<string, RefundWord> = {
  SUCCESS: 'succeeded',
  PROCESSING: 'processing',
  CLOSED: 'failed',
  // The buyer's account takes no money back.
  ABNORMAL: 'failed',
}

/** A refund as answers (`status`) and callbacks (`refund_status`) tell it. */
const refundSchema = v.object({
  out_refund_no: v.string(),
  out_trade_no: v.string(),
  status: v.optional(v.string()),
  refund_status: v.optional(v.string()),
  amount: v.object({ refund: v.pipe(v.number(), v.integer()) }),
})

export type RefundTold = { outRefundNo: string; outTradeNo: string; amountFen: number; word: RefundWord }

/** What WeChat Pay says of a refund; null where it cannot be read. */
export function refundTold(told: unknown): RefundTold | null {
  const { success, output } = v.safeParse(refundSchema, told)
  if (!success) return null
  const state = output.status ?? output.refund_status ?? ''
  if (!Object.hasOwn(WORDS, state)) return null
  return {
    outRefundNo: output.out_refund_no,
    outTradeNo: output.out_trade_no,
    amountFen: output.amount.refund,
    word: WORDS[state]!,
  }
}

/** Asks for a refund; its number refunds once, however often it is asked. */
export async function askRefund(
  merchant: WechatPay,
  asked: RefundAsked,
  notifyUrl: string,
  now: number,
): Promise<Answer<RefundWord>> {
  const body = {
    out_trade_no: asked.outTradeNo,
    out_refund_no: asked.outRefundNo,
    reason: plainWords(asked.reason, 26),
    notify_url: notifyUrl,
    amount: { refund: asked.amountFen, total: asked.totalFen, currency: 'CNY' },
  }
  return wordOf(await callWechat(merchant, post('/v3/refund/domestic/refunds', body), now), asked)
}

/** What became of a refund; `none`: it was never asked for. */
export async function queryRefund(
  merchant: WechatPay,
  asked: RefundAsked,
  now: number,
): Promise<Answer<RefundWord | 'none'>> {
  const path = `/v3/refund/domestic/refunds/${encodeURIComponent(asked.outRefundNo)}`
  const answer = await callWechat(merchant, get(path), now)
  if (answer.outcome === 'refused' && answer.code === 'RESOURCE_NOT_EXISTS') return answered('none')
  return wordOf(answer, asked)
}

/** The word about the very refund that was asked for. */
function wordOf(answer: Answer<unknown>, asked: RefundAsked): Answer<RefundWord> {
  if (answer.outcome !== 'ok') return answer
  const told = refundTold(answer.value)
  const same =
    told?.outRefundNo === asked.outRefundNo &&
    told.outTradeNo === asked.outTradeNo &&
    told.amountFen === asked.amountFen
  return told && same ? answered(told.word) : unsure('unreadable')
}
