import { sql } from 'drizzle-orm'
import { int } from '../db/query.ts'
import { phoneMark } from '../kernel/phone-mark.ts'
import type { Shop } from '../shop.ts'
import type { Reply, Report } from './sms/reports.ts'
import { saysStop } from './sms/reports.ts'

/** As many as one push holds; what is more is not read. */
const MOST = 200

/**
 * Takes what a provider says became of messages. Nobody signs it: it moves the state of tries it names and nothing else,
 * whatever comes twice or in another order. What arrived stays arrived.
 */
export async function hearReports({ db, now }: Pick<Shop, 'db' | 'now'>, reports: Report[]): Promise<void> {
  const told = JSON.stringify(reports.slice(0, MOST))
  const about = sql`(SELECT j.value ->> 'id' id, j.value ->> 'providerId' providerId, j.value ->> 'arrived' arrived,
    j.value ->> 'why' why FROM json_each(${told}) j)`
  const named = sql`(t.id = d.id OR (t.providerId = d.provider_id AND t.providerId IS NOT NULL))`
  await db.batch([
    db.run(sql`UPDATE notice_deliveries AS d SET state = 'delivered', reason = NULL, reported_at = ${int(now)}
      WHERE (d.state IN ('sent', 'unknown') OR d.state = 'failed' AND d.sent_at IS NOT NULL)
        AND (d.id IN (SELECT value ->> 'id' FROM json_each(${told}))
          OR d.provider_id IN (SELECT value ->> 'providerId' FROM json_each(${told})))
        AND d.channel = 'sms' AND EXISTS (SELECT 1 FROM ${about} t WHERE t.arrived AND ${named})`),
    db.run(sql`UPDATE notice_deliveries AS d SET state = 'failed', reported_at = ${int(now)},
        reason = (SELECT t.why FROM ${about} t WHERE NOT t.arrived AND ${named} LIMIT 1)
      WHERE d.state IN ('sent', 'unknown')
        AND (d.id IN (SELECT value ->> 'id' FROM json_each(${told}))
          OR d.provider_id IN (SELECT value ->> 'providerId' FROM json_each(${told})))
        AND d.channel = 'sms' AND EXISTS (SELECT 1 FROM ${about} t WHERE NOT t.arrived AND ${named})`),
  ])
}

/** Takes replies: who says stop, and has been sent something, is told nothing any more by any channel. */
export async function hearReplies(
  shop: Pick<Shop, 'db' | 'now' | 'settings'>,
  replies: Reply[],
): Promise<void> {
  const { db, now, settings } = shop
  const stopping = replies.slice(0, MOST).filter(({ text }) => saysStop(text))
  const marks = await Promise.all(stopping.map(({ phone }) => phoneMark(settings.phonePepper, phone)))
  if (!marks.length) return
  await db.run(sql`
    INSERT INTO notice_stops (address_hmac, purpose, reason, at)
    SELECT j.value, 'all', 'reply', ${int(now)} FROM json_each(${JSON.stringify(marks)}) j
    WHERE EXISTS (SELECT 1 FROM notice_deliveries d WHERE d.address_hmac = j.value)
    ON CONFLICT (address_hmac, purpose) DO NOTHING`)
}
