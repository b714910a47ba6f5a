import { sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { insertRows, update } from '../../db/query.ts'
import { stockMovements, variants } from '../schema.ts'

/** Pieces of stocked SKUs. */
export type Pieces = { sku: string; quantity: number }[]
export type MovementKind = 'sold' | 'released' | 'returned' | 'restocked' | 'adjusted'

/** The statement that enters pieces in the ledger, once for each cause and kind: its key stops a second time. */
export const enterMovement = (db: Db, cause: string, kind: MovementKind, pieces: Pieces, now: number) =>
  db.run(
    insertRows(
      stockMovements,
      pieces.map((piece) => ({ ...piece, cause, kind, at: now })),
    ),
  )

type BackOnTheShelf = Exclude<MovementKind, 'sold' | 'adjusted'>

/** Statements that put pieces back on the shelf, with their entry in the ledger. */
export const shelve = (db: Db, cause: string, kind: BackOnTheShelf, pieces: Pieces, now: number) => {
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

/**
 * Statements that take pieces off the shelf outside an order, for what is sent again; once for each cause. More than can
 * be promised breaks the batch on `stock_available`.
 */
export const takeOff = (db: Db, cause: string, pieces: Pieces, now: number) => {
  const out = sql`json_each(${JSON.stringify(pieces)})`
  return [
    enterMovement(
      db,
      cause,
      'adjusted',
      pieces.map(({ sku, quantity }) => ({ sku, quantity: -quantity })),
      now,
    ),
    db.run(
      update(variants)
        .set({
          available: sql`${variants.available} - (SELECT value ->> 'quantity' FROM ${out} WHERE value ->> 'sku' = variants.sku)`,
        })
        .where(sql`${variants.sku} IN (SELECT value ->> 'sku' FROM ${out})`),
    ),
  ]
}
