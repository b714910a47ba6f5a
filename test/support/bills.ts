import { sql } from 'drizzle-orm'
import { placeOrder } from '../../src/orders/placing.ts'
import { readOrder } from '../../src/orders/queries.ts'
import { startPayment } from '../../src/payments/attempting.ts'
import type { Gateway, TradeState } from '../../src/payments/gateway.ts'
import type { BillLine } from '../../src/payments/reconciliation/bill.ts'
import type { RefundWord } from '../../src/payments/refunds/refund.ts'
import { settlePayment } from '../../src/payments/settling.ts'
import type { Shop } from '../../src/shop.ts'
import { fakeGateway } from './gateways.ts'
import { orderOf } from './shop.ts'

export const METHOD = 'wechatpay_native'

/** WeChat Pay of a test's own: what it answers of a trade, of a refund, and the lines of any day's bill. */
export function billedProvider() {
  const answers: {
    query: { state: TradeState; amountFen: number } | 'throws'
    refund: RefundWord | null
    bill: BillLine[] | Error
  } = { query: { state: 'unpaid', amountFen: 0 }, refund: null, bill: [] }
  const asked: string[] = []
  const gateway: Gateway = {
    ...fakeGateway().gateway,
    query: async () => {
      if (answers.query === 'throws') throw new Error('connection refused')
      return answers.query
    },
    queryRefund: async () => answers.refund,
    bill: async (day) => {
      asked.push(day)
      if (answers.bill instanceof Error) throw answers.bill
      return { lines: answers.bill }
    },
  }
  return { answers, asked, gateways: { [METHOD]: gateway } }
}

/** An order somebody began to pay; `fen` is what it comes to. */
export async function begun(shop: Shop, sku = 'TEA-GC-250') {
  const placed = await placeOrder(shop, orderOf([[sku, 1]]), crypto.randomUUID())
  if (!placed.ok) throw new Error(placed.refusal.code)
  const { number } = placed.value
  const started = await startPayment(shop, number, METHOD)
  if (!started.ok) throw new Error(started.refusal.code)
  return { number, trade: started.value.outTradeNo, fen: (await readOrder(shop, number))!.totalFen }
}

export async function settled(shop: Shop, { trade, fen }: { trade: string; fen: number }) {
  const word = { provider: METHOD, eventId: `success:${trade}`, outTradeNo: trade, amountFen: fen }
  return settlePayment(shop, word)
}

export const paymentLine = (outTradeNo: string, amountFen: number, at: number, feeFen = 0): BillLine => ({
  ...{ kind: 'payment', outTradeNo, outRefundNo: '', amountFen, feeFen, at, providerNo: `4200${outTradeNo}` },
})
export const refundLine = (
  outTradeNo: string,
  outRefundNo: string,
  amountFen: number,
  at: number,
  feeFen = 0,
): BillLine => ({
  ...{ kind: 'refund', outTradeNo, outRefundNo, amountFen, feeFen, at, providerNo: `4200${outTradeNo}` },
})

export const differences = ({ db }: Shop) =>
  db.all<{ id: string; kind: string; there: number | null; here: number | null; how: string | null }>(sql`
    SELECT id, kind, there_fen there, here_fen here, resolution how FROM bill_differences ORDER BY kind`)
