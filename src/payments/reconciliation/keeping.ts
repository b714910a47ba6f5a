import { sql } from 'drizzle-orm'
import { failedOn } from '../../db/failures.ts'
import { changedMeanwhile, insist } from '../../db/insisting.ts'
import { insert, insertRows, int } from '../../db/query.ts'
import { newId } from '../../kernel/ids.ts'
import { ok, type Result, refuse } from '../../kernel/result.ts'
import type { Shop } from '../../shop.ts'
import { audit } from '../../staff/auditing.ts'
import { billDifferences, billLines, providerBills } from '../bill-schema.ts'
import { type Bill, type BillSums, sumsOf } from './bill.ts'
import { differencesOf, type OurPayment, type OurRefund } from './comparing.ts'
import type { Provider } from './provider.ts'
import { type Beside, besideColumns, oursStatements, windowOf } from './reading.ts'

/** Rows of one statement: a parameter holds two megabytes. */
const SLICE = 2000

export type Ours = { payments: OurPayment[]; refunds: OurRefund[]; beside: Beside }
export type Reconciled = BillSums & { differences: number }

export async function readOurs({ db }: Shop, provider: Provider, day: string, bill: Bill): Promise<Ours> {
  const [[beside], payments, refunds] = await db.batch(oursStatements(db, provider, day, bill.lines))
  return { payments, refunds, beside: beside! }
}

/**
 * Keeps a bill with what differs from `ours`, once and in one batch; `staffId` is who sent it in, null where it was fetched.
 * Refusal: conflict (that day was reconciled before, or one beside it at this moment: done again, it goes).
 */
export async function keepBill(
  { db, now }: Shop,
  provider: Provider,
  day: string,
  { lines }: Bill,
  ours: Ours,
  staffId: string | null,
): Promise<Result<Reconciled>> {
  const sums = sumsOf(lines)
  const { before, after } = ours.beside
  const differences = differencesOf(lines, ours, windowOf(day, ours.beside))
  const rows = lines.map((line, at) => ({ ...line, provider, day, line: at + 1 }))
  const slices = Array.from({ length: Math.ceil(rows.length / SLICE) }, (_, at) =>
    rows.slice(at * SLICE, (at + 1) * SLICE),
  )
  const entry = staffId && {
    ...{ staffId, verb: 'bill.sent', object: `bill:${provider}:${day}` },
    after: { ...sums, differences: differences.length },
  }
  try {
    await db.batch([
      // The minutes between two days are judged with the second of their bills.
      insist(
        db,
        sql`(SELECT ("before", "after") = (${int(before)}, ${int(after)})
        FROM (SELECT ${besideColumns(provider, day)}))`,
      ),
      db.run(
        insert(providerBills).values({
          provider,
          day,
          source: staffId ? 'sent' : 'fetched',
          ...sums,
          at: now,
        }),
      ),
      ...slices.map((slice) => db.run(insertRows(billLines, slice))),
      db.run(
        insertRows(
          billDifferences,
          differences.map((one) => ({ ...one, id: newId('dif', now), provider, day, at: now })),
        ),
      ),
      ...(entry ? [audit(db, entry, now)] : []),
    ])
  } catch (error) {
    if (changedMeanwhile(error) || failedOn(error, 'provider_bills')) return refuse({ code: 'conflict' })
    throw error
  }
  return ok({ ...sums, differences: differences.length })
}
