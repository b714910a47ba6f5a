import { eq, sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { select } from '../../db/query.ts'
import { formatOrderNumber } from '../../kernel/ids.ts'
import { orders } from '../../orders/schema.ts'
import type { Gateway, Trade } from '../gateway.ts'
import type { BankAccount } from '../merchants.ts'

/** Bank transfer: nobody is asked, our own books say what has come. */
export function transferGateway(db: Db, account: BankAccount): Gateway {
  return {
    async create({ attempt }) {
      const [order] = await db.all(
        select({ number: orders.number }).from(orders).where(eq(orders.id, attempt.orderId)),
      )
      return { kind: 'transfer', account, reference: formatOrderNumber(order!.number) }
    },
    query: (outTradeNo) => readTransfer(db, outTradeNo),
    // Nobody can stop a person from sending money; what still comes is given back by hand.
    async close(outTradeNo) {
      const trade = await readTransfer(db, outTradeNo)
      return trade.state === 'paid' ? trade : { ...trade, state: 'closed' }
    },
    refund: async () => 'by_hand',
    queryRefund: async () => 'by_hand',
  }
}

async function readTransfer(db: Db, outTradeNo: string): Promise<Trade> {
  const [row] = await db.all<{ amountFen: number; arrivedFen: number; closed: number }>(sql`
    SELECT a.amount_fen amountFen, a.closed_at IS NOT NULL closed, (
      SELECT coalesce(sum(l.amount_fen), 0) FROM arrival_allocations l
      WHERE l.attempt_id = a.id AND l.freed_at IS NULL) arrivedFen
    FROM payment_attempts a WHERE a.out_trade_no = ${outTradeNo}`)
  if (!row) return { state: 'unknown', amountFen: 0 }
  const { amountFen, arrivedFen, closed } = row
  return { state: arrivedFen >= amountFen ? 'paid' : closed ? 'closed' : 'unpaid', amountFen }
}
