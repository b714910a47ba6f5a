import { type SQL, sql } from 'drizzle-orm'
import { int } from '../db/query.ts'

/** The columns a price is reckoned from; `v` is the variant. */
export const PRICED = sql`v.price_fen priceFen, v.promo_price_fen promoPriceFen, v.promo_from promoFrom,
  v.promo_until promoUntil, v.promo_was_charged promoWasCharged`

/** The same as members of a JSON object. */
export const PRICED_JSON = sql`'priceFen', v.price_fen, 'promoPriceFen', v.promo_price_fen, 'promoFrom', v.promo_from,
  'promoUntil', v.promo_until, 'promoWasCharged', v.promo_was_charged`

/**
 * Writes on the cards of some products what their SKUs cost and when, where one has a price for a time; other cards
 * carry nothing. A list then reckons prices from the one row it reads of each product.
 */
export const sayPromotions = (ids: string[]): SQL => sql`
  UPDATE products SET card = CASE WHEN EXISTS (SELECT 1 FROM variants v
      WHERE v.product_id = products.id AND v.sold_alone = 1 AND v.promo_price_fen IS NOT NULL)
    THEN json_set(card, '$.sold', json((
      SELECT json_group_array(json_object('sku', v.sku, 'specZh', v.spec_zh, 'specEn', v.spec_en, 'netG', v.net_g,
        'netMl', v.net_ml, ${PRICED_JSON}) ORDER BY v.position)
      FROM variants v WHERE v.product_id = products.id AND v.sold_alone = 1)))
    ELSE json_remove(card, '$.sold') END
  WHERE id IN (SELECT j.value FROM json_each(${JSON.stringify(ids)}) j)`

/** The instants to come at which a price changes, as a JSON list. */
export const turnsAfter = (now: number): SQL => sql`(
  SELECT coalesce(json_group_array(turn), '[]') FROM (
    SELECT promo_from turn FROM variants
    WHERE promo_price_fen IS NOT NULL AND promo_until > ${int(now)} AND promo_from > ${int(now)}
    UNION SELECT promo_until FROM variants
    WHERE promo_price_fen IS NOT NULL AND promo_until > ${int(now)} ORDER BY 1))`
