import { lexer, type Token, type Tokens } from 'marked'

/** The words of Markdown in one line, without its marks: for descriptions, where nothing is drawn. */
export const plainText = (text: string): string =>
  lexer(text).map(wordsOf).join(' ').replace(/\s+/g, ' ').trim()

/** The first words of Markdown, at most `most` characters; what is cut off leaves an ellipsis. */
export function plainStart(text: string, most: number): string {
  const letters = [...plainText(text)]
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
