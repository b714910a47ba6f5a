import { sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { insertRows, update } from '../../db/query.ts'
import { stockMovements, variants } from '../schema.ts'

/** Pieces of stocked SKUs. */
export type Pieces = { sku: string; quantity: number }[]
export type MovementKind = 'sold' | 'released' | 'returned'

/** The statement that enters pieces in the ledger, once for each cause and kind: its key stops a second time. */
export const enterMovement = (db: Db, cause: string, kind: MovementKind, pieces: Pieces, now: number) =>
  db.run(
    insertRows(
      stockMovements,
      pieces.map((piece) => ({ ...piece, cause, kind, at: now })),
    ),
  )

/** Statements that put pieces back on the shelf, with their entry in the ledger. */
export const shelve = (db: Db, cause: string, kind: 'released' | 'returned', pieces: Pieces, now: number) => {
  const back = sql`json_each(${JSON.stringify(pieces)})`
  return [
    enterMovement(db, cause, kind, pieces, now),
    db.run(
      update(variants)
        .set({
          available: sql`${variants.available} + (SELECT value ->> 'quantity' FROM ${back} WHERE value ->> 'sku' = variants.sku)`,
        })
        .where(sql`${variants.sku} IN (SELECT value ->> 'sku' FROM ${back})`),
    ),
  ]
}
