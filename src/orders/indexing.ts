import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { remove } from '../db/query.ts'
import { type Budget, type Tally, tryable, workOff } from '../jobs/working-off.ts'
import { unseal } from '../kernel/secrets.ts'
import type { Shop } from '../shop.ts'
import { type Order, unindexedOrders } from './schema.ts'
import { partsOf, termsOf } from './search-terms.ts'

// Triggers note every order whose number, receiver or parcels are new or changed, and take what is known of one that is
// forgotten out of the index in the batch that forgets it. So placing an order writes one row more, and nobody who
// corrects one has to think of the index.

const JOB = 'orders.indexed'
const A_BATCH = 100
const MINUTE: Budget = { rows: 2000, ms: 20_000 }

type Row = Pick<
  Order,
  'id' | 'number' | 'recipientName' | 'phoneSealed' | 'buyerSealed' | 'street' | 'regionCode'
> & {
  noted: number
  trackingNos: string
}

/** The tracking numbers of the order `o` as JSON, those that were corrected among them: buyers and couriers may hold the old one. */
export const TRACKING_NOS = sql`(SELECT json_group_array(tracking_no) FROM (
  SELECT s.tracking_no FROM shipments s WHERE s.order_id = o.id
  UNION SELECT a.before ->> 'trackingNo' FROM audit_entries a
    WHERE a.object = 'order:' || o.number AND a.verb = 'parcel.corrected'))`

/** Whether an order waits to be indexed, for a batch that searches. */
export const unindexed = (db: Db) => db.all(sql`SELECT 1 FROM unindexed_orders WHERE order_id > '' LIMIT 1`)

/** The statement after which every order is indexed anew, as after a restore. */
export const indexAllAnew = (db: Db) =>
  db.run(sql`INSERT INTO unindexed_orders (order_id, noted)
    SELECT id, random() >> 12 FROM orders WHERE forgotten_at IS NULL`)

/** Brings the index of the desk's search up to date, the newest orders first: they are asked for. */
export function indexOrders(shop: Shop, budget = MINUTE): Promise<Tally> {
  const { db, settings, now } = shop
  return workOff<Row>(shop, {
    ...{ job: JOB, budget, slice: A_BATCH, subjectOf: ({ id }) => id },
    due: (limit) =>
      db.all(sql`
        SELECT o.id, o.number, o.recipient_name recipientName, o.phone_sealed phoneSealed,
          o.buyer_sealed buyerSealed, o.street,
          o.region_code regionCode, u.noted, ${TRACKING_NOS} trackingNos
        FROM unindexed_orders u CROSS JOIN orders o ON o.id = u.order_id
        WHERE u.order_id > '' AND ${tryable(JOB, sql`u.order_id`, now)} ORDER BY u.order_id DESC LIMIT ${limit}`),
    run: async (rows) => {
      const indexed = await Promise.all(
        rows.map(async (row) => ({
          ...{ orderId: row.id, noted: row.noted },
          terms: termsOf(
            settings.phonePepper,
            partsOf({
              ...{ number: row.number, name: row.recipientName, street: row.street },
              region: row.regionCode,
              phones: await Promise.all(
                [row.phoneSealed, row.buyerSealed ?? []]
                  .flat()
                  .map((sealed) => unseal(settings.phoneKey, sealed)),
              ),
              trackingNos: JSON.parse(row.trackingNos),
            }),
          ),
        })),
      )
      // One that changed after it was read has another note: its terms wait for the next run.
      const read = sql`json_each(${JSON.stringify(indexed)}) j CROSS JOIN unindexed_orders u
        ON u.order_id = j.value ->> 'orderId' AND u.noted = j.value ->> 'noted'`
      await db.batch([
        db.run(sql`INSERT INTO order_terms (order_id, terms) SELECT u.order_id, j.value ->> 'terms' FROM ${read}
          WHERE true ON CONFLICT (order_id) DO UPDATE SET terms = excluded.terms`),
        db.run(remove(unindexedOrders).where(sql`order_id IN (SELECT u.order_id FROM ${read})`)),
      ])
    },
  })
}
