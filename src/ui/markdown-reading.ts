import type { Token } from 'marked'

/** Markdown in tokens. The reader is loaded with the first text: it would be a tenth of every start of the Worker. */
export async function readMarkdown(text: string): Promise<Token[]> {
  const { lexer } = await import('marked')
  return lexer(text)
}
