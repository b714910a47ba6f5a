import { sql } from 'drizzle-orm'
import { fillStatement, type GardenFill } from '../adoption/fill.ts'
import { families as familyTable } from '../catalog/schema.ts'
import { coverStatement, type StockCover } from '../catalog/stock/cover.ts'
import type { Db } from '../db/client.ts'
import { select } from '../db/query.ts'
import { parcelForm } from '../fulfilment/correcting.ts'
import { daysOf, type Period, type Sale, salesStatement } from '../impact/sales.ts'
import { runsStatement, stubbornStatement } from '../jobs/queries.ts'
import { civilDate } from '../kernel/time.ts'
import { consentsOfOrder } from '../orders/consents.ts'
import { readNotes } from '../orders/noting.ts'
import type { OrderView } from '../orders/queries.ts'
import { stuckStatement } from '../outbox/queries.ts'
import { billAlarmsStatement } from '../payments/reconciliation/queries.ts'
import { goodwillFrom, goodwillStatements } from '../payments/refunds/goodwill.ts'
import { readStoredShop } from '../settings/keeping.ts'
import type { Shop } from '../shop.ts'
import { actsOn } from '../staff/auditing.ts'
import { editsStatement } from '../staff/edit-lock.ts'
import type { Staff } from '../staff/schema.ts'
import { firstWeekStatement } from './first-week.ts'
import { type Waiting, waitingStatement } from './waiting.ts'

// What one page of the back office shows of several features, each in one round trip.

/** What the overview draws. */
export type Sums = {
  period: Period
  /** Days of the line chart; a single day stands among its week. */
  days: string[]
  all: Sale[]
  families: Sale[]
  provinces: Sale[]
  channels: Sale[]
  familyNames: Record<string, string>
  cover: StockCover[]
  fill: GardenFill[]
}

const LOWEST = 5

/** How much waits of each kind, and what somebody new has done so far. */
export async function readWaiting(db: Db, kinds: Waiting[], now: number, staffId: string) {
  const [counts, [firstWeek]] = await db.batch([
    waitingStatement(db, kinds, now),
    firstWeekStatement(db, staffId, now),
  ])
  return { waiting: counts[0]!, firstWeek }
}

/** How much waits, what somebody new has done so far, the sums of a period, and how the jobs ran; its rows do not grow with orders. */
export async function readFigures(db: Db, kinds: Waiting[], period: Period, now: number, staffId: string) {
  const today = civilDate(now)
  const days = daysOf(period === 1 ? 7 : period, today)
  const within = daysOf(period, today)
  const { code, nameZh } = familyTable
  const [
    counts,
    all,
    families,
    provinces,
    channels,
    names,
    cover,
    fill,
    runs,
    stubborn,
    { selling },
    [bills],
    [firstWeek],
  ] = await db.batch([
    waitingStatement(db, kinds, now),
    salesStatement(db, 'all', days),
    salesStatement(db, 'family', days),
    salesStatement(db, 'province', within),
    salesStatement(db, 'channel', within),
    db.all(select({ code, nameZh }).from(familyTable).limit(100)),
    coverStatement(db, today, LOWEST),
    fillStatement(db, Number(today.slice(0, 4))),
    runsStatement(db),
    stubbornStatement(db),
    readStoredShop(db),
    billAlarmsStatement(db, now),
    firstWeekStatement(db, staffId, now),
  ])
  const familyNames = Object.fromEntries(names.map((family) => [family.code, family.nameZh]))
  const sums: Sums = { period, days, all, families, provinces, channels, familyNames, cover, fill }
  return { waiting: counts[0]!, firstWeek, sums, stopped: selling ?? null, runs, stubborn, bills: bills! }
}

/** The statement for the staff who gave money of an order back, or sent it by transfer. */
const refundingStaff = (db: Db, orderId: string) =>
  db.all<Pick<Staff, 'id' | 'name'>>(sql`
    SELECT s.id, s.name FROM refunds r CROSS JOIN staff s ON s.id = r.staff_id WHERE r.order_id = ${orderId}
    UNION SELECT s.id, s.name FROM refunds r CROSS JOIN refund_transfers t ON t.refund_id = r.id
      CROSS JOIN staff s ON s.id = t.staff_id WHERE r.order_id = ${orderId}`)

/** Acts of staff that an order's history tells and its rows do not keep. */
const TOLD_IN_PAST = ['parcel.corrected', 'parcel.delivery_withdrawn']

/** What staff see of an order beside the order itself. */
export async function readBesideOrder(shop: Shop, { id, number, parcels }: OrderView) {
  const [notes, consents, edits, people, [stuck], acts, ...rows] = await shop.db.batch([
    readNotes(shop, id),
    consentsOfOrder(shop.db, id),
    editsStatement(
      shop.db,
      parcels.map((parcel) => parcelForm(parcel.id)),
    ),
    refundingStaff(shop.db, id),
    stuckStatement(shop.db, id),
    actsOn(shop.db, `order:${number}`, TOLD_IN_PAST),
    ...goodwillStatements(shop, number),
  ])
  return {
    notes,
    consents,
    acts,
    edits: new Map(edits.map(({ form, edit }) => [form, edit])),
    /** The closing of its trade that was given up while the order waits for it. */
    stuckId: stuck?.id ?? null,
    people: new Map(people.map((person) => [person.id, person.name])),
    goodwill: goodwillFrom(rows)!,
  }
}
