import { sql } from 'drizzle-orm'
import { contentVersionRaised } from '../../db/content-version.ts'
import { failedOn } from '../../db/failures.ts'
import { int } from '../../db/query.ts'
import { newId } from '../../kernel/ids.ts'
import { audit } from '../../staff/auditing.ts'
import type { Product } from '../schema.ts'
import { intoPriceOrder, outOfPriceOrder } from '../search/price-order.ts'
import { type Facets, searchRow } from './publication.ts'
import { countFacets, FACETS } from './publication-statements.ts'
import { declined, done, type ListingResult, type Place } from './refusal.ts'

type Row = Facets & Pick<Product, 'id' | 'listed' | 'edits'> & { position: Product['searchRank'] }

/**
 * Puts products on the shelf (上架) or takes them off (下架); those already there stay. One batch, one audit entry,
 * whose id is returned for undoing it; null when nothing changed. Refusals: conflict after another change.
 */
export async function setShelf(
  { db, now }: Place,
  ids: string[],
  listed: boolean,
  by: string,
): Promise<ListingResult<{ entry: string | null; moved: string[] }>> {
  const rows = await db.all<Row>(sql`
    SELECT p.id, p.search_rank position, p.listed, p.edits, p.family, p.storage, p.origin_code originCode,
      p.freight_template freightTemplate
    FROM json_each(${JSON.stringify([...new Set(ids)])}) j CROSS JOIN products p ON p.id = j.value`)
  const moving = rows.filter((row) => row.listed !== Number(listed))
  if (!moving.length) return done({ entry: null, moved: [] })
  const entry = newId('aud', now)
  const moves = moving.map(({ id, edits, position }) => ({
    id,
    edits: edits + 1,
    from: searchRow(position, Number(!listed)),
    to: searchRow(position, Number(listed)),
  }))
  const state = (value: number) => Object.fromEntries(moving.map(({ id }) => [id, value]))
  const own = moving.map(({ id }) => id)
  const statements = [
    outOfPriceOrder(own),
    sql`UPDATE products SET listed = ${int(Number(listed))}, edits = j.value ->> 'edits'
      FROM json_each(${JSON.stringify(moves)}) j WHERE products.id = j.value ->> 'id'`,
    sql`INSERT INTO product_search (rowid, words) SELECT j.value ->> 'to', s.words
      FROM json_each(${JSON.stringify(moves)}) j CROSS JOIN product_search s ON s.rowid = j.value ->> 'from'`,
    sql`DELETE FROM product_search WHERE rowid IN (
      SELECT j.value ->> 'from' FROM json_each(${JSON.stringify(moves)}) j)`,
    intoPriceOrder(own),
    ...countFacets(listed ? [] : moving, listed ? moving : []),
    contentVersionRaised({ facets: FACETS }),
  ].map((statement) => db.run(statement))
  const record = {
    id: entry,
    staffId: by,
    verb: listed ? 'listing.listed' : 'listing.unlisted',
    object: moving.length === 1 ? `product:${moving[0]!.id}` : `listings:${moving.length}`,
    before: { listed: state(Number(!listed)) },
    after: { listed: state(Number(listed)) },
  }
  try {
    await db.batch([audit(db, record, now), ...statements])
  } catch (error) {
    if (failedOn(error, 'product_edits')) return declined({ code: 'conflict' })
    throw error
  }
  return done({ entry, moved: moving.map(({ id }) => id) })
}
