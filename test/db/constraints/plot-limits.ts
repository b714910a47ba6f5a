import { type Feature, type Row, row } from './case.ts'

const TEN_MINUTES = 600_000

/** Plots 1 to `last` of one garden. */
const plots = (last: number) =>
  Array.from({ length: last }, (_, at) => row('plots', { code: String(at + 1), open: 0 }))
const held = (plot: number, more: Row = {}) =>
  row('plot_claims', { plot: String(plot), network_hmac: 'net', claimed_at: 1, expires_at: 10, ...more })
const holds = (last: number) => Array.from({ length: last }, (_, at) => held(at + 1))
const ordered = (ms: number) => ({ order_id: '1', expires_at: 1 + ms })

export const plotLimits: Feature = {
  raising: {
    plots_of_network: [
      {
        word: 'too_many_open:network_plots',
        given: plots(7),
        refused: [[...holds(6), held(7)]],
        accepted: [
          [...holds(5), held(7)],
          [...holds(6), held(7, { network_hmac: 'other' })],
          [...holds(6), held(7, { claimed_at: 10, expires_at: 20 })],
          [...holds(6), held(7, { season: 2 })],
          [...holds(6), held(7, { expires_at: null })],
          [
            ...[row('gardens', { code: '2', slug: '2' }), row('plots', { code: '8', garden: '2' })],
            ...[...holds(6), held(8)],
          ],
        ],
      },
      {
        // A tenth of 89.
        word: 'too_many_open:network_plots',
        given: [...plots(9), row('garden_tiers', { plots: 89 })],
        refused: [[...holds(8), held(9)]],
        accepted: [[...holds(7), held(9)]],
      },
      {
        word: 'pay_sooner',
        given: [...plots(4), ...holds(2)],
        refused: [[held(3), held(4, ordered(TEN_MINUTES + 1))]],
        accepted: [
          [held(3), held(4, ordered(TEN_MINUTES))],
          [held(3), held(4, { expires_at: TEN_MINUTES + 2 })],
          held(4, ordered(TEN_MINUTES + 1)),
        ],
      },
      {
        // Half of eight.
        word: 'pay_sooner',
        given: [...plots(5), row('garden_tiers', { plots: 80 })],
        refused: [[...holds(4), held(5, ordered(TEN_MINUTES + 1))]],
        accepted: [[...holds(3), held(4, ordered(TEN_MINUTES + 1))]],
      },
    ],
  },
}
