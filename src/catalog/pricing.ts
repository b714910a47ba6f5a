import { sql } from 'drizzle-orm'
import type { Answers } from '../db/client.ts'
import { raiseContentVersion } from '../db/content-version.ts'
import { failedOn } from '../db/failures.ts'
import { changedMeanwhile, insist } from '../db/insisting.ts'
import { int } from '../db/query.ts'
import { newId } from '../kernel/ids.ts'
import { audit } from '../staff/auditing.ts'
import { type Draft, readDrafts } from './listings/drafts.ts'
import type { VariantInput } from './listings/input.ts'
import { cardOf, priceFromFen } from './listings/publication.ts'
import { declined, done, type ListingResult, type Place } from './listings/refusal.ts'
import { sayPromotions } from './promotion-statements.ts'
import type { Product, Variant } from './schema.ts'
import { intoPriceOrder, outOfPriceOrder } from './search/price-order.ts'
import type { Planned } from './stock/adjusting.ts'

/** A price as it was seen and as it shall be, in fen. */
export type PriceChange = { sku: string; seenFen: number; fen: number }

type Row = Omit<VariantInput, 'components' | 'soldAlone' | 'stock'> &
  Pick<Product, 'family' | 'edits'> &
  Pick<Variant, 'soldAlone'> & { productId: Product['id']; bundle: number }

/** The statements a change of prices is decided on: SKUs and drafts of the products it touches. */
export function priceStatements({ db }: Place, changes: PriceChange[]) {
  const touched = sql`SELECT DISTINCT o.product_id
    FROM json_each(${JSON.stringify(changes.map(({ sku }) => sku))}) j CROSS JOIN variants o ON o.sku = j.value`
  const rows = db.all<Row>(sql`
    SELECT v.sku, v.spec_zh specZh, v.spec_en specEn, v.net_g netG, v.net_ml netMl, v.gross_g grossG,
      v.price_fen priceFen, v.sold_alone soldAlone, v.components IS NOT NULL bundle, p.id productId, p.family, p.edits
    FROM products p CROSS JOIN variants v ON v.product_id = p.id AND v.retired = 0
    WHERE p.id IN (${touched}) ORDER BY p.id, v.position`)
  return [rows, readDrafts(db, { ids: touched, limit: changes.length })] as const
}

/**
 * Plans a change of prices outside a draft, any number with one audit entry. Cards and drafts that still hold the old
 * price follow. Refusals: not_found; price_moved with the price of now where it is not the one seen.
 */
export function planPrices(
  { db, now }: Place,
  changes: PriceChange[],
  [rows, drafts]: Answers<ReturnType<typeof priceStatements>>,
  by: string,
  verb = 'listing.prices_changed',
): ListingResult<Planned> {
  const wanted = new Map(changes.map((change) => [change.sku, change]))
  for (const { sku, seenFen } of changes) {
    const row = rows.find((known) => known.sku === sku)
    if (!row) return declined({ code: 'not_found' })
    if (row.priceFen !== seenFen) return declined({ code: 'price_moved', sku, priceFen: row.priceFen })
  }
  const moving = changes.filter(({ seenFen, fen }) => seenFen !== fen)
  if (!moving.length) return done({ entry: null, writes: [] })
  const fresh = rows.map((row) => ({ ...row, priceFen: wanted.get(row.sku)?.fen ?? row.priceFen }))
  const priced = cardsOf(fresh).map(({ id }) => id)
  const entry = newId('aud', now)
  const prices = (key: 'seenFen' | 'fen') => ({
    prices: Object.fromEntries(moving.map((change) => [change.sku, change[key]])),
  })
  const record = {
    id: entry,
    staffId: by,
    verb,
    object: moving.length === 1 ? `sku:${moving[0]!.sku}` : `skus:${moving.length}`,
    before: prices('seenFen'),
    after: prices('fen'),
  }
  return done({
    entry,
    writes: [
      audit(db, record, now),
      db.run(sql`UPDATE variants SET price_fen = j.value ->> 'fen', promo_was_charged = 0
        FROM json_each(${JSON.stringify(moving)}) j WHERE variants.sku = j.value ->> 'sku'`),
      db.run(outOfPriceOrder(priced)),
      db.run(sql`UPDATE products SET card = j.value -> 'card', price_from_fen = j.value ->> 'from',
        edits = j.value ->> 'edits' FROM json_each(${JSON.stringify(cardsOf(fresh))}) j
        WHERE products.id = j.value ->> 'id'`),
      db.run(intoPriceOrder(priced)),
      db.run(sayPromotions(priced)),
      ...followDrafts(db, fresh, drafts, moving),
      raiseContentVersion(db),
    ],
  })
}

/** Whether a batch of `planPrices` broke because somebody changed one of its products or drafts first. */
export const priceRace = (error: unknown): boolean =>
  changedMeanwhile(error) || failedOn(error, 'product_edits') || failedOn(error, 'draft_seq')

/** Plans and writes it in one batch; answers the id of the entry. Refusals: those of the plan; conflict after another change. */
export async function changePrices(
  place: Place,
  changes: PriceChange[],
  by: string,
  verb?: string,
): Promise<ListingResult<{ entry: string | null }>> {
  const ground = await place.db.batch(priceStatements(place, changes))
  const planned = planPrices(place, changes, ground, by, verb)
  if (!planned.ok || !planned.value.entry) return planned
  const [first, ...rest] = planned.value.writes
  try {
    await place.db.batch([first!, ...rest])
  } catch (error) {
    if (priceRace(error)) return declined({ code: 'conflict' })
    throw error
  }
  return done({ entry: planned.value.entry })
}

function cardsOf(rows: Row[]) {
  return [...new Set(rows.map((row) => row.productId))].map((id) => {
    const own = rows.filter((row) => row.productId === id)
    const variants = own.map((row) => ({
      ...row,
      soldAlone: row.soldAlone === 1,
      components: row.bundle ? [{ sku: '', quantity: 1 }] : [],
    }))
    return {
      id,
      card: cardOf(own[0]!.family, variants),
      from: priceFromFen(variants),
      edits: own[0]!.edits + 1,
    }
  })
}

/** A draft that was begun at the old price would bring it back when it is published. */
function followDrafts(db: Place['db'], rows: Row[], drafts: Draft[], moving: PriceChange[]) {
  const ids = [...new Set(rows.map((row) => row.productId))]
  const known = JSON.stringify(drafts.map(({ id }) => id))
  const fresh = insist(
    db,
    sql`NOT EXISTS (SELECT 1 FROM product_drafts WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))
      AND id NOT IN (SELECT value FROM json_each(${known})))`,
  )
  const followed = drafts.map((draft) => {
    const variants = draft.content.variants.map((variant) => {
      const change = moving.find(({ sku, seenFen }) => sku === variant.sku && seenFen === variant.priceFen)
      return change ? { ...variant, priceFen: change.fen } : variant
    })
    return db.run(sql`UPDATE product_drafts SET content = ${JSON.stringify({ ...draft.content, variants })},
      seq = ${int(draft.seq + 1)} WHERE id = ${draft.id}`)
  })
  return [fresh, ...followed]
}
