import { sql } from 'drizzle-orm'
import { ok, type Result, refuse } from '../kernel/result.ts'
import type { Shop } from '../orders/order.ts'
import type { SheetRow } from './sheet.ts'
import { leftToShip } from './shipment.ts'
import { parcelStatements, sentMeanwhile } from './shipping.ts'

/** 匹配 · 重复 · 未知 · 已退款 · 未付款 · 已发出 · 错误行. */
export type RowStatus = 'matched' | 'duplicate' | 'unknown' | 'refunded' | 'unpaid' | 'sent' | 'wrong'
export type PlannedRow = SheetRow & { status: RowStatus; reason: string }

type Line = {
  orderId: string
  number: string
  state: string
  cancelled: number
  line: number
  sku: string
  storage: string
  quantity: number
  sent: number
}

/** What a sheet would do, row by row, read in one round trip; writes nothing. */
export async function planSheet(shop: Shop, rows: SheetRow[]): Promise<PlannedRow[]> {
  const orders = await readOrders(shop, rows)
  const taken = new Set<string>()
  return rows.map((row) => {
    const [status, reason] = judge(row, orders, taken)
    return { ...row, status, reason }
  })
}

function judge(row: SheetRow, orders: Map<string, Line[]>, taken: Set<string>): [RowStatus, string] {
  if (!row.number) return ['wrong', '订单号不是12位字母和数字']
  if (!row.carrier) return ['wrong', `快递公司“${row.typed.carrier}”不在名单里`]
  if (!row.trackingNo) return ['wrong', '运单号是6到30位字母、数字或横线']
  if (row.typed.storage && !row.storage) return ['wrong', '储运只能写“常温”或“冷链”']
  const lines = orders.get(row.number)
  if (!lines) return ['unknown', '没有这个订单号']
  if (lines[0]!.cancelled || lines[0]!.state === 'cancelled') return ['refunded', '订单已取消或退款,不要寄出']
  if (lines[0]!.state !== 'paid') return ['unpaid', '订单还没有付款']
  const left = leftOf(row, lines)
  if (!left.length) return ['sent', '已经发出,没有剩下的商品']
  if (new Set(left.map((line) => line.storage)).size > 1) return ['wrong', '这笔订单有常温和冷链,请写明储运']
  const key = `${row.number}:${left[0]!.storage}`
  if (taken.has(key)) return ['duplicate', '同一张表里这笔订单出现了两次']
  taken.add(key)
  return ['matched', '']
}

const leftOf = (row: SheetRow, lines: Line[]) =>
  leftToShip(
    lines.filter((line) => !row.storage || line.storage === row.storage),
    lines.map(({ line, sent }) => ({ line, quantity: sent })),
  ).filter(({ left }) => left > 0)

async function readOrders({ db }: Shop, rows: SheetRow[]): Promise<Map<string, Line[]>> {
  const numbers = JSON.stringify([...new Set(rows.flatMap(({ number }) => number ?? []))])
  const lines = await db.all<Line>(sql`
    SELECT o.id orderId, o.number, o.state, l.line, l.sku, l.storage, l.quantity,
      EXISTS (SELECT 1 FROM order_cancellations c WHERE c.order_id = o.id) cancelled, (
      SELECT coalesce(sum(s.quantity), 0) FROM settled_pieces s WHERE s.order_id = o.id AND s.line = l.line) sent
    FROM json_each(${numbers}) j CROSS JOIN orders o ON o.number = j.value
    CROSS JOIN order_lines l ON l.order_id = o.id`)
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
  const planned = (await planSheet(shop, rows)).filter((row) => row.status === 'matched')
  const orders = await readOrders(shop, planned)
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
