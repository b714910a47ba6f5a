import { serveShop } from '../served.ts'
import { fakeAlipay } from './alipay.ts'
import { shopClock } from './clock.ts'
import { fakeWechatPay } from './wechatpay.ts'

/** The uploaded bundle with both providers set up, each on a port of its own; for browsers. */
export async function shopWithProviders() {
  const now = shopClock()
  const [wechat, alipay] = await Promise.all([fakeWechatPay({ now }), fakeAlipay({ now })])
  const { address, close } = await serveShop({ ...wechat.settings, ...wechat.inside, ...alipay.settings })
  return {
    ...{ address, wechat, alipay },
    /** A provider calls. */
    hear: (callback: { headers: Record<string, string>; body: string }) =>
      fetch(`${address}/payments/wechatpay/notifications`, { method: 'POST', ...callback }),
    heed: (body: string) =>
      fetch(`${address}/payments/alipay/notifications`, {
        method: 'POST',
        body,
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      }),
    close: async () => {
      await close()
      await Promise.all([wechat.close(), alipay.close()])
    },
  }
}

export type ShopWithProviders = Awaited<ReturnType<typeof shopWithProviders>>
