import { eq, sql } from 'drizzle-orm'
import { changedMeanwhile, insist } from '../db/insisting.ts'
import { selectAll } from '../db/query.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { oweAll } from '../outbox/owing.ts'
import type { Shop } from '../shop.ts'
import { audit } from '../staff/auditing.ts'
import { eventOf } from './events.ts'
import { noticeEffect, routeOf } from './owing.ts'
import { noticeDeliveries } from './schema.ts'

/**
 * A member of staff has a notice sent once more, whatever became of it; night, stops and limits hold for it too. Refusals:
 * not_found (no such notice, or a code, which nobody waits for any more); conflict (it is under way, or a colleague asked at
 * the same moment).
 */
export async function sendNoticeAgain({ db, now }: Shop, id: string, staffId: string): Promise<Result<null>> {
  const [delivery] = await db.all(selectAll(noticeDeliveries).where(eq(noticeDeliveries.id, id)))
  if (!delivery || !eventOf(delivery.event)) return refuse({ code: 'not_found' })
  const { event, subjectId, occurrence, noticeKey, nth, state } = delivery
  if (state === 'queued' || state === 'sending') return refuse({ code: 'conflict' })
  const next = { route: routeOf(noticeKey), nth: nth + 1 }
  const effect = noticeEffect({ event: event as never, subject: subjectId, occurrence }, now, next)
  try {
    await db.batch([
      // The newest try alone is followed by another, which nobody asked for yet.
      insist(
        db,
        sql`NOT EXISTS (SELECT 1 FROM notice_deliveries WHERE notice_key = ${noticeKey} AND nth > ${nth})
          AND NOT EXISTS (SELECT 1 FROM outbox WHERE dedupe_key = ${effect.dedupeKey})`,
      ),
      oweAll(db, [effect], now),
      audit(
        db,
        { staffId, verb: 'notice.sent_again', object: `notice:${id}`, after: { event, was: state } },
        now,
      ),
    ])
    return ok(null)
  } catch (error) {
    if (changedMeanwhile(error)) return refuse({ code: 'conflict' })
    throw error
  }
}
