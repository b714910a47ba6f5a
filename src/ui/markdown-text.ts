import type { Token, Tokens } from 'marked'
import { readMarkdown } from './markdown-reading.ts'

/** The words of Markdown in one line, without its marks: for descriptions, where nothing is drawn. */
export async function plainText(text: string): Promise<string> {
  const tokens = await readMarkdown(text)
  return tokens.map(wordsOf).join(' ').replace(/\s+/g, ' ').trim()
}

/** The first words of Markdown, at most `most` characters; what is cut off leaves an ellipsis. */
export async function plainStart(text: string, most: number): Promise<string> {
  const letters = [...(await plainText(text))]
  return letters.length <= most ? letters.join('') : `${letters.slice(0, most - 1).join('')}…`
}

function wordsOf(token: Token): string {
  switch (token.type) {
    case 'list':
      return (token as Tokens.List).items.map(wordsOf).join(' ')
    case 'table': {
      const { header, rows } = token as Tokens.Table
      return [header, ...rows]
        .flat()
        .map((cell) => cell.tokens.map(wordsOf).join(''))
        .join(' ')
    }
    case 'space':
    case 'br':
    case 'hr':
      return ' '
    case 'def':
      return ''
    default: {
      const { tokens, text, raw } = token as Tokens.Generic
      return tokens ? tokens.map(wordsOf).join('') : String(text ?? raw)
    }
  }
}
