import { type Feature, positive, type Row, row } from './case.ts'

/** Confirmed by who asked; refund 1 allowed one fen for order 1. */
const GIVEN = { decided_by: '1', decided_at: 1, refund_id: '1', alone: 1 }
const change = (to: string) => `UPDATE goodwill_requests SET ${to} WHERE id = '1'`
const CONFIRMED = change("decided_by = '2', decided_at = 2, refund_id = '1'")
/** Refund 1 is for none of these. */
const OTHERS: Row[] = [{ amount_fen: 2 }, { line: 1 }, { order_id: '2' }]
const OTHER_ORDER = row('orders', { id: '2', number: '2' })

export const goodwill: Feature = {
  after: { goodwill_requests: [row('refund_allowances'), row('staff', { id: '2', login: '2' })] },
  checks: {
    goodwill_amount: positive('goodwill_requests', 'amount_fen'),
    goodwill_reason: {
      table: 'goodwill_requests',
      refused: [{ note: '' }, { note: '  ' }],
      accepted: [{ note: '破损' }],
    },
    decided_by_somebody: {
      table: 'goodwill_requests',
      refused: [{ decided_at: 1 }, { decided_by: '1' }],
      accepted: [{ decided_by: '1', decided_at: 1 }],
    },
    second_person: {
      table: 'goodwill_requests',
      refused: [{ ...GIVEN, alone: 0 }, { refund_id: '1' }, { refund_id: '1', alone: 1 }],
      accepted: [GIVEN, { ...GIVEN, decided_by: '2', alone: 0 }],
    },
  },
  unique: {
    goodwill_waiting: {
      table: 'goodwill_requests',
      on: 'order_id',
      again: { id: '2' },
      apart: { decided_by: '1', decided_at: 1 },
    },
    goodwill_given: {
      table: 'goodwill_requests',
      on: 'refund_id',
      row: GIVEN,
      again: { id: '2' },
      apart: { refund_id: null },
    },
  },
  raising: {
    goodwill_stands: {
      given: [OTHER_ORDER],
      refused: [
        ...[
          ...["id = '2'", "order_id = '2'", 'line = 2', 'amount_fen = 2', "note = '2'"],
          ...["asked_by = '2'", 'asked_at = 2'],
        ].map((to) => [row('goodwill_requests'), change(to)]),
        ...["decided_by = '2'", 'refund_id = NULL', "answer = '2'", 'decided_at = 2'].map((to) => [
          row('goodwill_requests', GIVEN),
          change(to),
        ]),
      ],
      accepted: [[row('goodwill_requests'), CONFIRMED]],
    },
    goodwill_kept: {
      word: 'goodwill_stands',
      refused: [GIVEN, { decided_by: '1', decided_at: 1 }].map((decided) => [
        row('goodwill_requests', decided),
        'DELETE FROM goodwill_requests',
      ]),
      accepted: [[row('goodwill_requests'), 'DELETE FROM goodwill_requests']],
    },
    goodwill_refund_matches: {
      given: [OTHER_ORDER],
      refused: OTHERS.map((other) => [row('goodwill_requests', other), CONFIRMED]),
      accepted: [
        [row('goodwill_requests'), CONFIRMED],
        [row('goodwill_requests', { amount_fen: 2 }), change("decided_by = '1', decided_at = 2")],
      ],
    },
    goodwill_refund_named: {
      word: 'goodwill_refund_matches',
      given: [OTHER_ORDER],
      refused: OTHERS.map((other) => row('goodwill_requests', { ...GIVEN, ...other })),
      accepted: [row('goodwill_requests', GIVEN), row('goodwill_requests', { amount_fen: 2 })],
    },
  },
}
