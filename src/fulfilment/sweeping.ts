import { type SQL, sql } from 'drizzle-orm'
import { update } from '../db/query.ts'
import { settledPieces } from '../db/settled-pieces.ts'
import { type Budget, type Tally, tryable, workOff } from '../jobs/working-off.ts'
import { DAY_MS } from '../kernel/time.ts'
import { stepAll } from '../orders/transitions.ts'
import { deadline } from '../settings/deadlines.ts'
import type { Shop } from '../shop.ts'
import { shipments } from './schema.ts'

type Wait = { ambient: SQL; cold: SQL }
/** Days after which a parcel is taken as delivered when nobody says so; shown as assumed. */
const ASSUMED: Wait = { ambient: deadline('assumedAmbientDays'), cold: deadline('assumedColdDays') }
/** Days from delivery to automatic receipt. */
const RECEIPT: Wait = { ambient: deadline('receiptAmbientDays'), cold: deadline('receiptColdDays') }

const DAY = sql.raw(String(DAY_MS))
const waitOf = ({ ambient, cold }: Wait): SQL =>
  sql`(CASE storage WHEN 'cold' THEN ${cold} ELSE ${ambient} END) * ${DAY}`
/** How long after it was sent a parcel is taken as delivered, in ms; of a row of shipments. */
export const ASSUMED_AFTER: SQL = waitOf(ASSUMED)
/** The shorter of two waits bounds the index a sweep walks. */
const shortest = ({ ambient, cold }: Wait): SQL => sql`min(${ambient}, ${cold}) * ${DAY}`

const SLICE = 200
const MINUTE: Budget = { rows: 2000, ms: 20_000 }
const NIGHT: Budget = { rows: 5000, ms: 20_000 }

type Row = { id: string }
const idsOf = (rows: Row[]): SQL =>
  sql`(SELECT value FROM json_each(${JSON.stringify(rows.map(({ id }) => id))}))`

/** What time decides each minute: parcels taken as delivered, then as received, and orders that end with them. */
export async function sweepDeliveries(shop: Shop, budget = MINUTE): Promise<Tally[]> {
  return [await assumeDelivered(shop, budget), await receiveDelivered(shop, budget)]
}

function assumeDelivered(shop: Shop, budget: Budget): Promise<Tally> {
  const { db, now } = shop
  const job = 'deliveries.assumed'
  return workOff<Row>(shop, {
    ...{ job, budget, slice: SLICE, subjectOf: ({ id }) => id },
    due: (limit) =>
      db.all(sql`
        SELECT id FROM shipments WHERE delivered_at IS NULL AND shipped_at <= ${now} - ${shortest(ASSUMED)}
          AND shipped_at + ${waitOf(ASSUMED)} <= ${now} AND ${tryable(job, sql`shipments.id`, now)}
        ORDER BY shipped_at LIMIT ${limit}`),
    run: async (rows) =>
      db.run(
        update(shipments)
          .set({ deliveredAt: sql`${shipments.shippedAt} + ${waitOf(ASSUMED)}`, deliveredBy: 'assumed' })
          .where(sql`${shipments.id} IN ${idsOf(rows)} AND ${shipments.deliveredAt} IS NULL`),
      ),
  })
}

const toReceive = (now: number): SQL => sql`delivered_at IS NOT NULL AND received_at IS NULL
  AND delivered_at <= ${now} - ${shortest(RECEIPT)} AND delivered_at + ${waitOf(RECEIPT)} <= ${now}`

/** An order and its parcels in one batch: broken off anywhere, it is all still due. */
function receiveDelivered(shop: Shop, budget: Budget): Promise<Tally> {
  const { db, now } = shop
  const job = 'deliveries.received'
  return workOff<Row>(shop, {
    ...{ job, budget, slice: SLICE, subjectOf: ({ id }) => id },
    due: (limit) =>
      db.all(sql`
        SELECT DISTINCT order_id id FROM (
          SELECT order_id FROM shipments WHERE ${toReceive(now)} AND ${tryable(job, sql`shipments.order_id`, now)}
          ORDER BY delivered_at LIMIT ${limit})`),
    run: (rows) =>
      db.batch([
        db.run(
          update(shipments)
            .set({ receivedAt: now })
            .where(sql`${shipments.orderId} IN ${idsOf(rows)} AND ${toReceive(now)}`),
        ),
        ...endStatements(shop, rows),
      ]),
  })
}

/** All of it was sent or refunded, and every parcel was received; an order of plots alone ends with its season. */
const FINISHED = sql`orders.state = 'paid'
  AND NOT EXISTS (SELECT 1 FROM order_cancellations c WHERE c.order_id = orders.id)
  AND EXISTS (SELECT 1 FROM shipments s WHERE s.order_id = orders.id)
  AND NOT EXISTS (SELECT 1 FROM shipments s WHERE s.order_id = orders.id AND s.received_at IS NULL)
  AND NOT EXISTS (SELECT 1 FROM order_lines l WHERE l.order_id = orders.id AND l.sku IS NOT NULL
    AND l.quantity > ${settledPieces(sql`l.order_id`, sql`l.line`)})`

/** Ends those of some orders that are finished. */
const endStatements = ({ db, now }: Shop, rows: Row[]) =>
  stepAll(db, sql`orders.id IN ${idsOf(rows)} AND ${FINISHED}`, 'completed', 'timeout', now)

/** Ends what no parcel ended: the rest of an order was refunded after what had been sent was received. */
export function finishOrders(shop: Shop, budget = NIGHT): Promise<Tally> {
  const { db, now } = shop
  const job = 'orders.finished'
  return workOff<Row>(shop, {
    ...{ job, budget, slice: SLICE, subjectOf: ({ id }) => id },
    due: (limit) =>
      db.all(sql`
        SELECT id FROM orders WHERE paid_at IS NOT NULL AND over_at IS NULL AND ${FINISHED}
          AND ${tryable(job, sql`orders.id`, now)} ORDER BY id LIMIT ${limit}`),
    run: (rows) => db.batch(endStatements(shop, rows)),
  })
}
