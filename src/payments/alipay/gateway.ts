import type { Gateway, Trade } from '../gateway.ts'
import { NotSaid, said } from '../provider-answer.ts'
import { fetchAlipayBill } from './bill.ts'
import type { Alipay } from './merchant.ts'
import { askRefund, closeTrade, type Product, payingPage, queryRefund, queryTrade } from './trade.ts'

/** Alipay as every provider: one of its two pages, at an instant (UTC ms). */
export function alipayGateway(merchant: Alipay, product: Product, notifyUrl: string, now: number): Gateway {
  const query = async (outTradeNo: string): Promise<Trade> => {
    const trade = said(await queryTrade(merchant, outTradeNo, now), 'query')
    return trade === 'none' ? { state: 'unknown', amountFen: 0 } : trade
  }
  return {
    create: async (paying) => ({
      kind: 'redirect',
      url: await payingPage(merchant, product, paying, notifyUrl, now),
    }),
    query,
    async close(outTradeNo) {
      const answer = await closeTrade(merchant, outTradeNo, now)
      if (answer.outcome === 'ok') return { state: 'closed', amountFen: 0 }
      if (answer.outcome === 'unknown') throw new NotSaid(`close: ${answer.why}`)
      const trade = said(await queryTrade(merchant, outTradeNo, now), 'query')
      // Nobody opened its page. Who still has it open may pay until it expires: that is given back as paid late.
      return trade === 'none' ? { state: 'closed', amountFen: 0 } : trade
    },
    async refund(asked) {
      const word = said(await askRefund(merchant, asked, now), 'refund')
      return word ?? said(await queryRefund(merchant, asked, now), 'query of a refund') ?? 'processing'
    },
    queryRefund: async (asked) => said(await queryRefund(merchant, asked, now), 'query of a refund'),
    bill: (day) => fetchAlipayBill(merchant, day, now),
  }
}
