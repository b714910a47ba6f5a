import { sql } from 'drizzle-orm'
import { failedOn } from '../db/failures.ts'
import { insertRows, remove } from '../db/query.ts'
import { settledPieces } from '../db/settled-pieces.ts'
import { newId } from '../kernel/ids.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { civilDate } from '../kernel/time.ts'
import { notice } from '../notices/owing.ts'
import type { Order, OrderLine } from '../orders/schema.ts'
import type { Shop } from '../shop.ts'
import { audit } from '../staff/auditing.ts'
import { dispatchQueue, shipmentLines, shipments } from './schema.ts'
import { leftToShip, type ShippedLine } from './shipment.ts'

export type ShipRequest = {
  storage: string
  /** A code of `CARRIERS`, or `other:` and a name. */
  carrier: string
  /** Canonical, from `parseTrackingNo`. */
  trackingNo: string
  /** Numbers of further boxes that the same pieces went in; nothing is counted in those. */
  boxes?: string[]
  /** Pieces of each line; empty for all that is left of this storage. */
  lines: ShippedLine[]
}

type Row = Pick<OrderLine, 'line' | 'storage' | 'quantity'> &
  Pick<Order, 'id'> & { sku: string; sent: number }

/**
 * Records a parcel and takes the order off the desk once nothing of that storage is left, in one batch.
 * Refusals: not_found; conflict (not paid, called off, sent by somebody else meanwhile, or more than is left).
 */
export async function shipParcel(
  shop: Shop,
  number: string,
  request: ShipRequest,
  staffId: string,
): Promise<Result<{ id: string; left: number }>> {
  const { db } = shop
  const rows = await db.all<Row>(sql`
    SELECT o.id, l.line, l.sku, l.storage, l.quantity, ${settledPieces(sql`l.order_id`, sql`l.line`)} sent
    FROM orders o JOIN order_lines l ON l.order_id = o.id
    WHERE o.number = ${number} AND l.sku IS NOT NULL`)
  const orderId = rows[0]?.id
  if (!orderId) return refuse({ code: 'not_found' })
  const own = leftToShip(
    rows.filter((row) => row.storage === request.storage),
    rows.map((row) => ({ line: row.line, quantity: row.sent })),
  )
  const wanted = request.lines.length
    ? request.lines
    : own.filter(({ left }) => left > 0).map(({ line, left }) => ({ line, quantity: left }))
  const fits = wanted.every(({ line, quantity }) => {
    const known = own.find((entry) => entry.line === line)
    return known && Number.isInteger(quantity) && quantity > 0 && quantity <= known.left
  })
  if (!wanted.length || !fits) return refuse({ code: 'conflict' })
  const left =
    own.reduce((sum, line) => sum + line.left, 0) - wanted.reduce((sum, line) => sum + line.quantity, 0)
  const { storage, carrier, trackingNo, boxes = [] } = request
  const box = { storage, carrier, orderId, number }
  const parcel = parcelStatements(
    shop,
    [
      { ...box, trackingNo, lines: wanted },
      ...boxes.map((further) => ({ ...box, trackingNo: further, lines: [] })),
    ],
    staffId,
  )
  try {
    await db.batch(parcel.statements)
  } catch (error) {
    if (sentMeanwhile(error)) return refuse({ code: 'conflict' })
    throw error
  }
  return ok({ id: parcel.ids[0]!, left })
}

type Parcel = Omit<ShipRequest, 'boxes'> & { orderId: string; number: string }

/** Parcels a statement writes: what is bound to it stays well below the megabyte a database takes. */
const A_STATEMENT = 500
const NOTICES = 1000

/**
 * The statements of any number of parcels, four for each five hundred and a notice for each thousand: a Worker may send a database no more than a
 * thousand. The triggers behind them refuse what is sent already or was called off.
 */
export function parcelStatements(shop: Shop, parcels: Parcel[], staffId: string) {
  // Made at one moment, they are listed as they are given: a parcel before its further boxes.
  const ids = parcels.map(() => newId('shp', shop.now)).toSorted()
  const rows = parcels.map((parcel, at) => ({ ...parcel, id: ids[at]! }))
  const statements = [
    ...inParts(rows, A_STATEMENT).flatMap((part) => someParcels(shop, part, staffId)),
    ...tellBuyers(shop, rows),
  ]
  const [first, ...rest] = statements
  return {
    ids,
    statements: [first!, ...rest] as [typeof first & {}, ...typeof rest],
  }
}

const inParts = <T>(all: T[], most: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / most) }, (_, at) => all.slice(at * most, (at + 1) * most))

/** Told once a day, however many parcels an order left in. */
const tellBuyers = ({ db, now }: Shop, parcels: { orderId: string }[]) =>
  inParts([...new Set(parcels.map(({ orderId }) => orderId))], NOTICES).map((orders) =>
    notice(
      db,
      orders.map((subject) => ({ event: 'parcel.left', subject, occurrence: civilDate(now) })),
      now,
    ),
  )

function someParcels({ db, now }: Shop, rows: (Parcel & { id: string })[], staffId: string) {
  const pieces = rows.flatMap(({ id, orderId, lines }) =>
    lines.map((line) => ({ ...line, shipmentId: id, orderId })),
  )
  return [
    db.run(
      insertRows(
        shipments,
        rows.map((row) => ({ ...row, shippedAt: now, staffId })),
      ),
    ),
    db.run(insertRows(shipmentLines, pieces)),
    leaveDesk(db, rows),
    audit(
      db,
      rows.map(({ number, carrier, trackingNo, lines }) => ({
        staffId,
        verb: 'order.shipped',
        object: `order:${number}`,
        after: { carrier, trackingNo, lines },
      })),
      now,
    ),
  ]
}

/** Whether a batch broke because somebody else sent or called off the same order meanwhile. */
export const sentMeanwhile = (error: unknown): boolean =>
  ['shipped_limit', 'shipment_of_paid', 'UNIQUE constraint'].some((name) => failedOn(error, name))

/** Takes off the desk what has nothing left of a storage; counted inside the batch, so races do no harm. */
export const leaveDesk = (db: Shop['db'], parts: { orderId: string; storage: string }[]) => {
  const keys = JSON.stringify(parts.map(({ orderId, storage }) => ({ orderId, storage })))
  return db.run(
    remove(dispatchQueue).where(sql`
      (order_id, storage) IN (SELECT value ->> 'orderId', value ->> 'storage' FROM json_each(${keys}))
      AND NOT EXISTS (
        SELECT 1 FROM order_lines l WHERE l.order_id = dispatch_queue.order_id AND l.storage = dispatch_queue.storage
        AND l.quantity > ${settledPieces(sql`l.order_id`, sql`l.line`)})`),
  )
}
