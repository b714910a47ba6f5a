import { type Feature, row } from './case.ts'

const claim = (change: string) => `UPDATE plot_claims SET ${change} WHERE plot = '1'`
const ORDERED = row('plot_claims', { hold_hash: null, order_id: '1', claimed_at: 1, expires_at: 10 })
const ADOPTED = row('plot_claims', { hold_hash: null, order_id: '1', claimed_at: 1, expires_at: null })

const tier = (area: number) => `SELECT plots FROM garden_tiers WHERE garden = '1' AND area_cmu = ${area}`
/** What a season counts: plots, their area, plots of that size. */
const ADOPTIONS = [
  "SELECT adopted FROM garden_seasons WHERE garden = '1' AND season = 1",
  "SELECT adopted_cmu FROM garden_seasons WHERE garden = '1' AND season = 1",
  "SELECT adopted FROM season_tiers WHERE garden = '1' AND season = 1 AND area_cmu = 30",
]
const NEXT_SEASON = [
  "SELECT adopted FROM garden_seasons WHERE garden = '1' AND season = 2",
  "SELECT adopted FROM season_tiers WHERE garden = '1' AND season = 2 AND area_cmu = 30",
]
/** Three plots, of which two are of a size. */
const PLOTS = [
  row('plots', { area_cmu: 30 }),
  row('plots', { code: '2', area_cmu: 50 }),
  row('plots', { code: '3', area_cmu: 30 }),
]

/** Plots and adoptions are counted beside their garden. */
export const plots: Feature = {
  following: {
    plot_opened: {
      given: [row('gardens')],
      reads: [tier(1)],
      from: [null],
      acts: [
        [row('plots', { code: '2', open: 0 }), [null]],
        [row('plots'), [1]],
        [row('plots', { code: '3' }), [2]],
      ],
    },
    plot_changed: {
      given: [row('plots'), row('gardens', { code: '2', slug: '2' })],
      reads: [tier(1), tier(2), tier(3), "SELECT plots FROM garden_tiers WHERE garden = '2'"],
      from: [1, null, null, null],
      acts: [
        ["UPDATE plots SET open = 0 WHERE code = '1'", [0, null, null, null]],
        ["UPDATE plots SET area_cmu = 2 WHERE code = '1'", [0, 0, null, null]],
        ["UPDATE plots SET area_cmu = 1, open = 1 WHERE code = '1'", [1, 0, null, null]],
        ["UPDATE plots SET area_cmu = 2 WHERE code = '1'", [0, 1, null, null]],
        ["UPDATE plots SET area_cmu = 3, open = 0 WHERE code = '1'", [0, 0, 0, null]],
        ["UPDATE plots SET area_cmu = 2, open = 1 WHERE code = '1'", [0, 1, 0, null]],
        ["UPDATE plots SET garden = '2' WHERE code = '1'", [0, 0, 0, 1]],
      ],
    },
    plot_removed: {
      given: [
        ...[row('plots'), row('plots', { code: '2' }), row('plots', { code: '3', open: 0 })],
        row('plots', { code: '4', area_cmu: 2 }),
      ],
      reads: [tier(1), tier(2)],
      from: [2, 1],
      acts: [
        ["DELETE FROM plots WHERE code = '3'", [2, 1]],
        ["DELETE FROM plots WHERE code = '2'", [1, 1]],
      ],
    },
    claim_made_permanent: {
      given: [...PLOTS, ORDERED, row('plot_claims', { plot: '2' }), row('plot_claims', { plot: '3' })],
      reads: ADOPTIONS,
      from: [null, null, null],
      acts: [
        [claim('expires_at = 20'), [null, null, null]],
        [claim('expires_at = NULL'), [1, 30, 1]],
        [claim('expires_at = NULL'), [1, 30, 1]],
        ["UPDATE plot_claims SET expires_at = NULL WHERE plot = '2'", [2, 80, 1]],
        ["UPDATE plot_claims SET expires_at = NULL WHERE plot = '3'", [3, 110, 2]],
      ],
    },
    claim_born_permanent: {
      given: PLOTS,
      reads: ADOPTIONS,
      from: [null, null, null],
      acts: [
        [ADOPTED, [1, 30, 1]],
        [row('plot_claims', { plot: '2', expires_at: null }), [2, 80, 1]],
        [row('plot_claims', { plot: '3', expires_at: null }), [3, 110, 2]],
        [row('plot_claims', { season: 2, expires_at: 9 }), [3, 110, 2]],
      ],
    },
    permanent_claim_ended: {
      given: [
        ...[...PLOTS, row('gardens', { code: '0', slug: '0' }), row('plots', { code: '0', garden: '0' })],
        ...[ADOPTED, row('plot_claims', { plot: '2', expires_at: null })],
        row('plot_claims', { season: 2, expires_at: null }),
        row('plot_claims', { season: 3 }),
      ],
      reads: [...ADOPTIONS, ...NEXT_SEASON],
      from: [2, 80, 1, 1, 1],
      acts: [
        ['DELETE FROM plot_claims WHERE season = 3', [2, 80, 1, 1, 1]],
        ["DELETE FROM plot_claims WHERE plot = '2'", [1, 30, 1, 1, 1]],
        ["DELETE FROM plot_claims WHERE plot = '1' AND season = 1", [0, 0, 0, 1, 1]],
      ],
    },
    campaign_switched: {
      given: [row('campaigns'), row('gardens')],
      reads: ["SELECT selling FROM gardens WHERE code = '1'"],
      from: [1],
      acts: [
        ["UPDATE campaigns SET open = 1 WHERE code = '1'", [1]],
        ["UPDATE campaigns SET open = 0 WHERE code = '1'", [0]],
      ],
    },
    garden_joins_campaign: {
      given: ['UPDATE campaigns SET open = 0'],
      reads: ["SELECT selling FROM gardens WHERE code = '1'"],
      from: [null],
      acts: [[row('gardens'), [0]]],
      without: [1],
    },
  },
}
