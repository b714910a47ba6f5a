import type { Method } from '../method.ts'

/** Who sends a bill each day. */
export const PROVIDERS = ['wechatpay', 'alipay'] as const
export type Provider = (typeof PROVIDERS)[number]
/** How a bill came: the job fetched it, or a member of staff sent the file in. */
export type BillSource = 'fetched' | 'sent'

/** The ways to pay that stand on a provider's bill; the first of them asks for it. */
export const METHODS_OF: Record<Provider, readonly [Method, ...Method[]]> = {
  wechatpay: ['wechatpay_native', 'wechatpay_h5', 'wechatpay_jsapi'],
  alipay: ['alipay_page', 'alipay_wap'],
}

export const providerOf = (text: string): Provider | null =>
  PROVIDERS.find((provider) => provider === text) ?? null
