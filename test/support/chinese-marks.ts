import { parseSync } from 'rolldown/utils'

/** Where an expression stands in a text; what it gives is not known. */
const HOLE = '\uFFFC'

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

interface Node {
  type: string
  start: number
  end: number
  value?: unknown
  quasis?: { value: { raw: string } }[]
  children?: Node[]
}

/** Every string, template and run of JSX text in a file; an expression within one is a single character. */
export function textsOf(file: string, source: string): string[] {
  const texts: string[] = []
  const visit = (node: Node): void => {
    if (node.type === 'ImportDeclaration') return
    if (node.type === 'Literal' && typeof node.value === 'string') texts.push(node.value)
    if (node.quasis) texts.push(node.quasis.map(({ value }) => value.raw).join(HOLE))
    if (node.type === 'JSXElement' || node.type === 'JSXFragment')
      texts.push(
        node.children!.map((child) => (child.type === 'JSXText' ? String(child.value) : HOLE)).join(''),
      )
    for (const part of Object.values(node).flat())
      if (part && typeof part === 'object' && 'type' in part && part.type !== 'JSXText') visit(part as Node)
  }
  visit(parseSync(file, source).program as unknown as Node)
  return texts
}

/** What a reader sees of a page: no scripts, styles and tags. */
export const readablePart = (html: string): string =>
  html
    .replace(/<(script|style|svg)\b[^>]*>.*?<\/\1>/gs, '\n')
    .replace(/<[^>]*>/g, '\n')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', '’')
