import { sql } from 'drizzle-orm'
import type { FreightRules } from '../../catalog/freight.ts'
import { sayFreightOf } from '../../catalog/freight-keeping.ts'
import type { ListingInput } from '../../catalog/listings/input.ts'
import { publishListings } from '../../catalog/listings/publishing.ts'
import { synonymStatements } from '../../catalog/search/synonym-keeping.ts'
import type { Db } from '../client.ts'
import source from './catalogue.sample.json' with { type: 'json' }
import { englishSpec, ORIGINS, PRODUCERS } from './english.ts'
import { FACTS } from './facts.ts'
import { fillGardens } from './gardens.ts'
import { GUIDES } from './guides.ts'
import { STORIES } from './stories.ts'
import { SYNONYMS } from './synonyms.ts'

export const FAMILIES = [
  { code: 'tea', zh: '朵贝茶', en: 'Duobei tea' },
  { code: 'gift', zh: '礼盒', en: 'Gift boxes' },
  { code: 'chive', zh: '普定韭黄', en: 'Yellow chives' },
  { code: 'cili', zh: '春归刺梨汁', en: 'Cili juice' },
  { code: 'honey', zh: '夜郎蜂蜜', en: 'Yelang honey' },
  { code: 'noodle', zh: '苗干妈面条', en: 'Miaoganma noodles' },
]

// Dates are examples for staff to replace once the State Council publishes a year's calendar.
const HOLIDAYS = [
  { first: '2027-01-01', last: '2027-01-03', zh: '元旦（示例）', en: 'New Year (sample)' },
  { first: '2027-02-05', last: '2027-02-11', zh: '春节（示例）', en: 'Spring Festival (sample)' },
  { first: '2027-05-01', last: '2027-05-05', zh: '劳动节（示例）', en: 'Labour Day (sample)' },
  { first: '2027-10-01', last: '2027-10-07', zh: '国庆节（示例）', en: 'National Day (sample)' },
]

/** Fills an empty, migrated database with the sample world; everything in it is marked 示例数据. */
export async function fillSampleWorld(db: Db, now: number): Promise<void> {
  await fillGround(db)
  await db.batch(synonymStatements(db, SYNONYMS))
  await publishListings(db, sampleListings(), 1, now)
  await fillGardens(db, now)
}

/** What listings stand on: families, producers, freight templates, holidays, sourced facts. */
export async function fillGround(db: Db): Promise<void> {
  await db.batch([
    ...FAMILIES.map((family, position) =>
      db.run(sql`INSERT INTO families (code, position, name_zh, name_en) VALUES (${family.code}, ${position}, ${family.zh}, ${family.en})
        ON CONFLICT (code) DO UPDATE SET position = excluded.position`),
    ),
    ...Object.values(PRODUCERS).map(({ id, zh, en }) =>
      db.run(sql`INSERT INTO producers (id, name_zh, name_en, sample) VALUES (${id}, ${zh}, ${en}, 1)`),
    ),
    ...sampleTemplates().map(({ code, zh, en, rules }) =>
      db.run(sql`INSERT INTO freight_templates VALUES (${code}, ${zh}, ${en}, ${JSON.stringify(rules)})`),
    ),
    sayFreightOf(db, sampleTemplates()),
    ...HOLIDAYS.map(({ first, last, zh, en }) =>
      db.run(
        sql`INSERT INTO holidays (first_on, last_on, name_zh, name_en) VALUES (${first}, ${last}, ${zh}, ${en})`,
      ),
    ),
    ...FACTS.map((fact, position) =>
      db.run(sql`INSERT INTO impact_facts VALUES (${`fct_${position + 1}`}, ${position}, ${fact.valueZh}, ${fact.valueEn},
        ${fact.labelZh}, ${fact.labelEn}, ${fact.asOf}, ${fact.sourceZh}, ${fact.sourceEn}, 1)`),
    ),
  ] as unknown as Parameters<Db['batch']>[0])
}

export function sampleTemplates(): { code: string; zh: string; en: string; rules: FreightRules }[] {
  const { ambient, cold, quotation } = source.freight
  const leadDays = (days: number[]): [number, number] => [days[0] ?? 1, days[1] ?? 1]
  return [
    {
      code: 'ambient',
      zh: ambient.nameZh,
      en: 'Standard delivery',
      rules: {
        kind: 'weight',
        cutoff: ambient.cutoff,
        leadDays: leadDays(ambient.leadDays),
        transitDays: leadDays(ambient.transitDays),
        shipDays: ambient.shipDays,
        neverBeforeHoliday: false,
        freeOverFen: ambient.freeOverFen,
        zones: ambient.zones,
      },
    },
    {
      code: 'cold',
      zh: cold.nameZh,
      en: 'Chilled delivery',
      rules: {
        kind: 'weight',
        cutoff: cold.cutoff,
        leadDays: leadDays(cold.leadDays),
        transitDays: leadDays(cold.transitDays),
        shipDays: cold.shipDays,
        neverBeforeHoliday: cold.neverBeforeHoliday,
        freeOverFen: cold.freeOverFen,
        zones: cold.zones,
      },
    },
    {
      code: 'quotation',
      zh: quotation.nameZh,
      en: 'Organisations (by quote)',
      rules: { kind: 'quotation', leadDays: leadDays(quotation.leadDays) },
    },
  ]
}

const SAMPLE_TEA_CLASS: Record<string, string> = {
  'duobei-baiye-spring-green': 'green',
  'duobei-gongcha-green': 'green',
  'duobei-hong': 'black',
  'gongda-golden-bud': 'green',
}

export function sampleListings(): ListingInput[] {
  return source.products.map((product) => {
    const origin = ORIGINS[product.originZh] ?? { code: 'puding', en: 'Puding County' }
    const story = STORIES[product.family]
    return {
      slug: product.slug,
      nameZh: product.nameZh,
      nameEn: product.nameEn,
      family: product.family,
      storage: product.storage as 'ambient' | 'cold',
      shelfLifeDays: product.shelfLifeDays,
      originCode: origin.code,
      originZh: product.originZh.replace('（乡镇待定）', ''),
      originEn: origin.en,
      seasonMonths: product.seasonMonths,
      sellsOnlyInSeason: product.sellsOnlyInSeason,
      producerId: PRODUCERS[product.producerZh]?.id ?? 'prc_bundle',
      freightTemplate: product.freightTemplate,
      returnRule: product.returnRule as ListingInput['returnRule'],
      teaClass: SAMPLE_TEA_CLASS[product.slug] ?? null,
      cultivar: null,
      labelFacts: story?.facts ?? {},
      storyZh: story?.zh ?? '',
      storyEn: story?.en ?? '',
      aliases: [...(story?.aliases ?? []), product.categoryZh],
      picture: `pack-${product.slug}`,
      guide: GUIDES[product.slug],
      sample: true,
      variants: product.variants.map((variant) => sampleVariant(variant)),
    }
  })
}

type SourceVariant = {
  sku: string
  specZh: string
  netG?: number
  netMl?: number
  grossG: number
  priceFen: number
  stock?: number
  soldAlone?: boolean
  components?: { sku: string; quantity: number }[]
}

const sampleVariant = (variant: SourceVariant) => ({
  sku: variant.sku,
  specZh: variant.specZh,
  specEn: englishSpec(variant.specZh),
  netG: variant.netG ?? null,
  netMl: variant.netMl ?? null,
  grossG: variant.grossG,
  priceFen: variant.priceFen,
  soldAlone: variant.soldAlone ?? true,
  stock: variant.stock ?? 0,
  components: variant.components ?? [],
})
