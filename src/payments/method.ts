import type { Settings } from '../env.ts'

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
export function isSetUp({ wechatPay, wechat, alipay, production }: Settings, method: Method): boolean {
  if (method === 'sandbox') return !production
  if (method === 'wechatpay_jsapi') return wechatPay !== null && wechat !== null
  if (method.startsWith('wechatpay')) return wechatPay !== null
  return method.startsWith('alipay') && alipay !== null
}

/** What a buyer is offered at a place, the usual one first. A QR code is never the only way on a phone. */
export const methodsAt = (settings: Settings, place: Place): Method[] =>
  [...THERE[place], 'sandbox' as const].filter((method) => isSetUp(settings, method))

const REAL = { wechatPay: 'https://api.mch.weixin.qq.com', alipay: 'openapi.alipay.com' }

/** Where the form that starts a payment may lead, for the pages' policy: the providers that are set up. */
export function formTargets({ wechatPay, wechat, alipay }: Settings): string[] {
  const originOf = (address: string) => new URL(address).origin
  return [
    // WeChat's page for other browsers stands on a host of its own.
    ...(wechatPay
      ? [wechatPay.baseUrl === REAL.wechatPay ? 'https://wx.tenpay.com' : wechatPay.baseUrl]
      : []),
    ...(wechat ? [originOf(wechat.oauthUrl)] : []),
    // Alipay leads on to hosts of its own.
    ...(alipay ? [originOf(alipay.gatewayUrl)] : []),
    ...(alipay?.gatewayUrl.includes(REAL.alipay) ? ['https://*.alipay.com'] : []),
  ]
}
