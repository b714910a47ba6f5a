import { and, desc, eq, gte, inArray, sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { select, selectAll } from '../../db/query.ts'
import { addDays, civilDate } from '../../kernel/time.ts'
import { orders } from '../../orders/schema.ts'
import { staff } from '../../staff/schema.ts'
import { type BillDifference, billDifferences, type ProviderBill, providerBills } from '../bill-schema.ts'
import { PROVIDERS, type Provider } from './provider.ts'
import { type BillDay, billDays, billSubject, JOB, missingDays } from './reconciling.ts'

/** `open` differences wait for somebody; `ended` ones were looked into. */
export type ReconciledDay = ProviderBill & { open: number; ended: number }
export type MissingDay = BillDay & { note: string | null }

/** Days of the list; an older one is opened by its date. */
const LISTED_DAYS = 62

/** Days of the providers that were reconciled, the newest first, and those that were not and why. */
export async function readDays(
  db: Db,
  now: number,
): Promise<{ done: ReconciledDay[]; missing: MissingDay[] }> {
  const since = addDays(civilDate(now), -LISTED_DAYS)
  const [bills, counts, missing] = await db.batch([
    db.all(
      selectAll(providerBills)
        .where(and(inArray(providerBills.provider, PROVIDERS), gte(providerBills.day, since)))
        .orderBy(desc(providerBills.day), providerBills.provider),
    ),
    db.all<{ provider: Provider; day: string; open: number; ended: number }>(sql`
      SELECT provider, day, sum(resolved_at IS NULL) open, sum(resolved_at IS NOT NULL) ended
      FROM bill_differences WHERE provider IN (SELECT value FROM json_each(${JSON.stringify(PROVIDERS)})) AND day >= ${since}
      GROUP BY provider, day`),
    db.all<MissingDay>(sql`
      SELECT d.provider, d.day, m.note FROM (${missingDays(PROVIDERS, billDays(now))}) d
      LEFT JOIN job_misses m ON m.job = ${JOB} AND m.subject = d.subject ORDER BY d.day DESC, d.provider`),
  ])
  const byDay = new Map(counts.map((count) => [billSubject(count), count]))
  const done = bills.map((bill) => {
    const { open = 0, ended = 0 } = byDay.get(billSubject(bill)) ?? {}
    return { ...bill, open, ended }
  })
  return { done, missing }
}

export type DifferenceTold = BillDifference & { number: string | null; byName: string | null }

/** A day of a provider: its bill and everything that differed; null where it was not reconciled. */
export async function readDay(
  db: Db,
  provider: Provider,
  day: string,
): Promise<{ bill: ProviderBill; differences: DifferenceTold[] } | null> {
  const d = billDifferences
  const [[bill], differences] = await db.batch([
    db.all(
      selectAll(providerBills).where(and(eq(providerBills.provider, provider), eq(providerBills.day, day))),
    ),
    db.all(
      select({
        ...{ id: d.id, provider: d.provider, day: d.day, kind: d.kind, outTradeNo: d.outTradeNo },
        ...{ outRefundNo: d.outRefundNo, orderId: d.orderId, thereFen: d.thereFen, hereFen: d.hereFen },
        ...{ at: d.at, resolvedAt: d.resolvedAt, resolvedBy: d.resolvedBy, resolution: d.resolution },
        number: orders.number,
        byName: staff.name,
      })
        .from(d)
        .leftJoin(orders, eq(orders.id, d.orderId))
        .leftJoin(staff, eq(staff.id, d.resolvedBy))
        .where(and(eq(d.provider, provider), eq(d.day, day)))
        .orderBy(d.resolvedAt, d.id),
    ),
  ])
  return bill ? { bill, differences } : null
}

/** Where a difference stands, for the page it was sent from; null where there is none. */
export async function dayOfDifference(db: Db, id: string): Promise<BillDay | null> {
  const { provider, day } = billDifferences
  const [row] = await db.all(
    select({ provider, day }).from(billDifferences).where(eq(billDifferences.id, id)),
  )
  return row ?? null
}

/** Sums of both sides of a day: what stands here is what the lines agree on, and what differed. */
export function bothSides(
  bill: Pick<ProviderBill, 'paidFen' | 'refundedFen'>,
  differences: Pick<BillDifference, 'outRefundNo' | 'thereFen' | 'hereFen'>[],
) {
  const less = (refunds: boolean): number =>
    differences
      .filter(({ outRefundNo }) => (outRefundNo !== '') === refunds)
      .reduce((sum, { thereFen, hereFen }) => sum + (thereFen ?? 0) - (hereFen ?? 0), 0)
  return {
    paid: { there: bill.paidFen, here: bill.paidFen - less(false), apart: less(false) },
    refunded: { there: bill.refundedFen, here: bill.refundedFen - less(true), apart: less(true) },
  }
}

/** Days that count as forgotten, and open differences: what the overview warns of. `since` is UTC ms. */
export type BillAlarms = { missing: number; oldest: string | null; open: number; since: number | null }

/** The statement for them; a day is given two to come by itself. */
export const billAlarmsStatement = (db: Db, now: number) =>
  db.all<BillAlarms>(sql`
    WITH gone AS (SELECT day FROM (${missingDays(PROVIDERS, billDays(now).slice(2))}))
    SELECT (SELECT count(*) FROM gone) missing, (SELECT min(day) FROM gone) oldest, count(*) open, min(at) since
    FROM bill_differences WHERE resolved_at IS NULL`)
