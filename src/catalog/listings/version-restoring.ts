import { sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { int } from '../../db/query.ts'
import type { Product, ProductVersion } from '../schema.ts'
import { publishDraft } from './draft-publishing.ts'
import { saveDraft } from './draft-saving.ts'
import { readDraft } from './drafts.ts'
import type { ListingInput } from './input.ts'
import { declined, type ListingResult, type Place } from './refusal.ts'

export type Version = Pick<ProductVersion, 'version' | 'at'> & { by: string | null }

/** Publications of a product, newest first, twenty at most. */
export const readVersions = (db: Db, id: string) =>
  db.all<Version>(sql`
    SELECT v.version, v.at, s.name "by" FROM product_versions v LEFT JOIN staff s ON s.id = v.staff_id
    WHERE v.product_id = ${id} ORDER BY v.version DESC LIMIT 20`)

/** What a version of a product was published with; null when there is none of that number. */
export async function readVersion(db: Db, id: string, version: number): Promise<ListingInput | null> {
  const [row] = await db.all<Pick<ProductVersion, 'content'>>(sql`
    SELECT content FROM product_versions WHERE product_id = ${id} AND version = ${int(version)}`)
  return row ? (JSON.parse(row.content) as ListingInput) : null
}

/**
 * Undoes a publication: an earlier version becomes a draft and is published as a new version, with its prices. What
 * keeps it from being published leaves the draft to be fixed. Refusals: draft_exists (somebody is at work), those of
 * saving and publishing.
 */
export async function restoreVersion(
  place: Place,
  id: string,
  version: number,
  by: string,
): Promise<ListingResult<{ slug: string; version: number }>> {
  const [old] = await place.db.all<
    Pick<ProductVersion, 'content'> & Pick<Product, 'edits'> & { now: number }
  >(sql`
    SELECT v.content, p.version "now", p.edits FROM product_versions v JOIN products p ON p.id = v.product_id
    WHERE v.product_id = ${id} AND v.version = ${int(version)}`)
  if (!old) return declined({ code: 'not_found' })
  if (await readDraft(place.db, id)) return declined({ code: 'draft_exists' })
  const content = JSON.parse(old.content) as ListingInput
  const { now: baseVersion, edits } = old
  const saved = await saveDraft(place, { id, productId: id, seq: 0, baseVersion, edits, content }, by)
  return saved.ok ? publishDraft(place, id, saved.value.seq, by) : saved
}
