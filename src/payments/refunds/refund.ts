import type { Machine } from '../../kernel/machine.ts'

export type RefundState = 'requested' | 'processing' | 'succeeded' | 'failed'
/** As the provider words it. */
export type RefundEventKind = 'processing' | 'succeeded' | 'failed'

/** A refund. What succeeded or failed stays so: another try is another refund, with a number of its own. */
export const refundMachine: Machine<RefundState, RefundEventKind> = {
  requested: { processing: 'processing', succeeded: 'succeeded', failed: 'failed' },
  processing: { processing: 'processing', succeeded: 'succeeded', failed: 'failed' },
  succeeded: {},
  failed: {},
}
