import { newId } from '../kernel/ids.ts'
import { phoneMark } from '../kernel/phone-mark.ts'
import type { Shop } from '../shop.ts'
import { alarmAt, claim, fullToday, marks } from './claiming.ts'
import { CODE } from './events.ts'
import { isApproved, sendBySms, smsCarrier, smsTemplate } from './sms/channel.ts'
import { templatesOf } from './templates.ts'
import { filledText } from './text.ts'

/** A code for somebody who waits for it; `phone` is a canonical mobile, `purpose` one word on what it opens. */
export type CodeMessage = { phone: string; code: string; purpose: string }

/** What cannot wait for the outbox; `shown` is kept in place of values nobody but its reader may know. */
export type AtOnce = {
  event: string
  phone: string
  subject: string
  values: Record<string, string>
  shown?: Record<string, string>
}

/**
 * Sends a code at once, by night as well and whoever said stop, since they ask for it themselves. It stands in no row of
 * the outbox and in no text that is kept; the console of development shows it. Whoever calls limits how often one phone
 * asks. `sent` is also what nobody knows of: it may have arrived, so it counts and its code opens. `failed`: refused, or
 * above the shop's day; it is not tried again.
 */
export async function sendCode(
  shop: Shop,
  { phone, code, purpose }: CodeMessage,
): Promise<'sent' | 'not_set_up' | 'failed'> {
  const message = { event: CODE, phone, subject: purpose, values: { code }, shown: { code: '******' } }
  const outcome = await sendAtOnce(shop, message)
  return outcome === 'unknown' ? 'sent' : outcome
}

/**
 * Sends one short message now, once, by night as well and whoever said stop. `unknown`: it may have gone out; `failed`:
 * refused, or above the shop's day. Neither is tried again.
 */
export async function sendAtOnce(
  shop: Shop,
  { event, phone, subject, values, shown = values }: AtOnce,
): Promise<'sent' | 'unknown' | 'not_set_up' | 'failed'> {
  const { db, now, settings } = shop
  const carrier = smsCarrier(settings.sms)
  if (!carrier) return 'not_set_up'
  const templates = await templatesOf(db, event)
  const template = smsTemplate(carrier, templates)
  if (!template || !isApproved(carrier, template)) return 'not_set_up'
  const id = newId('ntc', now)
  const own = {
    ...{ id, noticeKey: `${event}:${id}`, nth: 1, event, subjectId: subject, occurrence: '1', orderId: null },
    ...{ channel: 'sms' as const, provider: carrier.provider },
    addressHmac: await phoneMark(settings.phonePepper, phone),
    ...{ templateCode: template.code || null, text: filledText(template, shown) },
  }
  const [taken] = await claim(db, own, fullToday('sms', carrier.dailyLimit, now), now)
  if (taken?.state !== 'sending') return 'failed'
  const text = filledText(template, values)
  const told = await sendBySms(shop, { id, to: phone, template, text, values })
  // Late it is of no use to anybody.
  const answer = told.outcome === 'refused' ? { ...told, again: false } : told
  await db.batch([...marks(db, id, template, answer, now), ...alarmAt(db, 'sms', carrier, now)])
  return answer.outcome === 'refused' ? 'failed' : answer.outcome
}
