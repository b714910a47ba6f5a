import { type Feature, json, notNegative, positive, row } from './case.ts'

/** Every column of a list set to what it is: to name it is enough. */
const touched = (table: string, ...columns: string[]) =>
  columns.map((column) => `UPDATE ${table} SET ${column} = ${column} WHERE grams = 1`)
const WORD = { word: 'harvest_stays' }

const HARVEST = row('harvests', { grade: 'A', grams: 100 })
const SHARE = row('harvest_shares', { grams: 100 })
const parcel = (grams: number, more: Record<string, string | number> = {}) =>
  row('dispatches', { grams: `{"A": ${grams}, "B": 0}`, ...more })
const taken = (grams: number) => row('correction_shares', { grams: -grams })
const season = (closed_at: number | null) => row('garden_seasons', { closed_at })
const send = (change: string) => `UPDATE dispatches SET ${change} WHERE id = '1'`

export const seasons: Feature = {
  checks: {
    update_text: {
      table: 'garden_updates',
      refused: [{ text_zh: '' }, { text_zh: '茶'.repeat(501) }],
      accepted: [{ text_zh: '茶' }, { text_zh: '茶'.repeat(500) }],
    },
    update_text_en: {
      table: 'garden_updates',
      refused: [{ text_en: 't'.repeat(1001) }],
      accepted: [{ text_en: 't'.repeat(1000) }, { text_en: '' }],
    },
    update_pictures_json: json('garden_updates', 'pictures'),
    harvest_grams: positive('harvests', 'grams'),
    harvest_shared_whole: {
      table: 'harvests',
      refused: [
        { grams: 2, shared_g: 1 },
        { grams: 2, shared_g: 3 },
      ],
      accepted: [{ grams: 2, shared_g: 2 }, { shared_g: null }],
    },
    share_grams: notNegative('harvest_shares', 'grams'),
    correction_seq: positive('harvest_corrections', 'seq'),
    correction_grams: {
      table: 'harvest_corrections',
      refused: [{ grams: 0 }],
      accepted: [{ grams: -1 }, { grams: 1 }],
    },
    correction_reason: {
      table: 'harvest_corrections',
      refused: [{ reason: '' }],
      accepted: [{ reason: '错' }],
    },
    correction_shared_whole: {
      table: 'harvest_corrections',
      refused: [
        { grams: -2, shared_g: -1 },
        { grams: -2, shared_g: 2 },
      ],
      accepted: [{ grams: -2, shared_g: -2 }, { shared_g: null }],
    },
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
    update_client_key: {
      table: 'garden_updates',
      on: 'client_key',
      again: { id: '2' },
      apart: { client_key: '2' },
    },
    harvest_client_key: {
      table: 'harvests',
      on: 'client_key',
      again: { id: '2' },
      apart: { client_key: '2' },
    },
    correction_client_key: {
      table: 'harvest_corrections',
      on: 'client_key',
      again: { id: '2', seq: 2 },
      apart: { client_key: '2' },
    },
    correction_once: {
      table: 'harvest_corrections',
      on: 'harvest_id, seq',
      again: { id: '2', client_key: '2' },
      apart: { seq: 2 },
    },
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
    harvest_stays: {
      given: [row('harvests')],
      refused: touched('harvests', 'id', 'garden', 'season', 'grade', 'grams', 'plucked_on', 'at'),
      accepted: touched('harvests', 'shared_g', 'note'),
    },
    harvest_kept: { ...WORD, given: [row('harvests')], refused: ["DELETE FROM harvests WHERE id = '1'"] },
    share_stays: {
      ...WORD,
      given: [row('harvest_shares')],
      refused: touched('harvest_shares', 'adoption_id', 'harvest_id', 'grams'),
    },
    share_kept: { ...WORD, given: [row('harvest_shares')], refused: ['DELETE FROM harvest_shares'] },
    correction_stays: {
      ...WORD,
      given: [row('harvest_corrections')],
      refused: touched('harvest_corrections', 'id', 'harvest_id', 'seq', 'grams', 'reason', 'at'),
      accepted: touched('harvest_corrections', 'shared_g'),
    },
    correction_kept: {
      ...WORD,
      given: [row('harvest_corrections')],
      refused: ['DELETE FROM harvest_corrections'],
    },
    correction_share_stays: {
      ...WORD,
      given: [row('correction_shares')],
      refused: touched('correction_shares', 'adoption_id', 'correction_id', 'grams'),
    },
    correction_share_kept: {
      ...WORD,
      given: [row('correction_shares')],
      refused: ['DELETE FROM correction_shares'],
    },
    correction_in_season: {
      given: [row('harvests')],
      refused: [[season(1), row('harvest_corrections')]],
      accepted: [[season(null), row('harvest_corrections')]],
    },
    dispatch_sent_once: {
      refused: [
        [row('dispatches', { shipped_at: 1, street: '1' }), send('shipped_at = 2')],
        [row('dispatches', { shipped_at: 1, street: '1' }), send('shipped_at = NULL, called_off_at = 2')],
        [row('dispatches', { called_off_at: 1, street: '1' }), send('shipped_at = 2, called_off_at = NULL')],
        [row('dispatches'), send('shipped_at = 2')],
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
          row('dispatches', { id: '2', number: '2', period: '2' }),
          "UPDATE dispatches SET street = '2' WHERE id = '2'",
        ],
      ],
    },
    correction_leaves_sent: {
      word: 'dispatch_was_harvested',
      given: [HARVEST, SHARE],
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
      given: [HARVEST, SHARE],
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
    garden_heard: {
      given: [row('gardens')],
      reads: ["SELECT updated_at FROM gardens WHERE code = '1'"],
      from: [null],
      acts: [
        [row('garden_updates', { at: 5 }), [5]],
        [row('garden_updates', { id: '2', client_key: '2', at: 4 }), [5]],
        [row('garden_updates', { id: '3', client_key: '3', at: 6 }), [6]],
      ],
    },
    dispatch_sent: {
      given: [row('adoptions', { sent_g: '{"A":5}' }), parcel(10, { street: '1' })],
      reads: ["SELECT sent_g FROM adoptions WHERE id = '1'"],
      from: ['{"A":5}'],
      acts: [[send('shipped_at = 2'), ['{"A":15,"B":0}']]],
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
