import { type SQL, sql } from 'drizzle-orm'
import { type Db, mapped, type Statement } from '../../db/client.ts'
import type { Staff } from '../../staff/schema.ts'
import type { ProductDraft } from '../schema.ts'
import type { ListingInput } from './input.ts'

export type Draft = Pick<ProductDraft, 'productId' | 'seq' | 'baseVersion' | 'updatedAt'> & {
  /** Of the product it is or will be. */
  id: ProductDraft['id']
  content: ListingInput
  /** Name of who saved it last. */
  by: Staff['name']
}

const DRAFTS = sql`SELECT d.id, d.product_id productId, d.content, d.seq, d.base_version baseVersion, s.name "by",
  d.updated_at updatedAt FROM product_drafts d JOIN staff s ON s.id = d.staff_id`

type Row = Omit<Draft, 'content'> & Pick<ProductDraft, 'content'>
const parse = (row: Row): Draft => ({ ...row, content: JSON.parse(row.content) as ListingInput })

export const readDraft = (db: Db, id: string): Statement<Draft | null> =>
  mapped(db.all<Row>(sql`${DRAFTS} WHERE d.id = ${id}`), ([row]) => (row ? parse(row) : null))

/**
 * Drafts by product, at most `limit`, newest last: those whose ids a query answers, or the newest `fresh` ones, whose
 * product does not exist yet.
 */
export function readDrafts(
  db: Db,
  query: ({ ids: SQL } | { fresh: true }) & { limit: number },
): Statement<Draft[]> {
  const wanted = 'ids' in query ? sql`WHERE d.id IN (${query.ids})` : sql`WHERE d.product_id IS NULL`
  const rows = db.all<Row>(sql`${DRAFTS} ${wanted} ORDER BY d.id DESC LIMIT ${query.limit}`)
  return mapped(rows, (each) => each.map(parse).reverse())
}
