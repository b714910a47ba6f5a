import { and, eq, isNull } from 'drizzle-orm'
import { keepPlotsUntil } from '../adoption/adopting.ts'
import { failedOn } from '../db/failures.ts'
import { changedMeanwhile } from '../db/insisting.ts'
import { update } from '../db/query.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { addDays, civilDate, DAY_MS, dayStart, isCivilDate, MINUTE_MS } from '../kernel/time.ts'
import { step } from '../orders/transitions.ts'
import type { Shop } from '../shop.ts'
import { audit } from '../staff/auditing.ts'
import { byNumber, readAccount } from './account.ts'
import { paymentAttempts } from './schema.ts'

/** As long as staff may let an order wait from today on. */
export const LONGEST_WAIT_DAYS = 60

/** Whole days: the last one runs to the minute before its midnight. */
const endOf = (on: string): number => dayStart(Date.parse(`${on}T12:00:00+08:00`)) + DAY_MS - MINUTE_MS

/** Whether an order may wait until the end of a civil date: today at the earliest, later than now, 60 days at most. */
export const couldWaitUntil = (on: string, payBefore: number, now: number): boolean =>
  isCivilDate(on) && on <= addDays(civilDate(now), LONGEST_WAIT_DAYS) && endOf(on) > Math.max(now, payBefore)

/**
 * Gives an unpaid order time to pay until the end of `until`: its own deadline, its open transfer's and its plots'. Refusals:
 * not_found; conflict (it is not to be paid any more, one of its plots was lost, or it changed at this moment); too_late
 * (`until` is no later day, or more than 60 days off).
 */
export async function extendDeadline(
  { db, now }: Shop,
  number: string,
  until: string,
  staffId: string,
): Promise<Result<{ payBefore: number }>> {
  const account = await readAccount(db, byNumber(number))
  if (!account) return refuse({ code: 'not_found' })
  const { order, adoptions } = account
  if (order.state !== 'awaiting_payment') return refuse({ code: 'conflict' })
  if (!couldWaitUntil(until, order.payBefore, now)) return refuse({ code: 'too_late' })
  const payBefore = endOf(until)
  const entry = {
    ...{ staffId, verb: 'order.deadline_extended', object: `order:${number}` },
    before: { payBefore: order.payBefore },
    after: { payBefore },
  }
  try {
    await db.batch([
      ...step(db, order, 'deadline_extended', 'staff', now, { payBefore }).statements,
      // A plot whose time was over may be somebody else's by now.
      ...keepPlotsUntil(db, adoptions, payBefore),
      db.run(
        update(paymentAttempts)
          .set({ expiresAt: payBefore - MINUTE_MS })
          .where(
            and(
              eq(paymentAttempts.orderId, order.id),
              // A provider ends its trade when it was told to.
              eq(paymentAttempts.method, 'bank_transfer'),
              isNull(paymentAttempts.paidAt),
              isNull(paymentAttempts.closedAt),
            ),
          ),
      ),
      audit(db, entry, now),
    ])
    return ok({ payBefore })
  } catch (error) {
    if (
      changedMeanwhile(error) ||
      failedOn(error, 'UNIQUE constraint failed') ||
      failedOn(error, 'plot_taken')
    )
      return refuse({ code: 'conflict' })
    throw error
  }
}
