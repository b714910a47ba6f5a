import { sql } from 'drizzle-orm'
import { settledPieces } from '../db/settled-pieces.ts'
import type { Shop } from '../shop.ts'
import { type NumberUse, numberUses } from './number-uses.ts'
import type { SheetRow } from './sheet.ts'
import {
  type CellReasons,
  type Changed,
  changedSince,
  judge,
  type LeftGoods,
  leftGoods,
  type RowStatus,
  type SheetLine,
} from './sheet-judging.ts'
import { type LeftLine, shareOut } from './shipment.ts'

export type PlannedRow = SheetRow & {
  status: RowStatus
  reasons: CellReasons
  /** What goes into the parcel of a matched row; nothing where it is a further box of pieces that are in another one. */
  lines: LeftLine[]
  /** Whether other rows of the sheet send the rest. */
  split: boolean
  /** The order it names; null where there is none. */
  order: { id: string; recipientName: string; goods: LeftGoods[] } | null
  changed: Changed
  /** Another order that has its tracking number. */
  usedBy: string | undefined
}

/** What a sheet would do, row by row, read in one round trip; writes nothing. */
export async function planSheet({ db }: Pick<Shop, 'db'>, rows: SheetRow[]): Promise<PlannedRow[]> {
  const typed = rows.flatMap(({ number, trackingNo }) =>
    number && trackingNo ? [{ number, trackingNo }] : [],
  )
  const [lines, uses] = await db.batch([linesOf(db, rows), numberUses(db, typed)])
  const orders = new Map<string, SheetLine[]>()
  for (const line of lines) orders.set(line.number, [...(orders.get(line.number) ?? []), line])
  return plan(rows, orders, uses)
}

function plan(rows: SheetRow[], orders: Map<string, SheetLine[]>, uses: NumberUse[]): PlannedRow[] {
  const shared = sharedNumbers(rows)
  const usedBy = new Map(uses.map((use) => [`${use.number}:${use.trackingNo}`, use.usedBy]))
  const planned = rows.map((row): PlannedRow => {
    const lines = orders.get(row.number ?? '')
    const other = usedBy.get(`${row.number}:${row.trackingNo}`)
    const judged = {
      ...row,
      ...judge(row, lines, other),
      usedBy: other,
      ...orderOf(row, lines),
      split: false,
    }
    const { status, reasons } = judged
    const others = shared(row)
    if (!others.length || reasons.trackingNo) return judged
    const trackingNo = `第 ${others.join('、')} 行也用了这个运单号，请核对；几笔合寄的请在订单页登记`
    return {
      ...judged,
      status: status === 'matched' ? 'duplicate' : status,
      reasons: { ...reasons, trackingNo },
    }
  })
  return boxed(planned)
}

/** What is shown of a row's order beside what the row says. */
function orderOf(row: SheetRow, lines: SheetLine[] | undefined): Pick<PlannedRow, 'order' | 'changed'> {
  if (!lines) return { order: null, changed: {} }
  const { orderId: id, recipientName } = lines[0]!
  const goods = leftGoods(row, lines)
  return { order: { id, recipientName, goods }, changed: changedSince(row, goods, recipientName) }
}

const isSendable = ({ status }: PlannedRow): boolean => status === 'matched' || status === 'shared'

/** Rows of one order are its boxes, and share what is left of it; the same box twice is one too many. */
function boxed(planned: PlannedRow[]): PlannedRow[] {
  const partOf = (row: PlannedRow) => `${row.number}:${row.lines[0]!.storage}`
  const boxOf = (row: PlannedRow) => `${row.carrier}:${row.trackingNo}`
  const boxes = new Map<string, Set<string>>()
  for (const row of planned)
    if (isSendable(row)) boxes.set(partOf(row), (boxes.get(partOf(row)) ?? new Set()).add(boxOf(row)))
  const given = new Set<string>()
  return planned.map((row) => {
    if (!isSendable(row)) return row
    const { storage } = row.lines[0]!
    const own = [...boxes.get(partOf(row))!]
    // Two storages of an order in one box would be two parcels of one number, which the order keeps once.
    const box = `${row.number}:${boxOf(row)}`
    if (given.has(box)) return { ...row, status: 'duplicate', reasons: { number: TWICE }, lines: [] }
    given.add(box)
    const lines = shareOut(row.lines, own.length)[own.indexOf(boxOf(row))]!
    return { ...row, storage, lines, split: own.length > 1 }
  })
}

const TWICE = '同一张表里这笔订单出现了两次'

/** As many other rows as a cell names. */
const MOST_NAMED = 5

/**
 * The other rows of a sheet that carry a row's tracking number, whatever else is wrong with them: most likely one of
 * them was copied into the wrong line. A row that was merely pasted twice is told by its order number.
 */
export function sharedNumbers<Row extends Pick<SheetRow, 'at' | 'number' | 'storage' | 'trackingNo'>>(
  rows: Row[],
): (row: Row) => number[] {
  const parcelOf = ({ at, number, storage }: Row) => (number ? `${number}:${storage}` : `${at}`)
  const users = new Map<string, Map<string, number>>()
  for (const row of rows) {
    if (row.trackingNo === null) continue
    const parcels = users.get(row.trackingNo) ?? new Map<string, number>()
    // One more than is named, for a row does not name itself; a number that fills the column costs no more.
    if (parcels.size <= MOST_NAMED && !parcels.has(parcelOf(row))) parcels.set(parcelOf(row), row.at)
    users.set(row.trackingNo, parcels)
  }
  return (row) =>
    [...(users.get(row.trackingNo ?? '') ?? [])]
      .filter(([parcel]) => parcel !== parcelOf(row))
      .map(([, at]) => at)
      .slice(0, MOST_NAMED)
}

function linesOf(db: Shop['db'], rows: SheetRow[]) {
  const numbers = JSON.stringify([...new Set(rows.flatMap(({ number }) => number ?? []))])
  return db.all<SheetLine>(sql`
    SELECT o.id orderId, o.number, o.state, o.recipient_name recipientName, l.line, l.sku, l.storage, l.quantity,
      l.title_zh titleZh, l.spec_zh specZh,
      EXISTS (SELECT 1 FROM order_cancellations c WHERE c.order_id = o.id) cancelled, ${settledPieces(sql`o.id`, sql`l.line`)} settled, (
      SELECT coalesce(sum(s.quantity), 0) FROM shipment_lines s WHERE s.order_id = o.id AND s.line = l.line) shipped, (
      SELECT group_concat(s.carrier || ':' || s.tracking_no) FROM shipments s WHERE s.order_id = o.id) parcels
    FROM json_each(${numbers}) j CROSS JOIN orders o ON o.number = j.value
    CROSS JOIN order_lines l ON l.order_id = o.id AND l.sku IS NOT NULL`)
}
