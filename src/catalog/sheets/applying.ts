import { eq, sql } from 'drizzle-orm'
import type { Query } from '../../db/client.ts'
import { failedOn } from '../../db/failures.ts'
import { int, update } from '../../db/query.ts'
import { newId } from '../../kernel/ids.ts'
import { audit } from '../../staff/auditing.ts'
import type { Publication } from '../listings/publication.ts'
import { publicationStatements } from '../listings/publication-statements.ts'
import { declined, done, type ListingResult, type Place } from '../listings/refusal.ts'
import { listingSheets } from '../schema.ts'
import { moveStock } from '../stock/adjusting.ts'
import { insertParts, piecesOf, readSheetHead, readSheetRows } from './keeping.ts'
import { countRows, digestOf, type ProductAct, type SheetPlan, slipsIn } from './plan.ts'
import { planSheet } from './planning.ts'

/** Constraints another batch may have made this one break on: the reader looks again, nothing was written. */
const RACES = [
  'product_edits',
  'product_versions',
  'products.search_rank',
  'products.id',
  'products.slug',
  'product_drafts.slug',
  'variants.sku',
  'stock_movements.quantity',
  'sheet_applied_once',
]

/**
 * Does everything a kept sheet says, in one batch with one audit entry, whose id is returned; rows with errors, and
 * the other rows of their products, are left. `seen` is the digest of the plan that was looked at. Refusals: not_found
 * for a sheet that is gone; conflict when it was applied already or what it would do has changed since; mistyped for numbers
 * with a digit too many where nobody is `sure` of them.
 */
export async function applySheet(
  place: Place,
  id: string,
  seen: string,
  by: string,
  sure = true,
): Promise<ListingResult<{ entry: string; products: number }>> {
  const sheet = await readSheetHead(place.db, id)
  if (!sheet) return declined({ code: 'not_found' })
  if (sheet.entry) return declined({ code: 'conflict' })
  const plan = await planSheet(place, await readSheetRows(place.db, id))
  if (digestOf(plan) !== seen || !plan.acts.length) return declined({ code: 'conflict' })
  if (!sure && slipsIn(plan).length) return declined({ code: 'mistyped' })
  const { added, changed } = countRows(plan)
  return writePlan(place, plan, by, {
    sheetId: id,
    verb: 'listing.imported',
    after: { products: plan.acts.length, added, changed },
  })
}

type Writing = { sheetId: string; verb: string; after: Record<string, unknown>; more?: Query[] }

/** The one batch of a plan: products, drafts, stock, what changed, the entry; all of it or nothing. */
export async function writePlan(
  place: Place,
  plan: SheetPlan,
  by: string,
  { sheetId, verb, after, more = [] }: Writing,
): Promise<ListingResult<{ entry: string; products: number }>> {
  const { db, now } = place
  const entry = newId('aud', now)
  const record = { id: entry, staffId: by, verb, object: `sheet:${sheetId}`, before: {}, after }
  const stock = plan.acts.flatMap((act) => act.stock)
  const statements = [
    ...publish(plan.acts, by, now),
    ...keepDrafts(plan.acts, by, now),
    ...(stock.length ? moveStock(stock, entry, now) : []),
    ...more,
    ...markApplied(sheetId, entry, plan.acts),
  ]
  try {
    await db.batch([audit(db, record, now), ...statements.map((statement) => db.run(statement))])
  } catch (error) {
    if (RACES.some((name) => failedOn(error, name))) return declined({ code: 'conflict' })
    throw error
  }
  return done({ entry, products: plan.acts.length })
}

/** Publications in portions whose JSON fits a value of the database, in order. */
function publish(acts: ProductAct[], by: string, now: number): Query[] {
  const all = acts.flatMap(({ publication }) => publication ?? [])
  let from = 0
  return piecesOf(all.map(sized)).flatMap((piece) => {
    const count = (JSON.parse(piece) as unknown[]).length
    from += count
    return publicationStatements(all.slice(from - count, from), by, now)
  })
}

/** As long as its rows will be. */
const sized = ({ content }: Publication): unknown => content

const keepDrafts = (acts: ProductAct[], by: string, now: number): Query[] =>
  piecesOf(acts.flatMap(({ draft }) => draft ?? [])).map(
    (piece) => sql`
      INSERT INTO product_drafts (id, product_id, slug, content, seq, base_version, staff_id, updated_at)
      SELECT j.value ->> 'id', NULL, j.value ->> '$.content.slug', j.value -> 'content', 1, 0, ${by},
        ${int(now)} FROM json_each(${piece}) j`,
  )

const markApplied = (sheetId: string, entry: string, acts: ProductAct[]): Query[] => [
  update(listingSheets).set({ entry }).where(eq(listingSheets.id, sheetId)),
  ...insertParts(
    sheetId,
    'changes',
    acts.flatMap(({ changes }) => changes),
  ),
]
