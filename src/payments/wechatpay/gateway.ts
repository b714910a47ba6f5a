import type { Gateway, Trade } from '../gateway.ts'
import { NotSaid, said } from '../provider-answer.ts'
import { fetchWechatBill } from './bill.ts'
import type { WechatPay } from './merchant.ts'
import { askRefund, queryRefund } from './refund.ts'
import { bridgeParams } from './signing.ts'
import { closeTrade, makeTrade, type Product, queryTrade } from './trade.ts'

type Urls = { notify: string; refundNotify: string }

/** WeChat Pay as every provider: one of its three products, at an instant (UTC ms). */
export function wechatGateway(merchant: WechatPay, product: Product, urls: Urls, now: number): Gateway {
  const query = async (outTradeNo: string): Promise<Trade> => {
    const trade = said(await queryTrade(merchant, outTradeNo, now), 'query')
    return trade === 'none' ? { state: 'unknown', amountFen: 0 } : trade
  }
  return {
    async create({ attempt, description, ip, openId, backTo }) {
      const { outTradeNo, amountFen, expiresAt } = attempt
      if (product === 'jsapi' && !openId) throw new NotSaid('create: nobody is signed in with WeChat')
      const trade = { outTradeNo, amountFen, expiresAt, description, ip, openId, notifyUrl: urls.notify }
      const made = said(await makeTrade(merchant, product, trade, now), 'create')
      if (product === 'native') return { kind: 'qr', text: made }
      if (product === 'jsapi') return { kind: 'jsapi', params: await bridgeParams(merchant, made, now) }
      return { kind: 'redirect', url: `${made}&redirect_url=${encodeURIComponent(backTo)}` }
    },
    query,
    async close(outTradeNo) {
      const answer = await closeTrade(merchant, outTradeNo, now)
      if (answer.outcome === 'ok') return { state: 'closed', amountFen: 0 }
      if (answer.outcome === 'unknown') throw new NotSaid(`close: ${answer.why}`)
      const trade = said(await queryTrade(merchant, outTradeNo, now), 'query')
      // What was never made cannot be paid.
      return trade === 'none' ? { state: 'closed', amountFen: 0 } : trade
    },
    refund: async (asked) => said(await askRefund(merchant, asked, urls.refundNotify, now), 'refund'),
    async queryRefund(asked) {
      const word = said(await queryRefund(merchant, asked, now), 'query of a refund')
      return word === 'none' ? null : word
    },
    bill: (day) => fetchWechatBill(merchant, day, now),
  }
}
