import { sql } from 'drizzle-orm'
import { declined, type ListingResult, type Place } from './listing-refusal.ts'
import { changePrices } from './pricing.ts'
import { setShelf } from './shelving.ts'

type Kept = { prices?: Record<string, number>; listed?: Record<string, number> }
export type Reverted = { entry: string | null; restored: string[]; left: string[] }

/** Verbs whose audit entry holds what undoes them. */
export const REVERTIBLE = [
  'listing.prices_changed',
  'listing.prices_reverted',
  'listing.listed',
  'listing.unlisted',
]

/**
 * Undoes a change of prices or shelf from its audit entry. What has changed since is left as it is and named by SKU
 * or product. Refusals: not_found for an entry that cannot be undone; those of pricing and shelving.
 */
export async function revertEntry(place: Place, id: string, by: string): Promise<ListingResult<Reverted>> {
  const [entry] = await place.db.all<{ verb: string; before: string; after: string }>(
    sql`SELECT verb, before, after FROM audit_entries WHERE id = ${id}`,
  )
  if (!entry || !REVERTIBLE.includes(entry.verb)) return declined({ code: 'not_found' })
  const before = JSON.parse(entry.before) as Kept
  const after = JSON.parse(entry.after) as Kept
  return before.prices
    ? revertPrices(place, before.prices, after.prices ?? {}, by)
    : revertShelf(place, before.listed ?? {}, after.listed ?? {}, by)
}

async function revertPrices(
  place: Place,
  before: Record<string, number>,
  after: Record<string, number>,
  by: string,
): Promise<ListingResult<Reverted>> {
  const rows = await place.db.all<{ sku: string; priceFen: number }>(sql`
    SELECT v.sku, v.price_fen priceFen FROM json_each(${JSON.stringify(Object.keys(before))}) j
    CROSS JOIN variants v ON v.sku = j.value WHERE v.retired = 0`)
  const same = rows.filter(({ sku, priceFen }) => priceFen === after[sku]).map(({ sku }) => sku)
  const changes = same.map((sku) => ({ sku, seenFen: after[sku]!, fen: before[sku]! }))
  const changed = await changePrices(place, changes, by, 'listing.prices_reverted')
  if (!changed.ok) return changed
  return { ok: true, value: { entry: changed.value.entry, restored: same, left: leftOf(before, same) } }
}

async function revertShelf(
  place: Place,
  before: Record<string, number>,
  after: Record<string, number>,
  by: string,
): Promise<ListingResult<Reverted>> {
  const rows = await place.db.all<{ id: string; listed: number }>(sql`
    SELECT p.id, p.listed FROM json_each(${JSON.stringify(Object.keys(before))}) j
    CROSS JOIN products p ON p.id = j.value`)
  const same = rows.filter(({ id, listed }) => listed === after[id]).map(({ id }) => id)
  const moved = await setShelf(place, same, Object.values(before)[0] === 1, by)
  if (!moved.ok) return moved
  return { ok: true, value: { entry: moved.value.entry, restored: same, left: leftOf(before, same) } }
}

const leftOf = (before: Record<string, number>, restored: string[]): string[] =>
  Object.keys(before).filter((key) => !restored.includes(key))
