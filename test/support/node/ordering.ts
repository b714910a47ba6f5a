import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { newOrder } from '../../bench/orders.ts'

/** Waits for the shop's writes, as another process of a machine would. */
const BUSY_MS = 60_000

/** Places one order: its number once it was acknowledged whole; null for any other answer, and for none. */
async function placed(address: string): Promise<string | null> {
  const answer = await fetch(`${address}/api/v1/orders`, newOrder()).catch(() => null)
  if (answer?.status !== 201) return null
  const told = (await answer.json().catch(() => null)) as { number: string } | null
  return told?.number ?? null
}

/** Orders from many at once until the server is gone; the numbers that were acknowledged are added as they come. */
export async function orderUntilGone(address: string, acknowledged: string[] = []): Promise<string[]> {
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      for (let own = await placed(address); own; own = await placed(address)) acknowledged.push(own)
    }),
  )
  return acknowledged
}

/** What a database holds and whether it is sound: nothing is found in any of the last three of a whole one. */
export function inspected(folder: string) {
  const db = new DatabaseSync(join(folder, 'shop.db'), { timeout: BUSY_MS })
  const rows = (sql: string) => db.prepare(sql).all()
  try {
    return {
      numbers: new Set(rows('SELECT number FROM orders').map(({ number }) => String(number))),
      integrity: rows('PRAGMA integrity_check').filter((row) => row.integrity_check !== 'ok'),
      references: rows('PRAGMA foreign_key_check'),
      // What is available is what the ledger says.
      unexplained: rows(`SELECT sku FROM variants v WHERE components IS NULL AND available <> (
        SELECT coalesce(sum(CASE kind WHEN 'reserved' THEN -quantity WHEN 'sold' THEN 0 ELSE quantity END), 0)
        FROM stock_movements m WHERE m.sku = v.sku)`),
    }
  } finally {
    db.close()
  }
}

/** More of everything than anybody orders, in the ledger too. */
export function stockUp(folder: string): void {
  const db = new DatabaseSync(join(folder, 'shop.db'), { timeout: BUSY_MS })
  db.exec(`BEGIN;
    INSERT INTO stock_movements (sku, cause, kind, quantity, at)
      SELECT sku, 'delivery', 'restocked', 1000000, 0 FROM variants WHERE components IS NULL;
    UPDATE variants SET available = available + 1000000 WHERE components IS NULL;
    COMMIT`)
  db.close()
}
