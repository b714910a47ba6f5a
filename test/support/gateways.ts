import { sql } from 'drizzle-orm'
import { vi } from 'vitest'
import type { Db } from '../../src/db/client.ts'
import type { Gateway, TradeState } from '../../src/payments/gateway.ts'
import type { RefundWord } from '../../src/payments/refunds/refund.ts'

type Mood = TradeState | 'throws' | 'hangs'

/**
 * A provider of the tests' own: trades of a method are what `closing` says when it is asked to close one, refunds what
 * `refunding` says, and everything it was asked for is written down.
 */
export function fakeGateway(answers: { closing?: Mood; refunding?: RefundWord | 'throws' | 'hangs' } = {}) {
  const asked: { creates: string[]; closes: string[]; refunds: string[] } = {
    creates: [],
    closes: [],
    refunds: [],
  }
  const amounts = new Map<string, number>()
  const hanging = { told: () => {} }
  const hang = () => new Promise<never>(() => hanging.told())
  const says = <T extends string>(mood: T): Promise<Exclude<T, 'throws' | 'hangs'>> => {
    if (mood === 'throws') return Promise.reject(new Error('connection refused'))
    return mood === 'hangs' ? hang() : Promise.resolve(mood as Exclude<T, 'throws' | 'hangs'>)
  }
  const gateway: Gateway = {
    async create({ attempt: { outTradeNo, amountFen } }) {
      asked.creates.push(outTradeNo)
      amounts.set(outTradeNo, amountFen)
      return { kind: 'qr', text: `fake:${outTradeNo}` }
    },
    query: async (outTradeNo) => ({ state: 'unpaid', amountFen: amounts.get(outTradeNo) ?? 0 }),
    async close(outTradeNo) {
      asked.closes.push(outTradeNo)
      return { state: await says(answers.closing ?? 'closed'), amountFen: amounts.get(outTradeNo) ?? 0 }
    },
    async refund({ outRefundNo }) {
      asked.refunds.push(outRefundNo)
      return says(answers.refunding ?? 'succeeded')
    },
    // It knows of no refund: each is asked for.
    queryRefund: async () => null,
  }
  return { gateway, asked, answers, hanging }
}

/**
 * Does `work` on a clock that stands still, and goes on by `ms` whenever all that is being tried hangs at `provider`. So
 * a limit ends what hangs and never what is slow, however busy the machine is.
 */
export async function endingHangs<T>(
  db: Db,
  provider: ReturnType<typeof fakeGateway>,
  ms: number,
  work: () => Promise<T>,
): Promise<T> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  try {
    let [hung, over] = [0, false]
    let wake = () => {}
    const woken = () =>
      new Promise<void>((done) => {
        wake = done
      })
    let news = woken()
    provider.hanging.told = () => {
      hung += 1
      wake()
    }
    const answer = work().finally(() => {
      over = true
      wake()
    })
    for (await news; !over; await news) {
      const [row] = await db.all<{ tried: number }>(
        sql`SELECT count(*) tried FROM outbox WHERE ended_at IS NULL AND leased_until > 0`,
      )
      if (row!.tried > hung) continue
      hung = 0
      news = woken()
      vi.advanceTimersByTime(ms)
    }
    return await answer
  } finally {
    vi.useRealTimers()
  }
}
