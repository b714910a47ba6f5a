import { type Card, unitPrice } from '../card.ts'
import { keptGuide } from '../guide.ts'
import { missingFacts } from '../label-facts.ts'
import { pinyinWords } from '../pinyin.ts'
import type { products } from '../schema.ts'
import { folded } from '../search/folding.ts'
import { marksOf } from '../search/marks.ts'
import { packedWords, spaced } from '../search-words.ts'
import { closedNow, OUT_OF_SEASON, seasonMask } from '../season.ts'
import type { ListingInput, VariantInput } from './input.ts'

/** Room between two positions, so that a product can be put between two others. */
export const POSITION_STEP = 1000

/** What a product counts under and holds before it is published anew. */
export type Before = {
  id: string
  slug: string
  position: number
  listed: number
  version: number
  /** The number of changes so far: the lock of the next one. */
  edits: number
  family: string
  storage: string
  originCode: string
  freightTemplate: string
  /** Every SKU it ever had, retired ones too, and what each draws down. */
  skus: { sku: string; retired: number; components: { sku: string; quantity: number }[] }[]
}

/** One listing on its way to the shelf: a new product, or the next version of one. */
export type Publication = {
  id: string
  /** Its row number in the search index and its place in lists. */
  position: number
  version: number
  edits: number
  listed: number
  content: ListingInput
  before: Before | null
}

export function publicationOf(
  content: ListingInput,
  before: Before | null,
  fresh: { id: string; position: number },
): Publication {
  return before
    ? {
        ...before,
        version: before.version + 1,
        edits: before.edits + 1,
        content: { ...content, slug: before.slug },
        before,
      }
    : { ...fresh, version: 1, edits: 0, listed: 1, content, before }
}

/** Search rows of what is off the shelf stand behind all others, where no product's position is. */
export const OFF_SHELF_ROWS = 1_000_000_000

export const searchRow = (position: number, listed: number): number =>
  listed ? position : position + OFF_SHELF_ROWS

export const priceFromFen = (variants: { soldAlone: boolean; priceFen: number }[]): number =>
  Math.min(...variants.filter((variant) => variant.soldAlone).map((variant) => variant.priceFen))

/** What a card in a list shows, from the SKUs that are sold by themselves. */
export function cardOf(
  family: string,
  variants: Pick<
    VariantInput,
    'sku' | 'specZh' | 'specEn' | 'netG' | 'netMl' | 'priceFen' | 'soldAlone' | 'components'
  >[],
): Card {
  const alone = variants.filter((variant) => variant.soldAlone)
  const cheapest = alone.reduce((best, variant) => (variant.priceFen < best.priceFen ? variant : best))
  return {
    bundle: variants.some((variant) => variant.components.length) ? 1 : 0,
    sku: cheapest.sku,
    specZh: cheapest.specZh,
    specEn: cheapest.specEn || cheapest.specZh,
    unit: unitPrice(family, cheapest),
    specs: alone.length,
  }
}

/**
 * Words a search finds it by: Chinese in single characters and in pinyin, English, what packages hold, SKUs; and marks
 * for what a search is narrowed to.
 */
export function wordsOf(listing: ListingInput): string {
  const chinese = [listing.nameZh, listing.originZh, ...listing.aliases]
  const sold = listing.variants.filter(({ soldAlone }) => soldAlone)
  return [
    ...chinese.map(spaced),
    ...chinese.map((text) => pinyinWords(folded(text))),
    folded(listing.nameEn),
    ...joinedPairs(folded(listing.nameEn)),
    folded(listing.originEn),
    listing.family,
    ...new Set(sold.flatMap(({ specZh, specEn }) => [packedWords(specZh), packedWords(specEn)])),
    ...listing.variants.map((variant) => variant.sku.toLowerCase()),
    ...marksOf(listing),
  ].join(' ')
}

/** Two English words beside each other, written as one: teabags. */
function joinedPairs(text: string): string[] {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? []
  return words.slice(1).map((word, at) => words[at] + word)
}

export type Facets = Pick<Before, 'family' | 'storage' | 'originCode' | 'freightTemplate'>

/** The counters a listed product stands in; '' stands for all products. */
export const facetsOf = (product: Facets): [facet: string, value: string][] => [
  ['all', ''],
  ['family', product.family],
  ['storage', product.storage],
  ['origin', product.originCode],
  ['freight', product.freightTemplate],
]

/** A product's row; `month` decides its place in the lists' order. */
export function productRow(
  { id, position, listed, version, edits, content }: Publication,
  month: number,
): typeof products.$inferInsert {
  const { variants, aliases, pictures, guide, seasonMonths, ...rest } = content
  const season = {
    seasonMask: seasonMask(seasonMonths),
    sellsOnlyInSeason: Number(content.sellsOnlyInSeason),
  }
  return {
    ...rest,
    id,
    searchRank: position,
    listed,
    version,
    edits,
    sample: Number(content.sample),
    ...season,
    labelFacts: JSON.stringify(content.labelFacts),
    nameEn: content.nameEn || content.nameZh,
    originEn: content.originEn || content.originZh,
    picture: pictures?.[0]?.name ?? content.picture,
    pictures: JSON.stringify((pictures ?? []).map(({ name, zh, en }) => ({ name, zh, en: en || zh }))),
    guide: JSON.stringify(keptGuide(guide)),
    storySourceZh: content.storySourceZh || '普定县消费帮扶项目资料',
    storySourceEn: content.storySourceEn || 'material of the Puding programme',
    aliases: aliases.join(' '),
    priceFromFen: priceFromFen(variants),
    card: JSON.stringify(cardOf(content.family, variants)),
    factsMissing: missingFacts(content).length,
    wordsOld: 0,
    seasonRank: position * POSITION_STEP + (closedNow(season, month) ? OUT_OF_SEASON : 0),
  }
}
