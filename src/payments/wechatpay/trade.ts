import * as v from 'valibot'
import { DAY_MS } from '../../kernel/time.ts'
import type { Trade } from '../gateway.ts'
import { type Answer, answered, unsure } from '../provider-answer.ts'
import { callWechat, get, post } from './calling.ts'
import type { WechatPay } from './merchant.ts'

export type Product = 'native' | 'h5' | 'jsapi'

export type NewTrade = {
  outTradeNo: string
  amountFen: number
  /** What the buyer reads in WeChat. */
  description: string
  /** UTC ms. */
  expiresAt: number
  notifyUrl: string
  /** What H5 asks for. */
  ip?: string | undefined
  /** Who pays by JSAPI, as this app knows them. */
  openId?: string | undefined
}

/** As WeChat Pay writes an instant: seconds, in Beijing. */
export const beijing = (at: number): string => `${new Date(at + DAY_MS / 3).toISOString().slice(0, 19)}+08:00`

/** Characters of one to three bytes, as many as it takes; more is refused over there. */
export const plainWords = (text: string, most: number): string =>
  [...text.replace(/[\u{10000}-\u{10ffff}]/gu, '')].slice(0, most).join('')

/** The body that makes a trade. Made of what does not change: sent twice, it is one trade. */
export const newTradeBody = (merchant: WechatPay, product: Product, trade: NewTrade) => ({
  appid: merchant.appId,
  mchid: merchant.merchantId,
  description: plainWords(trade.description, 40),
  out_trade_no: trade.outTradeNo,
  time_expire: beijing(trade.expiresAt),
  notify_url: trade.notifyUrl,
  amount: { total: trade.amountFen, currency: 'CNY' },
  ...(product === 'jsapi' ? { payer: { openid: trade.openId } } : {}),
  ...(product === 'h5' ? { scene_info: { payer_client_ip: trade.ip, h5_info: { type: 'Wap' } } } : {}),
})

const MADE = { native: 'code_url', h5: 'h5_url', jsapi: 'prepay_id' } as const

/** Makes a trade; answers its QR text, page or prepay id. Asked twice with the same words, it is the same trade. */
export async function makeTrade(
  merchant: WechatPay,
  product: Product,
  trade: NewTrade,
  now: number,
): Promise<Answer<string>> {
  const body = newTradeBody(merchant, product, trade)
  const answer = await callWechat(merchant, post(`/v3/pay/transactions/${product}`, body), now)
  if (answer.outcome !== 'ok') return answer
  const made = answer.value[MADE[product]]
  return typeof made === 'string' && made ? answered(made) : unsure('nothing was made')
}

/** A transaction as answers and callbacks tell it. */
export const transactionSchema = v.object({
  appid: v.string(),
  mchid: v.string(),
  out_trade_no: v.string(),
  transaction_id: v.optional(v.string()),
  trade_state: v.string(),
  amount: v.optional(
    v.object({ total: v.pipe(v.number(), v.integer()), currency: v.optional(v.string(), 'CNY') }),
  ),
})
export type Transaction = v.InferOutput<typeof transactionSchema>

const STATES: Record<string, Trade['state']> = {
  SUCCESS: 'paid',
  // Paid, and a refund has begun.
  REFUND: 'paid',
  NOTPAY: 'unpaid',
  USERPAYING: 'unpaid',
  CLOSED: 'closed',
  REVOKED: 'closed',
}

/** A trade in our words; what is not about our merchant says nothing of our trade. */
export function tradeOf(merchant: WechatPay, told: Transaction): Trade {
  const ours = told.appid === merchant.appId && told.mchid === merchant.merchantId
  const fen = told.amount?.currency === 'CNY' ? told.amount.total : 0
  const known = Object.hasOwn(STATES, told.trade_state) ? STATES[told.trade_state]! : 'unknown'
  return { state: ours ? known : 'unknown', amountFen: fen }
}

const NO_SUCH = ['ORDER_NOT_EXIST', 'ORDERNOTEXIST', 'RESOURCE_NOT_EXISTS']
const ofNumber = (outTradeNo: string) => `/v3/pay/transactions/out-trade-no/${encodeURIComponent(outTradeNo)}`

/** What became of a trade; `none`: it was never made. */
export async function queryTrade(
  merchant: WechatPay,
  outTradeNo: string,
  now: number,
): Promise<Answer<Trade | 'none'>> {
  const path = `${ofNumber(outTradeNo)}?mchid=${encodeURIComponent(merchant.merchantId)}`
  const answer = await callWechat(merchant, get(path), now)
  if (answer.outcome === 'refused' && NO_SUCH.includes(answer.code)) return answered('none')
  if (answer.outcome !== 'ok') return answer
  const told = v.safeParse(transactionSchema, answer.value)
  return told.success && told.output.out_trade_no === outTradeNo
    ? answered(tradeOf(merchant, told.output))
    : unsure('unreadable')
}

/** Closes an unpaid trade. A refusal says that it is paid, closed or was never made: ask what it is. */
export const closeTrade = (merchant: WechatPay, outTradeNo: string, now: number) =>
  callWechat(merchant, post(`${ofNumber(outTradeNo)}/close`, { mchid: merchant.merchantId }), now)
