import { folded } from './search/folding.ts'
import { cut, isHan, scriptsOf, wordsIn } from './search/typed.ts'

/**
 * FTS5 expression for words typed at the desk, null when nothing searchable is left: all of them must be there.
 * Shoppers are searched for with more patience (search/expression.ts).
 */
export function searchExpression(query: string): string | null {
  const words = wordsIn(cut(folded(query)))
  return words.length ? words.map(strictly).join(' AND ') : null
}

/** How a word is asked for, as an FTS5 expression. */
export type Asking = (word: string) => string

/** Chinese is indexed character by character and asked for as a phrase; Latin words are asked for as prefixes. */
export const strictly: Asking = (word) =>
  scriptsOf(word)
    .map((part) => asked(part))
    .join(' AND ')

/** The same with its Chinese characters anywhere: in another order, or with others between them. */
export const loosely: Asking = (word) =>
  charactersOf(word)
    .map((part) => asked(part))
    .join(' AND ')

/** Asks for each part of a word among what packages hold as well as in names. */
export const inPackages =
  (how: Asking): Asking =>
  (word) =>
    (how === loosely ? charactersOf(word) : scriptsOf(word))
      .map((part) => `(${asked(part)} OR ${asked(part, PACKED)})`)
      .join(' AND ')

/** Before each word that says what a package holds: it is looked for after names (search/marks.ts). */
const PACKED = '\u{e001}'

/** What packages hold, as words of the index. */
export const packedWords = (text: string): string =>
  wordsIn(folded(text))
    .flatMap(charactersOf)
    .map((part) => PACKED + part)
    .join(' ')

const charactersOf = (word: string): string[] =>
  scriptsOf(word).flatMap((part) => (isHan(part) ? [...part] : part))

const asked = (part: string, before = ''): string =>
  isHan(part)
    ? `"${[...part].map((character) => before + character).join(' ')}"`
    : `"${before}${singular(part)}"*`

/** A prefix finds the plural too: only a plural has to lose its ending. */
const singular = (word: string): string =>
  /^[a-z]{3,}s$/.test(word) ? word.replace(/(?<=x|ch|sh|ss)es$|(?<=[^s])s$/, '') : word

/** Chinese as single characters, so that one- and two-character words are found too. */
export const spaced = (text: string): string => folded(text).replace(/\p{Script=Han}/gu, ' $& ')
