import { type Feature, row } from './case.ts'

/** An order and an attempt of its own. */
const OTHER = [
  row('orders', { id: '2', number: '2' }),
  row('payment_attempts', { id: '3', order_id: '2', out_trade_no: '3', amount_fen: 9 }),
]
const refund = (id: string, more: Record<string, string | number> = {}) =>
  row('refunds', { id, out_refund_no: id, ...more })
/** A refund of the other order, of the money it did not keep. */
const THEIRS = { order_id: '2', attempt_id: '3', reason: 'paid_late' }
const again = (id: string) => `UPDATE refunds SET failed = 0 WHERE id = '${id}'`

/** What a refund belongs to, and how it goes on. */
export const refunds: Feature = {
  rows: { refund_transfers: { paid_on: '2026-11-02', reference: 'B001' } },
  after: { refund_transfers: ["UPDATE refunds SET state = 'failed', failed = 1 WHERE id = '1'"] },
  checks: {
    refund_transfer_day: {
      table: 'refund_transfers',
      refused: [{ paid_on: '2' }, { paid_on: '2026-1-2' }, { paid_on: '2026-11-02 ' }],
      accepted: [{ paid_on: '2026-11-30' }],
    },
    refund_transfer_reference: {
      table: 'refund_transfers',
      refused: [{ reference: '123' }, { reference: '1'.repeat(65) }],
      accepted: [{ reference: '1234' }, { reference: '1'.repeat(64) }],
    },
  },
  following: {
    refund_failure_told: {
      given: [row('captures'), refund('1')],
      reads: ["SELECT count(*) FROM outbox WHERE kind = 'staff.alarm'"],
      from: [0],
      acts: [
        ["UPDATE refunds SET state = 'processing'", [0]],
        ["UPDATE refunds SET state = 'failed', failed = 1", [1]],
        ["UPDATE refunds SET state = 'failed', failed = 1", [1]],
        ["UPDATE refunds SET state = 'requested', failed = 0, out_refund_no = '1-2'", [1]],
        ["UPDATE refunds SET state = 'given_up', settled_at = 5", [2]],
        ["UPDATE refunds SET state = 'failed', failed = 1", [3]],
      ],
    },
  },
  raising: {
    refund_of_attempt: {
      given: [row('captures'), ...OTHER],
      refused: [refund('1', { order_id: '2' }), refund('1', { attempt_id: '3', reason: 'paid_late' })],
      accepted: [refund('1'), refund('1', THEIRS)],
    },
    refund_limit_again: {
      word: 'refund_limit',
      given: [row('payment_attempts', { amount_fen: 10 }), row('captures', { amount_fen: 10 })],
      refused: [[refund('1', { amount_fen: 6, failed: 1 }), refund('2', { amount_fen: 5 }), again('1')]],
      accepted: [
        [refund('1', { amount_fen: 6, failed: 1 }), refund('2', { amount_fen: 4 }), again('1')],
        [refund('1', { amount_fen: 6, failed: 1 }), refund('2', { amount_fen: 5, failed: 1 }), again('1')],
        [refund('1', { amount_fen: 6 }), refund('2', { amount_fen: 4 }), again('2')],
      ],
    },
    refund_stays_succeeded: {
      word: 'refund_stays_settled',
      refused: [
        [refund('1', { state: 'succeeded' }), 'UPDATE refunds SET failed = 1'],
        [refund('1', { state: 'succeeded' }), "UPDATE refunds SET state = 'succeeded', failed = 1"],
        [refund('1', { state: 'repaid' }), 'UPDATE refunds SET failed = 1'],
      ],
      accepted: [
        [refund('1', { state: 'succeeded' }), 'UPDATE refunds SET failed = 0'],
        [refund('1', { state: 'processing' }), "UPDATE refunds SET state = 'failed', failed = 1"],
      ],
    },
    refund_transfer_needed: {
      refused: ['requested', 'processing', 'succeeded', 'repaid'].map((state) => [
        row('refund_transfers', { reference: 'B002' }),
        refund('2', { state }),
        row('refund_transfers', { refund_id: '2' }),
      ]),
      accepted: [
        [
          row('refund_transfers'),
          refund('2', { state: 'given_up' }),
          row('refund_transfers', { refund_id: '2' }),
        ],
      ],
    },
    refund_transfer_stays: {
      refused: [[row('refund_transfers'), "UPDATE refund_transfers SET reference = 'B002'"]],
    },
    refund_transfer_kept: {
      word: 'refund_transfer_stays',
      refused: [[row('refund_transfers'), 'DELETE FROM refund_transfers']],
    },
    refund_repaid: {
      refused: [[refund('1', { state: 'failed' }), "UPDATE refunds SET state = 'repaid'"]],
      accepted: [[row('refund_transfers'), "UPDATE refunds SET state = 'repaid'"]],
    },
    refund_line_of_order: {
      given: [row('captures'), ...OTHER, refund('1', THEIRS), row('order_lines')],
      refused: [row('refund_lines')],
      accepted: [[row('order_lines', { order_id: '2' }), row('refund_lines', { order_id: '2' })]],
    },
    freight_of_order: {
      given: [row('captures'), ...OTHER, refund('1', THEIRS)],
      refused: [row('refund_freight')],
      accepted: [row('refund_freight', { order_id: '2' })],
    },
    allowance_of_order: {
      given: [row('captures'), ...OTHER, refund('1', THEIRS)],
      refused: [row('refund_allowances')],
      accepted: [row('refund_allowances', { order_id: '2' })],
    },
  },
}
