import { sql } from 'drizzle-orm'
import { insert } from '../../db/query.ts'
import { newId } from '../../kernel/ids.ts'
import type { Published } from '../listings/published.ts'
import { declined, done, type ListingResult, type Place } from '../listings/refusal.ts'
import type { Reverted } from '../listings/reverting.ts'
import { listingSheets, type ProductDraft } from '../schema.ts'
import { writePlan } from './applying.ts'
import { type ProductCells, publishedCells } from './cells.ts'
import { CLEARED, SHELF_WORDS, TITLES } from './columns.ts'
import { readSheetChanges } from './keeping.ts'
import type { CellChange } from './plan.ts'
import { groundOf, planOn } from './planning.ts'
import type { SheetRow } from './rows.ts'

/**
 * Undoes an applied sheet, in one batch with an entry of its own: values go back to what they were, new SKUs are retired,
 * new products leave the shelf (orders may name them, so they stay), new drafts nobody touched are gone. What has
 * changed since is left and named. Refusals: not_found; conflict after another change.
 */
export async function revertSheet(place: Place, entry: string, by: string): Promise<ListingResult<Reverted>> {
  const { db, now } = place
  const changes = await readSheetChanges<CellChange>(db, entry)
  if (!changes.length) return declined({ code: 'not_found' })
  const drafts = changes.filter(({ field, after }) => field === 'created' && after === SHELF_WORDS.draft)
  const rest = changes.filter((change) => !drafts.includes(change))
  // What has changed since and what the plan locks is read once: read twice, a change between would be undone too.
  const ground = await groundOf(place, rowsBack(rest))
  const products = new Map([...ground.bySlug.values()].map((known) => [known.id, known]))
  const cells = new Map<string, ProductCells>()
  for (const [id, known] of products) cells.set(id, publishedCells(known, ground.choices))
  const back = rest.filter((change) => unchanged(change, products.get(change.id), cells.get(change.id)))
  const untouched = await db.all<Pick<ProductDraft, 'id'>>(sql`
    SELECT d.id FROM json_each(${JSON.stringify(drafts.map(({ id }) => id))}) j
    CROSS JOIN product_drafts d ON d.id = j.value WHERE d.seq = 1`)
  const plan = planOn(ground, rowsBack(back), now)
  const restored = new Set(plan.acts.flatMap((act) => act.changes).map(keyOf))
  const gone = new Set(untouched.map(({ id }) => id))
  const undone = (change: CellChange) =>
    restored.has(keyOf(asBack(change))) || (change.field === 'created' && gone.has(change.id))
  const left = changes.filter((change) => !undone(change) && !isHome(change, cells.get(change.id)))
  const value = { restored: changes.filter(undone).map(nameOf), left: left.map(nameOf) }
  if (!plan.acts.length && !gone.size) return done({ entry: null, ...value })
  const sheetId = newId('sht', now)
  const written = await writePlan(place, plan, by, {
    sheetId,
    verb: 'listing.import_reverted',
    after: {
      ...{ of: entry, restored: value.restored.length, left: value.left.length },
      // The first of what stayed, for whoever undid it to look at.
      kept: value.left.slice(0, 10),
    },
    more: [
      insert(listingSheets).values({ id: sheetId, staffId: by, name: '', at: now, unknown: '[]' }),
      sql`DELETE FROM product_drafts WHERE seq = 1 AND id IN (
        SELECT value FROM json_each(${JSON.stringify([...gone])}))`,
    ],
  })
  return written.ok ? done({ entry: written.value.entry, ...value }) : written
}

/** A created product goes off the shelf; anything else goes back to what it was. */
const asBack = (change: CellChange): CellChange =>
  change.field === 'created' ? { ...change, field: 'state' } : change
const keyOf = ({ id, sku, field }: CellChange): string => `${id} ${sku} ${field}`
const nameOf = ({ slug, sku, field }: CellChange): string =>
  `${sku || slug} ${field === 'created' ? '新商品' : field === 'sku' ? '新规格' : (TITLES[field] ?? field)}`

const nowOf = ({ sku, field }: CellChange, cells: ProductCells): string =>
  (sku ? cells.skus.get(sku)?.[field] : cells.product[field === 'created' ? 'state' : field]) ?? ''

/** Whether a value still is what the sheet made it. */
function unchanged(
  change: CellChange,
  known: Published | undefined,
  cells: ProductCells | undefined,
): boolean {
  if (!known || !cells) return false
  return nowOf(change, cells) === change.after
}

/** Whether it is already as it was before: an unlisted new product, a value set back by hand. */
function isHome(change: CellChange, cells: ProductCells | undefined): boolean {
  if (!cells) return change.field === 'created'
  if (change.field === 'created') return nowOf(change, cells) === SHELF_WORDS.unlisted
  return nowOf(change, cells) === change.before
}

/** The sheet that would undo some changes. */
function rowsBack(changes: CellChange[]): SheetRow[] {
  const rows = new Map<string, SheetRow>()
  for (const { slug, sku, field, before, after } of changes) {
    const key = `${slug} ${sku}`
    const row = rows.get(key) ?? { at: rows.size + 2, cells: sku ? { sku, slug } : { slug } }
    if (field === 'sku' && before === '') row.retired = true
    else if (field === 'created') row.cells.state = SHELF_WORDS.unlisted
    else row.cells[field] = before || CLEARED
    if (field === 'stock') row.cells.seen = after
    rows.set(key, row)
  }
  return [...rows.values()]
}
