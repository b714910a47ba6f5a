import { sql } from 'drizzle-orm'
import { settledPieces } from '../db/settled-pieces.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import type { Order, OrderLine } from '../orders/schema.ts'
import type { Shop } from '../shop.ts'
import type { SheetCell, SheetRow } from './sheet.ts'
import { leftToShip } from './shipment.ts'
import { parcelStatements, sentMeanwhile } from './shipping.ts'

/** 匹配 · 重复 · 未知 · 已退款 · 错误行. */
export type RowStatus = 'matched' | 'duplicate' | 'unknown' | 'refunded' | 'wrong'
/** Why a row is not sent, said at the cell that is to be mended. */
export type CellReasons = Partial<Record<SheetCell, string>>
export type PlannedRow = SheetRow & { status: RowStatus; reasons: CellReasons }

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
  const taken = new Set<string>()
  const shared = sharedNumbers(rows)
  return rows.map((row) => {
    const [status, reasons] = judge(row, orders, taken)
    const others = shared(row)
    if (!others.length || reasons.trackingNo) return { ...row, status, reasons }
    const trackingNo = `第 ${others.join('、')} 行也用了这个运单号,请核对;几笔合寄的请在订单页登记`
    return {
      ...row,
      status: status === 'matched' ? 'duplicate' : status,
      reasons: { ...reasons, trackingNo },
    }
  })
}

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
    ...(number ? {} : { number: '订单号是12位字母和数字,请核对' }),
    ...(typed.storage && !storage ? { storage: '只能写“常温”或“冷链”' } : {}),
    ...(carrier ? {} : { carrier: typed.carrier ? '不在快递公司名单里' : '请填写快递公司' }),
    ...(trackingNo
      ? {}
      : {
          trackingNo: rounded
            ? '长单号被表格当成数字改掉了,请把这列设为文本再填'
            : '单号是6到30位字母、数字或横线',
        }),
  }
}

function judge(row: SheetRow, orders: Map<string, Line[]>, taken: Set<string>): [RowStatus, CellReasons] {
  const reasons = unreadable(row)
  if (Object.keys(reasons).length) return ['wrong', reasons]
  const lines = orders.get(row.number!)
  if (!lines) return ['unknown', { number: '没有这个订单号' }]
  const { cancelled, state, parcels } = lines[0]!
  if (cancelled || state === 'cancelled') return ['refunded', { number: '订单已取消或退款,不要寄出' }]
  if (parcels?.split(',').includes(`${row.carrier}:${row.trackingNo}`))
    return ['duplicate', { trackingNo: '这个包裹已经登记过' }]
  if (state !== 'paid' && state !== 'completed') return ['wrong', { number: '订单还没有付款,不要寄出' }]
  const own = lines.filter((line) => !row.storage || line.storage === row.storage)
  if (!own.length) return ['wrong', { storage: `这笔订单没有${row.typed.storage}商品` }]
  const left = leftOf(row, lines)
  if (!left.length)
    return own.some((line) => line.shipped > 0)
      ? ['duplicate', { number: '已经发出,没有剩下的商品' }]
      : ['refunded', { number: '这些商品已退款,不要寄出' }]
  if (new Set(left.map((line) => line.storage)).size > 1)
    return ['wrong', { storage: '这笔订单有常温和冷链,请写明是哪一种' }]
  const key = `${row.number}:${left[0]!.storage}`
  if (taken.has(key)) return ['duplicate', { number: '同一张表里这笔订单出现了两次' }]
  taken.add(key)
  return ['matched', {}]
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
  const parcels = planned.map((row) => {
    const lines = orders.get(row.number!)!
    const left = leftOf(row, lines)
    return {
      orderId: lines[0]!.orderId,
      number: row.number!,
      storage: left[0]!.storage,
      carrier: row.carrier!,
      trackingNo: row.trackingNo!,
      lines: left.map((line) => ({ line: line.line, quantity: line.left })),
    }
  })
  try {
    await shop.db.batch(parcelStatements(shop, parcels, staffId).statements)
  } catch (error) {
    if (sentMeanwhile(error)) return refuse({ code: 'conflict' })
    throw error
  }
  return ok({ sent: planned.length })
}
