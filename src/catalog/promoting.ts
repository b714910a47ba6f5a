import { eq, sql } from 'drizzle-orm'
import { contentVersionRaised } from '../db/content-version.ts'
import { failedOn } from '../db/failures.ts'
import { changedMeanwhile, insist } from '../db/insisting.ts'
import { int, update } from '../db/query.ts'
import { audit } from '../staff/auditing.ts'
import type { Place } from './listings/refusal.ts'
import { hasPromotion, type Priced } from './promotion.ts'
import { PRICED, sayPromotions, turnsAfter } from './promotion-statements.ts'
import { type Product, type Variant, variants } from './schema.ts'

/** SKUs of a product as their prices for a time are set; `charged`: somebody paid the usual price. */
export type PromotionSku = Priced & Pick<Variant, 'sku' | 'specZh'> & { charged: number }
export type PromotionGround = { id: string; nameZh: string; skus: PromotionSku[] }

/** What shall hold from one instant to another; `seenFen` is the usual price that was looked at. */
export type PromotionWish = {
  from: number
  until: number
  prices: { sku: string; seenFen: number; fen: number }[]
}
export type PromotionProblem =
  | 'nothing'
  | 'upside_down'
  | 'past'
  | 'not_lower'
  | 'overlaps'
  | 'price_moved'
  | 'unknown'
export type PromotionDone = { ok: true } | { ok: false; sku: string; problem: PromotionProblem }

/** How many of a SKU's newest sales are looked through for one at its usual price. */
const SALES_LOOKED_AT = 2000

/** A product's SKUs with their prices, in one row each; null when there is none. */
export async function readPromotionGround({ db }: Place, id: string): Promise<PromotionGround | null> {
  const [products, skus] = await db.batch([
    db.all<Pick<Product, 'id' | 'nameZh'>>(sql`SELECT id, name_zh nameZh FROM products WHERE id = ${id}`),
    // A bundle stands in the ledger by its parts: those of its first part lead to its orders.
    db.all<PromotionSku>(sql`
      SELECT v.sku, v.spec_zh specZh, ${PRICED}, EXISTS (
        SELECT 1 FROM (SELECT m.cause FROM stock_movements m
          WHERE m.sku = coalesce(v.components ->> '$[0].sku', v.sku) AND m.kind = 'sold'
          ORDER BY m.cause DESC LIMIT ${SALES_LOOKED_AT}) sold
        CROSS JOIN order_lines l ON l.order_id = sold.cause AND l.sku = v.sku AND l.unit_price_fen = v.price_fen) charged
      FROM variants v WHERE v.product_id = ${id} AND v.sold_alone = 1 AND v.retired = 0 ORDER BY v.position`),
  ])
  return products[0] ? { ...products[0], skus } : null
}

/** Why a wish cannot be met, and which SKU it is about; null when it can. Pure. */
export function promotionProblem(
  ground: PromotionGround,
  { from, until, prices }: PromotionWish,
  now: number,
): { sku: string; problem: PromotionProblem } | null {
  if (!prices.length) return { sku: '', problem: 'nothing' }
  if (until <= from) return { sku: '', problem: 'upside_down' }
  if (until <= now) return { sku: '', problem: 'past' }
  for (const { sku, seenFen, fen } of prices) {
    const own = ground.skus.find((known) => known.sku === sku)
    if (!own) return { sku, problem: 'unknown' }
    if (own.priceFen !== seenFen) return { sku, problem: 'price_moved' }
    if (hasPromotion(own, now)) return { sku, problem: 'overlaps' }
    if (fen < 1 || fen >= own.priceFen) return { sku, problem: 'not_lower' }
  }
  return null
}

/**
 * Sets prices for a time on SKUs of one product, with one entry in the log; whether the usual price was truly charged
 * is kept with them. A start that has passed becomes now. Shop pages follow at both ends by themselves.
 */
export async function setPromotion(
  place: Place,
  ground: PromotionGround,
  wish: PromotionWish,
  by: string,
): Promise<PromotionDone> {
  const { db, now } = place
  const problem = promotionProblem(ground, wish, now)
  if (problem) return { ok: false, ...problem }
  const from = Math.max(wish.from, now)
  const seen = JSON.stringify(wish.prices)
  const rows = wish.prices.map(({ sku, fen }) => ({
    ...{ sku, fen, from, until: wish.until },
    charged: ground.skus.find((own) => own.sku === sku)!.charged,
  }))
  try {
    await db.batch([
      // The usual price that is struck through must be the one somebody paid.
      insist(
        db,
        sql`NOT EXISTS (SELECT 1 FROM json_each(${seen}) j CROSS JOIN variants v ON v.sku = j.value ->> 'sku'
          WHERE v.price_fen <> j.value ->> 'seenFen')`,
      ),
      db.run(sql`UPDATE variants SET promo_price_fen = j.value ->> 'fen', promo_from = j.value ->> 'from',
        promo_until = j.value ->> 'until', promo_was_charged = j.value ->> 'charged',
        promo_set_at = ${int(now)}
        FROM json_each(${JSON.stringify(rows)}) j WHERE variants.sku = j.value ->> 'sku'`),
      ...followers(place, ground.id),
      audit(db, { staffId: by, verb: 'promotion.set', object: `product:${ground.id}`, after: rows }, now),
    ])
  } catch (error) {
    if (failedOn(error, 'promo_overlaps')) return { ok: false, sku: rows[0]!.sku, problem: 'overlaps' }
    if (changedMeanwhile(error)) return { ok: false, ...(await movedPrice(place, ground.id, wish)) }
    throw error
  }
  return { ok: true }
}

/** Whose usual price a colleague changed. */
async function movedPrice(place: Place, id: string, wish: PromotionWish) {
  const now = await readPromotionGround(place, id)
  const moved = wish.prices.find(
    ({ sku, seenFen }) => now?.skus.find((own) => own.sku === sku)?.priceFen !== seenFen,
  )
  return { sku: (moved ?? wish.prices[0]!).sku, problem: 'price_moved' as const }
}

/**
 * Ends the price for a time of one SKU at once, running or still to come; false when it has none, or another one by
 * now.
 */
export async function endPromotion(
  place: Place,
  ground: PromotionGround,
  sku: string,
  by: string,
): Promise<boolean> {
  const { db, now } = place
  const own = ground.skus.find((known) => known.sku === sku)
  if (!own || !hasPromotion(own, now)) return false
  const { promoPriceFen: fen, promoFrom: from, promoUntil: until } = own
  try {
    await db.batch([
      insist(
        db,
        sql`EXISTS (SELECT 1 FROM variants WHERE sku = ${sku} AND promo_price_fen = ${fen}
          AND promo_from = ${from} AND promo_until = ${until})`,
      ),
      db.run(
        update(variants)
          .set({ promoPriceFen: null, promoFrom: null, promoUntil: null, promoWasCharged: 0 })
          .where(eq(variants.sku, sku)),
      ),
      ...followers(place, ground.id),
      audit(
        db,
        { staffId: by, verb: 'promotion.ended', object: `sku:${sku}`, before: { fen, from, until } },
        now,
      ),
    ])
  } catch (error) {
    if (changedMeanwhile(error)) return false
    throw error
  }
  return true
}

/** What follows a change of a price for a time: the card, the turns, the pages. */
const followers = ({ db, now }: Place, id: string) => [
  db.run(sayPromotions([id])),
  db.run(contentVersionRaised({ priceTurns: turnsAfter(now) })),
]
