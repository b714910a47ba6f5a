import { type Feature, json, notNegative, positive, row, VERSION, VERSION_NONE } from './case.ts'

const SECOND = { id: '2', search_rank: 99_998, slug: '2' }
const available = (pieces: number, sku = '1') =>
  `UPDATE variants SET available = ${pieces} WHERE sku = '${sku}'`
const soldOut = (product: number) => `SELECT sold_out FROM products WHERE id = '${product}'`
/** A box of product 1 that holds `quantity` pieces of a SKU of product 2. */
const box = (quantity: number, pieces: number) => [
  row('products', { ...SECOND, card: '{"bundle": 0}' }),
  row('variants', { sku: '2', product_id: '2', available: pieces }),
  row('products', { card: '{"bundle": 1}' }),
  row('variants', { components: `[{"sku": "2", "quantity": ${quantity}}]` }),
  row('bundle_components', { component_sku: '2', quantity }),
]

/** The name every shop page reads for a family. */
const FAMILY_SHOWN = `SELECT (SELECT value ->> 'nameZh' FROM json_each(families) WHERE value ->> 'code' = '1')
  FROM content_version`

export const catalog: Feature = {
  // Ranks of the sample world are below.
  rows: { products: { search_rank: 99_999 }, search_synonyms: { line: 99_999 } },
  checks: {
    producer_permits_json: json('producers', 'permits'),
    freight_rules_json: json('freight_templates', 'rules'),
    holiday_order: {
      table: 'holidays',
      refused: [{ first_on: '2026-10-02', last_on: '2026-10-01' }],
      accepted: [{ first_on: '2026-10-01', last_on: '2026-10-01' }],
    },
    product_season_months: {
      table: 'products',
      refused: [{ season_mask: 0 }, { season_mask: 4096 }],
      accepted: [{ season_mask: 1 }, { season_mask: 4095 }],
    },
    product_shelf_life: positive('products', 'shelf_life_days'),
    product_label_facts_json: json('products', 'label_facts'),
    product_price: positive('products', 'price_from_fen'),
    product_card_json: json('products', 'card'),
    product_pictures: {
      table: 'products',
      refused: [{ pictures: '[' }, { pictures: '{}' }],
      accepted: [{ pictures: '[]' }],
    },
    product_guide: {
      table: 'products',
      refused: [{ guide: '{' }, { guide: '[]' }],
      accepted: [{ guide: '{}' }],
    },
    story_sourced_zh: {
      table: 'products',
      refused: [{ story_source_zh: '' }],
      accepted: [{ story_source_zh: '县志' }],
    },
    story_sourced_en: {
      table: 'products',
      refused: [{ story_source_en: '' }],
      accepted: [{ story_source_en: 'The county annals' }],
    },
    product_facts_missing: notNegative('products', 'facts_missing'),
    variant_net_g: positive('variants', 'net_g'),
    variant_net_ml: positive('variants', 'net_ml'),
    variant_gross_g: positive('variants', 'gross_g'),
    variant_price: positive('variants', 'price_fen'),
    stock_available: notNegative('variants', 'available'),
    variant_components_json: json('variants', 'components'),
    variant_promo_price: positive('variants', 'promo_price_fen'),
    variant_promo_order: {
      table: 'variants',
      refused: [{ promo_from: 2, promo_until: 2 }],
      accepted: [{ promo_from: 2, promo_until: 3 }],
    },
    component_quantity: positive('bundle_components', 'quantity'),
    facet_products: notNegative('facet_counts', 'products'),
    draft_content_json: json('product_drafts', 'content'),
    draft_of_product: {
      table: 'product_drafts',
      refused: [{ id: '2', product_id: '1' }],
      accepted: [{ product_id: '1' }, { id: '2', product_id: null }],
    },
    version_content_json: json('product_versions', 'content'),
    sheet_unknown_json: json('listing_sheets', 'unknown'),
    sheet_content_json: json('listing_sheet_parts', 'content'),
  },
  unique: {
    product_slug: { table: 'products', on: 'slug', again: { ...SECOND, slug: '1' }, apart: { slug: '2' } },
    product_search_rank: {
      table: 'products',
      on: 'search_rank',
      again: { ...SECOND, search_rank: 99_999 },
      apart: { search_rank: 99_998 },
    },
    draft_slug: { table: 'product_drafts', on: 'slug', again: { id: '2' }, apart: { slug: '2' } },
    synonym_place: { table: 'search_synonyms', on: 'line, place', again: { word: '2' }, apart: { place: 2 } },
    product_version_once: { table: 'product_versions', on: 'product_id, version', apart: { version: 2 } },
  },
  raising: {
    producer_edits: {
      given: [row('producers', { edits: 5 })],
      refused: [5, 7].map((edits) => `UPDATE producers SET edits = ${edits} WHERE id = '1'`),
      accepted: ["UPDATE producers SET edits = 6 WHERE id = '1'"],
    },
    product_edits: {
      given: [row('products', { edits: 5 })],
      refused: [5, 7].map((edits) => `UPDATE products SET edits = ${edits} WHERE id = '1'`),
      accepted: ["UPDATE products SET edits = 6 WHERE id = '1'"],
    },
    promo_overlaps: {
      given: [row('variants', { price_fen: 9, promo_price_fen: 1, promo_from: 1, promo_until: 9 })],
      refused: ["UPDATE variants SET promo_price_fen = 2, promo_set_at = 8 WHERE sku = '1'"],
      accepted: [
        "UPDATE variants SET promo_price_fen = 2, promo_set_at = 9 WHERE sku = '1'",
        "UPDATE variants SET promo_price_fen = NULL, promo_set_at = 8 WHERE sku = '1'",
      ],
    },
    draft_seq: {
      given: [row('product_drafts', { seq: 5 })],
      refused: [5, 7].map((seq) => `UPDATE product_drafts SET content = '2', seq = ${seq} WHERE id = '1'`),
      accepted: ["UPDATE product_drafts SET content = '2', seq = 6 WHERE id = '1'"],
    },
    sheet_applied_once: {
      refused: [
        [row('listing_sheets', { entry: '1' }), "UPDATE listing_sheets SET entry = '2' WHERE id = '1'"],
      ],
      accepted: [[row('listing_sheets'), "UPDATE listing_sheets SET entry = '2' WHERE id = '1'"]],
    },
  },
  following: {
    families_added_shown: {
      given: [VERSION_NONE],
      reads: [FAMILY_SHOWN, VERSION],
      from: [null, 0],
      acts: [[row('families', { name_zh: '糟辣椒' }), ['糟辣椒', 1]]],
    },
    families_kept_shown: {
      given: [row('families', { name_zh: '糟辣椒' }), VERSION_NONE],
      reads: [FAMILY_SHOWN, VERSION],
      from: ['糟辣椒', 0],
      acts: [["UPDATE families SET name_zh = '辣椒' WHERE code = '1'", ['辣椒', 1]]],
    },
    stock_word: {
      given: [
        row('products', { card: '{"bundle": 0}' }),
        row('variants', { available: 9 }),
        row('products', { ...SECOND, card: '{"bundle": 0}' }),
        VERSION_NONE,
      ],
      reads: [soldOut(1), soldOut(2), VERSION],
      from: [0, 0, 0],
      acts: [
        [available(8), [0, 0, 0]],
        [available(0), [1, 0, 1]],
        [available(9), [0, 0, 2]],
      ],
    },
    // few_word counts each of these as well.
    bundle_word: [
      {
        given: [...box(3, 4), VERSION_NONE],
        reads: [soldOut(1), VERSION],
        from: [0, 0],
        acts: [
          [available(3, '2'), [0, 1]],
          [available(2, '2'), [1, 3]],
          [available(3, '2'), [0, 5]],
          [available(2, '2'), [1, 7]],
        ],
        without: [0, 4],
      },
      {
        // As much as a box holds of one component.
        given: [...box(20, 20), VERSION_NONE],
        reads: [soldOut(1), VERSION],
        from: [0, 0],
        acts: [
          [available(19, '2'), [1, 2]],
          [available(20, '2'), [0, 4]],
          [available(19, '2'), [1, 6]],
        ],
        without: [0, 3],
      },
    ],
    few_word: [
      {
        given: [row('variants', { available: 7 }), VERSION_NONE],
        reads: [VERSION],
        from: [0],
        acts: [
          [available(6), [0]],
          [available(5), [1]],
          [available(5), [1]],
          [available(6), [2]],
          // The last and the first are counted by stock_word.
          [available(0), [3]],
          [available(3), [4]],
          [available(1), [5]],
          [available(0), [6]],
        ],
        without: [3],
      },
      {
        // As much as a box holds of one component.
        given: [...box(20, 121), VERSION_NONE],
        reads: [VERSION],
        from: [0],
        acts: [
          [available(120, '2'), [0]],
          [available(119, '2'), [1]],
          [available(101, '2'), [1]],
          [available(120, '2'), [2]],
        ],
      },
      {
        given: [...box(3, 21), VERSION_NONE],
        reads: [VERSION],
        from: [0],
        acts: [
          [available(20, '2'), [0]],
          [available(18, '2'), [0]],
          [available(17, '2'), [1]],
          [available(18, '2'), [2]],
        ],
      },
    ],
  },
}
