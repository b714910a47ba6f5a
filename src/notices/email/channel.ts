import { sql } from 'drizzle-orm'
import { texts } from '../../i18n/texts.ts'
import { emailMark } from '../../kernel/email.ts'
import { phoneMark } from '../../kernel/phone-mark.ts'
import { unseal } from '../../kernel/secrets.ts'
import type { Shop } from '../../shop.ts'
import { pathsFor } from '../../urls.ts'
import type { Answer } from '../answer.ts'
import type { Address, Carrier, Message, NoticeChannel } from '../channel.ts'
import { type EventRow, eventOf } from '../events.ts'
import { invoiceAttachments } from './attachments.ts'
import { type Attachment, type Letter, written } from './letter.ts'
import { sendMail } from './sending.ts'
import type { Mail } from './settings.ts'
import { stopToken } from './stop-link.ts'
import { languageOf, wordsOf } from './words.ts'

/** What a provider that was set up for nothing else carries on a day without being asked. */
const DAILY_LIMIT = 1000
/** More than of short messages: one mailbox may ask for the invoices of many orders. */
const MOST_A_DAY = 20

export const mailCarrier = (mail: Mail | null): Carrier | null =>
  mail && { provider: mail.provider, dailyLimit: DAILY_LIMIT, mostADay: MOST_A_DAY }

/** The address an invoice was asked for with; else the account's, which a word to stop by its phone, or the order's, holds for as well. */
async function addressFor({ db, settings }: Shop, row: EventRow): Promise<Address | null> {
  const { phonePepper, phoneKey } = settings
  if (row.email) return { to: row.email, mark: await emailMark(phonePepper, row.email) }
  if (!row.userId) return null
  const [kept] = await db.all<{ sealed: string; mark: string; phoneHmac: string }>(sql`
    SELECT e.sealed, e.mark, u.phone_hmac phoneHmac FROM user_emails e CROSS JOIN users u ON u.id = e.user_id
    WHERE e.user_id = ${row.userId} AND u.gone_at IS NULL`)
  if (!kept) return null
  const phone = await unseal(phoneKey, row.sealed)
  return {
    ...{ to: await unseal(phoneKey, kept.sealed), mark: kept.mark },
    alsoStoppedBy: [await phoneMark(phonePepper, phone), kept.phoneHmac],
  }
}

async function letterOf({ settings }: Shop, message: Message, attachments: Attachment[]): Promise<Letter> {
  const { event, row, subject, to, id } = message
  const language = languageOf(row)
  const { mail, shell } = texts(language)
  const paths = pathsFor(language)
  const words = wordsOf(message)!
  const mark = await emailMark(settings.phonePepper, to)
  const stop = settings.publicUrl + paths.mailStop(await stopToken(settings, mark))
  const onGarden = eventOf(event)?.page === 'garden'
  const page = onGarden ? paths.myGarden(subject) : paths.order(row.number)
  const files = row.filesKey ? [attachments.length ? mail.attached : mail.notAttached] : []
  return {
    ...{ id, to, attachments, stop },
    ...written({
      ...{ subject: words.subject, hello: mail.hello, lines: [...words.lines, ...files] },
      link: { text: onGarden ? mail.seeGarden : mail.seeOrder, url: settings.publicUrl + page },
      ...{ sign: shell.titleSuffix, stop: { text: mail.stop, url: stop } },
    }),
  }
}

async function send(shop: Shop, message: Message): Promise<Answer> {
  const { filesKey, invoiceNo } = message.row
  let letter: Letter
  try {
    const files =
      filesKey && shop.bucket ? await invoiceAttachments(shop.bucket, filesKey, invoiceNo ?? filesKey) : []
    letter = await letterOf(shop, message, files)
  } catch {
    // Nothing has left: the bucket did not answer.
    return { outcome: 'refused', code: 'files_unread', again: true, stop: false }
  }
  return sendMail(shop, letter)
}

/** E-mail: its texts are the shop's own, which nobody approves. */
export const emailChannel: NoticeChannel = {
  name: 'email',
  carrier: ({ mail }) => mailCarrier(mail),
  addressFor,
  unreached: 'no_email',
  textOf: (_, __, told) => {
    const words = wordsOf(told)
    return words && { template: null, approved: true, text: [words.subject, ...words.lines].join('\n') }
  },
  send,
}
