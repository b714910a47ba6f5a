import { folded } from './folding.ts'
import { type Size, takeSizes } from './sizes.ts'

/** What a search box may hold, in characters; more is cut. */
const LONGEST_QUERY = 40
const MOST_WORDS = 8

/** What somebody searches for: words that must all be there, each of one or several scripts, and sizes. */
export type Typed = { words: string[]; sizes: Size[] }

/**
 * Reads a search box. Marks of HTML count for nothing, nor does a letter or digit standing alone, which would find half
 * the shop; 的 only joins words. Null when nothing is left. Pure.
 */
export function typedIn(query: string): Typed | null {
  const text = cut(folded(query))
  const { sizes, rest } = takeSizes(text.replace(/<\/?[a-z][^<>]*>|&[a-z]{2,6};/g, ' '))
  const words = wordsIn(rest)
  return words.length || sizes.length ? { words, sizes } : null
}

export const cut = (text: string): string => [...text].slice(0, LONGEST_QUERY).join('')

/** The words of a folded text that can be searched for; a SKU's parts are words of one piece, whatever their length. */
export const wordsIn = (text: string): string[] =>
  (text.replaceAll('的', ' ').match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu) ?? [])
    .filter((piece) => !/^[a-z\d]$/.test(piece))
    .flatMap((piece) => piece.split('-'))
    .slice(0, MOST_WORDS)

/** A word by its scripts: Chinese, and what is not. */
export const scriptsOf = (word: string): string[] => word.match(/\p{Script=Han}+|[^\p{Script=Han}]+/gu) ?? []

export const isHan = (text: string): boolean => /^\p{Script=Han}/u.test(text)
