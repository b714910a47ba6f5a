import { type Feature, json, notNegative, positive, row, VERSION, VERSION_NONE } from './case.ts'

const claim = (change: string) => `UPDATE plot_claims SET ${change} WHERE plot = '1'`
const HOLD = row('plot_claims', { hold_hash: '1', claimed_at: 1, expires_at: 10 })
const ORDERED = row('plot_claims', { hold_hash: null, order_id: '1', claimed_at: 1, expires_at: 10 })
const ADOPTED = row('plot_claims', { hold_hash: null, order_id: '1', claimed_at: 1, expires_at: null })

const tier = (area: number) => `SELECT plots FROM garden_tiers WHERE garden = '1' AND area_cmu = ${area}`
/** What a season counts: plots, their area, plots of that size. */
const ADOPTIONS = [
  "SELECT adopted FROM garden_seasons WHERE garden = '1'",
  "SELECT adopted_cmu FROM garden_seasons WHERE garden = '1'",
  "SELECT adopted FROM season_tiers WHERE garden = '1' AND area_cmu = 30",
]
const SHOWN = { reads: [VERSION], from: [0] }

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
      apart: { superseded_at: 1 },
    },
    adoption_once: {
      table: 'adoptions',
      on: 'plot, season',
      row: { adopted_at: 1 },
      again: { id: '2' },
      apart: { released_at: 2 },
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
      refused: ['garden', 'season', 'version', 'content', 'content_hash', 'published_at'].map(
        (column) => `UPDATE offers SET ${column} = ${column} WHERE id = '1'`,
      ),
      accepted: [
        "UPDATE offers SET superseded_at = 2 WHERE id = '1'",
        [row('offers', { id: '2', season: 2 }), "UPDATE offers SET content = '2' WHERE id = '2'"],
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
        [HOLD, claim("hold_hash = NULL, order_id = '1', claimed_at = 9")],
        [ORDERED, claim("order_id = '2', claimed_at = 9")],
        [ORDERED, claim("order_id = NULL, hold_hash = '1', claimed_at = 9")],
      ],
      accepted: [
        [HOLD, claim("hold_hash = '2', claimed_at = 10")],
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
      { word: 'plot_taken', given: [ADOPTED], refused: [claim("order_id = '2'")], otherwise: 'plot_taken' },
      // Where the order came from a hold, nothing else keeps it.
    ],
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
      given: [row('plots')],
      reads: [tier(1), tier(2)],
      from: [1, null],
      acts: [
        ["UPDATE plots SET open = 0 WHERE code = '1'", [0, null]],
        ["UPDATE plots SET area_cmu = 2 WHERE code = '1'", [0, 0]],
        ["UPDATE plots SET area_cmu = 1, open = 1 WHERE code = '1'", [1, 0]],
        ["UPDATE plots SET area_cmu = 2 WHERE code = '1'", [0, 1]],
      ],
    },
    plot_removed: {
      given: [row('plots'), row('plots', { code: '2' }), row('plots', { code: '3', open: 0 })],
      reads: [tier(1)],
      from: [2],
      acts: [
        ["DELETE FROM plots WHERE code = '3'", [2]],
        ["DELETE FROM plots WHERE code = '2'", [1]],
      ],
    },
    claim_made_permanent: {
      given: [row('plots', { area_cmu: 30 }), ORDERED],
      reads: ADOPTIONS,
      from: [null, null, null],
      acts: [
        [claim('expires_at = 20'), [null, null, null]],
        [claim('expires_at = NULL'), [1, 30, 1]],
        [claim('expires_at = NULL'), [1, 30, 1]],
      ],
    },
    claim_born_permanent: {
      given: [row('plots', { area_cmu: 30 }), row('plots', { code: '2', area_cmu: 30 })],
      reads: ADOPTIONS,
      from: [null, null, null],
      acts: [
        [ADOPTED, [1, 30, 1]],
        [row('plot_claims', { plot: '2', expires_at: null }), [2, 60, 2]],
        [row('plot_claims', { season: 2, expires_at: 9 }), [2, 60, 2]],
      ],
    },
    permanent_claim_ended: {
      given: [row('plots', { area_cmu: 30 }), ADOPTED, row('plot_claims', { season: 2 })],
      reads: ADOPTIONS,
      from: [1, 30, 1],
      acts: [
        ['DELETE FROM plot_claims WHERE season = 2', [1, 30, 1]],
        ["DELETE FROM plot_claims WHERE plot = '1'", [0, 0, 0]],
      ],
    },
    campaign_shown: {
      ...SHOWN,
      given: [row('campaigns'), VERSION_NONE],
      acts: [["UPDATE campaigns SET title_zh = '2' WHERE code = '1'", [1]]],
    },
    garden_shown: { ...SHOWN, given: [VERSION_NONE], acts: [[row('gardens'), [1]]] },
    garden_reshown: {
      ...SHOWN,
      given: [row('gardens'), VERSION_NONE],
      acts: [
        ["UPDATE gardens SET updated_at = 2 WHERE code = '1'", [0]],
        ...[
          ...['slug', 'position', 'name_zh', 'name_en', 'place_zh', 'place_en', 'origin_code', 'story_zh'],
          ...['story_en', 'keeper_zh', 'keeper_en', 'scene', 'listed', 'sample'],
        ].map((column, at): [string, number[]] => [
          `UPDATE gardens SET ${column} = 2 WHERE code = '1'`,
          [at + 1],
        ]),
      ],
    },
    garden_size_shown: {
      ...SHOWN,
      given: [row('gardens'), VERSION_NONE],
      acts: [[row('garden_tiers'), [1]]],
    },
    garden_size_reshown: {
      ...SHOWN,
      given: [row('garden_tiers'), VERSION_NONE],
      acts: [
        ["UPDATE garden_tiers SET plots = 1 WHERE garden = '1'", [0]],
        ["UPDATE garden_tiers SET plots = 2 WHERE garden = '1'", [1]],
      ],
    },
    offer_shown: {
      ...SHOWN,
      given: [row('gardens'), VERSION_NONE],
      acts: [
        [row('offers'), [0]],
        [row('offers', { id: '2', version: 2, published_at: 1 }), [1]],
      ],
    },
    offer_reshown: {
      ...SHOWN,
      given: [row('offers'), VERSION_NONE],
      acts: [
        ["UPDATE offers SET content = '2' WHERE id = '1'", [0]],
        ["UPDATE offers SET published_at = 1 WHERE id = '1'", [1]],
        ["UPDATE offers SET superseded_at = 2 WHERE id = '1'", [2]],
      ],
    },
    season_size_shown: {
      ...SHOWN,
      given: [row('gardens'), VERSION_NONE],
      acts: [[row('season_tiers'), [1]]],
    },
    season_size_reshown: {
      ...SHOWN,
      given: [row('season_tiers'), VERSION_NONE],
      acts: [
        ["UPDATE season_tiers SET adopted = 1 WHERE garden = '1'", [0]],
        ["UPDATE season_tiers SET adopted = 2 WHERE garden = '1'", [1]],
      ],
    },
    season_closing_shown: {
      ...SHOWN,
      given: [row('garden_seasons'), VERSION_NONE],
      acts: [["UPDATE garden_seasons SET closed_at = 2 WHERE garden = '1'", [1]]],
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
