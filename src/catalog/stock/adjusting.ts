import { type SQL, sql } from 'drizzle-orm'
import { audit } from '../../accounts/auditing.ts'
import { failedOn } from '../../db/failures.ts'
import { newId } from '../../kernel/ids.ts'
import { declined, done, type ListingResult, type Place } from '../listings/refusal.ts'

/** Pieces that could be promised when the page was read, and that shall be from now on. */
export type StockChange = { sku: string; seen: number; available: number }

export const STOCK_REASONS = ['补货', '盘点', '损耗', '更正', '退回入库'] as const

/**
 * Sets what can be promised of some SKUs, in one batch: a ledger row for each difference and one audit entry, whose
 * id is returned (null when nothing differs). Refusals: not_found; stock_moved with what is available and what unpaid
 * orders hold, when it is not what was seen or would fall below nothing: held pieces cannot be taken away. What
 * `beside` gives is written in the same batch, with the id of the entry.
 */
export async function adjustStock(
  { db, now }: Place,
  changes: StockChange[],
  reason: string,
  by: string,
  beside: (entry: string) => SQL[] = () => [],
): Promise<ListingResult<{ entry: string | null }>> {
  const rows = await readStock(db, changes)
  for (const { sku, seen, available } of changes) {
    const row = rows.get(sku)
    if (!row) return declined({ code: 'not_found' })
    if (row.available !== seen || available < 0) return declined({ code: 'stock_moved', sku, ...row })
  }
  const moving = changes.filter(({ seen, available }) => seen !== available)
  if (!moving.length) return done({ entry: null })
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
  try {
    await db.batch([
      audit(db, record, now),
      ...[...moveStock(moving, entry, now), ...beside(entry)].map((statement) => db.run(statement)),
    ])
  } catch (error) {
    if (!failedOn(error, 'stock_movements.quantity')) throw error
    const fresh = await readStock(db, moving)
    const moved = moving.find(({ sku, seen }) => fresh.get(sku)?.available !== seen) ?? moving[0]!
    return declined({ code: 'stock_moved', sku: moved.sku, ...fresh.get(moved.sku)! })
  }
  return done({ entry })
}

/** Ledger rows and stock of some changes; an order between reading and writing breaks them on `stock_movements.quantity`. */
export function moveStock(changes: StockChange[], cause: string, now: number): SQL[] {
  const moving = JSON.stringify(
    changes.map((change) => ({ ...change, kind: change.available > change.seen ? 'restocked' : 'adjusted' })),
  )
  return [
    // Without a stock as it was seen there is no quantity, which the ledger refuses.
    sql`INSERT INTO stock_movements (sku, cause, kind, quantity, at)
      SELECT j.value ->> 'sku', ${cause}, j.value ->> 'kind', (
        SELECT (j.value ->> 'available') - v.available FROM variants v
        WHERE v.sku = j.value ->> 'sku' AND v.available = j.value ->> 'seen'), CAST(${now} AS INTEGER)
      FROM json_each(${moving}) j`,
    sql`UPDATE variants SET available = j.value ->> 'available'
      FROM json_each(${moving}) j WHERE variants.sku = j.value ->> 'sku'`,
  ]
}

/** Available and held by unpaid orders, of SKUs that have a stock of their own (a gift box has none). */
async function readStock(db: Place['db'], changes: { sku: string }[]) {
  const skus = JSON.stringify(changes.map(({ sku }) => sku))
  const rows = await db.all<{ sku: string; available: number; reserved: number }>(sql`
    SELECT v.sku, v.available, (
      SELECT coalesce(sum(m.quantity), 0) FROM orders o
      CROSS JOIN stock_movements m ON m.sku = v.sku AND m.cause = o.id AND m.kind = 'reserved'
      WHERE o.paid_at IS NULL AND o.closed_at IS NULL) reserved
    FROM json_each(${skus}) j CROSS JOIN variants v ON v.sku = j.value
    WHERE v.components IS NULL AND v.retired = 0`)
  return new Map(rows.map(({ sku, ...row }) => [sku, row]))
}
