import { sql } from 'drizzle-orm'
import type { ListingInput, VariantInput } from '../../src/catalog/listings/input.ts'
import type { Shop } from '../../src/shop.ts'

export const jar = (sku: string, more: Partial<VariantInput> = {}): VariantInput => ({
  sku,
  specZh: '500 g/瓶',
  specEn: '500 g jar',
  netG: 500,
  netMl: null,
  grossG: 820,
  priceFen: 6800,
  soldAlone: true,
  stock: 40,
  components: [],
  ...more,
})

/** A honey with complete label facts, ready to be really sold; every fact in it is made up for tests. */
export const newHoney = (more: Partial<ListingInput> = {}): ListingInput => ({
  slug: 'new-honey',
  nameZh: '夜郎荞麦花蜂蜜',
  nameEn: 'Buckwheat honey',
  family: 'honey',
  storage: 'ambient',
  shelfLifeDays: 540,
  originCode: 'puding',
  originZh: '普定县',
  originEn: 'Puding County',
  seasonMonths: [9, 10, 11],
  sellsOnlyInSeason: false,
  producerId: 'prc_yelang',
  freightTemplate: 'ambient',
  returnRule: 'seven_day_unopened',
  teaClass: null,
  cultivar: null,
  labelFacts: {
    ingredients: '蜂蜜',
    storage: '阴凉干燥处',
    producerName: '测试蜂业有限公司',
    producerAddress: '测试路1号',
    standard: 'GB 14963',
    licenceNo: 'SC12345678901234',
    warning: '1岁以下婴儿不宜食用',
  },
  storyZh: '荞麦花开在秋天。',
  storyEn: 'Buckwheat flowers in autumn.',
  aliases: ['荞麦蜜'],
  picture: 'produce-honey',
  pictures: [],
  sample: false,
  variants: [
    jar('HNY-QM-0500'),
    jar('HNY-QM-1000', { specZh: '1 kg/瓶', netG: 1000, grossG: 1500, priceFen: 12_800 }),
  ],
  ...more,
})

/** The id of a sample member of staff. */
export async function staffIdOf(shop: Shop, login: string): Promise<string> {
  const [row] = await shop.db.all<{ id: string }>(sql`SELECT id FROM staff WHERE login = ${login}`)
  return row!.id
}

/** What publishing keeps beside the products themselves, by slug and without their places in the order. */
export async function keptBeside(shop: Shop) {
  const products = await shop.db.all<Record<string, unknown>>(sql`
    SELECT p.slug, p.listed, p.sold_out soldOut, p.price_from_fen priceFromFen, p.card, p.facts_missing factsMissing,
      p.season_mask seasonMask, p.season_rank >= 1000000000000 away,
      (SELECT s.words FROM product_search s
        WHERE s.rowid = p.search_rank + CASE p.listed WHEN 1 THEN 0 ELSE 1000000000 END) words,
      (SELECT s.words FROM price_search s WHERE s.rowid = p.price_from_fen * 1000000000 + p.search_rank) pricedWords,
      (SELECT json_group_array(json_array(v.sku, v.position, v.spec_zh, v.price_fen, v.sold_alone, v.components))
        FROM (SELECT * FROM variants WHERE product_id = p.id AND retired = 0 ORDER BY position) v) skus
    FROM products p ORDER BY p.slug`)
  const rows = await shop.db.all<{ rows: number }>(sql`SELECT count(*) "rows" FROM product_search`)
  const priced = await shop.db.all<{ rows: number }>(sql`SELECT count(*) "rows" FROM price_search`)
  const parts = await shop.db.all(sql`SELECT bundle_sku, component_sku, quantity FROM bundle_components b
    JOIN variants v ON v.sku = b.bundle_sku WHERE v.retired = 0 ORDER BY 1, 2`)
  const facets = await shop.db.all(sql`SELECT facet, value, products FROM facet_counts ORDER BY facet, value`)
  const [told] = await shop.db.all<{ facets: string }>(sql`SELECT facets FROM content_version`)
  return {
    products,
    searchRows: rows[0]!.rows,
    pricedRows: priced[0]!.rows,
    parts,
    facets,
    told: JSON.parse(told!.facets) as unknown,
  }
}
