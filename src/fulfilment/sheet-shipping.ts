import { sql } from 'drizzle-orm'
import { settledPieces } from '../db/settled-pieces.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import type { Order, OrderLine } from '../orders/schema.ts'
import type { Shop } from '../shop.ts'
import type { SheetCell, SheetRow } from './sheet.ts'
import { type LeftLine, leftToShip, shareOut } from './shipment.ts'
import { parcelStatements, sentMeanwhile } from './shipping.ts'

/** 匹配 · 未填 · 重复 · 未知 · 已退款 · 错误行. */
export type RowStatus = 'matched' | 'blank' | 'duplicate' | 'unknown' | 'refunded' | 'wrong'
/** Why a row is not sent, said at the cell that is to be fixed. */
export type CellReasons = Partial<Record<SheetCell, string>>
export type PlannedRow = SheetRow & {
  status: RowStatus
  reasons: CellReasons
  /** What goes into the parcel of a matched row; nothing where it is a further box of pieces that are in another one. */
  lines: LeftLine[]
  /** Whether other rows of the sheet send the rest. */
  split: boolean
}

type Line = Pick<Order, 'number' | 'state'> &
  Pick<OrderLine, 'orderId' | 'line' | 'storage' | 'quantity'> & {
    sku: string
    cancelled: number
    /** Sent, or refunded before it was. */
    settled: number
    shipped: number
    /** `carrier:number` of the order's parcels, by commas. */
    parcels: string | null
  }

/** What a sheet would do, row by row, read in one round trip; writes nothing. */
export async function planSheet(shop: Shop, rows: SheetRow[]): Promise<PlannedRow[]> {
  return plan(rows, await readOrders(shop, rows))
}

function plan(rows: SheetRow[], orders: Map<string, Line[]>): PlannedRow[] {
  const shared = sharedNumbers(rows)
  const planned = rows.map((row): PlannedRow => {
    const { status, reasons = {}, lines = [] } = judge(row, orders)
    const judged = { ...row, status, reasons, lines, split: false }
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

/** Rows of one order are its boxes, and share what is left of it; the same box twice is one too many. */
function boxed(planned: PlannedRow[]): PlannedRow[] {
  const orderOf = (row: PlannedRow) => `${row.number}:${row.lines[0]!.storage}`
  const boxOf = (row: PlannedRow) => `${row.carrier}:${row.trackingNo}`
  const boxes = new Map<string, Set<string>>()
  for (const row of planned)
    if (row.status === 'matched')
      boxes.set(orderOf(row), (boxes.get(orderOf(row)) ?? new Set()).add(boxOf(row)))
  const given = new Set<string>()
  return planned.map((row) => {
    if (row.status !== 'matched') return row
    const { storage } = row.lines[0]!
    const own = [...boxes.get(orderOf(row))!]
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

/** What is wrong in the row itself, every cell of it. */
function unreadable({ typed, number, storage, carrier, trackingNo }: SheetRow): CellReasons {
  const rounded = /^\d(?:\.\d+)?E\+\d+$/i.test(typed.trackingNo)
  return {
    ...(number ? {} : { number: '订单号是12位字母和数字，请核对' }),
    ...(typed.storage && !storage ? { storage: '只能写“常温”或“冷链”' } : {}),
    ...(carrier ? {} : { carrier: typed.carrier ? '不在快递公司名单里' : UNFILLED }),
    ...(trackingNo
      ? {}
      : {
          trackingNo: !typed.trackingNo
            ? UNFILLED
            : rounded
              ? '长单号被表格当成数字改掉了，请把这列设为文本再填'
              : '单号是6到30位字母、数字或横线',
        }),
  }
}

const UNFILLED = '没有填'

type Judged = { status: RowStatus; reasons?: CellReasons; lines?: LeftLine[] }

function judge(row: SheetRow, orders: Map<string, Line[]>): Judged {
  const reasons = unreadable(row)
  const said = Object.values(reasons)
  if (said.length) return { status: said.every((reason) => reason === UNFILLED) ? 'blank' : 'wrong', reasons }
  const lines = orders.get(row.number!)
  if (!lines) return { status: 'unknown', reasons: { number: '没有这个订单号' } }
  const { cancelled, state, parcels } = lines[0]!
  if (cancelled || state === 'cancelled')
    return { status: 'refunded', reasons: { number: '订单已取消或退款，不要寄出' } }
  if (parcels?.split(',').includes(`${row.carrier}:${row.trackingNo}`))
    return { status: 'duplicate', reasons: { trackingNo: '这个包裹已经登记过' } }
  if (state !== 'paid' && state !== 'completed')
    return { status: 'wrong', reasons: { number: '订单还没有付款，不要寄出' } }
  const own = lines.filter((line) => !row.storage || line.storage === row.storage)
  if (!own.length) return { status: 'wrong', reasons: { storage: `这笔订单没有${row.typed.storage}商品` } }
  const left = leftOf(row, lines)
  if (!left.length)
    return own.some((line) => line.shipped > 0)
      ? { status: 'duplicate', reasons: { number: '已经发出，没有剩下的商品' } }
      : { status: 'refunded', reasons: { number: '这些商品已退款，不要寄出' } }
  if (new Set(left.map((line) => line.storage)).size > 1)
    return { status: 'wrong', reasons: { storage: '这笔订单有常温和冷链，请写明是哪一种' } }
  return { status: 'matched', lines: left }
}

const leftOf = (row: SheetRow, lines: Line[]) =>
  leftToShip(
    lines.filter((line) => !row.storage || line.storage === row.storage),
    lines.map(({ line, settled }) => ({ line, quantity: settled })),
  ).filter(({ left }) => left > 0)

async function readOrders({ db }: Shop, rows: SheetRow[]): Promise<Map<string, Line[]>> {
  const numbers = JSON.stringify([...new Set(rows.flatMap(({ number }) => number ?? []))])
  const lines = await db.all<Line>(sql`
    SELECT o.id orderId, o.number, o.state, l.line, l.sku, l.storage, l.quantity,
      EXISTS (SELECT 1 FROM order_cancellations c WHERE c.order_id = o.id) cancelled, ${settledPieces(sql`o.id`, sql`l.line`)} settled, (
      SELECT coalesce(sum(s.quantity), 0) FROM shipment_lines s WHERE s.order_id = o.id AND s.line = l.line) shipped, (
      SELECT group_concat(s.carrier || ':' || s.tracking_no) FROM shipments s WHERE s.order_id = o.id) parcels
    FROM json_each(${numbers}) j CROSS JOIN orders o ON o.number = j.value
    CROSS JOIN order_lines l ON l.order_id = o.id AND l.sku IS NOT NULL`)
  const orders = new Map<string, Line[]>()
  for (const line of lines) orders.set(line.number, [...(orders.get(line.number) ?? []), line])
  return orders
}

/**
 * Sends every matched row in one batch, or nothing: planned afresh, since time passed since the dry run.
 * Refusal: conflict (somebody sent or called off one of them at this very moment, or nothing matches).
 */
export async function shipSheet(
  shop: Shop,
  rows: SheetRow[],
  staffId: string,
): Promise<Result<{ sent: number }>> {
  const orders = await readOrders(shop, rows)
  const planned = plan(rows, orders).filter((row) => row.status === 'matched')
  if (!planned.length) return refuse({ code: 'conflict' })
  const parcels = planned.map((row) => ({
    orderId: orders.get(row.number!)![0]!.orderId,
    number: row.number!,
    storage: row.storage!,
    carrier: row.carrier!,
    trackingNo: row.trackingNo!,
    lines: row.lines.map(({ line, left }) => ({ line, quantity: left })),
  }))
  try {
    await shop.db.batch(parcelStatements(shop, parcels, staffId).statements)
  } catch (error) {
    if (sentMeanwhile(error)) return refuse({ code: 'conflict' })
    throw error
  }
  return ok({ sent: planned.length })
}
