import { Hono } from 'hono'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { answerNotFound } from '../../http/failures.tsx'
import { siteUrls } from '../../urls.ts'
import { readNotice } from '../alipay/notice.ts'
import { hearRefund } from '../refunds/hearing.ts'
import { setAside } from '../setting-aside.ts'
import { settlePayment } from '../settling.ts'
import { type Callback, readCallback } from '../wechatpay/callback.ts'
import { tradeOf } from '../wechatpay/trade.ts'

/**
 * What providers call by themselves. Nothing is acknowledged before it is written: paid, refunded, known before, or kept
 * for finance. A fault of ours answers 5xx, and they call again.
 */
export const callbackRoutes = new Hono<AppEnv>()

const WECHATPAY = 'wechatpay'
const ALIPAY = 'alipay'

callbackRoutes.post(siteUrls.wechatNotifications.path, hearWechat)
callbackRoutes.post(siteUrls.wechatRefundNotifications.path, hearWechat)
callbackRoutes.post(siteUrls.alipayNotifications.path, hearAlipay)

async function hearWechat(c: Ctx) {
  const { settings, now } = c.var.visit
  if (!settings.wechatPay) return answerNotFound(c)
  const callback = await readCallback(
    settings.wechatPay,
    c.req.raw.headers as unknown as Headers,
    await c.req.text(),
    now,
  )
  if ('refused' in callback) return refusedTo(c, WECHATPAY, callback.refused)
  const heard = callback.kind === 'other' || (await takeWechat(c, callback))
  return heard ? c.body(null, 204) : c.json({ code: 'FAIL', message: '请稍后重试' }, 503)
}

/** False: others wrote all the while, and it has to be told again. */
async function takeWechat(c: Ctx, callback: Exclude<Callback, { kind: 'other' }>): Promise<boolean> {
  const shop = c.var.visit
  const { eventId } = callback
  if (callback.kind === 'refund') {
    await hearRefund(shop, { provider: WECHATPAY, eventId, ...callback.told })
    return true
  }
  const { told } = callback
  const { state, amountFen } = tradeOf(shop.settings.wechatPay!, told)
  const word = { provider: WECHATPAY, eventId, outTradeNo: told.out_trade_no, amountFen }
  if (told.trade_state !== 'SUCCESS') return true
  if (state !== 'paid') {
    await setAside(shop.db, { ...word, kind: 'foreign_merchant' }, shop.now)
    return true
  }
  return (await settlePayment(shop, word)).ok
}

async function hearAlipay(c: Ctx) {
  const shop = c.var.visit
  if (!shop.settings.alipay) return answerNotFound(c)
  const notice = await readNotice(shop.settings.alipay, await c.req.text())
  if ('refused' in notice) return refusedTo(c, ALIPAY, notice.refused)
  const { ours, state, ...word } = notice
  if (!ours) await setAside(shop.db, { provider: ALIPAY, ...word, kind: 'foreign_merchant' }, shop.now)
  const paid = ours && state === 'paid'
  if (paid && !(await settlePayment(shop, { provider: ALIPAY, ...word })).ok) return c.text('failure', 503)
  return c.text('success')
}

/** Not their own word. Nothing of it is logged but why. */
function refusedTo(c: Ctx, provider: string, why: string) {
  console.error(JSON.stringify({ callback: provider, refused: why }))
  return c.json({ code: 'FAIL', message: why }, 401)
}
