import { newId } from '../kernel/ids.ts'
import { phoneMark } from '../kernel/phone-mark.ts'
import { civilDate } from '../kernel/time.ts'
import type { Shop } from '../shop.ts'
import { alarmAt, claim, countToday, fullToday, marks } from './claiming.ts'
import { CODE } from './events.ts'
import { send, templateFor } from './sending.ts'
import { filledText } from './text.ts'

/** A code for somebody who waits for it; `phone` is a canonical mobile, `purpose` one word on what it opens. */
export type CodeMessage = { phone: string; code: string; purpose: string }

/**
 * Sends a code at once, by night as well and whoever said stop, since they ask for it themselves. It stands in no row of
 * the outbox and in no text that is kept; the console of development shows it. Whoever calls limits how often one phone
 * asks. `failed`: refused, above the shop's day, or nobody knows; it is not tried again.
 */
export async function sendCode(
  shop: Shop,
  { phone, code, purpose }: CodeMessage,
): Promise<'sent' | 'not_set_up' | 'failed'> {
  const { db, now, settings } = shop
  const { sms } = settings
  if (!sms) return 'not_set_up'
  const [[template], [today]] = await db.batch([templateFor(db, CODE, sms), countToday(db, now)])
  if (!template || (sms.provider !== 'console' && template.state !== 'approved')) return 'not_set_up'
  const id = newId('ntc', now)
  const own = {
    ...{
      id,
      noticeKey: `${CODE}:${id}`,
      nth: 1,
      event: CODE,
      subjectId: purpose,
      occurrence: '1',
      orderId: null,
    },
    ...{ provider: sms.provider, addressHmac: await phoneMark(settings.phonePepper, phone) },
    ...{ templateCode: template.code || null, text: filledText(template, { code: '******' }) },
  }
  const [taken] = await claim(db, own, fullToday(sms.dailyLimit, now), now)
  if (taken?.state !== 'sending') return 'failed'
  const values = { code }
  const told = await send(shop, sms, template, { id, phone, values, text: filledText(template, values) })
  // Old codes are of no use to anybody.
  const answer = told.outcome === 'refused' ? { ...told, again: false } : told
  const sent = (today?.sent ?? 0) + 1
  const alarm = sms.provider === 'console' ? [] : alarmAt(db, sent, sms.dailyLimit, civilDate(now), now)
  await db.batch([...marks(db, id, template, answer, now), ...alarm])
  return answer.outcome === 'sent' ? 'sent' : 'failed'
}
