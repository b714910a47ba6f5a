import type { Language } from '../i18n/texts.ts'
import type { Ctx } from './context.ts'
import type { FailureStatus } from './failures.tsx'

const CODES: Record<FailureStatus, string> = {
  400: 'malformed',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  413: 'too_large',
  422: 'validation',
  429: 'rate_limited',
  500: 'internal',
  503: 'unavailable',
}

const TITLES: Record<string, [zh: string, en: string]> = {
  malformed: ['请求没有成功，请检查内容', 'The request could not be read'],
  forbidden: ['请求来自其他网站，没有执行', 'A request from another site is not carried out'],
  not_found: ['没有找到', 'Not found'],
  conflict: ['现在不能这样做', 'This cannot be done now'],
  too_large: ['内容太大', 'The request is too large'],
  validation: ['有内容需要修改', 'Some details need correcting'],
  rate_limited: ['操作太频繁，请稍后再试', 'Too many attempts. Please wait.'],
  unsupported_media_type: ['请以 application/json 提交', 'Send application/json'],
  idempotency_key_required: ['缺少 Idempotency-Key', 'An Idempotency-Key is required'],
  idempotency_mismatch: ['同一个 Idempotency-Key 已用于另一份内容', 'This key was used with another body'],
  consent_required: ['还有条款需要确认', 'Consent is required'],
  plot_taken: ['这块地刚被选走', 'This plot has just been taken'],
  out_of_stock: ['库存不足', 'Not enough in stock'],
  price_changed: ['价格有变化，请确认新的总价', 'The total has changed. Please confirm it.'],
  undeliverable: ['有商品暂不能送到这里', 'An item cannot be delivered there'],
  dispatch_paused: ['有商品近期暂停发货', 'Something is not sent for now'],
  out_of_season: ['有商品不在产季', 'An item is out of season'],
  sample: ['有商品是示例，不能购买', 'Something is a sample and not for sale'],
  by_quotation: ['有商品只按单位采购报价', 'Something is sold by quotation only'],
  code_unknown: ['没有这个优惠码，请核对', 'There is no such code'],
  code_not_started: ['这个优惠码还没到开始时间', 'This code cannot be used yet'],
  code_expired: ['这个优惠码已过期', 'This code has expired'],
  code_used_up: ['这个优惠码已被用完', 'This code has been used up'],
  code_already_used: ['这个手机号已用过这个优惠码', 'This phone has used the code already'],
  code_not_yours: ['这个优惠码绑定了别的手机号', 'This code belongs to another phone'],
  code_not_applicable: ['这些商品不能用这个优惠码', 'This code does not apply to these goods'],
  code_below_minimum: ['还没满足这个优惠码的最低金额', 'The goods are below the minimum of this code'],
  closed_for_now: ['本店暂停接单和收款，请稍后再来', 'The shop takes no orders and payments for now'],
  too_many_open: [
    '待付款的订单或地块已到上限，请先付款或取消',
    'You have as many unpaid orders or plots as allowed',
  ],
  unavailable: ['暂时不能使用，请过几分钟再试', 'Away for a moment, please try in a few minutes'],
  internal: ['系统出了点问题，请稍后再试', 'Something went wrong, please try later'],
}

/** What a problem says in a sentence. */
export const problemTitle = (code: string, language: Language): string =>
  TITLES[code]?.[language === 'en' ? 1 : 0] ?? code

/** RFC 9457 answer with a stable `code`. */
export function problem(
  c: Ctx,
  status: number,
  code = CODES[status as FailureStatus] ?? 'conflict',
  more: object = {},
) {
  const { language, settings } = c.var.visit
  const title = problemTitle(code, language)
  const body = { type: `${settings.publicUrl}/problems/${code}`, title, status, code, ...more }
  return c.body(JSON.stringify(body), status as 400, { 'Content-Type': 'application/problem+json' })
}
