import { sql } from 'drizzle-orm'
import { chooseShortfall, oneMoreDispatch } from '../../adoption/concluding.ts'
import type { OfferContent } from '../../adoption/offer.ts'
import type { Offer } from '../../adoption/schema.ts'
import type { Shortfall } from '../../adoption/season-schema.ts'
import { failedOn } from '../../db/failures.ts'
import { ok, type Result, refuse } from '../../kernel/result.ts'
import { addDays, civilDate, DAY_MS } from '../../kernel/time.ts'
import { insertCode, newCode } from '../../promotions/making.ts'
import type { Shop } from '../../shop.ts'
import { type Account, accountFrom, accountStatements, byAdoption } from '../account.ts'
import { dueOf, leftOfLine } from './due.ts'
import { giveBack } from './giving-back.ts'

export type ShortfallChoice = 'tea' | 'credit' | 'refund'
/** A parcel that makes up for a short season; it stands beside the windows of the offer. */
export const MAKE_UP = 'make_up'
const SEND_WITHIN_DAYS = 30
/** What is owed may be claimed for three years (Civil Code, article 188); so long its code can be used. */
const CREDIT_DAYS = 3 * 365

type Row = Pick<Shortfall, 'grams' | 'valueFen' | 'choice'> & {
  content: Offer['content']
  /** Whose code it is: the gift's receiver once it was taken, else the buyer; null when they were forgotten. */
  phoneHmac: string | null
}

/**
 * What the adopter of a season that closed short wants instead, once: tea of the same value (a parcel more), a code
 * of that worth bound to their phone, or money by the way it came. One batch. Refusals: not_found (nothing is short),
 * conflict (chosen already, or not offered).
 */
export async function settleShortfall(
  shop: Shop,
  adoptionId: string,
  choice: ShortfallChoice,
): Promise<Result<null>> {
  const { db } = shop
  const [[row], ...rows] = await db.batch([
    db.all<Row>(sql`
      SELECT s.grams, s.value_fen valueFen, s.choice, o.content,
        CASE WHEN g.claimed_at IS NOT NULL THEN g.phone_hmac WHEN b.forgotten_at IS NULL THEN b.phone_hmac END phoneHmac
      FROM shortfalls s CROSS JOIN adoptions a ON a.id = s.adoption_id CROSS JOIN offers o ON o.id = a.offer_id
      CROSS JOIN orders b ON b.id = a.order_id LEFT JOIN adoption_gifts g ON g.adoption_id = a.id
      WHERE s.adoption_id = ${adoptionId}`),
    ...accountStatements(db, byAdoption(adoptionId)),
  ])
  const account = accountFrom(rows)
  if (!row || !account) return refuse({ code: 'not_found' })
  const offered = (JSON.parse(row.content) as OfferContent).shortfall.choices
  if (row.choice !== null || !offered.includes(choice)) return refuse({ code: 'conflict' })
  if (choice === 'refund') return inMoney(shop, account, adoptionId, row.valueFen)
  return choice === 'tea'
    ? settle(shop, adoptionId, MAKE_UP, 'tea', makeUp(shop, adoptionId, row.grams))
    : inCredit(shop, adoptionId, row)
}

async function settle(
  shop: Shop,
  adoptionId: string,
  settledBy: string,
  choice: ShortfallChoice,
  given: ReturnType<typeof makeUp>,
): Promise<Result<null>> {
  try {
    await shop.db.batch([chooseShortfall(shop.db, adoptionId, { choice, settledBy }, shop.now), given])
    return ok(null)
  } catch (error) {
    const known = ['shortfall_chosen_once', 'UNIQUE constraint failed']
    if (known.some((name) => failedOn(error, name))) return refuse({ code: 'conflict' })
    throw error
  }
}

/** One use, worth what was short, for everything the shop sells. */
function inCredit(shop: Shop, adoptionId: string, row: Row): Promise<Result<null>> {
  const { db, now } = shop
  const code = newCode()
  const worth = insertCode(
    db,
    {
      ...{ code, kind: 'amount', value: row.valueFen, families: [], minimumFen: 0, adoptionId },
      ...{ startsAt: now, endsAt: now + CREDIT_DAYS * DAY_MS, limitTotal: 1, limitPerPhone: 1 },
      ...(row.phoneHmac ? { phoneHmac: row.phoneHmac } : {}),
    },
    now,
  )
  return settle(shop, adoptionId, code, 'credit', worth)
}

/** The same grades the season owed; the address is the order's until the adopter changes it. */
const makeUp = ({ db, now }: Shop, adoptionId: string, grams: string) => {
  const until = addDays(civilDate(now), SEND_WITHIN_DAYS)
  return oneMoreDispatch(db, adoptionId, { period: MAKE_UP, grams, until }, now)
}

async function inMoney(
  shop: Shop,
  account: Account,
  adoptionId: string,
  valueFen: number,
): Promise<Result<null>> {
  const line = account.lines.find((own) => own.adoptionId === adoptionId)
  if (!line || !account.capture) return refuse({ code: 'conflict' })
  // Never more than is left of what was paid for the plot.
  const amountFen = Math.min(valueFen, leftOfLine(account, line))
  if (amountFen <= 0) return refuse({ code: 'conflict' })
  const due = dueOf(account, 'shortfall', { allowance: { line: line.line, amountFen } })
  const done = await giveBack(shop, account, due, { actor: 'shopper' }, (refundId) => [
    chooseShortfall(shop.db, adoptionId, { choice: 'refund', settledBy: refundId }, shop.now),
  ])
  return done.ok ? ok(null) : done
}
