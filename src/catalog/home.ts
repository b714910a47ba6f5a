import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import type { ContentVersion } from '../db/schema.ts'
import type { StoredFact } from '../impact/schema.ts'
import { civilDate } from '../kernel/time.ts'
import { campaignOffer, campaignOfferStatement } from './campaign-offer.ts'
import type { ProductCard } from './card.ts'
import { CARD_COLUMNS, type CardRow, countsIn, leavingStatements, toCards } from './card-rows.ts'
import type { Product } from './schema.ts'
import { inSeason, seasonMonths } from './season.ts'

export type HomeFact = Pick<
  StoredFact,
  'valueZh' | 'valueEn' | 'labelZh' | 'labelEn' | 'asOf' | 'sourceZh' | 'sourceEn'
>

export type HomeCard = ProductCard & Pick<Product, 'teaClass'>
/** The cards by where they stand; `others` are the first of every other family. */
export type HomeCards = Record<'teas' | 'gifts' | 'others', HomeCard[]>
type HomeRow = CardRow & Pick<Product, 'teaClass'>

const TEAS = 5
const GIFTS = 3
const OF_EACH_FAMILY = 2

/** What the home page shows, in one round trip: the teas, the gift boxes, and the first of every other family. */
export async function readHome(db: Db, now: number) {
  const ofFamily = (family: string, most: number) =>
    db.all<HomeRow>(sql`
      SELECT ${CARD_COLUMNS}, p.tea_class teaClass FROM products p WHERE p.family = ${family} AND p.listed = 1
      ORDER BY p.season_rank, p.slug LIMIT ${most}`)
  const [teas, gifts, others, counts, facts, offers, templates, holidays] = await db.batch([
    ofFamily('tea', TEAS),
    ofFamily('gift', GIFTS),
    db.all<HomeRow>(sql`
      SELECT ${CARD_COLUMNS}, p.tea_class teaClass FROM families f CROSS JOIN products p ON p.id IN (
        SELECT q.id FROM products q WHERE q.family = f.code AND q.listed = 1
        ORDER BY q.season_rank, q.slug LIMIT ${OF_EACH_FAMILY})
      WHERE f.code NOT IN ('tea', 'gift') ORDER BY f.position, p.season_rank, p.slug`),
    db.all<Pick<ContentVersion, 'facets'>>(sql`SELECT facets FROM content_version WHERE id = 1`),
    // Facts belong to impact, above the catalogue; the home page only quotes the first three.
    db.all<HomeFact>(sql`
      SELECT value_zh valueZh, value_en valueEn, label_zh labelZh, label_en labelEn, as_of asOf, source_zh sourceZh,
        source_en sourceEn FROM impact_facts WHERE visible = 1 ORDER BY position LIMIT 3`),
    campaignOfferStatement(db, civilDate(now)),
    ...leavingStatements(db, now),
  ])
  const leaving = { templates, holidays, now }
  return {
    cards: {
      teas: toCards(teas, leaving),
      gifts: toCards(gifts, leaving),
      others: toCards(others, leaving),
    } satisfies HomeCards,
    count: countsIn(counts),
    facts,
    offer: campaignOffer(offers),
  }
}

const ALL_YEAR = 4095

/** Months since a product was last picked, 0 in season; what has no season comes behind all that have one. */
function monthsSince(mask: number, month: number): number {
  if (mask === ALL_YEAR) return 12
  for (let since = 0; since < 12; since += 1)
    if (inSeason(mask, ((month - 1 - since + 12) % 12) + 1)) return since
  return 12
}

const canBeBought = (item: ProductCard): boolean =>
  !item.soldOut && !item.over && item.freightTemplate !== 'quotation'

/**
 * The tea shown large, and the others behind it: those that can be bought first, then by when they were last picked, and
 * of two picked in one month the one of the longer season. Pure.
 */
export function withLargest<Tea extends ProductCard>(
  teas: Tea[],
  month: number,
): { largest: Tea | undefined; rest: Tea[] } {
  const keys = (tea: Tea) => [
    Number(!canBeBought(tea)),
    monthsSince(tea.seasonMask, month),
    -seasonMonths(tea.seasonMask).length,
  ]
  const [largest, ...rest] = teas.toSorted((one, other) => {
    const [a, b] = [keys(one), keys(other)]
    return a.map((key, at) => key - b[at]!).find((difference) => difference !== 0) ?? 0
  })
  return { largest, rest }
}

/** What to buy this month beside the table of the year: one of a family, what has a season before what is sold all year. Pure. */
export function boughtNow(others: HomeCard[], month: number, most: number): HomeCard[] {
  const open = others.filter((item) => canBeBought(item) && inSeason(item.seasonMask, month))
  const seasonal = (item: HomeCard) => Number(item.seasonMask === ALL_YEAR)
  return open
    .toSorted((one, other) => seasonal(one) - seasonal(other))
    .filter((item, at, all) => all.findIndex(({ family }) => family === item.family) === at)
    .slice(0, most)
}

/** Rows of the table of the year: one product for each family and season, what is open this month first. Pure. */
export function rowsOfYear(items: HomeCard[], month: number, most: number): HomeCard[] {
  const key = (item: HomeCard) => `${item.family}:${item.teaClass}:${item.seasonMask}`
  const closed = (item: HomeCard) => Number(!inSeason(item.seasonMask, month))
  return items
    .filter((item) => item.seasonMask !== ALL_YEAR)
    .filter((item, at, all) => all.findIndex((other) => key(other) === key(item)) === at)
    .toSorted((one, other) => closed(one) - closed(other))
    .slice(0, most)
}
