/** Where an expression stands in a text; what it gives is not known. */
export const HOLE = '\uFFFC'

/** Half-width marks beside a Chinese character or mark, and between two values in a text that is Chinese. */
const HALF_WIDTH = [
  /[\p{sc=Han}“”‘’《》（），。：；？！、…][,:;?!()"]/gu,
  /[,:;?!()"][\p{sc=Han}“‘《（]/gu,
  /[\p{sc=Han}”’》）]\.(?![\w\uFFFC])/gu,
  /\uFFFC[,;:]\s*\uFFFC/gu,
]

/** The places of a text, with what stands around them, where Chinese is written with half-width marks. */
export function halfWidthMarks(text: string): string[] {
  if (!/\p{sc=Han}/u.test(text)) return []
  return HALF_WIDTH.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(({ index }) => text.slice(Math.max(0, index - 8), index + 12)),
  )
}

/** What a reader sees of a page: no scripts, styles, code and tags. */
export const readablePart = (html: string): string =>
  html
    .replace(/<(script|style|svg|code)\b[^>]*>.*?<\/\1>/gs, '\n')
    .replace(/<(?:"[^"]*"|[^>"])*>/g, '\n')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', '’')
