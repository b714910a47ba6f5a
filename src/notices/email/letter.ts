/** A letter to one person, whoever carries it. */
export type Letter = {
  /** Of our own making: the same for each try of one delivery. */
  id: string
  to: string
  subject: string
  text: string
  html: string
  attachments: Attachment[]
  /** Where its reader says that they want no more, by a page or at one click of their program (RFC 8058). */
  stop: string
}
export type Attachment = { filename: string; type: string; content: ArrayBuffer }

/** What stands in a letter: a line each, and one link to follow. */
export type Words = {
  subject: string
  hello: string
  lines: string[]
  link: { text: string; url: string }
  sign: string
  stop: { text: string; url: string }
}

/** No sign that ends a line gets into a header. */
export const oneLine = (text: string): string => text.replace(/\p{Cc}+/gu, ' ').trim()

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign]!)
const paragraph = (html: string): string => `<p style="margin:0 0 12px">${html}</p>`
const anchor = ({ text, url }: { text: string; url: string }): string =>
  `<a href="${escaped(url)}" style="color:#1f6f43">${escaped(text)}</a>`

/** The letter as text and as simple HTML: no picture, nothing fetched from anywhere. */
export function written(words: Words): Pick<Letter, 'subject' | 'text' | 'html'> {
  const { hello, lines, link, sign, stop } = words
  const text = [hello, ...lines, `${link.text}\n${link.url}`, sign, `--\n${stop.text}\n${stop.url}`].join(
    '\n\n',
  )
  const body = [...[hello, ...lines].map(escaped), anchor(link), escaped(sign)].map(paragraph).join('')
  const foot = `<p style="margin:24px 0 0;font-size:13px;color:#666">${anchor(stop)}</p>`
  const style = 'max-width:560px;margin:0 auto;padding:16px;font:16px/1.6 sans-serif;color:#222'
  return {
    subject: oneLine(words.subject),
    text: `${text}\n`,
    html: `<!doctype html><html><head><meta charset="utf-8"></head><body><div style="${style}">${body}${foot}</div></body></html>`,
  }
}
