import { type Answer, unknown } from '../answer.ts'
import type { Letter } from './letter.ts'
import type { Mail } from './settings.ts'
import { stopHeaders } from './smtp.ts'

const AGAIN = /^E_(?:RATE_LIMIT|DAILY_LIMIT|THROTTL)/
/** What failed over there, and may have been sent before that. */
const THEIRS = /^E_INTERNAL/

/** Sends by Cloudflare's binding, which makes the Message-ID itself; ours stands beside it. */
export async function sendByCloudflare(
  { binding, from }: Extract<Mail, { provider: 'cloudflare' }>,
  letter: Letter,
): Promise<Answer> {
  try {
    const { messageId } = await binding.send({
      ...{ to: letter.to, subject: letter.subject, text: letter.text, html: letter.html },
      from: from.name ? { email: from.address, name: from.name } : from.address,
      headers: { ...stopHeaders(letter), 'X-Notice-Id': letter.id },
      attachments: letter.attachments.map((own) => ({ ...own, disposition: 'attachment' as const })),
    })
    return { outcome: 'sent', providerId: messageId }
  } catch (error) {
    const { code } = error as { code?: unknown }
    if (typeof code !== 'string' || !code.startsWith('E_') || THEIRS.test(code)) return unknown('no answer')
    return { outcome: 'refused', code: code.slice(0, 80), again: AGAIN.test(code), stop: false }
  }
}
