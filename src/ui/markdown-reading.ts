import type { Token } from 'marked'

/** Texts read lately: a page asks for the same story up to three times, and the next visitor asks again. */
const read = new Map<string, Token[]>()
const KEPT = 200
/** Letters of a text; the longest field of staff takes 20,000. */
const MOST_LETTERS = 50_000

let lexer: Promise<(text: string) => Token[]> | null = null

/**
 * Markdown in tokens, which nobody changes; null for what is too long, or too deep in itself for any reader. The
 * reader is loaded with the first text: it would be a tenth of every start of the Worker.
 */
async function tokensOf(text: string): Promise<Token[] | null> {
  const known = read.get(text)
  if (known) return known
  if (text.length > MOST_LETTERS) return null
  lexer ??= import('./markdown-dialect.ts').then(({ readTokens }) => readTokens)
  const readTokens = await lexer
  try {
    const tokens = readTokens(text)
    if (read.size >= KEPT) read.clear()
    read.set(text, tokens)
    return tokens
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/** Each level takes a mark of its own, so that a text with few of them need not be read to be known readable. */
const MARK = /[>*_~+[-]|\d[.)]/g
const FEW = 20

/** Whether a text can be drawn as Markdown: what cannot is refused when it is saved. */
export async function isReadable(text: string): Promise<boolean> {
  const few = text.length <= MOST_LETTERS && (text.match(MARK)?.length ?? 0) < FEW
  return few || (await tokensOf(text)) !== null
}

/** Markdown in tokens; a text that cannot be read stands as it was typed. */
export async function readMarkdown(text: string): Promise<Token[]> {
  const typed = { type: 'text', raw: text, text }
  return (await tokensOf(text)) ?? [{ type: 'paragraph', raw: text, text, tokens: [typed] }]
}
