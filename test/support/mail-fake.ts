import type { SendEmail } from '@cloudflare/workers-types'

/**
 * What a carrier of mail does with one letter. `truth`: what it should. `lost`: it takes the letter, and its answer gets
 * lost. `throttled`: no for now. `refused`: no for good. `failing`: it breaks, and nobody knows how far it came.
 */
export type MailMood = 'truth' | 'lost' | 'throttled' | 'refused' | 'failing'
export type Mailed = {
  to: string
  subject: string
  text: string
  html: string
  headers: Record<string, string>
  files: string[]
}

const CODES: Partial<Record<MailMood, string>> = {
  throttled: 'E_RATE_LIMIT_EXCEEDED',
  refused: 'E_RECIPIENT_SUPPRESSED',
  failing: 'E_INTERNAL_SERVER_ERROR',
}
/** Headers that may be set; the binding refuses others, Message-ID and Date among them. */
const ALLOWED = /^(?:List-Unsubscribe(?:-Post)?|X-[\w-]+)$/
const MOST_BYTES = 5 * 1024 * 1024
const coded = (code: string) => Object.assign(new Error(code), { code })

/** Cloudflare's binding: it looks at headers and size as the real one does. */
export function fakeMailBinding() {
  const mailed: Mailed[] = []
  const moods: MailMood[] = []
  const send = async (letter: Parameters<SendEmail['send']>[0]) => {
    const { to, subject, text, html, headers, attachments } = letter as unknown as {
      to: string
      subject: string
      text: string
      html: string
      headers: Record<string, string>
      attachments: { filename: string; content: ArrayBuffer }[]
    }
    const mood = moods.shift() ?? 'truth'
    const code = CODES[mood]
    if (code) throw coded(code)
    for (const [name, value] of Object.entries(headers)) {
      if (!ALLOWED.test(name)) throw coded('E_HEADER_NOT_ALLOWED')
      if (/[\r\n]/.test(value)) throw coded('E_HEADER_VALUE_INVALID')
    }
    const bytes = attachments.reduce((sum, { content }) => sum + Math.ceil((content.byteLength * 4) / 3), 0)
    if (bytes + html.length + text.length > MOST_BYTES) throw coded('E_CONTENT_TOO_LARGE')
    mailed.push({ to, subject, text, html, headers, files: attachments.map(({ filename }) => filename) })
    if (mood === 'lost') throw new TypeError('the connection broke')
    return { messageId: `<${mailed.length}@cloudflare.test>` }
  }
  const binding = { send } as unknown as SendEmail
  return { mailed, binding, next: (...mood: MailMood[]) => moods.push(...mood) }
}
