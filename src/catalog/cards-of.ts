import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import type { ProductCard } from './card.ts'
import { CARD_COLUMNS, type CardRow, leavingStatements, toCards } from './card-rows.ts'

/** A card, and whether its product is in the shop's lists. */
export type ListedCard = ProductCard & { listed: number }

/** The cards of products by their slugs, in that order; what was never in the shop is left out. */
export async function readCards(db: Db, slugs: string[], now: number): Promise<ListedCard[]> {
  const [rows, templates, holidays] = await db.batch([
    db.all<CardRow & { listed: number }>(sql`
      SELECT ${CARD_COLUMNS}, p.listed FROM json_each(${JSON.stringify(slugs)}) j CROSS JOIN products p ON p.slug = j.value
      ORDER BY j.key`),
    ...leavingStatements(db, now),
  ])
  return toCards(rows, { templates, holidays, now })
}

/** Whether its card's SKU can go into a cart now, as far as its card knows. */
export const canBeBought = (card: ProductCard, closed: boolean): boolean =>
  !closed && !card.over && card.soldOut === 0 && card.freightTemplate !== 'quotation'
