import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { newId } from '../kernel/ids.ts'
import { civilDate, monthOf } from '../kernel/time.ts'
import { type Card, unitPrice } from './card.ts'
import type { ListingInput } from './listing-input.ts'
import { pinyinWords } from './pinyin.ts'
import { spaced } from './search-words.ts'
import { inSeason, OUT_OF_SEASON, seasonMask } from './season.ts'

/** Room between two positions, so that a product can be put between two others. */
const POSITION_STEP = 1000
/** Listings per batch: each statement carries its rows as one JSON parameter. */
const CHUNK = 500

/**
 * Publishes new listings: products, variants, components, opening stock with its ledger entry, search words
 * and facet counts, one batch per 500 listings. Stock comes in pieces, weights in grams, prices in fen.
 */
export async function publishListings(db: Db, listings: ListingInput[], firstPosition: number, now: number) {
  const month = monthOf(civilDate(now))
  for (let from = 0; from < listings.length; from += CHUNK) {
    const part = listings.slice(from, from + CHUNK)
    const rows = part.map((listing, index) => ({
      ...listing,
      id: newId('prd', now),
      position: firstPosition + from + index,
      mask: seasonMask(listing.seasonMonths),
      card: cardOf(listing),
      words: wordsOf(listing),
    }))
    await db.batch([
      db.run(insertProducts(rows, month)),
      db.run(insertVariants(rows)),
      db.run(insertComponents(rows)),
      db.run(insertOpeningStock(rows, now)),
      db.run(insertSearch(rows)),
      db.run(countFacets(part)),
      db.run(sql`UPDATE content_version SET version = version + 1, facets = (
        SELECT json_group_object(facet || ':' || value, products) FROM facet_counts) WHERE id = 1`),
    ])
  }
}

type Row = ListingInput & { id: string; position: number; mask: number; card: Card; words: string }

const insertProducts = (rows: Row[], month: number): SQL => sql`
  INSERT INTO products (id, slug, search_rank, listed, sample, name_zh, name_en, family, storage, origin_code,
    origin_zh, origin_en, producer_id, freight_template, season_mask, sells_only_in_season, season_rank,
    return_rule, shelf_life_days, tea_class, cultivar, label_facts, story_zh, story_en, aliases, picture,
    price_from_fen, card, pictures)
  SELECT j.value ->> 'id', j.value ->> 'slug', j.value ->> 'position', 1, j.value ->> 'sample', j.value ->> 'nameZh',
    j.value ->> 'nameEn', j.value ->> 'family', j.value ->> 'storage', j.value ->> 'originCode',
    j.value ->> 'originZh', j.value ->> 'originEn', j.value ->> 'producerId', j.value ->> 'freightTemplate',
    j.value ->> 'mask', j.value ->> 'sellsOnlyInSeason', j.value ->> 'seasonRank', j.value ->> 'returnRule',
    j.value ->> 'shelfLifeDays', j.value ->> 'teaClass', j.value ->> 'cultivar', j.value -> 'labelFacts',
    j.value ->> 'storyZh', j.value ->> 'storyEn', j.value ->> 'aliasText', j.value ->> 'picture',
    j.value ->> 'priceFromFen', j.value -> 'card', j.value -> 'pictures'
  FROM json_each(${JSON.stringify(rows.map((row) => productRow(row, month)))}) j`

function productRow(row: Row, month: number) {
  const { variants, words, ...rest } = row
  const alone = variants.filter((variant) => variant.soldAlone)
  return {
    ...rest,
    pictures: row.pictures ?? [],
    aliasText: row.aliases.join(' '),
    priceFromFen: Math.min(...alone.map((variant) => variant.priceFen)),
    seasonRank: row.position * POSITION_STEP + (inSeason(row.mask, month) ? 0 : OUT_OF_SEASON),
  }
}

const insertVariants = (rows: Row[]): SQL => {
  const variants = rows.flatMap((row) =>
    row.variants.map((variant, position) => ({
      ...variant,
      productId: row.id,
      position,
      available: variant.components.length ? 0 : variant.stock,
      components: variant.components.length ? variant.components : null,
    })),
  )
  return sql`
    INSERT INTO variants (sku, product_id, position, spec_zh, spec_en, net_g, net_ml, gross_g, price_fen, sold_alone,
      available, components)
    SELECT j.value ->> 'sku', j.value ->> 'productId', j.value ->> 'position', j.value ->> 'specZh',
      j.value ->> 'specEn', j.value ->> 'netG', j.value ->> 'netMl', j.value ->> 'grossG', j.value ->> 'priceFen',
      j.value ->> 'soldAlone', j.value ->> 'available', nullif(j.value -> 'components', 'null')
    FROM json_each(${JSON.stringify(variants)}) j`
}

const insertComponents = (rows: Row[]): SQL => {
  const parts = rows.flatMap((row) =>
    row.variants.flatMap((variant) => variant.components.map((part) => ({ ...part, bundle: variant.sku }))),
  )
  return sql`
    INSERT INTO bundle_components (component_sku, bundle_sku, quantity)
    SELECT j.value ->> 'sku', j.value ->> 'bundle', j.value ->> 'quantity' FROM json_each(${JSON.stringify(parts)}) j`
}

const insertOpeningStock = (rows: Row[], now: number): SQL => {
  const movements = rows.flatMap((row) =>
    row.variants
      .filter((variant) => variant.components.length === 0 && variant.stock > 0)
      .map((variant) => ({ sku: variant.sku, quantity: variant.stock })),
  )
  return sql`
    INSERT INTO stock_movements (sku, cause, kind, quantity, at)
    SELECT j.value ->> 'sku', 'opening', 'restocked', j.value ->> 'quantity', CAST(${now} AS INTEGER)
    FROM json_each(${JSON.stringify(movements)}) j`
}

const insertSearch = (rows: Row[]): SQL => sql`
  INSERT INTO product_search (rowid, words)
  SELECT j.value ->> 'position', j.value ->> 'words'
  FROM json_each(${JSON.stringify(rows.map(({ position, words }) => ({ position, words })))}) j`

/** Counts what one facet or none selects; '' stands for all products. */
const countFacets = (listings: ListingInput[]): SQL => {
  const counts = new Map<string, { facet: string; value: string; products: number }>()
  const add = (facet: string, value: string) => {
    const key = `${facet} ${value}`
    const known = counts.get(key) ?? { facet, value, products: 0 }
    counts.set(key, { ...known, products: known.products + 1 })
  }
  for (const listing of listings) {
    add('all', '')
    add('family', listing.family)
    add('storage', listing.storage)
    add('origin', listing.originCode)
    add('freight', listing.freightTemplate)
  }
  return sql`
    INSERT INTO facet_counts (facet, value, products)
    SELECT j.value ->> 'facet', j.value ->> 'value', j.value ->> 'products'
    FROM json_each(${JSON.stringify([...counts.values()])}) j WHERE true
    ON CONFLICT (facet, value) DO UPDATE SET products = products + excluded.products`
}

function cardOf(listing: ListingInput): Card {
  const alone = listing.variants.filter((variant) => variant.soldAlone)
  const cheapest = alone.reduce((best, variant) => (variant.priceFen < best.priceFen ? variant : best))
  return {
    bundle: listing.variants.some((variant) => variant.components.length) ? 1 : 0,
    sku: cheapest.sku,
    specZh: cheapest.specZh,
    specEn: cheapest.specEn,
    unit: unitPrice(listing.family, cheapest),
    specs: alone.length,
  }
}

function wordsOf(listing: ListingInput): string {
  const chinese = [listing.nameZh, listing.originZh, ...listing.aliases]
  return [
    ...chinese.map(spaced),
    ...chinese.map(pinyinWords),
    listing.nameEn.toLowerCase(),
    listing.originEn.toLowerCase(),
    ...listing.variants.map((variant) => variant.sku.toLowerCase()),
  ].join(' ')
}
