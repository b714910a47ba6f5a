import { and, eq } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { insert, select, update } from '../db/query.ts'
import { pathsFor } from '../urls.ts'
import type { Gateway, Trade } from './gateway.ts'
import { sandboxRefunds, sandboxTrades } from './schema.ts'

/** A provider on our own tables, for laptops and tests; production never offers it. */
export function sandboxGateway(db: Db): Gateway {
  return {
    async create({ attempt: { outTradeNo, amountFen }, language }) {
      const trade = { outTradeNo, amountFen, state: 'unpaid' } as const
      await db.run(insert(sandboxTrades).values(trade).onConflictDoNothing())
      return { kind: 'redirect', url: pathsFor(language).sandbox(outTradeNo) }
    },
    query: (outTradeNo) => readTrade(db, outTradeNo),
    async close(outTradeNo) {
      await db.run(update(sandboxTrades).set({ state: 'closed' }).where(unpaid(outTradeNo)))
      const trade = await readTrade(db, outTradeNo)
      // A trade the provider never heard of can never be paid either.
      return trade.state === 'unknown' ? { ...trade, state: 'closed' } : trade
    },
    async refund({ outTradeNo, outRefundNo, amountFen }) {
      await db.run(
        insert(sandboxRefunds).values({ outRefundNo, outTradeNo, amountFen }).onConflictDoNothing(),
      )
      return 'succeeded'
    },
    async queryRefund({ outRefundNo }) {
      const kept = await db.all(
        select({ outRefundNo: sandboxRefunds.outRefundNo })
          .from(sandboxRefunds)
          .where(eq(sandboxRefunds.outRefundNo, outRefundNo)),
      )
      return kept.length ? 'succeeded' : null
    },
  }
}

/** What the sandbox's own page does: pays a trade that is still open. */
export async function payInSandbox(db: Db, outTradeNo: string): Promise<Trade> {
  await db.run(update(sandboxTrades).set({ state: 'paid' }).where(unpaid(outTradeNo)))
  return readTrade(db, outTradeNo)
}

export async function readTrade(db: Db, outTradeNo: string): Promise<Trade> {
  const [row] = await db.all(
    select({ state: sandboxTrades.state, amountFen: sandboxTrades.amountFen })
      .from(sandboxTrades)
      .where(eq(sandboxTrades.outTradeNo, outTradeNo)),
  )
  return row ?? { state: 'unknown', amountFen: 0 }
}

const unpaid = (outTradeNo: string) =>
  and(eq(sandboxTrades.outTradeNo, outTradeNo), eq(sandboxTrades.state, 'unpaid'))
