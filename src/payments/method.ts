import type { Settings } from '../env.ts'
import { DAY_MS } from '../kernel/time.ts'
import { INSTITUTION_CHANNEL } from '../orders/order.ts'
import type { Order } from '../orders/schema.ts'
import { wechatTargets } from '../wechat/identity.ts'

/** Every way to pay, by the names programs use. */
export const METHODS = [
  'wechatpay_native',
  'wechatpay_h5',
  'wechatpay_jsapi',
  'alipay_page',
  'alipay_wap',
  'bank_transfer',
  'sandbox',
] as const
export type Method = (typeof METHODS)[number]

/** Where a buyer pays: a code is scanned from a desktop, a phone opens an app, WeChat pays by itself. */
export type Place = 'wechat' | 'phone' | 'desktop'

export function placeOf(userAgent: string): Place {
  if (/MicroMessenger/i.test(userAgent)) return 'wechat'
  return /Mobile|Android|iPhone|iPad|HarmonyOS/i.test(userAgent) ? 'phone' : 'desktop'
}

const THERE: Record<Place, Method[]> = {
  wechat: ['wechatpay_jsapi'],
  phone: ['wechatpay_h5', 'alipay_wap'],
  desktop: ['wechatpay_native', 'alipay_page'],
}

/** Whether a method is wholly set up. */
export function isSetUp({ wechatPay, wechat, alipay, bank, production }: Settings, method: Method): boolean {
  if (method === 'sandbox') return !production
  if (method === 'wechatpay_jsapi') return wechatPay !== null && wechat !== null
  if (method === 'bank_transfer') return bank !== null
  if (method.startsWith('wechatpay')) return wechatPay !== null
  return method.startsWith('alipay') && alipay !== null
}

type Payable = Pick<Order, 'channel' | 'placedAt' | 'payBefore'>

/** Whether a buyer may pay an order by bank transfer, which takes days: an institution's, or one staff gave more than a day. */
export const mayTransfer = ({ channel, placedAt, payBefore }: Payable): boolean =>
  channel === INSTITUTION_CHANNEL || payBefore - placedAt > DAY_MS

/** What a buyer is offered for an order at a place, the usual one first. A QR code is never the only way on a phone. */
export function methodsAt(settings: Settings, place: Place, order: Payable): Method[] {
  const transfer: Method[] = mayTransfer(order) ? ['bank_transfer'] : []
  // An institution pays from its account.
  const [first, last] = order.channel === INSTITUTION_CHANNEL ? [transfer, []] : [[], transfer]
  return [...first, ...THERE[place], ...last, 'sandbox' as const].filter((method) =>
    isSetUp(settings, method),
  )
}

const REAL = { wechatPay: 'https://api.mch.weixin.qq.com', alipay: 'openapi.alipay.com' }

/** Where the form that starts a payment may lead, for the pages' policy: the providers that are set up. */
export function formTargets({ wechatPay, wechat, alipay }: Settings): string[] {
  const originOf = (address: string) => new URL(address).origin
  return [
    // WeChat's page for other browsers stands on a host of its own.
    ...(wechatPay
      ? [wechatPay.baseUrl === REAL.wechatPay ? 'https://wx.tenpay.com' : wechatPay.baseUrl]
      : []),
    ...wechatTargets({ wechat }),
    // Alipay leads on to hosts of its own.
    ...(alipay ? [originOf(alipay.gatewayUrl)] : []),
    ...(alipay?.gatewayUrl.includes(REAL.alipay) ? ['https://*.alipay.com'] : []),
  ]
}
