import { type Feature, json, positive, type Row, row } from './case.ts'

const LINE = row('order_lines', { quantity: 5 })
const claim = (more: Row = {}) => row('claims', { state: 'asked', quantity: 1, ...more })
const OVER = { state: 'closed', ended_at: 1 }
const change = (to: string) => `UPDATE claims SET ${to}`
const event = (more: Row = {}) => row('claim_events', { actor: 'buyer', ...more })
const STAFF = row('staff', { id: '2', login: '2' })
const six = [1, 2, 3, 4, 5].map((n) => claim({ id: `${n}`, client_key: `${n}`, ...OVER }))
const TEA = [
  row('adoptions', { line: 1 }),
  row('dispatches', { grams: '{}', shipped_at: 1, street: '1' }),
  LINE,
]

/** What buyers claim after the sale. */
export const claims: Feature = {
  rows: {
    claims: { kind: 'refund_only', state: 'asked' },
    claim_events: { actor: 'buyer' },
  },
  after: { claims: [LINE] },
  checks: {
    claim_kind: { table: 'claims', refused: [{ kind: '1' }], accepted: [{ kind: 'resend' }] },
    claim_quantity: {
      table: 'claims',
      refused: [{ quantity: 0 }],
      accepted: [{ quantity: 1 }],
    },
    claim_state: {
      table: 'claims',
      refused: [{ state: '1' }],
      accepted: [{ state: 'proposed' }],
    },
    claim_seq: positive('claims', 'seq'),
    claim_proposed: positive('claims', 'proposed_fen'),
    claim_return_to: json('claims', 'return_to'),
    claim_returned: { table: 'claims', refused: [{ returned: '1' }], accepted: [{ returned: 'restocked' }] },
    claim_appealed: { table: 'claims', refused: [{ appealed: 2 }], accepted: [{ appealed: 1 }] },
    claim_ended: {
      table: 'claims',
      refused: [{ ended_at: 1 }, { state: 'closed' }],
      accepted: [{ state: 'closed', ended_at: 1 }, {}],
    },
    claim_settled: {
      table: 'claims',
      refused: [
        { state: 'settled', ended_at: 1 },
        { sent_no: '1', sent_carrier: '1' },
      ],
      accepted: [{ state: 'settled', ended_at: 1, sent_no: '1', sent_carrier: '1' }],
    },
    claim_parcel: {
      table: 'claims',
      refused: [{ carrier: '1' }, { tracking_no: '1' }],
      accepted: [{ carrier: '1', tracking_no: '1' }],
    },
    claim_event_seq: positive('claim_events', 'seq'),
    claim_event_actor: {
      table: 'claim_events',
      refused: [{ actor: '1' }],
      accepted: [{ actor: 'time' }],
    },
    claim_event_by: {
      table: 'claim_events',
      refused: [{ actor: 'staff' }, { staff_id: '1' }],
      accepted: [{ actor: 'staff', staff_id: '1' }, {}],
    },
    claim_photo_place: {
      table: 'claim_photos',
      refused: [{ place: 0 }, { place: 7 }],
      accepted: [{ place: 1 }, { place: 6 }],
    },
    claim_photo_bytes: positive('claim_photos', 'bytes'),
  },
  unique: {
    claim_once: {
      table: 'claims',
      on: 'client_key, order_id',
      again: { id: '2' },
      apart: { client_key: '2' },
    },
    claim_event_once: { table: 'claim_events', on: 'claim_id, seq', apart: { seq: 2 } },
    claim_photo_once: {
      table: 'claim_photos',
      on: 'claim_id, place',
      again: { id: '2' },
      apart: { place: 2 },
    },
  },
  raising: {
    claim_limit: [
      {
        given: [LINE],
        refused: [
          claim({ quantity: 6 }),
          [claim({ quantity: 3 }), claim({ id: '2', client_key: '2', quantity: 3 })],
          [...six, claim({ id: '6', client_key: '6' })],
          claim({ line: 2 }),
        ],
        accepted: [
          claim({ quantity: 5 }),
          [claim({ quantity: 3, ...OVER }), claim({ id: '2', client_key: '2', quantity: 5 })],
          [...six.slice(1), claim({ id: '6', client_key: '6' })],
        ],
      },
      {
        given: TEA,
        refused: [["UPDATE adoptions SET order_id = '1'", claim({ dispatch_id: '1', line: 2 })]],
        accepted: [claim({ dispatch_id: '1' })],
      },
    ],
    claim_stands: {
      given: [LINE],
      refused: [
        [claim(OVER), change("state = 'asked', ended_at = NULL")],
        [claim(OVER), change('seq = 2')],
        [claim(OVER), change("state = 'settled', sent_no = '1', sent_carrier = '1'")],
      ],
      accepted: [
        [claim(OVER), change("words = ''")],
        [claim(), change("state = 'closed', ended_at = 1, seq = 2")],
      ],
    },
    claim_same: {
      word: 'claim_stands',
      given: [LINE],
      refused: ['quantity = 2', "reason = '2'", "kind = 'resend'", 'asked_at = 2', 'line = 2'].map((to) => [
        claim(),
        change(to),
      ]),
      accepted: [[claim(), change('quantity = 1')]],
    },
    claim_kept: { word: 'claim_stands', given: [LINE], refused: [[claim(), 'DELETE FROM claims']] },
    claim_event_stands: {
      given: [LINE, claim(), STAFF],
      refused: ['seq = 2', "kind = '2'", 'at = 2', "actor = 'time'", 'amount_fen = 2'].map((to) => [
        event(),
        `UPDATE claim_events SET ${to}`,
      ]),
      accepted: [[event(), "UPDATE claim_events SET note = ''"]],
    },
    claim_event_kept: {
      word: 'claim_event_stands',
      given: [LINE, claim()],
      refused: [[event(), 'DELETE FROM claim_events']],
    },
  },
  following: {
    claim_words_forgotten: {
      given: [LINE, claim({ words: '坏了' }), event({ note: '照片' }), row('claim_photos', { place: 1 })],
      reads: [
        'SELECT words FROM claims',
        'SELECT note FROM claim_events',
        'SELECT count(*) FROM claim_photos',
      ],
      from: ['坏了', '照片', 1],
      acts: [['UPDATE orders SET forgotten_at = 1', ['', '', 0]]],
    },
  },
}
