import { sql } from 'drizzle-orm'
import { failedOn } from '../../db/failures.ts'
import { insert } from '../../db/query.ts'
import { newId } from '../../kernel/ids.ts'
import { ok, type Result, refuse } from '../../kernel/result.ts'
import { civilDate, DAY_MS, isCivilDate } from '../../kernel/time.ts'
import { insertCode, newCode } from '../../promotions/making.ts'
import type { Shop } from '../../shop.ts'
import { audit } from '../../staff/auditing.ts'
import { arrivalReturns, type BankArrival } from '../transfer-schema.ts'
import { lostArrival } from './allocating.ts'
import { takenBackFrom } from './partly-paid.ts'
import { isOwnWord, ruleStatement, type SecondPerson, secondPerson } from './rule.ts'

/** How what was left goes back: sent from the bank on a day under a number, or as a code of that worth. */
export type ReturnWay = { kind: 'transfer'; paidOn: string; reference: string } | { kind: 'credit' }
export type Returned = { amountFen: number; code: string | null }

/** What is owed may be claimed for three years (Civil Code, article 188); so long its code can be used. */
const CREDIT_DAYS = 3 * 365

type Row = Pick<BankArrival, 'receivedOn' | 'restFen' | 'enteredBy' | 'confirmedBy' | 'voidedAt'> & {
  /** Whose code it is: the buyer of the order the money came for, and was not taken back from; null when that is unknown or they were forgotten. */
  phoneHmac: string | null
}

/** Whether money can have been sent back on a day: not before it came, and not tomorrow. */
export const couldBeReturnedOn = (on: string, receivedOn: string, now: number): boolean =>
  isCivilDate(on) && on >= receivedOn && on <= civilDate(now)

/**
 * Gives back all that is left of an arrival, by the way a member of staff decided: `transfer` records what they sent from
 * the bank, `credit` makes a code bound to the buyer's phone where it is known. `seenFen` is the sum they looked at.
 * Refusals: not_found; second_person (a code for money only they entered, or they took back); conflict (nothing or another sum is left, it is
 * not confirmed, or somebody was faster).
 */
export async function returnRest(
  shop: Shop,
  id: string,
  way: ReturnWay,
  note: string,
  seenFen: number,
  staffId: string,
): Promise<Result<Returned> | SecondPerson> {
  const { db, now } = shop
  const [[row], [rule]] = await db.batch([
    db.all<Row>(sql`
    SELECT a.received_on receivedOn, a.rest_fen restFen, a.entered_by enteredBy, a.confirmed_by confirmedBy, a.voided_at voidedAt,
      (SELECT o.phone_hmac FROM orders o WHERE o.forgotten_at IS NULL AND o.id = coalesce(
        CASE WHEN NOT ${takenBackFrom(sql`a.id`, sql`a.order_id`)} THEN a.order_id END, (
          SELECT t.order_id FROM arrival_allocations l CROSS JOIN payment_attempts t ON t.id = l.attempt_id
          WHERE l.arrival_id = a.id AND l.taken_back_by IS NULL ORDER BY l.id DESC LIMIT 1))) phoneHmac
    FROM bank_arrivals a WHERE a.id = ${id}`),
    ruleStatement(shop, staffId, id),
  ])
  if (!row) return refuse({ code: 'not_found' })
  const amountFen = row.restFen
  if (amountFen === 0 || amountFen !== seenFen || row.voidedAt !== null) return refuse({ code: 'conflict' })
  if (way.kind === 'credit' && isOwnWord(row, staffId, rule!)) return secondPerson
  const code = way.kind === 'credit' ? newCode() : null
  const sent = way.kind === 'transfer' ? { paidOn: way.paidOn, reference: way.reference } : {}
  const entry = {
    ...{ staffId, verb: code ? 'arrival.credited' : 'arrival.refunded', object: `arrival:${id}` },
    after: { amountFen, ...sent },
  }
  try {
    await db.batch([
      ...(code ? [credit(code, amountFen, row.phoneHmac)] : []),
      db.run(
        insert(arrivalReturns).values({
          ...{ id: newId('rtn', now), arrivalId: id, amountFen, code, note, staffId, at: now, ...sent },
        }),
      ),
      audit(db, entry, now),
    ])
    return ok({ amountFen, code })
  } catch (error) {
    if (lostArrival(error) || failedOn(error, 'arrival_rest')) return refuse({ code: 'conflict' })
    throw error
  }

  /** One use, for everything the shop sells. */
  function credit(worth: string, value: number, phoneHmac: string | null) {
    return insertCode(
      db,
      {
        ...{ code: worth, kind: 'amount', value, families: [], minimumFen: 0, madeBy: staffId },
        ...{ startsAt: now, endsAt: now + CREDIT_DAYS * DAY_MS, limitTotal: 1, limitPerPhone: 1 },
        ...(phoneHmac ? { phoneHmac } : {}),
      },
      now,
    )
  }
}
