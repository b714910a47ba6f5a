import type { Token } from 'marked'

/** Texts read lately: a page asks for the same story up to three times, and the next visitor asks again. */
const read = new Map<string, Token[]>()
const KEPT = 200

/** Markdown in tokens, which nobody changes. The reader is loaded with the first text: it would be a tenth of every start of the Worker. */
export async function readMarkdown(text: string): Promise<Token[]> {
  const known = read.get(text)
  if (known) return known
  const { lexer } = await import('marked')
  const tokens = lexer(text)
  if (read.size >= KEPT) read.clear()
  read.set(text, tokens)
  return tokens
}
