import { strictly } from '../search-words.ts'
import { folded } from './folding.ts'
import { wordsIn } from './typed.ts'

/** Lines of words that mean the same, in a search each as good as the others. */
export type Synonyms = string[][]

const MOST_LINES = 200
const MOST_WORDS = 12
const LONGEST_WORD = 20

/** Reads the form: a line each, its words parted by 、 or a comma; by spaces where there is neither. Pure. */
export function synonymsIn(text: string): Synonyms {
  return text
    .split('\n')
    .map((line) => (/[、,，;；/]/.test(line) ? line.split(/[、,，;；/]/) : line.split(/\s/)))
    .map((words) => [...new Set(words.map((word) => wordsIn(folded(word)).join(' ')).filter(Boolean))])
    .filter((words) => words.length > 0)
}

export const linesOf = (synonyms: Synonyms): string => synonyms.map((words) => words.join('、')).join('\n')

/** What is wrong with some lines, in Chinese; null when nothing is. Pure. */
export function synonymProblem(synonyms: Synonyms): string | null {
  if (synonyms.length > MOST_LINES) return `最多${MOST_LINES}行`
  const alone = synonyms.find((words) => words.length < 2)
  if (alone) return `“${alone[0]}”这一行只有一个词，请写上和它意思相同的词`
  const many = synonyms.find((words) => words.length > MOST_WORDS)
  if (many) return `“${many[0]}”这一行的词太多，最多${MOST_WORDS}个`
  const words = synonyms.flat()
  const long = words.find((word) => [...word].length > LONGEST_WORD)
  if (long) return `“${long}”太长，一个词最多${LONGEST_WORD}个字`
  const twice = words.find((word, at) => words.indexOf(word) !== at)
  return twice ? `“${twice}”写在了两行里，一个词只能在一行` : null
}

/** A word as FTS5 is asked for it. */
export const expressionOf = (word: string): string => word.split(' ').map(strictly).join(' AND ')
