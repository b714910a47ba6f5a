import { and, eq, isNull, sql } from 'drizzle-orm'
import { insert, int, select } from '../../db/query.ts'
import { newId } from '../../kernel/ids.ts'
import { ok, type Result, refuse } from '../../kernel/result.ts'
import { arrivalLimit } from '../../settings/refunds.ts'
import type { Shop } from '../../shop.ts'
import { audit } from '../../staff/auditing.ts'
import { type Account, accountFrom, accountStatements, byNumber } from '../account.ts'
import { mayTransfer } from '../method.ts'
import { bankArrivals } from '../transfer-schema.ts'
import { beginTransfer, type Counted, lostArrival, writeShare } from './allocating.ts'
import { type ArrivalInput, lacksAttempt, shareOf } from './arrival.ts'
import { nobodyElseConfirms, ruleStatement } from './rule.ts'

/** A scan of the bank's paper that lies in the bucket already. */
export type Voucher = { id: string; name: string; type: string }

export type Registering = ArrivalInput & {
  /** The order it is for, where that is known. */
  number: string | null
  voucher?: Voucher | null
  statementId?: string | null
}

/**
 * `duplicate`: it was entered before. `held`: it waits for a second person. `entered`: it counts; `counted` is what the
 * order took of it, null when none did.
 */
export type Registered = { id: string } & (
  | { state: 'duplicate' }
  | { state: 'held' }
  | { state: 'entered'; counted: Counted | null }
)

const TRIES = 4

/**
 * Enters money that came, once by its serial, and counts it for its order in the same batch. When it or its order is
 * above the limit it counts for nothing until a second person has confirmed it; where there is none it counts at once, written down as `alone`.
 * Refusals: not_found (no such order); conflict (others wrote all the while).
 */
export async function registerArrival(
  shop: Shop,
  input: Registering,
  staffId: string,
): Promise<Result<Registered>> {
  const { db, now } = shop
  const { number, voucher = null, statementId = null, ...arrival } = input
  let begun = false
  for (let tries = 0; tries < TRIES; tries += 1) {
    const known = and(eq(bankArrivals.bankSerial, arrival.bankSerial), isNull(bankArrivals.voidedAt))
    const [same, [rule], ...rows] = await db.batch([
      db.all(select({ id: bankArrivals.id }).from(bankArrivals).where(known)),
      ruleStatement(shop, staffId),
      ...accountStatements(db, number ? byNumber(number) : ''),
    ])
    if (same[0]) return ok({ id: same[0].id, state: 'duplicate' })
    const account = accountFrom(rows)
    if (number && !account) return refuse({ code: 'not_found' })
    // What pays a large order in small sums is a large sum.
    const measure = Math.max(arrival.amountFen, account?.order.totalFen ?? 0)
    const above = measure > rule!.limitFen
    const waits = above && rule!.others > 0
    if (number && account && !waits && !begun && takesAnother(account, arrival.amountFen)) {
      begun = true
      await beginTransfer(shop, number)
      continue
    }
    const id = newId('arr', now)
    const alone = above && !waits
    const first = () => [
      db.run(
        insert(bankArrivals).values({
          ...{ ...arrival, id, restFen: arrival.amountFen, orderId: account?.order.id ?? null, statementId },
          ...{ voucherId: voucher?.id, voucherName: voucher?.name, voucherType: voucher?.type },
          ...{ enteredBy: staffId, at: now, held: sql`${int(measure)} > ${arrivalLimit}` },
          ...(alone
            ? { confirmedBy: staffId, confirmedAt: now, alone: nobodyElseConfirms(shop, staffId) }
            : {}),
        }),
      ),
      audit(
        db,
        {
          ...{ staffId, verb: 'arrival.registered', object: `arrival:${id}` },
          after: { ...facts(arrival), ...(number ? { number } : {}), ...(alone ? { alone } : {}) },
        },
        now,
      ),
    ]
    const share = account && !waits ? shareOf(account, arrival.amountFen) : null
    if (share) {
      const counted = await writeShare(shop, id, share, staffId, first)
      if (counted) return ok({ id, state: 'entered', counted })
      continue
    }
    try {
      await db.batch(first())
      return ok(waits ? { id, state: 'held' } : { id, state: 'entered', counted: null })
    } catch (error) {
      if (!lostArrival(error)) throw error
    }
  }
  return refuse({ code: 'conflict' })
}

/**
 * Whether an order nobody pays by transfer is to be from here on. A stranger who writes its number beside a fen does not
 * take its buyer's way of paying: that money waits for a person.
 */
const takesAnother = (account: Account, amountFen: number): boolean =>
  lacksAttempt(account) && (mayTransfer(account.order) || amountFen >= account.order.totalFen)

/** What the log says of it: who paid is a name, and stays out. */
const facts = ({ receivedOn, amountFen, bankSerial }: ArrivalInput) => ({ receivedOn, amountFen, bankSerial })
