import { type Feature, json, notNegative, row } from './case.ts'

/** The first instant of a day in Shanghai. */
const MIDNIGHT = Date.parse('2026-11-23T00:00:00+08:00')
const moved = (cause: string, kind: string, quantity: number, at = MIDNIGHT) =>
  row('stock_movements', { cause, kind, quantity, at })
const sum = (kind: string) => `SELECT pieces FROM stock_sums WHERE sku = '1' AND kind = '${kind}'`
const day = (on: string) => `SELECT pieces FROM pieces_by_day WHERE sku = '1' AND day = '${on}'`

export const stock: Feature = {
  checks: {
    movement_quantity: {
      table: 'stock_movements',
      refused: [{ quantity: 0 }],
      accepted: [{ quantity: -1 }, { quantity: 1 }],
    },
    stock_differing_json: json('stock_checks', 'differing'),
    stock_counted: notNegative('stock_counts', 'counted'),
  },
  unique: {
    stock_sum_once: { table: 'stock_sums', on: 'sku, kind', apart: { kind: '2' } },
    stock_counted_once: { table: 'stock_counts', on: 'taking, sku', apart: { taking: '2' } },
  },
  raising: {
    unpaid_pieces: {
      given: [row('variants', { unpaid: 3 })],
      refused: ["UPDATE variants SET unpaid = unpaid - 4 WHERE sku = '1'"],
      accepted: ["UPDATE variants SET unpaid = unpaid - 3 WHERE sku = '1'"],
    },
    unpaid_pieces_first: {
      word: 'unpaid_pieces',
      refused: [row('variants', { unpaid: -1 })],
      accepted: [row('variants', { unpaid: 0 })],
    },
  },
  following: {
    pieces_summed: {
      given: [row('variants')],
      reads: [day('2026-11-22'), day('2026-11-23')],
      from: [null, null],
      acts: [
        [moved('a', 'reserved', 9), [null, null]],
        [moved('a', 'sold', 7), [null, 7]],
        [moved('b', 'sold', 1, MIDNIGHT - 1), [1, 7]],
        [moved('b', 'returned', 2), [1, 5]],
      ],
    },
    stock_summed: {
      given: [row('variants')],
      reads: ['opening', 'restocked', 'reserved', 'released'].map(sum),
      from: [null, null, null, null],
      acts: [
        [moved('a', 'reserved', 9), [null, null, null, null]],
        [moved('a', 'released', 9), [null, null, null, null]],
        [moved('opening', 'restocked', 7), [7, null, null, null]],
        [moved('b', 'restocked', 2), [7, 2, null, null]],
        [moved('c', 'restocked', 3), [7, 5, null, null]],
      ],
    },
  },
}
