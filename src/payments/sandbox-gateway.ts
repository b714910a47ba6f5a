import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { pathsFor } from '../urls.ts'
import type { Gateway, TradeState } from './gateway.ts'

type Trade = { state: TradeState; amountFen: number }

/** A provider on our own tables, for laptops and tests; production never offers it. */
export function sandboxGateway(db: Db): Gateway {
  return {
    async create(attempt, language) {
      await db.run(sql`INSERT INTO sandbox_trades (out_trade_no, amount_fen, state)
        VALUES (${attempt.outTradeNo}, ${attempt.amountFen}, 'unpaid') ON CONFLICT DO NOTHING`)
      return { kind: 'redirect', url: pathsFor(language).sandbox(attempt.outTradeNo) }
    },
    query: (outTradeNo) => readTrade(db, outTradeNo),
    async close(outTradeNo) {
      await db.run(
        sql`UPDATE sandbox_trades SET state = 'closed' WHERE out_trade_no = ${outTradeNo} AND state = 'unpaid'`,
      )
      const trade = await readTrade(db, outTradeNo)
      // A trade the provider never heard of can never be paid either.
      return trade.state === 'unknown' ? { ...trade, state: 'closed' } : trade
    },
    async refund({ outTradeNo, outRefundNo, amountFen }) {
      await db.run(sql`INSERT INTO sandbox_refunds (out_refund_no, out_trade_no, amount_fen)
        VALUES (${outRefundNo}, ${outTradeNo}, ${amountFen}) ON CONFLICT DO NOTHING`)
      return 'succeeded'
    },
  }
}

/** What the sandbox's own page does: pays a trade that is still open. */
export async function payInSandbox(db: Db, outTradeNo: string): Promise<Trade> {
  await db.run(
    sql`UPDATE sandbox_trades SET state = 'paid' WHERE out_trade_no = ${outTradeNo} AND state = 'unpaid'`,
  )
  return readTrade(db, outTradeNo)
}

export async function readTrade(db: Db, outTradeNo: string): Promise<Trade> {
  const [row] = await db.all<Trade>(
    sql`SELECT state, amount_fen amountFen FROM sandbox_trades WHERE out_trade_no = ${outTradeNo}`,
  )
  return row ?? { state: 'unknown', amountFen: 0 }
}
