import { eq, sql } from 'drizzle-orm'
import { failedOn } from '../../db/failures.ts'
import { insist } from '../../db/insisting.ts'
import { remove } from '../../db/query.ts'
import { audit } from '../../staff/auditing.ts'
import { type Product, productDrafts } from '../schema.ts'
import { stands } from './draft-saving.ts'
import { type Draft, readDraft } from './drafts.ts'
import { publishingProblems, readGround } from './ground.ts'
import type { ListingInput } from './input.ts'
import { type Publication, publicationOf } from './publication.ts'
import { publicationStatements } from './publication-statements.ts'
import { type Published, publishedFrom, publishedStatements } from './published.ts'
import { declined, done, type ListingResult, type Place } from './refusal.ts'

const RACES = [
  'guard_holds',
  'product_edits',
  'product_versions',
  'products.search_rank',
  'products.id',
  'products.slug',
  'variants.sku',
]

/**
 * Puts a draft on sale in one batch: product, SKUs, search, counters, card, version, audit; the draft is gone.
 * Refusals: not_found; conflict when draft or product changed since they were read; unpublishable with the problems.
 */
export async function publishDraft(
  place: Place,
  id: string,
  seq: number,
  by: string,
): Promise<ListingResult<{ slug: string; version: number }>> {
  const { db } = place
  const [draft, [top], ...product] = await db.batch([
    readDraft(db, id),
    db.all<{ position: Product['searchRank'] }>(LAST_POSITION),
    ...publishedStatements(db, [id]),
  ])
  if (!draft) return declined({ code: 'not_found' })
  if (draft.seq !== seq) return declined({ code: 'conflict' })
  const before = publishedFrom([id], product)[0] ?? null
  // What was published meanwhile (a sheet, an undone version) is looked at first.
  if (draft.baseVersion !== (before?.version ?? 0)) return declined({ code: 'conflict' })
  const content = before ? { ...draft.content, slug: before.slug } : draft.content
  const problems = publishingProblems(content, before, await readGround(db, content, before))
  if (problems.length) return declined({ code: 'unpublishable', problems })
  const publication = publicationOf(content, before, { id, position: (top?.position ?? 0) + 1 })
  try {
    await writePublication(place, publication, before, draft, by)
  } catch (error) {
    // Another batch came first: the reader looks again, nothing was written.
    if (RACES.some((name) => failedOn(error, name))) return declined({ code: 'conflict' })
    throw error
  }
  return done({ slug: content.slug, version: publication.version })
}

const LAST_POSITION = sql`SELECT search_rank position FROM products ORDER BY search_rank DESC LIMIT 1`

async function writePublication(
  { db, now }: Place,
  publication: Publication,
  before: Published | null,
  draft: Draft,
  by: string,
) {
  const entry = {
    staffId: by,
    verb: before ? 'listing.published' : 'listing.created',
    object: `product:${publication.id}`,
    before: before ? { version: before.version, prices: pricesOf(before.content) } : undefined,
    after: { version: publication.version, prices: pricesOf(publication.content) },
  }
  await db.batch([
    insist(db, stands(draft.id, draft.seq)),
    ...publicationStatements([publication], by, now).map((statement) => db.run(statement)),
    db.run(remove(productDrafts).where(eq(productDrafts.id, draft.id))),
    audit(db, entry, now),
  ])
}

const pricesOf = (content: ListingInput): Record<string, number> =>
  Object.fromEntries(content.variants.map(({ sku, priceFen }) => [sku, priceFen]))
