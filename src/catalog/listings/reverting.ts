import { sql } from 'drizzle-orm'
import { may, type Permission } from '../../staff/roles.ts'
import type { LoggedAct } from '../../staff/schema.ts'
import { changePrices } from '../pricing.ts'
import type { Product, Variant } from '../schema.ts'
import { revertSheet } from '../sheets/reverting.ts'
import { adjustStock } from '../stock/adjusting.ts'
import { declined, type ListingResult, type Place } from './refusal.ts'
import { setShelf } from './shelving.ts'

type Kept = Partial<Record<'prices' | 'listed' | 'stock', Record<string, number>>>
export type Reverted = { entry: string | null; restored: string[]; left: string[] }

/** Verbs whose audit entry holds what undoes them, and what one must be allowed to do to undo them. */
export const REVERTIBLE: Record<string, Permission> = {
  'listing.prices_changed': 'prices.write',
  'listing.prices_reverted': 'prices.write',
  'listing.listed': 'listings.publish',
  'listing.unlisted': 'listings.publish',
  'stock.adjusted': 'stock.write',
  'listing.imported': 'listings.publish',
}

/**
 * Undoes a change of prices, stock or shelf, or a sheet, from its audit entry. What has changed since is left as it is and named by SKU
 * or product. Refusals: not_found for an entry that cannot be undone or not by this role; those of the verbs used.
 */
export async function revertEntry(
  place: Place,
  id: string,
  by: string,
  role: string,
): Promise<ListingResult<Reverted>> {
  const [entry] = await place.db.all<Pick<LoggedAct, 'verb'> & { before: string; after: string }>(
    sql`SELECT verb, before, after FROM audit_entries WHERE id = ${id}`,
  )
  const wanted = entry && REVERTIBLE[entry.verb]
  if (!entry || !wanted || !may(role, wanted)) return declined({ code: 'not_found' })
  if (entry.verb === 'listing.imported') return revertSheet(place, id, by)
  const before = JSON.parse(entry.before) as Kept
  const after = JSON.parse(entry.after) as Kept
  if (before.prices) return revertPrices(place, before.prices, after.prices ?? {}, by)
  if (before.stock) return revertStock(place, before.stock, after.stock ?? {}, by)
  return revertShelf(place, before.listed ?? {}, after.listed ?? {}, by)
}

async function revertPrices(
  place: Place,
  before: Record<string, number>,
  after: Record<string, number>,
  by: string,
): Promise<ListingResult<Reverted>> {
  const rows = await place.db.all<Pick<Variant, 'sku' | 'priceFen'>>(sql`
    SELECT v.sku, v.price_fen priceFen FROM json_each(${JSON.stringify(Object.keys(before))}) j
    CROSS JOIN variants v ON v.sku = j.value WHERE v.retired = 0`)
  const same = rows.filter(({ sku, priceFen }) => priceFen === after[sku]).map(({ sku }) => sku)
  const changes = same.map((sku) => ({ sku, seenFen: after[sku]!, fen: before[sku]! }))
  const changed = await changePrices(place, changes, by, 'listing.prices_reverted')
  if (!changed.ok) return changed
  return { ok: true, value: { entry: changed.value.entry, restored: same, left: leftOf(before, same) } }
}

async function revertStock(
  place: Place,
  before: Record<string, number>,
  after: Record<string, number>,
  by: string,
): Promise<ListingResult<Reverted>> {
  const rows = await place.db.all<Pick<Variant, 'sku' | 'available'>>(sql`
    SELECT v.sku, v.available FROM json_each(${JSON.stringify(Object.keys(before))}) j
    CROSS JOIN variants v ON v.sku = j.value WHERE v.retired = 0`)
  const same = rows.filter(({ sku, available }) => available === after[sku]).map(({ sku }) => sku)
  const changes = same.map((sku) => ({ sku, seen: after[sku]!, available: before[sku]! }))
  const changed = await adjustStock(place, changes, '更正', by)
  if (!changed.ok) return changed
  return { ok: true, value: { entry: changed.value.entry, restored: same, left: leftOf(before, same) } }
}

async function revertShelf(
  place: Place,
  before: Record<string, number>,
  after: Record<string, number>,
  by: string,
): Promise<ListingResult<Reverted>> {
  const rows = await place.db.all<Pick<Product, 'id' | 'listed'>>(sql`
    SELECT p.id, p.listed FROM json_each(${JSON.stringify(Object.keys(before))}) j
    CROSS JOIN products p ON p.id = j.value`)
  const same = rows.filter(({ id, listed }) => listed === after[id]).map(({ id }) => id)
  const moved = await setShelf(place, same, Object.values(before)[0] === 1, by)
  if (!moved.ok) return moved
  return { ok: true, value: { entry: moved.value.entry, restored: same, left: leftOf(before, same) } }
}

const leftOf = (before: Record<string, number>, restored: string[]): string[] =>
  Object.keys(before).filter((key) => !restored.includes(key))
