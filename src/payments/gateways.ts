import type { Shop } from '../shop.ts'
import { siteUrls } from '../urls.ts'
import { alipayGateway } from './alipay/gateway.ts'
import type { Gateway } from './gateway.ts'
import { sandboxGateway } from './sandbox-gateway.ts'
import { transferGateway } from './transfer/gateway.ts'
import { wechatGateway } from './wechatpay/gateway.ts'

const PRODUCTS = {
  wechatpay_native: 'native',
  wechatpay_h5: 'h5',
  wechatpay_jsapi: 'jsapi',
} as const
const PAGES = { alipay_page: 'page', alipay_wap: 'wap' } as const

/** The gateway behind a payment method; null when the method is not set up here. */
export function gatewayFor(shop: Shop, method: string): Gateway | null {
  const own = shop.gateways && Object.hasOwn(shop.gateways, method) ? shop.gateways[method] : undefined
  if (own) return own
  const { wechatPay, alipay, bank, production, publicUrl } = shop.settings
  if (wechatPay && isOf(PRODUCTS, method)) {
    const urls = {
      notify: publicUrl + siteUrls.wechatNotifications.path,
      refundNotify: publicUrl + siteUrls.wechatRefundNotifications.path,
    }
    return wechatGateway(wechatPay, PRODUCTS[method], urls, shop.now)
  }
  if (alipay && isOf(PAGES, method))
    return alipayGateway(alipay, PAGES[method], publicUrl + siteUrls.alipayNotifications.path, shop.now)
  if (bank && method === 'bank_transfer') return transferGateway(shop.db, bank)
  return method === 'sandbox' && !production ? sandboxGateway(shop.db) : null
}

const isOf = <T extends object>(table: T, name: string): name is keyof T & string =>
  Object.hasOwn(table, name)
