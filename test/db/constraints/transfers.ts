import { type Feature, json, positive, type Row, row } from './case.ts'

const TRANSFER = row('payment_attempts', { method: 'bank_transfer', amount_fen: 5 })
const CLOSED = row('payment_attempts', {
  method: 'bank_transfer',
  amount_fen: 5,
  state: 'closed',
  closed_at: 1,
})
/** Five fen that count. */
const FIVE = row('bank_arrivals', { amount_fen: 5, rest_fen: 5 })
const arrival = (more: Row = {}) => row('bank_arrivals', { amount_fen: 5, rest_fen: 5, ...more })
const NINE = arrival({ amount_fen: 9, rest_fen: 9 })
const taken = (amount: number, more: Row = {}) => row('arrival_allocations', { amount_fen: amount, ...more })
const back = (amount: number, more: Row = {}) => row('arrival_returns', { amount_fen: amount, ...more })
const CONFIRMED = { held: 1, confirmed_by: '2', confirmed_at: 1 }
const VOIDED = { voided_by: '1', voided_at: 1, void_reason: '1' }
const ASIDE = { set_aside_by: '1', set_aside_at: 1, set_aside_reason: '1' }
const VOUCHER = { voucher_id: '1', voucher_name: '1', voucher_type: '1' }
const change = (to: string) => `UPDATE bank_arrivals SET ${to}`
const TAKE_BACK = "UPDATE arrival_allocations SET freed_at = 2, taken_back_by = '1', taken_back_reason = '1'"
const REST = "SELECT rest_fen FROM bank_arrivals WHERE id = '1'"
const WAY = { paid_on: '2026-01-01', reference: 'B001' }

/** Money that came to the account, what it is counted for, and what went back. */
export const transfers: Feature = {
  rows: {
    bank_arrivals: { received_on: '2026-01-01', held: 0 },
    bank_statement_layouts: { columns: '{}' },
    arrival_returns: WAY,
  },
  after: {
    // What an allocation refers to comes after its arrival.
    bank_arrivals: [row('staff', { id: '2', login: '2' }), TRANSFER],
  },
  checks: {
    statement_lines: positive('bank_statements', 'lines'),
    layout_bank: {
      table: 'bank_statement_layouts',
      refused: [{ bank: ' ' }],
      accepted: [{ bank: '中国银行' }],
    },
    layout_columns_json: json('bank_statement_layouts', 'columns'),
    arrival_day: {
      table: 'bank_arrivals',
      refused: [{ received_on: '1' }, { received_on: '2026-1-1' }],
      accepted: [{ received_on: '2026-01-01' }],
    },
    arrival_amount: {
      table: 'bank_arrivals',
      refused: [{ amount_fen: 0, rest_fen: 0 }],
      accepted: [{ amount_fen: 1 }],
    },
    arrival_rest: {
      table: 'bank_arrivals',
      refused: [{ rest_fen: 2 }, { rest_fen: -1 }],
      accepted: [{ rest_fen: 0 }, { rest_fen: 1 }],
    },
    arrival_serial_length: {
      table: 'bank_arrivals',
      refused: [{ bank_serial: '' }, { bank_serial: 'x'.repeat(65) }],
      accepted: [{ bank_serial: 'x' }, { bank_serial: 'x'.repeat(64) }],
    },
    arrival_voucher: {
      table: 'bank_arrivals',
      refused: Object.keys(VOUCHER).map((name) => ({ ...VOUCHER, [name]: null })),
      accepted: [VOUCHER, {}],
    },
    arrival_confirmed_by_somebody: {
      table: 'bank_arrivals',
      refused: [{ confirmed_by: '2' }, { confirmed_at: 1 }],
      accepted: [CONFIRMED, {}],
    },
    arrival_second_person: {
      table: 'bank_arrivals',
      refused: [{ ...CONFIRMED, confirmed_by: '1' }],
      accepted: [CONFIRMED, { ...CONFIRMED, confirmed_by: '1', alone: 1 }],
    },
    arrival_voided_by_somebody: {
      table: 'bank_arrivals',
      refused: Object.keys(VOIDED).map((name) => ({ ...VOIDED, [name]: null })),
      accepted: [VOIDED, {}],
    },
    allocation_amount: positive('arrival_allocations', 'amount_fen'),
    allocation_taken_back: {
      table: 'arrival_allocations',
      refused: [
        { freed_at: 1, taken_back_by: '1' },
        { freed_at: 1, taken_back_reason: '1' },
        { taken_back_by: '1', taken_back_reason: '1' },
        { freed_at: 1, taken_back_by: '1', taken_back_reason: ' ' },
      ],
      accepted: [{ freed_at: 1, taken_back_by: '1', taken_back_reason: '1' }, {}],
    },
    arrival_set_aside: {
      table: 'bank_arrivals',
      refused: [
        ...Object.keys(ASIDE).map((name) => ({ ...ASIDE, [name]: null })),
        { ...ASIDE, set_aside_reason: ' ' },
        { ...ASIDE, ...VOIDED },
        { ...ASIDE, amount_fen: 5, rest_fen: 4 },
      ],
      accepted: [ASIDE, {}],
    },
    return_amount: positive('arrival_returns', 'amount_fen'),
    return_day: {
      table: 'arrival_returns',
      refused: [{ paid_on: '1' }],
      accepted: [{ paid_on: '2026-01-01' }],
    },
    return_reference: {
      table: 'arrival_returns',
      refused: [{ reference: 'B01' }, { reference: 'x'.repeat(65) }],
      accepted: [{ reference: 'B001' }, { reference: 'x'.repeat(64) }],
    },
    return_note: { table: 'arrival_returns', refused: [{ note: ' ' }], accepted: [{ note: '多付' }] },
    return_one_way: {
      table: 'arrival_returns',
      refused: [{ paid_on: null }, { reference: null }, { paid_on: null, reference: null }, { code: '1' }],
      accepted: [WAY, { paid_on: null, reference: null, code: '1' }],
    },
  },
  unique: {
    statement_once: { table: 'bank_statements', on: 'hash', again: { id: '2' }, apart: { hash: '2' } },
    arrival_serial_once: {
      table: 'bank_arrivals',
      on: 'bank_serial',
      again: { id: '2' },
      apart: [{ bank_serial: '2' }, VOIDED],
    },
  },
  raising: {
    arrival_stands: {
      given: [row('orders'), row('bank_statements'), row('staff', { id: '2', login: '2' })],
      refused: [
        ...["id = '2'", "received_on = '2026-01-02'", 'amount_fen = 6', "payer = '2'", "bank_serial = '2'"],
        ...["remark = '2'", "order_id = '1'", "statement_id = '1'", "entered_by = '2'", 'at = 2', 'held = 1'],
        "voucher_id = '2', voucher_name = '2', voucher_type = '2'",
      ]
        .map((to) => [arrival(), change(to)])
        .concat(
          ["confirmed_by = '1', alone = 1", 'confirmed_at = 2', 'alone = 1'].map((to) => [
            arrival(CONFIRMED),
            change(to),
          ]),
          [[arrival(VOIDED), change("void_reason = '2'")]],
          [[arrival({ rest_fen: 4 }), change("voided_at = 1, voided_by = '1', void_reason = '1'")]],
        ),
      accepted: [
        [arrival({ held: 1 }), change("confirmed_by = '2', confirmed_at = 2")],
        [arrival(), change("voided_at = 1, voided_by = '1', void_reason = '1'")],
      ],
    },
    arrival_kept: { word: 'arrival_stands', refused: [[arrival(), 'DELETE FROM bank_arrivals']] },
    allocation_of_counted: [
      {
        refused: [[arrival({ held: 1 }), taken(1)]],
        accepted: [
          [FIVE, taken(1)],
          [arrival(CONFIRMED), taken(1)],
        ],
      },
      { refused: [[arrival(VOIDED), taken(1)]], otherwise: 'arrival_stands' },
    ],
    allocation_limit: {
      refused: [
        [NINE, taken(6)],
        [NINE, taken(3), taken(3, { id: '2' })],
        [row('payment_attempts', { amount_fen: 5 }), NINE, taken(5)],
        [CLOSED, NINE, taken(4)],
      ],
      accepted: [
        [NINE, taken(5)],
        [NINE, taken(3), taken(2, { id: '2' })],
        [CLOSED, NINE, taken(5)],
      ],
    },
    allocation_stays: {
      given: [arrival({ rest_fen: 4 })],
      refused: [
        ...["id = '2'", 'amount_fen = 2', 'at = 2', 'freed_at = 1'].map((to) => [
          taken(1),
          `UPDATE arrival_allocations SET ${to}`,
        ]),
        [
          taken(1),
          'UPDATE payment_attempts SET closed_at = 1',
          'UPDATE arrival_allocations SET freed_at = 2',
        ],
        [
          row('bank_arrivals', { id: '2', bank_serial: '2', amount_fen: 5, rest_fen: 5 }),
          taken(5, { arrival_id: '2' }),
          'UPDATE payment_attempts SET paid_at = 1',
          TAKE_BACK,
        ],
      ],
      accepted: [[taken(1), TAKE_BACK]],
    },
    allocation_kept: {
      word: 'allocation_stays',
      given: [FIVE],
      refused: [[taken(1), 'DELETE FROM arrival_allocations']],
    },
    transfer_paid: {
      refused: [
        [TRANSFER, 'UPDATE payment_attempts SET paid_at = 1'],
        [FIVE, taken(4), 'UPDATE payment_attempts SET paid_at = 1'],
      ],
      accepted: [
        [FIVE, taken(5), 'UPDATE payment_attempts SET paid_at = 1'],
        [row('payment_attempts'), 'UPDATE payment_attempts SET paid_at = 1'],
      ],
    },
    return_of_counted: [
      { refused: [[arrival({ held: 1 }), back(1)]], accepted: [[FIVE, back(5)]] },
      { refused: [[arrival(VOIDED), back(1)]], otherwise: 'arrival_stands' },
    ],
    return_stays: { given: [FIVE], refused: [[back(1), 'UPDATE arrival_returns SET at = 2']] },
    return_kept: { word: 'return_stays', given: [FIVE], refused: [[back(1), 'DELETE FROM arrival_returns']] },
  },
  following: {
    allocation_taken: { given: [FIVE], reads: [REST], from: [5], acts: [[taken(2), [3]]] },
    return_taken: { given: [FIVE], reads: [REST], from: [5], acts: [[back(2), [3]]] },
    allocation_freed: {
      given: [FIVE, taken(2)],
      reads: [REST],
      from: [3],
      acts: [['UPDATE payment_attempts SET closed_at = 1', [5]]],
    },
    transfer_ended: {
      given: [FIVE, taken(2)],
      reads: ['SELECT freed_at FROM arrival_allocations'],
      from: [null],
      acts: [['UPDATE payment_attempts SET closed_at = 1', [1]]],
    },
  },
}
