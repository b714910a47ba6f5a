import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { insert } from '../db/query.ts'
import { newId } from '../kernel/ids.ts'
import { maskPhone, numberOf, parseMobile } from '../kernel/phone.ts'
import { phoneMark } from '../kernel/phone-mark.ts'
import { unseal } from '../kernel/secrets.ts'
import { civilDate } from '../kernel/time.ts'
import type { Effects } from '../outbox/draining.ts'
import { done, later, type Outcome } from '../outbox/effect.ts'
import type { Shop } from '../shop.ts'
import { alarmAt, claim, countToday, leaveUnknown, marks, whyNot } from './claiming.ts'
import { type EventRow, eventOf } from './events.ts'
import { noticeKey } from './owing.ts'
import { nightEnds } from './quiet.ts'
import { type Delivery, noticeConsole, type Template } from './schema.ts'
import type { SmsAnswer } from './sms/answer.ts'
import { sendSms } from './sms/sending.ts'
import type { Sms } from './sms/settings.ts'
import { cut, filledText } from './text.ts'

type Payload = Record<string, string>

/** How often a provider that says no is asked before it is left at that. */
const MOST_ASKED = 5

/**
 * Tells somebody of what is owed, by the state of things at this moment: not at night, not what is beside the point by
 * now, not who said stop, and each try once. A try that broke off between sending and writing down is never sent again.
 */
async function sendNotice(shop: Shop, payload: Payload): Promise<Outcome> {
  const { db, now, settings } = shop
  const { event: name = '', subject = '', occurrence = '1' } = payload
  const event = eventOf(name)
  if (!event) return done
  const key = noticeKey({ event: name as never, subject, occurrence })
  const nth = Number(payload.nth ?? 1)
  const [before, [row], [template], [today]] = await db.batch([
    db.all<Pick<Delivery, 'id' | 'state'>>(
      sql`SELECT id, state FROM notice_deliveries WHERE notice_key = ${key} AND nth = ${nth}`,
    ),
    db.all<EventRow>(event.read({ id: subject, occurrence, now })),
    templateFor(db, name, settings.sms),
    countToday(db, now),
  ])
  const tried = before[0]
  if (tried && tried.state !== 'queued') {
    if (tried.state === 'sending') await leaveUnknown(db, tried.id)
    return done
  }
  const night = nightEnds(now)
  if (row && night !== null && !event.tonight?.(row, now)) return later('night', night)
  const phone = row ? mobileOf(await unseal(settings.phoneKey, row.sealed)) : null
  const values = row ? cut(event.values(row)) : {}
  const { sms } = settings
  const addressHmac = phone ? await phoneMark(settings.phonePepper, phone) : ''
  const own = {
    ...{ noticeKey: key, nth, event: name, subjectId: subject, occurrence, orderId: row?.orderId ?? null },
    ...{ id: tried?.id ?? newId('ntc', now), provider: sms?.provider ?? null, addressHmac },
    ...{ templateCode: template?.code || null, text: row && template ? filledText(template, values) : '' },
  }
  const reason = cannot(row, phone, sms, template)
  const why = reason ? sql`${reason}` : whyNot(addressHmac, event.purpose, sms!.dailyLimit, now)
  const [taken] = await claim(db, own, why, now)
  if (taken?.state !== 'sending') return done
  const answer = await send(shop, sms!, template!, { id: own.id, phone: phone!, values, text: own.text })
  // One that was asked often enough is left at the provider's no.
  const last = answer.outcome === 'refused' && taken.asked >= MOST_ASKED
  const final: SmsAnswer = last ? { ...answer, again: false } : answer
  const sent = (today?.sent ?? 0) + 1
  const alarm = sms!.provider === 'console' ? [] : alarmAt(db, sent, sms!.dailyLimit, civilDate(now), now)
  await db.batch([...marks(db, own.id, template!, final, now), ...alarm])
  return final.outcome === 'refused' && final.again ? later(final.code) : done
}

export const noticeEffects: Effects<Shop> = { 'notice.send': sendNotice }

/** Why nothing can be sent whoever it is to, in one word; null when it can. */
function cannot(
  row: EventRow | undefined,
  phone: string | null,
  sms: Sms | null,
  template: Template | undefined,
): string | null {
  if (!row) return 'pointless'
  if (!phone) return 'no_mobile'
  if (!sms) return 'not_set_up'
  if (!template) return 'no_template'
  return sms.provider !== 'console' && template.state !== 'approved' ? 'no_template' : null
}

/** A number with its extension is one that another shop lends: a message would not reach who is meant. */
const mobileOf = (phone: string): string | null => (numberOf(phone) === phone ? parseMobile(phone) : null)

/** The text of whoever carries messages; the console shows the first provider's. */
export const templateFor = (db: Db, event: string, sms: Sms | null) =>
  db.all<Template>(sql`
    SELECT event, channel, provider, code, text, variables, state, changed_at changedAt FROM notice_templates
    WHERE event = ${event} AND channel = 'sms'
      AND provider = ${!sms || sms.provider === 'console' ? 'aliyun' : sms.provider}`)

type Ready = { id: string; phone: string; values: Record<string, string>; text: string }

/** Sends it, or in development shows what would have been sent. */
export async function send(shop: Shop, sms: Sms, template: Template, ready: Ready): Promise<SmsAnswer> {
  const { db, now } = shop
  const { id, phone, values, text } = ready
  if (sms.provider === 'console') {
    await db.run(
      insert(noticeConsole).values({ id: newId('con', now), at: now, phone: maskPhone(phone), text }),
    )
    return { outcome: 'sent', providerId: id }
  }
  const variables = JSON.parse(template.variables) as string[]
  return sendSms(sms, { id, phone, code: template.code, variables, values }, now)
}
