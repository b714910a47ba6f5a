import { eq, sql } from 'drizzle-orm'
import { failedOn } from '../../db/failures.ts'
import { update } from '../../db/query.ts'
import { ok, type Result, refuse } from '../../kernel/result.ts'
import type { Shop } from '../../shop.ts'
import { audit } from '../../staff/auditing.ts'
import { permittedStaff } from '../../staff/permitted.ts'
import { goodwillRequests } from '../schema.ts'
import { goodwillEntry, nobodyElse } from './allowing.ts'
import { type GivenBack, giveBack } from './giving-back.ts'
import { confirmableBy, goodwillDue, readGoodwill } from './goodwill.ts'

/**
 * Confirms a request for goodwill and gives the money back, refund and decision in one batch, on what the order is
 * worth now. Refusals: not_found; conflict (decided before or at this moment, not theirs to confirm, less is left, or
 * the order was called off).
 */
export async function confirmGoodwill(
  shop: Shop,
  number: string,
  id: string,
  staffId: string,
): Promise<Result<GivenBack>> {
  const desk = await readGoodwill(shop, number)
  const request = desk?.requests.find((own) => own.id === id)
  if (!desk || !request) return refuse({ code: 'not_found' })
  const due = goodwillDue(desk.account, request)
  if (!due || request.decidedAt !== null || !confirmableBy(desk, request, staffId))
    return refuse({ code: 'conflict' })
  const alone = request.askedBy === staffId
  const more = alone ? { id, alone } : { id, askedName: request.askedName }
  const entry = goodwillEntry('order.goodwill', staffId, number, request, more)
  return giveBack(shop, desk.account, due, { actor: 'staff', entry }, (refundId) => [
    confirmed(shop, id, staffId, refundId),
  ])
}

/** Who may no longer give money back is nobody here, and `second_person` breaks the batch. */
const confirmed = (shop: Shop, id: string, staffId: string, refundId: string) =>
  shop.db.run(
    update(goodwillRequests)
      .set({
        decidedAt: shop.now,
        refundId,
        decidedBy: sql`(SELECT p.id FROM ${permittedStaff('orders.refund', shop.settings)} p WHERE p.id = ${staffId})`,
        alone: sql`${goodwillRequests.askedBy} = ${staffId} AND ${nobodyElse(shop, staffId)}`,
      })
      .where(eq(goodwillRequests.id, id)),
  )

/**
 * Ends a request without money: declined with an `answer` by a colleague, withdrawn by who asked. Refusals: not_found;
 * conflict (decided before or at this moment).
 */
export async function declineGoodwill(
  shop: Shop,
  number: string,
  id: string,
  answer: string | null,
  staffId: string,
): Promise<Result<null>> {
  const { db, now } = shop
  const request = (await readGoodwill(shop, number))?.requests.find((own) => own.id === id)
  if (!request) return refuse({ code: 'not_found' })
  if (request.decidedAt !== null) return refuse({ code: 'conflict' })
  const own = request.askedBy === staffId
  const verb = own ? 'order.goodwill_withdrawn' : 'order.goodwill_declined'
  try {
    await db.batch([
      db.run(
        update(goodwillRequests)
          .set({ decidedBy: staffId, decidedAt: now, answer })
          .where(eq(goodwillRequests.id, id)),
      ),
      audit(db, goodwillEntry(verb, staffId, number, request, { id, ...(answer ? { answer } : {}) }), now),
    ])
  } catch (error) {
    if (failedOn(error, 'goodwill_stands')) return refuse({ code: 'conflict' })
    throw error
  }
  return ok(null)
}
