import { type Feature, row, VERSION, VERSION_NONE } from './case.ts'

const SHOWN = { reads: [VERSION], from: [0] }

/** Whatever the campaign page says raises the version it is kept under. */
export const campaignPage: Feature = {
  following: {
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
  },
}
