import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { int } from '../db/query.ts'
import type { SettlementSheet } from './schema.ts'
import { type Adjustment, monthAfter, type Sheet, type SheetRow, sheetOf } from './settlement.ts'

const startOf = (month: string): number => Date.parse(`${month}-01T00:00:00+08:00`)

type Moved = SheetRow & { producerId: string }
type Producer = { id: string; nameZh: string; basisPoints: number }
type Frozen = SettlementSheet & { byName: string }

/** A producer's month: what it comes to, and the frozen sheet where there is one, which then counts. */
export type Settlement = {
  sheet: Sheet
  frozen: Pick<Frozen, 'hash' | 'content' | 'frozenAt' | 'byName'> | null
}

/** The statements of a month of all producers, or of `one`. */
function monthStatements(db: Db, month: string, one: string | null) {
  const within = (at: SQL) =>
    sql`${at} >= ${int(startOf(month))} AND ${at} < ${int(startOf(monthAfter(month, 1)))}`
  const own = (column: SQL) => (one === null ? sql`${column} IS NOT NULL` : sql`${column} = ${one}`)
  const line = sql`l.producer_id producerId, l.sku, max(l.title_zh) name, max(l.spec_zh) spec, l.unit_price_fen unitPriceFen`
  const key = sql`GROUP BY l.producer_id, l.sku, l.unit_price_fen`
  return [
    db.all<Moved>(sql`
      SELECT ${line}, sum(l.quantity) sold, sum(l.amount_fen - l.discount_fen) soldFen, 0 returned, 0 returnedFen
      FROM captures c CROSS JOIN order_lines l ON l.order_id = c.order_id
      WHERE ${within(sql`c.at`)} AND ${own(sql`l.producer_id`)} ${key}`),
    db.all<Moved>(sql`
      SELECT ${line}, 0 sold, 0 soldFen, sum(b.quantity) returned, sum(b.amount_fen) returnedFen FROM refunds r
      CROSS JOIN refund_lines b ON b.refund_id = r.id
      CROSS JOIN order_lines l ON l.order_id = b.order_id AND l.line = b.line
      WHERE ${within(sql`r.created_at`)} AND ${own(sql`l.producer_id`)} ${key}`),
    db.all<Moved>(sql`
      SELECT ${line}, 0 sold, 0 soldFen, 0 returned, sum(b.amount_fen) returnedFen FROM refunds r
      CROSS JOIN refund_allowances b ON b.refund_id = r.id
      CROSS JOIN order_lines l ON l.order_id = b.order_id AND l.line = b.line
      WHERE ${within(sql`r.created_at`)} AND ${own(sql`l.producer_id`)} ${key}`),
    db.all<Adjustment & { producerId: string }>(sql`
      SELECT producer_id producerId, amount_fen amountFen, reason FROM settlement_adjustments
      WHERE month = ${month} AND ${own(sql`producer_id`)} ORDER BY id`),
    db.all<Producer>(sql`
      SELECT p.id, p.name_zh nameZh, coalesce((SELECT basis_points FROM commission_rules c WHERE c.producer_id = p.id
        AND c.from_month <= ${month} ORDER BY c.from_month DESC LIMIT 1), 0) basisPoints
      FROM producers p WHERE ${own(sql`p.id`)} ORDER BY p.id LIMIT 500`),
    db.all<Frozen>(sql`
      SELECT s.producer_id producerId, s.month, s.content, s.hash, s.due_fen dueFen, s.frozen_by frozenBy,
        s.frozen_at frozenAt, f.name byName
      FROM settlement_sheets s CROSS JOIN staff f ON f.id = s.frozen_by
      WHERE s.month = ${month} AND ${own(sql`s.producer_id`)}`),
  ] as const
}

/** Rows of one SKU at one price as one, in the order of both. */
function together(rows: Moved[]): SheetRow[] {
  const all = new Map<string, SheetRow>()
  for (const { producerId: _, ...row } of rows) {
    const key = `${row.sku} ${row.unitPriceFen}`
    const known = all.get(key)
    if (!known) all.set(key, row)
    else for (const sum of ['sold', 'soldFen', 'returned', 'returnedFen'] as const) known[sum] += row[sum]
  }
  return [...all.values()].sort((a, b) =>
    a.sku < b.sku ? -1 : a.sku > b.sku ? 1 : a.unitPriceFen - b.unitPriceFen,
  )
}

/** A month of every producer, or of one, each with its sheet; those that are frozen as they were frozen. */
export async function readSettlements(
  db: Db,
  month: string,
  one: string | null = null,
): Promise<Settlement[]> {
  const [sold, returned, allowed, adjustments, producers, frozen] = await db.batch(
    monthStatements(db, month, one),
  )
  const ofProducer = <T extends { producerId: string }>(rows: T[], id: string) =>
    rows.filter(({ producerId }) => producerId === id)
  return producers.map(({ id, nameZh, basisPoints }) => {
    const [sheet] = ofProducer(frozen, id)
    if (sheet) return { sheet: JSON.parse(sheet.content) as Sheet, frozen: sheet }
    const rows = together([sold, returned, allowed].flatMap((moved) => ofProducer(moved, id)))
    const found = { month, producerId: id, producerName: nameZh, rows, basisPoints }
    return { sheet: sheetOf({ ...found, adjustments: ofProducer(adjustments, id) }), frozen: null }
  })
}

/** One producer's month; null where there is no such producer. */
export const readSettlement = async (db: Db, month: string, producerId: string): Promise<Settlement | null> =>
  (await readSettlements(db, month, producerId))[0] ?? null
