import { sql } from 'drizzle-orm'
import type { OfferContent } from '../adoption/offer.ts'
import { failedOn } from '../db/failures.ts'
import { takeBackPart } from '../impact/entering.ts'
import { newId, newOrderNumber } from '../kernel/ids.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { addDays, civilDate, DAY_MS } from '../kernel/time.ts'
import type { Shop } from '../orders/order.ts'
import { insertCode, newCode } from '../promotions/making.ts'
import { type Account, readAccount } from './queries.ts'
import { refundNow } from './refunding.ts'
import { insertRefund } from './refunding-plots.ts'

export type ShortfallChoice = 'tea' | 'credit' | 'refund'
/** A parcel that makes up for a short season; it stands beside the windows of the offer. */
export const MAKE_UP = 'make_up'
const SEND_WITHIN_DAYS = 30
/** What is owed may be claimed for three years (民法典 §188); so long its code can be used. */
const CREDIT_DAYS = 3 * 365

type Row = {
  orderId: string
  grams: string
  valueFen: number
  choice: string | null
  content: string
  sentG: string
  /** Whose code it is: the gift's receiver once it was taken, else the buyer; null when they were forgotten. */
  phoneHmac: string | null
}

/**
 * What the adopter of a season that closed short wants instead, once: tea of the same value (a parcel more), a code
 * of that worth bound to their phone, or money by the way it came. One batch. Refusals: not_found (nothing is short), conflict (chosen already, or not offered).
 */
export async function settleShortfall(
  shop: Shop,
  adoptionId: string,
  choice: ShortfallChoice,
): Promise<Result<null>> {
  const { db, now } = shop
  const [row] = await db.all<Row>(sql`
    SELECT a.order_id orderId, s.grams, s.value_fen valueFen, s.choice, o.content, a.sent_g sentG,
      CASE WHEN g.claimed_at IS NOT NULL THEN g.phone_hmac WHEN b.forgotten_at IS NULL THEN b.phone_hmac END phoneHmac
    FROM shortfalls s CROSS JOIN adoptions a ON a.id = s.adoption_id CROSS JOIN offers o ON o.id = a.offer_id
    CROSS JOIN orders b ON b.id = a.order_id LEFT JOIN adoption_gifts g ON g.adoption_id = a.id
    WHERE s.adoption_id = ${adoptionId}`)
  if (!row) return refuse({ code: 'not_found' })
  const offered = (JSON.parse(row.content) as OfferContent).shortfall.choices
  if (row.choice !== null || !offered.includes(choice)) return refuse({ code: 'conflict' })
  const account = choice === 'refund' ? await readAccount(db, row.orderId) : null
  const refundId = newId('ref', now)
  const code = newCode()
  const settledBy = { tea: MAKE_UP, credit: code, refund: refundId }[choice]
  const chosen = db.run(sql`UPDATE shortfalls SET choice = ${choice}, chosen_at = ${now},
    settled_by = ${settledBy} WHERE adoption_id = ${adoptionId}`)
  const money = account ? refundOf(shop, account, adoptionId, refundId, row.valueFen) : []
  if (choice === 'refund' && !money) return refuse({ code: 'conflict' })
  try {
    await db.batch([
      chosen,
      ...(choice === 'tea' ? [makeUp(shop, adoptionId, row.grams)] : []),
      ...(choice === 'credit' ? [credit(shop, adoptionId, code, row)] : []),
      ...(money ?? []),
    ])
  } catch (error) {
    const known = ['shortfall_chosen_once', 'UNIQUE constraint failed', 'refund_limit']
    if (known.some((name) => failedOn(error, name))) return refuse({ code: 'conflict' })
    throw error
  }
  if (choice === 'refund') await refundNow(shop, refundId)
  return ok(null)
}

/** One use, worth what was short, for everything the shop sells. */
const credit = ({ db, now }: Shop, adoptionId: string, code: string, row: Row) =>
  insertCode(
    db,
    {
      ...{ code, kind: 'amount', value: row.valueFen, families: [], minimumFen: 0, adoptionId },
      ...{ startsAt: now, endsAt: now + CREDIT_DAYS * DAY_MS, limitTotal: 1, limitPerPhone: 1 },
      ...(row.phoneHmac ? { phoneHmac: row.phoneHmac } : {}),
    },
    now,
  )

/** The same grades the season owed; the address is the order's until the adopter changes it. */
const makeUp = ({ db, now }: Shop, adoptionId: string, grams: string) => {
  const until = addDays(civilDate(now), SEND_WITHIN_DAYS)
  return db.run(sql`
    INSERT INTO dispatches (id, number, adoption_id, garden, season, period, grams, address_until, send_by,
      recipient_name, phone_sealed, region_code, street, planned_at)
    SELECT ${newId('dsp', now)}, ${newOrderNumber()}, a.id, a.garden, a.season, ${MAKE_UP}, ${grams}, ${until}, ${until},
      iif(g.claimed_at IS NULL, o.recipient_name, NULL), iif(g.claimed_at IS NULL, o.phone_sealed, NULL),
      iif(g.claimed_at IS NULL, o.region_code, NULL), iif(g.claimed_at IS NULL, o.street, NULL), CAST(${now} AS INTEGER)
    FROM adoptions a CROSS JOIN orders o ON o.id = a.order_id LEFT JOIN adoption_gifts g ON g.adoption_id = a.id
    WHERE a.id = ${adoptionId}`)
}

function refundOf(shop: Shop, account: Account, adoptionId: string, refundId: string, valueFen: number) {
  const { db, now } = shop
  const { order } = account
  const paid = account.attempts.find((attempt) => attempt.paidAt !== null)
  const plot = account.adoptions.find((own) => own.id === adoptionId)
  if (!paid || !plot) return null
  // Never more than was paid for the plot, a code's share taken off.
  const amountFen = Math.min(valueFen, plot.paidFen)
  const seq = order.seq + 1
  const line = account.lines
    .filter((own) => own.adoptionId === adoptionId)
    .map((own) => ({ ...own, amountFen }))
  return [
    db.run(sql`INSERT INTO order_events VALUES (${order.id}, ${seq}, 'refund_requested', ${now}, 'shopper')`),
    db.run(sql`UPDATE orders SET seq = ${seq} WHERE id = ${order.id}`),
    insertRefund(shop, { id: refundId, paid, amountFen, reason: 'shortfall', mark: `_${seq}` }),
    ...takeBackPart(db, order, line, now, refundId),
  ]
}
