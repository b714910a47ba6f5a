import { type Feature, notNegative, positive, row } from './case.ts'

/** A second attempt of the order, which captured nothing. */
const TWICE = row('payment_attempts', { id: '2', out_trade_no: '2', paid_at: 1 })
/** An order and an attempt of its own. */
const OTHER = [
  row('orders', { id: '2', number: '2' }),
  row('payment_attempts', { id: '3', order_id: '2', out_trade_no: '3' }),
]
const refund = (id: string, more: Record<string, string | number> = {}) =>
  row('refunds', { id, out_refund_no: id, ...more })
const allowed = (line: number | null, fen: number) => row('refund_allowances', { line, amount_fen: fen })

export const payments: Feature = {
  rows: { refunds: { amount_fen: 0 } },
  after: { refunds: [row('captures')], refund_lines: [row('order_lines')] },
  checks: {
    attempt_amount: positive('payment_attempts', 'amount_fen'),
    refund_amount: notNegative('refunds', 'amount_fen'),
    refunded_quantity: {
      table: 'refund_lines',
      refused: [{ quantity: 0, withheld: 0 }],
      accepted: [{ quantity: 1, withheld: 0 }],
    },
    withheld_quantity: {
      table: 'refund_lines',
      refused: [{ withheld: -1 }, { withheld: 2 }],
      accepted: [{ withheld: 0 }, { withheld: 1 }],
    },
    refunded_amount: notNegative('refund_lines', 'amount_fen'),
    refunded_freight: notNegative('refund_freight', 'amount_fen'),
    allowed_amount: positive('refund_allowances', 'amount_fen'),
  },
  unique: {
    attempt_out_trade_no: {
      table: 'payment_attempts',
      on: 'out_trade_no',
      again: { id: '2', paid_at: 1 },
      apart: { out_trade_no: '2' },
    },
    attempt_open_once: {
      table: 'payment_attempts',
      on: 'order_id',
      again: { id: '2', out_trade_no: '2' },
      apart: [{ closed_at: 1 }, { paid_at: 1 }],
    },
    capture_once: {
      table: 'captures',
      on: 'order_id',
      given: [row('payment_attempts'), TWICE, ...OTHER],
      again: { attempt_id: '2' },
      apart: { order_id: '2', attempt_id: '3' },
    },
    captures_of_attempt: {
      table: 'captures',
      on: 'attempt_id',
      given: [row('payment_attempts'), ...OTHER],
      again: { order_id: '2' },
      apart: { attempt_id: '3' },
      without: ['capture_of_attempt'],
    },
    provider_event_once: { table: 'provider_events', on: 'provider, event_id', apart: { event_id: '2' } },
    refund_out_refund_no: {
      table: 'refunds',
      on: 'out_refund_no',
      again: { id: '2' },
      apart: { out_refund_no: '2' },
    },
    freight_refunded_once: { table: 'refund_freight', on: 'order_id, place', apart: { place: 2 } },
  },
  raising: {
    attempt_stays_paid: {
      given: [row('payment_attempts', { state: 'paid', paid_at: 1 })],
      refused: ["state = 'closed'", 'paid_at = NULL'].map(
        (change) => `UPDATE payment_attempts SET ${change}`,
      ),
      accepted: [
        "UPDATE payment_attempts SET state = 'paid', paid_at = 1",
        [
          row('payment_attempts', { id: '2', out_trade_no: '2' }),
          "UPDATE payment_attempts SET state = 'closed' WHERE id = '2'",
        ],
      ],
    },
    refund_limit: {
      given: [row('payment_attempts', { amount_fen: 10 }), row('captures', { amount_fen: 10 })],
      refused: [
        refund('1', { amount_fen: 11 }),
        [refund('1', { amount_fen: 6 }), refund('2', { amount_fen: 5 })],
      ],
      accepted: [
        refund('1', { amount_fen: 10 }),
        [refund('1', { amount_fen: 6 }), refund('2', { amount_fen: 4 })],
        [refund('1', { amount_fen: 6, failed: 1 }), refund('2', { amount_fen: 5 })],
      ],
    },
    refund_stays_settled: {
      refused: [
        [refund('1', { state: 'succeeded' }), "UPDATE refunds SET state = 'failed'"],
        [refund('1', { state: 'repaid' }), "UPDATE refunds SET state = 'succeeded'"],
      ],
      accepted: [
        [refund('1', { state: 'succeeded' }), "UPDATE refunds SET state = 'succeeded'"],
        [refund('1', { state: 'processing' }), "UPDATE refunds SET state = 'failed'"],
      ],
    },
    refund_names_capture: {
      given: [row('captures'), TWICE],
      refused: [
        ...['paid_twice', 'paid_late', 'plot_lost'].map((reason) => refund('1', { reason })),
        refund('1', { attempt_id: '2', reason: 'goodwill' }),
      ],
      accepted: [
        ...['paid_twice', 'paid_late', 'plot_lost'].map((reason) => refund('1', { attempt_id: '2', reason })),
        refund('1', { reason: 'goodwill' }),
      ],
    },
    capture_of_refunded: {
      given: OTHER,
      refused: [
        [
          refund('1', { order_id: '2', attempt_id: '3', reason: 'paid_late' }),
          row('captures', { order_id: '2', attempt_id: '3' }),
        ],
      ],
      accepted: [[refund('1'), row('captures', { order_id: '2', attempt_id: '3' })]],
    },
    capture_of_attempt: {
      given: [row('payment_attempts', { amount_fen: 10 }), ...OTHER],
      refused: [
        row('captures', { amount_fen: 9 }),
        row('captures', { amount_fen: 11 }),
        row('captures', { order_id: '2', amount_fen: 10 }),
      ],
      accepted: [row('captures', { amount_fen: 10 })],
    },
    allowance_limit: [
      {
        given: [row('order_lines', { quantity: 10, amount_fen: 10, discount_fen: 2 })],
        refused: [allowed(1, 9), allowed(2, 1)],
        accepted: [allowed(1, 8), allowed(null, 9)],
      },
      {
        // Of eight fen two went back with a piece and three were allowed before.
        given: [
          row('order_lines', { quantity: 10, amount_fen: 10, discount_fen: 2 }),
          row('refund_lines', { amount_fen: 2 }),
          refund('2'),
          row('refund_allowances', { refund_id: '2', line: 1, amount_fen: 3 }),
          // What went back for another line takes nothing away.
          row('order_lines', { line: 2 }),
          row('refund_lines', { line: 2, amount_fen: 1 }),
          refund('3'),
          row('refund_allowances', { refund_id: '3', line: 2, amount_fen: 4 }),
        ],
        refused: [allowed(1, 4)],
        accepted: [allowed(1, 3)],
      },
    ],
  },
  following: {
    refund_channel: {
      given: [row('orders', { channel: 'institution' }), row('captures')],
      reads: ["SELECT channel FROM refunds WHERE id = '1'"],
      from: [null],
      acts: [[refund('1'), ['institution']]],
      without: ['online'],
    },
  },
}
