import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import type { ProductCard } from './card.ts'
import { CARD_COLUMNS, type CardRow, leavingStatements, toCards } from './card-rows.ts'

const STARTERS = 4

/** What to begin with where nothing was chosen yet: the first of each family that can be bought now, in the shop's order. */
export async function readStarters(db: Db, now: number): Promise<ProductCard[]> {
  const [rows, templates, holidays] = await db.batch([
    db.all<CardRow>(sql`
      SELECT ${CARD_COLUMNS} FROM families f CROSS JOIN products p ON p.id = (
        SELECT q.id FROM products q WHERE q.family = f.code AND q.listed = 1 AND q.sold_out = 0
          AND q.freight_template <> 'quotation' ORDER BY q.season_rank, q.slug LIMIT 1)
      ORDER BY f.position`),
    ...leavingStatements(db, now),
  ])
  return toCards(rows, { templates, holidays, now })
    .filter(({ over }) => !over)
    .slice(0, STARTERS)
}
