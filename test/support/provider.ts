import { sql } from 'drizzle-orm'
import type { Result } from '../../src/kernel/result.ts'
import { civilDate } from '../../src/kernel/time.ts'
import type { Gateway, TradeState } from '../../src/payments/gateway.ts'
import { askRefundAgain } from '../../src/payments/refunds/asking-again.ts'
import type { RefundWord } from '../../src/payments/refunds/refund.ts'
import { repayByTransfer } from '../../src/payments/refunds/repaying.ts'
import type { Shop } from '../../src/shop.ts'

/**
 * How a provider answers one call: the truth; nothing, and it did nothing; nothing, though it did what was asked;
 * that it does not know. A refund may also be under way for a while, or be refused for good.
 */
export type Mood = 'truth' | 'dead' | 'lost' | 'unknown' | 'processing' | 'failed'

type Trade = { fen: number; state: Exclude<TradeState, 'unknown'> }
type Refund = { outTradeNo: string; fen: number; state: RefundWord }

/**
 * A provider with books of its own, which our books must agree with once nothing is under way. `moods` are taken one a
 * call; when they run out it tells the truth.
 */
export function provider(moods: Mood[] = []) {
  const trades = new Map<string, Trade>()
  const refunds = new Map<string, Refund>()
  const answer = async <T>(act: () => T, unknown: T | null): Promise<T> => {
    const mood = moods.shift() ?? 'truth'
    if (mood === 'dead') throw new Error('connection refused')
    if (mood === 'unknown' && unknown !== null) return unknown
    const answered = act()
    if (mood === 'lost') throw new Error('connection reset')
    return answered
  }
  const told = (outTradeNo: string) => {
    const trade = trades.get(outTradeNo)
    return { state: trade?.state ?? ('unknown' as TradeState), amountFen: trade?.fen ?? 0 }
  }
  const gateway: Gateway = {
    create: ({ attempt: { outTradeNo, amountFen } }) =>
      answer(() => {
        if (!trades.has(outTradeNo)) trades.set(outTradeNo, { fen: amountFen, state: 'unpaid' })
        return { kind: 'qr', text: outTradeNo }
      }, null),
    query: (outTradeNo) => answer(() => told(outTradeNo), { state: 'unknown', amountFen: 0 }),
    close: (outTradeNo) =>
      answer(
        () => {
          const trade = trades.get(outTradeNo)
          if (trade?.state === 'unpaid') trade.state = 'closed'
          // A trade the provider never heard of is one it never takes money for: it is closed for good.
          if (!trade) trades.set(outTradeNo, { fen: 0, state: 'closed' })
          return told(outTradeNo)
        },
        { state: 'unknown', amountFen: 0 },
      ),
    queryRefund: ({ outRefundNo }) => {
      const known = refunds.get(outRefundNo)
      return answer(() => {
        if (known?.state === 'processing') known.state = 'succeeded'
        return known?.state ?? null
      }, null)
    },
    refund: ({ outTradeNo, outRefundNo, amountFen }) => {
      const mood = moods[0]
      return answer(() => {
        const known = refunds.get(outRefundNo)
        if (known && known.state !== 'processing') return known.state
        const state = mood === 'processing' || mood === 'failed' ? mood : 'succeeded'
        refunds.set(outRefundNo, { outTradeNo, fen: amountFen, state })
        return state
      }, 'processing')
    },
  }
  return {
    gateway,
    moods,
    trades,
    refunds,
    /** The buyer pays a trade on the provider's page; false when it is closed, paid or not there. */
    pay(outTradeNo: string): boolean {
      const trade = trades.get(outTradeNo)
      if (trade?.state !== 'unpaid') return false
      trade.state = 'paid'
      return true
    },
  }
}

export type Provider = ReturnType<typeof provider>

/** Has those refunds of an order asked for again that failed, as staff do who look at it now. Answers how many. */
export async function askAgain(by: Shop, number: string, staffId: string): Promise<number> {
  const failed = await by.db.all<{ id: string; no: string }>(sql`
    SELECT r.id, r.out_refund_no no FROM refunds r JOIN orders o ON o.id = r.order_id
    WHERE o.number = ${number} AND r.state = 'failed'`)
  for (const { id, no } of failed) await askRefundAgain(by, number, id, no, staffId)
  return failed.length
}

/** Has those refunds of an order repaid by transfer that failed, as staff do who look at it now. */
export async function repayFailed(by: Shop, number: string, staffId: string): Promise<Result<null>[]> {
  const failed = await by.db.all<{ id: string; no: string }>(sql`
    SELECT r.id, r.out_refund_no no FROM refunds r JOIN orders o ON o.id = r.order_id
    WHERE o.number = ${number} AND r.state = 'failed'`)
  const transfer = { paidOn: civilDate(by.now), reference: 'B0001', note: null }
  const answers = []
  for (const { id, no } of failed) answers.push(await repayByTransfer(by, number, id, no, transfer, staffId))
  return answers
}

/** What was paid and given back of one order, in fen: at its provider and in our books. */
export async function books(shop: Shop, number: string, { trades, refunds }: Provider) {
  // Of a bank transfer no provider knows.
  const own = await shop.db.all<{ trade: string; paid: number }>(sql`
    SELECT a.out_trade_no trade, a.paid_at IS NOT NULL paid FROM payment_attempts a
    JOIN orders o ON o.id = a.order_id WHERE o.number = ${number} AND a.method <> 'bank_transfer'`)
  const asked = await shop.db.all<{ fen: number; state: string }>(sql`
    SELECT r.amount_fen fen, r.state FROM refunds r JOIN orders o ON o.id = r.order_id
    JOIN payment_attempts a ON a.id = r.attempt_id WHERE o.number = ${number} AND a.method <> 'bank_transfer'`)
  const of = new Set(own.map(({ trade }) => trade))
  const there = [...refunds.values()].filter(({ outTradeNo }) => of.has(outTradeNo))
  const total = (rows: { fen: number }[]) => rows.reduce((sum, { fen }) => sum + fen, 0)
  return {
    paidThere: own
      .filter(({ trade }) => trades.get(trade)?.state === 'paid')
      .map(({ trade }) => trade)
      .sort(),
    paidHere: own
      .filter(({ paid }) => paid)
      .map(({ trade }) => trade)
      .sort(),
    backThere: total(there.filter(({ state }) => state === 'succeeded')),
    backHere: total(asked.filter(({ state }) => state === 'succeeded')),
    open: asked.filter(({ state }) => !['succeeded', 'failed', 'repaid'].includes(state)).length,
  }
}
