import { type Feature, json, notNegative, positive, row } from './case.ts'

const claim = (change: string) => `UPDATE plot_claims SET ${change} WHERE plot = '1'`
const HOLD = row('plot_claims', { hold_hash: '1', claimed_at: 1, expires_at: 10 })
const ORDERED = row('plot_claims', { hold_hash: null, order_id: '1', claimed_at: 1, expires_at: 10 })
const ADOPTED = row('plot_claims', { hold_hash: null, order_id: '1', claimed_at: 1, expires_at: null })

export const adoption: Feature = {
  rows: { plot_claims: { hold_hash: '1', expires_at: 2 } },
  checks: {
    campaign_price_split_json: json('campaigns', 'price_split'),
    plot_area: positive('plots', 'area_cmu'),
    plot_width: { table: 'plots', refused: [{ width: 0 }], accepted: [{ width: 0.1 }] },
    plot_height: { table: 'plots', refused: [{ height: 0 }], accepted: [{ height: 0.1 }] },
    tier_plots: notNegative('garden_tiers', 'plots'),
    offer_version_positive: positive('offers', 'version'),
    offer_content_json: json('offers', 'content'),
    adoption_price: notNegative('adoptions', 'price_fen'),
    board_name_length: {
      table: 'adoptions',
      refused: [{ board_name: '园'.repeat(13) }],
      accepted: [{ board_name: '园'.repeat(12) }, { board_name: '' }],
    },
    adoption_sent_json: json('adoptions', 'sent_g'),
    plot_claim_of_somebody: {
      table: 'plot_claims',
      refused: [{ hold_hash: null }],
      accepted: [{ hold_hash: null, order_id: '1' }, { hold_hash: '1' }],
    },
    season_adopted: notNegative('garden_seasons', 'adopted'),
    season_adopted_area: notNegative('garden_seasons', 'adopted_cmu'),
    season_tier_adopted: notNegative('season_tiers', 'adopted'),
  },
  unique: {
    garden_slug: { table: 'gardens', on: 'slug', again: { code: '2' }, apart: { slug: '2' } },
    offer_version: {
      table: 'offers',
      on: 'garden, season, version',
      again: { id: '2' },
      apart: { version: 2 },
    },
    offer_current: {
      table: 'offers',
      on: 'garden, season',
      row: { published_at: 1 },
      again: { id: '2', version: 2 },
      apart: [{ superseded_at: 1 }, { published_at: null }],
    },
    adoption_once: {
      table: 'adoptions',
      on: 'plot, season',
      row: { adopted_at: 1 },
      again: { id: '2' },
      apart: [{ released_at: 2 }, { adopted_at: null }],
    },
    certificate_current: {
      table: 'certificates',
      on: 'adoption_id',
      again: { code: '2' },
      apart: { superseded_at: 1 },
    },
    plot_claim_once: { table: 'plot_claims', on: 'plot, season', apart: { season: 2 } },
  },
  raising: {
    offer_stays: {
      given: [row('offers', { published_at: 1 })],
      refused: [
        ...['garden', 'season', 'version', 'content', 'content_hash', 'published_at'].map(
          (column) => `UPDATE offers SET ${column} = ${column} WHERE id = '1'`,
        ),
        "UPDATE offers SET published_at = NULL WHERE id = '1'",
      ],
      accepted: [
        "UPDATE offers SET superseded_at = 2 WHERE id = '1'",
        [
          row('offers', { id: '2', season: 2 }),
          "UPDATE offers SET content = '2', published_at = 2 WHERE id = '2'",
        ],
      ],
    },
    offer_kept: {
      word: 'offer_stays',
      refused: [[row('offers', { published_at: 1 }), "DELETE FROM offers WHERE id = '1'"]],
      accepted: [[row('offers'), "DELETE FROM offers WHERE id = '1'"]],
    },
    adoption_stays_released: {
      given: [row('adoptions', { state: 'released', released_at: 2 })],
      refused: [
        "UPDATE adoptions SET released_at = NULL WHERE id = '1'",
        "UPDATE adoptions SET state = 'adopted' WHERE id = '1'",
      ],
      accepted: ["UPDATE adoptions SET state = 'released' WHERE id = '1'"],
    },
    gift_claimed_once: {
      refused: [[row('adoption_gifts', { claimed_at: 1 }), 'UPDATE adoption_gifts SET claimed_at = 2']],
      accepted: [[row('adoption_gifts'), 'UPDATE adoption_gifts SET claimed_at = 2']],
    },
    plot_taken: {
      refused: [
        [HOLD, claim("hold_hash = '2', claimed_at = 9")],
        [HOLD, claim("hold_hash = '2', claimed_at = 9, expires_at = 9")],
        [HOLD, claim("hold_hash = NULL, order_id = '1', claimed_at = 9")],
        [ORDERED, claim("order_id = '2', claimed_at = 9")],
        [ORDERED, claim("order_id = NULL, hold_hash = '1', claimed_at = 9")],
      ],
      accepted: [
        [HOLD, claim("hold_hash = '2', claimed_at = 10, expires_at = 20")],
        [HOLD, claim("hold_hash = '2', claimed_at = 10, expires_at = NULL")],
        [HOLD, claim("order_id = '1', claimed_at = 9")],
        [ORDERED, claim("order_id = '2', claimed_at = 10")],
        [ORDERED, claim('expires_at = NULL, claimed_at = 9')],
      ],
    },
    adoption_claim_stays: [
      {
        word: 'plot_taken',
        given: [ADOPTED],
        refused: [claim('expires_at = 10')],
        accepted: [claim("adoption_id = '1'")],
      },
      {
        word: 'plot_taken',
        given: [row('plot_claims', { hold_hash: '1', expires_at: null })],
        refused: [claim("order_id = '2'")],
      },
    ],
    plot_open: {
      given: [row('plots')],
      refused: ["UPDATE plots SET open = 2 WHERE code = '1'"],
      accepted: [0, 1].map((open) => `UPDATE plots SET open = ${open} WHERE code = '1'`),
    },
    plot_open_first: {
      word: 'plot_open',
      refused: [2, -1].map((open) => row('plots', { open })),
      accepted: [0, 1].map((open) => row('plots', { open })),
    },
    plot_stays: {
      given: [row('plots', { open: 0 }), row('gardens', { code: '2', slug: '2' })],
      refused: [
        [row('plot_claims'), "UPDATE plots SET area_cmu = 2 WHERE code = '1'"],
        [row('plot_claims'), "UPDATE plots SET garden = '2' WHERE code = '1'"],
      ],
      accepted: [
        [row('plot_claims'), "UPDATE plots SET area_cmu = 1, garden = '1', open = 1 WHERE code = '1'"],
        "UPDATE plots SET area_cmu = 2, garden = '2' WHERE code = '1'",
      ],
    },
  },
}
