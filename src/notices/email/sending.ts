import { maskEmail } from '../../kernel/email.ts'
import type { Shop } from '../../shop.ts'
import type { Answer } from '../answer.ts'
import { showOnConsole } from '../console.ts'
import { sendByCloudflare } from './cloudflare.ts'
import type { Letter } from './letter.ts'
import { mimeOf, sendBySmtp } from './smtp.ts'

/** Sends one letter by whoever carries mail, or in development shows what would have been sent. */
export async function sendMail(shop: Shop, letter: Letter): Promise<Answer> {
  const { mail, publicUrl } = shop.settings
  if (!mail) return { outcome: 'refused', code: 'not_set_up', again: false, stop: false }
  if (mail.provider === 'cloudflare') return sendByCloudflare(mail, letter)
  if (mail.provider === 'console')
    return showOnConsole(shop, { id: letter.id, channel: 'email', ...shownOf(letter) })
  const messageId = `<${letter.id}@${new URL(publicUrl).hostname}>`
  const mime = await mimeOf(letter, mail.from, messageId, shop.now)
  return sendBySmtp(mail.server, { from: mail.from.address, to: letter.to }, mime)
}

const shownOf = ({ to, subject, text, attachments }: Letter) => ({
  shown: maskEmail(to),
  text: [subject, text, ...attachments.map(({ filename }) => filename)].join('\n\n'),
})
