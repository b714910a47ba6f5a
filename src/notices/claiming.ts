import { eq, type SQL, sql } from 'drizzle-orm'
import type { Db, Statement } from '../db/client.ts'
import { int, update } from '../db/query.ts'
import { civilDate, dayStart } from '../kernel/time.ts'
import { owe, oweAll } from '../outbox/owing.ts'
import type { Answer } from './answer.ts'
import type { Address, Carrier } from './channel.ts'
import {
  type Channel,
  type Delivery,
  noticeDeliveries,
  noticeTemplates,
  type Purpose,
  type Template,
} from './schema.ts'

/** From this part of the shop's day on, staff are told, in percent. */
const ALARM_PERCENT = 80

/** What was, or may have been, sent. */
const WENT = sql`('sending', 'sent', 'delivered', 'unknown')`

export type Claim = Pick<
  Delivery,
  'id' | 'noticeKey' | 'nth' | 'event' | 'subjectId' | 'occurrence' | 'orderId' | 'channel' | 'provider'
> &
  Pick<Delivery, 'addressHmac' | 'templateCode' | 'text'>

/** Who does not want it, has had enough today, or nobody has any more: found out where the row is written. */
export const whyNot = (
  channel: Channel,
  { mark, alsoStoppedBy = [] }: Address,
  purpose: Purpose,
  { mostADay, dailyLimit }: Carrier,
  now: number,
): SQL => sql`CASE
  WHEN EXISTS (SELECT 1 FROM notice_stops
    WHERE address_hmac IN (SELECT value FROM json_each(${JSON.stringify([mark, alsoStoppedBy].flat())}))
    AND purpose IN ('all', ${purpose})) THEN 'stopped'
  WHEN (SELECT count(*) FROM notice_deliveries WHERE address_hmac = ${mark} AND at >= ${int(dayStart(now))}
    AND event <> 'sign_in.code' AND state IN ${WENT}) >= ${mostADay} THEN 'phone_limit'
  ELSE ${fullToday(channel, dailyLimit, now)} END`

/** The same of the shop's own limit of a channel alone. */
export const fullToday = (channel: Channel, dailyLimit: number, now: number): SQL =>
  sql`CASE WHEN ${sentToday(channel, now)} >= ${dailyLimit} THEN 'shop_limit' END`

const sentToday = (channel: Channel, now: number): SQL =>
  sql`(SELECT count(*) FROM notice_deliveries WHERE at >= ${int(dayStart(now))} AND channel = ${channel}
    AND provider <> 'console' AND state IN ${WENT})`

/**
 * The statement that takes one try before anything leaves: `sending`, or `dropped` with the reason `why` gives where it
 * stands; where only the shop's day is full it is `full`. No row is answered where the try was taken before, unless it
 * waits for its provider or for another day.
 */
export const claim = (
  db: Db,
  { id, ...own }: Claim,
  why: SQL,
  now: number,
  full: 'queued' | 'dropped' = 'dropped',
) =>
  db.all<Pick<Delivery, 'id' | 'state' | 'asked'>>(sql`
    INSERT INTO notice_deliveries (id, notice_key, nth, event, subject_id, occurrence, order_id, channel, provider,
      address_hmac, template_code, text, state, reason, asked, at)
    SELECT ${id}, ${own.noticeKey}, ${int(own.nth)}, ${own.event}, ${own.subjectId}, ${own.occurrence}, ${own.orderId}, ${own.channel},
      ${own.provider}, ${own.addressHmac}, ${own.templateCode}, ${own.text},
      CASE WHEN why IS NULL THEN 'sending' WHEN why = 'shop_limit' THEN ${full} ELSE 'dropped' END, why, why IS NULL, ${int(now)}
    FROM (SELECT ${why} why) WHERE true
    ON CONFLICT (notice_key, nth) DO UPDATE SET state = excluded.state, reason = excluded.reason,
      channel = excluded.channel,
      provider = excluded.provider, address_hmac = excluded.address_hmac, template_code = excluded.template_code,
      text = excluded.text, at = excluded.at, asked = notice_deliveries.asked + excluded.asked
      WHERE notice_deliveries.state = 'queued'
    RETURNING id, state, asked`)

/** The statement for a try that broke off while it was sent: nobody knows whether it went, so it is never sent again. */
export const leaveUnknown = (db: Db, id: string) =>
  db.run(
    sql`UPDATE notice_deliveries SET state = 'unknown', reason = 'broken_off' WHERE id = ${id} AND state = 'sending'`,
  )

/** The statements that write down what the provider said. */
export function marks(
  db: Db,
  id: string,
  template: Template | null,
  answer: Answer,
  now: number,
): [Statement<unknown>, ...Statement<unknown>[]] {
  const to = {
    sent: { state: 'sent' as const, reason: null, sentAt: now },
    unknown: {
      state: 'unknown' as const,
      reason: answer.outcome === 'unknown' ? answer.why : null,
      sentAt: now,
    },
    refused: {
      state: answer.outcome === 'refused' && answer.again ? ('queued' as const) : ('failed' as const),
      reason: answer.outcome === 'refused' ? answer.code : null,
    },
  }[answer.outcome]
  const providerId = answer.outcome === 'sent' ? answer.providerId : null
  return [
    db.run(
      update(noticeDeliveries)
        .set({ ...to, providerId })
        .where(sql`${noticeDeliveries.id} = ${id} AND ${noticeDeliveries.state} = 'sending'`),
    ),
    ...(answer.outcome === 'refused' && answer.stop && template ? stopTemplate(db, template, now) : []),
  ]
}

/** A text its provider does not carry: nobody is told with it until somebody has seen to it. */
const stopTemplate = (db: Db, { event, channel, provider }: Template, now: number): Statement<unknown>[] => [
  db.run(
    update(noticeTemplates)
      .set({ state: 'stopped', changedAt: now })
      .where(
        sql`${eq(noticeTemplates.event, event)} AND ${eq(noticeTemplates.channel, channel)}
          AND ${eq(noticeTemplates.provider, provider)} AND ${eq(noticeTemplates.state, 'approved')}`,
      ),
  ),
  owe(db, alarmOf('template', `${provider}:${event}:${now}`), now),
]

/** The statements that tell staff, once a day, that most of the day's messages of a channel are gone. */
export const alarmAt = (db: Db, channel: Channel, { provider, dailyLimit }: Carrier, now: number) =>
  provider === 'console'
    ? []
    : [
        oweAll(
          db,
          [alarmOf('limit', `${channel}:${civilDate(now)}`)],
          now,
          sql`${sentToday(channel, now)} * 100 >= ${dailyLimit * ALARM_PERCENT}`,
        ),
      ]

const alarmOf = (what: 'template' | 'limit', id: string) => ({
  kind: 'staff.alarm' as const,
  subject: { kind: 'notice' as const, id },
  payload: { cause: `notice_${what}`, id },
  dedupeKey: `alarm:notice:${what}:${id}`,
})
