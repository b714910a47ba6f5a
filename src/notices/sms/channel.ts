import { sql } from 'drizzle-orm'
import { maskPhone, numberOf, parseMobile } from '../../kernel/phone.ts'
import { phoneMark } from '../../kernel/phone-mark.ts'
import { unseal } from '../../kernel/secrets.ts'
import type { Shop } from '../../shop.ts'
import type { Answer } from '../answer.ts'
import type { Address, Carrier, NoticeChannel } from '../channel.ts'
import { showOnConsole } from '../console.ts'
import type { EventRow } from '../events.ts'
import type { Template } from '../schema.ts'
import { cut, filledText } from '../text.ts'
import { sendSms } from './sending.ts'
import type { Sms } from './settings.ts'

/** Nobody is told more often on one day in Shanghai. */
const MOST_A_DAY = 5

export const smsCarrier = (sms: Sms | null): Carrier | null =>
  sms && { provider: sms.provider, dailyLimit: sms.dailyLimit, mostADay: MOST_A_DAY }

/** The text of whoever carries messages; the console shows the first provider's. */
export function smsTemplate(carrier: Carrier | null, templates: Template[]): Template | null {
  const provider = !carrier || carrier.provider === 'console' ? 'aliyun' : carrier.provider
  return templates.find((each) => each.channel === 'sms' && each.provider === provider) ?? null
}

/** Whether its provider carries it; the console carries any. */
export const isApproved = (carrier: Carrier | null, { state }: Template): boolean =>
  carrier?.provider === 'console' || state === 'approved'

type Ready = {
  id: string
  to: string
  template: Template | null
  text: string
  values: Record<string, string>
}

/** Sends it, or in development shows what would have been sent. */
export async function sendBySms(shop: Shop, { id, to, template, text, values }: Ready): Promise<Answer> {
  const { sms } = shop.settings
  if (!sms || !template) return { outcome: 'refused', code: 'not_set_up', again: false, stop: false }
  if (sms.provider === 'console')
    return showOnConsole(shop, { id, channel: 'sms', shown: maskPhone(to), text })
  const variables = JSON.parse(template.variables) as string[]
  return sendSms(sms, { id, phone: to, code: template.code, variables, values: cut(values) }, shop.now)
}

/** A number with its extension is one that another shop lends: a message would not reach who is meant. */
const mobileOf = (phone: string): string | null => (numberOf(phone) === phone ? parseMobile(phone) : null)

/**
 * The phone its account has now, since the one an order was placed with may be lost by then; a word to stop by either holds.
 * Where nobody owns it, the phone of the order or the garden itself.
 */
async function addressFor({ db, settings }: Shop, { userId, sealed }: EventRow): Promise<Address | null> {
  const [owner] = userId
    ? await db.all<{ sealed: string }>(
        sql`SELECT phone_sealed sealed FROM users WHERE id = ${userId} AND phone_sealed IS NOT NULL`,
      )
    : []
  const typed = await unseal(settings.phoneKey, sealed)
  const phone = mobileOf(owner ? await unseal(settings.phoneKey, owner.sealed) : typed)
  if (phone === null) return null
  const mark = (of: string) => phoneMark(settings.phonePepper, of)
  return { to: phone, mark: await mark(phone), alsoStoppedBy: await mark(typed) }
}

/** Short messages to whom an order or a garden belongs. */
export const smsChannel: NoticeChannel = {
  name: 'sms',
  carrier: ({ sms }) => smsCarrier(sms),
  addressFor,
  unreached: 'no_mobile',
  textOf: (carrier, templates, { values }) => {
    const template = smsTemplate(carrier, templates)
    if (!template) return null
    return { template, text: filledText(template, cut(values)), approved: isApproved(carrier, template) }
  },
  send: sendBySms,
}
