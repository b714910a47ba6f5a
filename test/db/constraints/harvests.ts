import { type Feature, json, notNegative, positive, row } from './case.ts'

/** Every column of a list set to what it is: to name it is enough. */
const touched = (table: string, ...columns: string[]) =>
  columns.map((column) => `UPDATE ${table} SET ${column} = ${column} WHERE grams = 1`)
const WORD = { word: 'harvest_stays' }

const season = (closed_at: number | null) => row('garden_seasons', { closed_at })
const OTHER_GARDEN = row('garden_seasons', { garden: '2', closed_at: 1 })

export const harvests: Feature = {
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
    harvest_in_season: {
      refused: [[season(1), row('harvests')]],
      accepted: [
        [season(null), row('harvests')],
        [row('garden_seasons', { season: 2, closed_at: 1 }), row('harvests')],
        [row('gardens', { code: '2', slug: '2' }), OTHER_GARDEN, row('harvests')],
      ],
    },
    correction_in_season: {
      given: [row('harvests')],
      refused: [[season(1), row('harvest_corrections')]],
      accepted: [
        [season(null), row('harvest_corrections')],
        [row('garden_seasons', { season: 2, closed_at: 1 }), row('harvest_corrections')],
      ],
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
  },
}
