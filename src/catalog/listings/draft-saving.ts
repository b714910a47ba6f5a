import { eq, type SQL, sql } from 'drizzle-orm'
import { failedOn } from '../../db/failures.ts'
import { changedMeanwhile, insist } from '../../db/insisting.ts'
import { insert, int, remove, select, update } from '../../db/query.ts'
import { newId } from '../../kernel/ids.ts'
import { audit } from '../../staff/auditing.ts'
import { type ProductDraft, productDrafts } from '../schema.ts'
import type { ListingInput } from './input.ts'
import { declined, done, type ListingResult, type Place } from './refusal.ts'

/** The draft of a product that does not exist yet. Refusals: slug_taken by another draft. */
export async function startDraft(
  { db, now }: Place,
  content: ListingInput,
  by: string,
): Promise<ListingResult<{ id: string; seq: number }>> {
  const id = newId('prd', now)
  return saveDraft({ db, now }, { id, productId: null, seq: 0, baseVersion: 0, content }, by)
}

const RACES = ['draft_seq', 'product_drafts.id', 'product_drafts.content']

/** What is saved: `seq` is that of the draft as it was read, 0 when there was none. */
export type Saving = {
  id: string
  productId: string | null
  seq: number
  /** The version of the product that the text was begun from. */
  baseVersion: number
  /** How often the product had been changed when the text was laid beside it: prices do not count as versions. */
  edits?: number | null
  content: ListingInput
}

/**
 * Keeps a draft beside the published product. Refusals: conflict when somebody saved, published or discarded it since
 * it was read (the caller still holds what was typed); slug_taken by another draft.
 */
export async function saveDraft(
  { db, now }: Place,
  { id, productId, seq, baseVersion, edits, content }: Saving,
  by: string,
): Promise<ListingResult<{ id: string; seq: number }>> {
  const text = JSON.stringify(content)
  const [row] = await db.all(
    select({ seq: productDrafts.seq }).from(productDrafts).where(eq(productDrafts.id, id)),
  )
  if ((row?.seq ?? 0) !== seq) return declined({ code: 'conflict' })
  // A price changed since would come back with the draft: then there is no text, which the table refuses.
  const kept =
    productId === null || edits == null
      ? sql`${text}`
      : sql`CASE (SELECT edits FROM products WHERE id = ${productId}) WHEN ${int(edits)} THEN ${text} END`
  const draft = {
    slug: content.slug,
    content: kept,
    seq: seq + 1,
    baseVersion,
    staffId: by,
    updatedAt: now,
  }
  const statement =
    seq === 0
      ? insert(productDrafts).values({ id, productId, ...draft })
      : update(productDrafts).set(draft).where(eq(productDrafts.id, id))
  const entry = { staffId: by, verb: 'listing.draft_saved', object: `product:${id}`, after: { seq: seq + 1 } }
  try {
    await db.batch([...(seq ? [insist(db, stands(id, seq))] : []), db.run(statement), audit(db, entry, now)])
    return done({ id, seq: seq + 1 })
  } catch (error) {
    if (failedOn(error, 'product_drafts.slug')) return declined({ code: 'slug_taken' })
    const raced = changedMeanwhile(error) || RACES.some((name) => failedOn(error, name))
    if (raced) return declined({ code: 'conflict' })
    throw error
  }
}

/** That a draft is still the one that was read. */
export const stands = (id: string, seq: number): SQL =>
  sql`EXISTS (SELECT 1 FROM product_drafts WHERE id = ${id} AND seq = ${int(seq)})`

/** Throws a draft away; what is sold stays as it is. Refusals: conflict when it was saved since it was read. */
export async function discardDraft(
  { db, now }: Place,
  id: string,
  seq: number,
  by: string,
): Promise<ListingResult<null>> {
  const [row] = await db.all<Pick<ProductDraft, 'seq'> & { name: string }>(
    sql`SELECT seq, content ->> 'nameZh' name FROM product_drafts WHERE id = ${id}`,
  )
  if (!row) return declined({ code: 'not_found' })
  if (row.seq !== seq) return declined({ code: 'conflict' })
  const entry = { staffId: by, verb: 'listing.draft_discarded', object: `product:${id}`, before: row }
  try {
    await db.batch([
      insist(db, stands(id, seq)),
      db.run(remove(productDrafts).where(eq(productDrafts.id, id))),
      audit(db, entry, now),
    ])
  } catch (error) {
    if (changedMeanwhile(error)) return declined({ code: 'conflict' })
    throw error
  }
  return done(null)
}
