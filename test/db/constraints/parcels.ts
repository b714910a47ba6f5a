import { type Feature, json, positive, row } from './case.ts'

/** What an adoption got: 100 g of one grade, and more of another. */
const SHARES = [
  row('harvests', { grade: 'A', grams: 100 }),
  row('harvest_shares', { grams: 100 }),
  row('harvests', { id: '2', client_key: '2', grade: 'B', grams: 900 }),
  row('harvest_shares', { harvest_id: '2', grams: 900 }),
  row('harvest_corrections', { id: '2', client_key: '2', harvest_id: '2', grams: 50 }),
  row('correction_shares', { correction_id: '2', grams: 50 }),
]
const parcel = (grams: number, more: Record<string, string | number> = {}) =>
  row('dispatches', { grams: `{"A": ${grams}, "B": 0}`, ...more })
const taken = (grams: number) => row('correction_shares', { grams: -grams })
const season = (closed_at: number | null) => row('garden_seasons', { closed_at })
const send = (change: string) => `UPDATE dispatches SET ${change} WHERE id = '1'`

/** Parcels, visits, and what a short season owes. */
export const parcels: Feature = {
  checks: {
    dispatch_grams_json: json('dispatches', 'grams'),
    dispatch_sent_or_called_off: {
      table: 'dispatches',
      refused: [{ shipped_at: 1, called_off_at: 1 }],
      accepted: [{ shipped_at: 1 }, { called_off_at: 1 }],
    },
    visit_guests: positive('garden_visits', 'guests'),
    visit_note: {
      table: 'garden_visits',
      refused: [{ note: '茶'.repeat(201) }],
      accepted: [{ note: '茶'.repeat(200) }, { note: '' }],
    },
    shortfall_grams_json: json('shortfalls', 'grams'),
    shortfall_value: positive('shortfalls', 'value_fen'),
  },
  unique: {
    dispatch_number: {
      table: 'dispatches',
      on: 'number',
      again: { id: '2', period: '2' },
      apart: { number: '2' },
    },
    dispatch_once: {
      table: 'dispatches',
      on: 'adoption_id, period',
      again: { id: '2', number: '2' },
      apart: { period: '2' },
    },
    visit_open_once: {
      table: 'garden_visits',
      on: 'adoption_id',
      again: { id: '2' },
      apart: { answered_at: 1 },
    },
  },
  raising: {
    dispatch_sent_once: {
      refused: [
        [row('dispatches', { shipped_at: 1, street: '1' }), send('shipped_at = 2')],
        [row('dispatches', { shipped_at: 1, street: '1' }), send('shipped_at = NULL, called_off_at = 2')],
        [row('dispatches', { shipped_at: 1, street: '1' }), send('called_off_at = NULL')],
        [row('dispatches', { called_off_at: 1, street: '1' }), send('shipped_at = 2, called_off_at = NULL')],
        [row('dispatches'), send('shipped_at = 2')],
        [row('dispatches'), send("shipped_at = 2, street = '1'")],
      ],
      accepted: [
        [row('dispatches', { street: '1' }), send('shipped_at = 2')],
        [row('dispatches'), send('called_off_at = 2')],
      ],
    },
    dispatch_address_stays: {
      word: 'dispatch_sent_once',
      given: [row('dispatches', { shipped_at: 1, recipient_name: '1', street: '1' })],
      refused: ["recipient_name = '2'", "phone_sealed = '2'", "region_code = '2'", "street = '2'"].map(send),
      accepted: [
        send("recipient_name = '—', phone_sealed = NULL, street = NULL"),
        [
          row('dispatches', { id: '2', number: '2', period: '2', street: '1' }),
          "UPDATE dispatches SET street = '2', shipped_at = 2 WHERE id = '2'",
        ],
      ],
    },
    dispatch_grams_stay: {
      word: 'dispatch_sent_once',
      given: [row('adoptions', { id: '2' })],
      refused: [`grams = '{"A":1}'`, "adoption_id = '2'"].map((to) => [
        row('dispatches', { shipped_at: 1, grams: '{}' }),
        send(to),
      ]),
      accepted: [
        [row('dispatches', { shipped_at: 1, grams: '{}' }), send("grams = '{}', adoption_id = '1'")],
        [row('dispatches', { grams: '{}' }), send(`grams = '{"A":1}'`)],
      ],
    },
    correction_leaves_sent: {
      word: 'dispatch_was_harvested',
      given: SHARES,
      refused: [
        [parcel(60), taken(41)],
        [parcel(60, { shipped_at: 1 }), taken(41)],
      ],
      accepted: [
        [parcel(60), taken(40)],
        [parcel(60, { called_off_at: 1 }), taken(41)],
      ],
    },
    dispatch_was_harvested: {
      given: SHARES,
      refused: [
        [season(null), parcel(101)],
        [season(null), taken(10), parcel(91)],
        [season(null), parcel(60), parcel(41, { id: '2', number: '2', period: '2' })],
      ],
      accepted: [
        [season(null), parcel(100)],
        [season(null), taken(10), parcel(90)],
        [season(null), parcel(60), parcel(40, { id: '2', number: '2', period: '2' })],
        [season(null), parcel(60, { called_off_at: 1 }), parcel(100, { id: '2', number: '2', period: '2' })],
        [season(1), parcel(101)],
      ],
    },
    shortfall_chosen_once: {
      refused: [[row('shortfalls', { choice: '1' }), "UPDATE shortfalls SET choice = '2'"]],
      accepted: [[row('shortfalls'), "UPDATE shortfalls SET choice = '2'"]],
    },
  },
  following: {
    dispatch_sent: {
      given: [row('adoptions', { sent_g: '{"A":5}' }), parcel(10, { street: '1' })],
      reads: ["SELECT sent_g FROM adoptions WHERE id = '1'"],
      from: ['{"A":5}'],
      acts: [
        [send('shipped_at = NULL'), ['{"A":5}']],
        [send('shipped_at = 2'), ['{"A":15,"B":0}']],
      ],
    },
    dispatches_of_released: {
      given: [
        row('dispatches'),
        row('dispatches', { id: '2', number: '2', period: '2', shipped_at: 1 }),
        row('dispatches', { id: '3', number: '3', period: '3', called_off_at: 1 }),
      ],
      reads: [
        "SELECT group_concat(coalesce(called_off_at, '-'), ' ') FROM dispatches WHERE adoption_id = '1'",
      ],
      from: ['- - 1'],
      acts: [
        ["UPDATE adoptions SET adopted_at = 6 WHERE id = '1'", ['- - 1']],
        ["UPDATE adoptions SET released_at = 7 WHERE id = '1'", ['7 - 1']],
      ],
    },
  },
}
