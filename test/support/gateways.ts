import type { Gateway, TradeState } from '../../src/payments/gateway.ts'
import type { RefundWord } from '../../src/payments/refunds/refund.ts'

type Mood = TradeState | 'throws' | 'hangs'

const never = () => new Promise<never>(() => undefined)

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
  const says = <T extends string>(mood: T): Promise<Exclude<T, 'throws' | 'hangs'>> => {
    if (mood === 'throws') return Promise.reject(new Error('connection refused'))
    return mood === 'hangs' ? never() : Promise.resolve(mood as Exclude<T, 'throws' | 'hangs'>)
  }
  const gateway: Gateway = {
    async create({ outTradeNo, amountFen }) {
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
  }
  return { gateway, asked, answers }
}
