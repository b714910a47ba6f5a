import { type Language, texts } from '../../i18n/texts.ts'
import { emailMark } from '../../kernel/email.ts'
import { newId } from '../../kernel/ids.ts'
import type { Shop } from '../../shop.ts'
import { pathsFor } from '../../urls.ts'
import { alarmAt, claim, marks, whyNot } from '../claiming.ts'
import { CONFIRMATION } from '../events.ts'
import { mailCarrier } from './channel.ts'
import { written } from './letter.ts'
import { sendMail } from './sending.ts'
import { stopToken } from './stop-link.ts'

/** For whoever typed an address: `secret` stands in the link alone. */
export type Confirmation = { to: string; secret: string; language: Language }

/**
 * Sends the link that proves an address, at once and at night as well; not to who said stop. It stands in no row of the
 * outbox, and the link in no text that is kept. Whoever calls limits how often. `sent` is also what nobody knows of: it may
 * have arrived, so it counts and its link proves. `failed`: refused, stopped or above the day; it is not tried again.
 */
export async function sendConfirmation(
  shop: Shop,
  { to, secret, language }: Confirmation,
): Promise<'sent' | 'not_set_up' | 'failed'> {
  const { db, now, settings } = shop
  const carrier = mailCarrier(settings.mail)
  if (!carrier) return 'not_set_up'
  const { mail, shell } = texts(language)
  const id = newId('ntc', now)
  const mark = await emailMark(settings.phonePepper, to)
  const own = {
    ...{ id, noticeKey: `${CONFIRMATION}:${id}`, nth: 1, event: CONFIRMATION, subjectId: 'account' },
    ...{ occurrence: '1', orderId: null, channel: 'email' as const, provider: carrier.provider },
    ...{ addressHmac: mark, templateCode: null, text: mail.confirm.subject },
  }
  const [taken] = await claim(db, own, whyNot('email', { to, mark }, 'all', carrier, now), now)
  if (taken?.state !== 'sending') return 'failed'
  const paths = pathsFor(language)
  const stop = settings.publicUrl + paths.mailStop(await stopToken(settings, mark))
  const told = await sendMail(shop, {
    ...{ id, to, attachments: [], stop },
    ...written({
      ...{
        hello: mail.hello,
        ...mail.confirm,
        sign: shell.titleSuffix,
        stop: { text: mail.stop, url: stop },
      },
      link: { text: mail.confirm.link, url: settings.publicUrl + paths.accountEmailProof(secret) },
    }),
  })
  // Whoever waits for it asks again themselves.
  const answer = told.outcome === 'refused' ? { ...told, again: false } : told
  await db.batch([...marks(db, id, null, answer, now), ...alarmAt(db, 'email', carrier, now)])
  return answer.outcome === 'refused' ? 'failed' : 'sent'
}
