import { sql } from 'drizzle-orm'
import type { Variant } from '../catalog/schema.ts'
import type { Db } from '../db/client.ts'
import { settledPieces } from '../db/settled-pieces.ts'
import type { Order, OrderLine } from '../orders/schema.ts'
import { bounds, type DeskQuery } from './desk-lists.ts'
import type { Queued, Shipment, ShipmentLine } from './schema.ts'

export type Parcel = Pick<Shipment, 'id' | 'storage' | 'carrier' | 'trackingNo' | 'shippedAt'> & {
  lines: Pick<ShipmentLine, 'line' | 'quantity'>[]
}

/** The parcels of an order, oldest first. */
export async function readParcels(db: Db, orderId: string): Promise<Parcel[]> {
  const rows = await db.all<Omit<Parcel, 'lines'> & { lines: string }>(sql`
    SELECT s.id, s.storage, s.carrier, s.tracking_no trackingNo, s.shipped_at shippedAt, (
      SELECT json_group_array(json_object('line', l.line, 'quantity', l.quantity)) FROM shipment_lines l
      WHERE l.shipment_id = s.id) lines
    FROM shipments s WHERE s.order_id = ${orderId} ORDER BY s.id`)
  return rows.map((row) => ({ ...row, lines: JSON.parse(row.lines) }))
}

export type WaitingLine = Pick<Queued, 'orderId' | 'storage' | 'shipOn'> &
  Pick<Order, 'number' | 'recipientName' | 'phoneSealed' | 'regionCode' | 'street' | 'note'> &
  Pick<OrderLine, 'line' | 'titleZh' | 'specZh'> & {
    sku: string
    /** Still to send. */
    pieces: number
    /** What stock one piece draws: itself, or the components of a bundle. */
    parts: { sku: string; quantity: number }[]
  }

/** Lines still to send of the oldest orders in the queue, at most `limit` orders, oldest first. */
export async function readWaiting(
  db: Db,
  query: {
    storage?: string
    limit: number
    /** Due by this civil date, or without one. */
    by?: string | undefined
    /** Numbers of orders; else all. */
    numbers?: string[] | undefined
  } & Pick<DeskQuery, 'channel' | 'from' | 'to'>,
): Promise<WaitingLine[]> {
  const { first, before } = bounds(query)
  const storages = query.storage ? JSON.stringify([query.storage]) : '["ambient","cold"]'
  const rows = await db.all<Omit<WaitingLine, 'parts'> & { parts: string }>(sql`
    SELECT * FROM (
      SELECT q.order_id orderId, o.number, q.storage, q.ship_on shipOn, o.recipient_name recipientName,
        o.phone_sealed phoneSealed, o.region_code regionCode, o.street, o.note, l.line, l.sku, l.title_zh titleZh,
        l.spec_zh specZh, l.stock parts, l.quantity - ${settledPieces(sql`l.order_id`, sql`l.line`)} pieces,
        q.paid_at paidAt
      FROM (SELECT * FROM dispatch_queue WHERE storage IN (SELECT value FROM json_each(${storages}))
          ${query.by ? sql`AND coalesce(ship_on, '') <= ${query.by}` : sql``}
          ${query.channel ? sql`AND channel = ${query.channel}` : sql``}
          ${query.from || query.to ? sql`AND order_id >= ${first} AND order_id < ${before}` : sql``}
          ${query.numbers ? sql`AND order_id IN (${idsOf(query.numbers)})` : sql``}
        ORDER BY paid_at, order_id LIMIT ${query.limit}) q
      JOIN orders o ON o.id = q.order_id JOIN order_lines l ON l.order_id = q.order_id AND l.storage = q.storage)
    WHERE pieces > 0 ORDER BY paidAt, number, line`)
  return rows.map((row) => ({ ...row, parts: JSON.parse(row.parts) }))
}

const idsOf = (numbers: string[]) =>
  sql`SELECT n.id FROM json_each(${JSON.stringify(numbers)}) j CROSS JOIN orders n ON n.number = j.value`

/** Names of SKUs as packers know them, title and size. */
export async function readSkuNames(db: Db, skus: string[]): Promise<Map<string, string>> {
  const rows = await db.all<Pick<Variant, 'sku'> & { name: string }>(sql`
    SELECT v.sku, p.name_zh || ' ' || v.spec_zh name FROM json_each(${JSON.stringify(skus)}) j
    CROSS JOIN variants v ON v.sku = j.value CROSS JOIN products p ON p.id = v.product_id`)
  return new Map(rows.map(({ sku, name }) => [sku, name]))
}

export type HandedOver = Pick<Shipment, 'carrier' | 'trackingNo' | 'storage' | 'shippedAt'> &
  Pick<Order, 'number'> & { pieces: number }

/** Parcels sent since an instant, newest last, `limit` at most: what the courier signs for. */
export const readHandover = (db: Db, since: number, limit: number) =>
  db.all<HandedOver>(sql`
    SELECT o.number, s.carrier, s.tracking_no trackingNo, s.storage, s.shipped_at shippedAt, (
      SELECT coalesce(sum(quantity), 0) FROM shipment_lines l WHERE l.shipment_id = s.id) pieces
    FROM shipments s JOIN orders o ON o.id = s.order_id WHERE s.shipped_at >= ${since} ORDER BY s.shipped_at LIMIT ${limit}`)
