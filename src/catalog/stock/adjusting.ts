import { sql } from 'drizzle-orm'
import { mapped, type Query, type Statement } from '../../db/client.ts'
import { failedOn } from '../../db/failures.ts'
import { int } from '../../db/query.ts'
import { newId } from '../../kernel/ids.ts'
import { audit } from '../../staff/auditing.ts'
import { declined, done, type ListingRefusal, type ListingResult, type Place } from '../listings/refusal.ts'
import type { Variant } from '../schema.ts'

/** Pieces a page showed of what can be promised, and those that were typed over them. */
export type StockChange = {
  sku: string
  seen: number
  available: number
  /** What was meant where orders moved the stock since it was seen: the difference, or the number itself over so many. */
  meant?: 'difference' | { over: number }
}

export const STOCK_REASONS = ['补货', '盘点', '损耗', '更正', '退回入库'] as const

/** A change as it is to be written over what is there now; null where only the person who typed it can say. Pure. */
export function settleStock(change: StockChange, now: number): StockChange | null {
  const { sku, seen, available, meant } = change
  if (seen === now) return { sku, seen, available }
  if (meant === 'difference') return { sku, seen: now, available: now + available - seen }
  return meant?.over === now ? { sku, seen: now, available } : null
}

/** What a batch has to write, and the audit entry that undoes it; none when nothing differs. */
export type Planned = { entry: string | null; writes: Statement<unknown>[] }

/**
 * Plans what shall be promised of some SKUs: a ledger row for each difference and one audit entry. Refusals: not_found;
 * stock_moved with what is available and what unpaid orders hold, when it is not what was seen or would fall below
 * nothing: held pieces cannot be taken away. What `beside` gives is written with it, with the id of the entry.
 */
export function planStock(
  { db, now }: Place,
  changes: StockChange[],
  rows: StockNow,
  reason: string,
  by: string,
  beside: (entry: string) => Query[] = () => [],
): ListingResult<Planned> {
  const settled: StockChange[] = []
  for (const change of changes) {
    const row = rows.get(change.sku)
    if (!row) return declined({ code: 'not_found' })
    const own = settleStock(change, row.available)
    if (!own || own.available < 0) return declined({ code: 'stock_moved', sku: change.sku, ...row })
    settled.push(own)
  }
  const moving = settled.filter(({ seen, available }) => seen !== available)
  if (!moving.length) return done({ entry: null, writes: [] })
  const entry = newId('aud', now)
  const stock = (key: 'seen' | 'available') =>
    Object.fromEntries(moving.map((change) => [change.sku, change[key]]))
  const record = {
    id: entry,
    staffId: by,
    verb: 'stock.adjusted',
    object: moving.length === 1 ? `sku:${moving[0]!.sku}` : `skus:${moving.length}`,
    before: { stock: stock('seen') },
    after: { stock: stock('available'), reason },
  }
  const statements = [...moveStock(moving, entry, now), ...beside(entry)]
  return done({
    entry,
    writes: [audit(db, record, now), ...statements.map((statement) => db.run(statement))],
  })
}

/** Why a batch of `planStock` broke: an order came first. Null when it was something else. */
export async function stockRace(
  error: unknown,
  { db }: Place,
  changes: StockChange[],
): Promise<{ ok: false; refusal: ListingRefusal } | null> {
  if (!failedOn(error, 'stock_movements.quantity')) return null
  const fresh = await readStock(db, changes)
  const moved = changes.find(({ sku, seen }) => fresh.get(sku)?.available !== seen) ?? changes[0]!
  return declined({ code: 'stock_moved', sku: moved.sku, ...fresh.get(moved.sku)! })
}

/** Reads, plans and writes in one batch; answers the id of the entry and refuses as the plan does. */
export const adjustStock = async (place: Place, changes: StockChange[], reason: string, by: string) =>
  writeStock(place, changes, planStock(place, changes, await readStock(place.db, changes), reason, by))

/** Writes what was planned in one batch. */
export async function writeStock(
  place: Place,
  changes: StockChange[],
  planned: ListingResult<Planned>,
): Promise<ListingResult<{ entry: string | null }>> {
  if (!planned.ok || !planned.value.entry) return planned
  const [first, ...rest] = planned.value.writes
  try {
    await place.db.batch([first!, ...rest])
  } catch (error) {
    const race = await stockRace(error, place, changes)
    if (race) return race
    throw error
  }
  return done({ entry: planned.value.entry })
}

/** Ledger rows and stock of some changes; an order between reading and writing breaks them on `stock_movements.quantity`. */
export function moveStock(changes: StockChange[], cause: string, now: number): Query[] {
  const moving = JSON.stringify(
    changes.map((change) => ({ ...change, kind: change.available > change.seen ? 'restocked' : 'adjusted' })),
  )
  return [
    // Without a stock as it was seen there is no quantity, which the ledger refuses.
    sql`INSERT INTO stock_movements (sku, cause, kind, quantity, at)
      SELECT j.value ->> 'sku', ${cause}, j.value ->> 'kind', (
        SELECT (j.value ->> 'available') - v.available FROM variants v
        WHERE v.sku = j.value ->> 'sku' AND v.available = j.value ->> 'seen'), ${int(now)}
      FROM json_each(${moving}) j`,
    sql`UPDATE variants SET available = j.value ->> 'available'
      FROM json_each(${moving}) j WHERE variants.sku = j.value ->> 'sku'`,
  ]
}

type StockNow = Map<string, { available: number; reserved: number }>

/** Available and held by unpaid orders, of SKUs that have a stock of their own (a gift box has none). */
export function readStock(db: Place['db'], changes: { sku: string }[]) {
  const skus = JSON.stringify(changes.map(({ sku }) => sku))
  const rows = db.all<Pick<Variant, 'sku' | 'available'> & { reserved: number }>(sql`
    SELECT v.sku, v.available, (
      SELECT coalesce(sum(m.quantity), 0) FROM orders o
      CROSS JOIN stock_movements m ON m.sku = v.sku AND m.cause = o.id AND m.kind = 'reserved'
      WHERE o.paid_at IS NULL AND o.closed_at IS NULL) reserved
    FROM json_each(${skus}) j CROSS JOIN variants v ON v.sku = j.value
    WHERE v.components IS NULL AND v.retired = 0`)
  return mapped(rows, (each): StockNow => new Map(each.map(({ sku, ...row }) => [sku, row])))
}
