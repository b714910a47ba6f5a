import type { Machine } from '../../kernel/machine.ts'

export type RefundState = 'requested' | 'processing' | 'succeeded' | 'failed' | 'given_up' | 'repaid'
/** As the provider words it; `by_hand`: there is none, a person sends the money. */
export type RefundWord = 'processing' | 'succeeded' | 'failed' | 'by_hand'
/** `given_up` and `taken_up` are of the asking, under one number; `asked_again` is another try, with a number of its own. */
export type RefundEventKind = RefundWord | 'given_up' | 'taken_up' | 'asked_again' | 'repaid'

/**
 * A refund. Nobody asks for one that was given up, but its provider may have heard of it before: its word still counts,
 * and who takes it up asks under the same number. One that failed is asked for under a new one.
 * Either may be repaid by hand instead, which ends it. Of a bank transfer nobody is ever asked: it waits for that at once.
 */
export const refundMachine: Machine<RefundState, RefundEventKind> = {
  requested: {
    ...{ processing: 'processing', succeeded: 'succeeded', failed: 'failed' },
    ...{ by_hand: 'given_up', given_up: 'given_up' },
  },
  processing: {
    ...{ processing: 'processing', succeeded: 'succeeded', failed: 'failed' },
    ...{ by_hand: 'given_up', given_up: 'given_up' },
  },
  succeeded: {},
  failed: { asked_again: 'requested', repaid: 'repaid' },
  given_up: { succeeded: 'succeeded', failed: 'failed', taken_up: 'requested', repaid: 'repaid' },
  repaid: {},
}

/** The number of the next try: `R_…_4`, `R_…_4-2`, `R_…_4-3`. */
export function nextRefundNo(outRefundNo: string): string {
  const [, first = outRefundNo, tries = '1'] = /^(.*)-(\d+)$/.exec(outRefundNo) ?? []
  return `${first}-${Number(tries) + 1}`
}
