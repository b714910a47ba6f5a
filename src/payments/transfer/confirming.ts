import { eq, sql } from 'drizzle-orm'
import { insist } from '../../db/insisting.ts'
import { selectAll, update } from '../../db/query.ts'
import { ok, type Result, refuse } from '../../kernel/result.ts'
import type { Shop } from '../../shop.ts'
import { audit } from '../../staff/auditing.ts'
import { permittedStaff } from '../../staff/permitted.ts'
import { type Account, accountFrom, accountStatements } from '../account.ts'
import { type BankArrival, bankArrivals } from '../transfer-schema.ts'
import { beginTransfer, type Counted, lostArrival, writeShare } from './allocating.ts'
import { lacksAttempt, shareOf } from './arrival.ts'
import { nobodyElseConfirms } from './rule.ts'

/**
 * A second person confirms an arrival above the limit; it is counted for the order it was entered for in the same batch.
 * Answers what that order took, null when none did. Refusals: not_found; conflict (confirmed, voided or set aside before or at this
 * moment, it needs nobody, or it is not theirs to confirm).
 */
export async function confirmArrival(
  shop: Shop,
  id: string,
  staffId: string,
): Promise<Result<Counted | null>> {
  for (const begun of [false, true]) {
    const [[arrival], ...rows] = await shop.db.batch([
      shop.db.all(selectAll(bankArrivals).where(eq(bankArrivals.id, id))),
      ...accountStatements(shop.db, sql`(SELECT order_id FROM bank_arrivals WHERE id = ${id})`),
    ])
    if (!arrival) return refuse({ code: 'not_found' })
    const { held, confirmedAt, voidedAt, setAsideAt } = arrival
    if (held === 0 || confirmedAt !== null || voidedAt !== null || setAsideAt !== null) break
    const account = accountFrom(rows)
    if (account && !begun && lacksAttempt(account)) await beginTransfer(shop, account.order.number)
    else return writeConfirmed(shop, arrival, account, staffId)
  }
  return refuse({ code: 'conflict' })
}

async function writeConfirmed(
  shop: Shop,
  arrival: BankArrival,
  account: Account | null,
  staffId: string,
): Promise<Result<Counted | null>> {
  const { db, now } = shop
  const { id, amountFen } = arrival
  const number = account?.order.number
  const own = arrival.enteredBy === staffId
  const entry = {
    ...{ staffId, verb: 'arrival.confirmed', object: `arrival:${id}` },
    after: { amountFen, ...(number ? { number } : {}), ...(own ? { alone: true } : {}) },
  }
  // Who may no longer confirm is nobody here, and who entered it only where nobody else may: constraints break the batch.
  const first = () => [
    insist(db, sql`EXISTS (SELECT 1 FROM bank_arrivals WHERE id = ${id} AND set_aside_at IS NULL)`),
    db.run(
      update(bankArrivals)
        .set({
          confirmedAt: now,
          confirmedBy: sql`(SELECT p.id FROM ${permittedStaff('transfers.write', shop.settings)} p WHERE p.id = ${staffId})`,
          alone: sql`${bankArrivals.enteredBy} = ${staffId} AND ${nobodyElseConfirms(shop, staffId)}`,
        })
        .where(eq(bankArrivals.id, id)),
    ),
    audit(db, entry, now),
  ]
  const share = account ? shareOf(account, arrival.restFen) : null
  if (share) {
    const counted = await writeShare(shop, id, share, staffId, first)
    return counted ? ok(counted) : refuse({ code: 'conflict' })
  }
  try {
    await db.batch(first())
    return ok(null)
  } catch (error) {
    if (lostArrival(error)) return refuse({ code: 'conflict' })
    throw error
  }
}

/**
 * Takes an arrival out that was entered wrongly, with a reason, while nothing of it is used; its serial may be entered
 * again. Refusals: not_found; conflict (voided before, or something of it is used).
 */
export async function voidArrival(
  shop: Shop,
  id: string,
  reason: string,
  staffId: string,
): Promise<Result<null>> {
  const { db, now } = shop
  const [arrival] = await db.all(selectAll(bankArrivals).where(eq(bankArrivals.id, id)))
  if (!arrival) return refuse({ code: 'not_found' })
  const { amountFen, bankSerial } = arrival
  const entry = {
    ...{ staffId, verb: 'arrival.voided', object: `arrival:${id}` },
    ...{ before: { amountFen, bankSerial }, after: { reason } },
  }
  try {
    await db.batch([
      db.run(
        update(bankArrivals)
          .set({ voidedAt: now, voidedBy: staffId, voidReason: reason })
          .where(eq(bankArrivals.id, id)),
      ),
      audit(db, entry, now),
    ])
    return ok(null)
  } catch (error) {
    if (lostArrival(error)) return refuse({ code: 'conflict' })
    throw error
  }
}
