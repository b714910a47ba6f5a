import { type Feature, row } from './case.ts'

/** The first instant of a day in Shanghai. */
const MIDNIGHT = Date.parse('2026-11-23T00:00:00+08:00')
const entry = (cause: string, more: Record<string, number> = {}) =>
  row('impact_entries', { cause, family: 'tea', province: '44', channel: 'online', at: MIDNIGHT, ...more })
const sold = (dimension: string, value: string) =>
  `SELECT json_array(orders, pieces, amount_fen) FROM sales_by_day
    WHERE day = '2026-11-23' AND dimension = '${dimension}' AND value = '${value}'`
/** What the readings say: a family counts its orders by itself. */
const day = (all: number[], family: number[]) => [all, family, all, all]

export const impact: Feature = {
  raising: {
    impact_entry_stays: {
      given: [row('impact_entries')],
      refused: ["UPDATE impact_entries SET amount_fen = 2 WHERE cause = '1'"],
    },
    impact_entry_kept: {
      word: 'impact_entry_stays',
      given: [row('impact_entries')],
      refused: ["DELETE FROM impact_entries WHERE cause = '1'"],
    },
  },
  following: {
    sale_summed: {
      reads: [sold('all', 'all'), sold('family', 'tea'), sold('province', '44'), sold('channel', 'online')],
      from: [null, null, null, null],
      acts: [
        // Tea that was sent, then a sale of the day before.
        [entry('a', { amount_fen: 0, tea_g: 9 }), [null, null, null, null]],
        [entry('b', { amount_fen: 9, at: MIDNIGHT - 1 }), [null, null, null, null]],
        [entry('c', { amount_fen: 90, orders: 1, family_orders: 2, pieces: 3 }), day([1, 3, 90], [2, 3, 90])],
        [
          entry('d', { amount_fen: -40, orders: -1, family_orders: -1, pieces: -2 }),
          day([0, 1, 50], [1, 1, 50]),
        ],
        // Each by itself.
        [entry('e', { amount_fen: 0, orders: 1 }), day([1, 1, 50], [1, 1, 50])],
        [entry('f', { amount_fen: 0, family_orders: 1 }), day([1, 1, 50], [2, 1, 50])],
        [entry('g', { amount_fen: 0, pieces: 1 }), day([1, 2, 50], [2, 2, 50])],
        [entry('h', { amount_fen: 1 }), day([1, 2, 51], [2, 2, 51])],
      ],
    },
  },
}
