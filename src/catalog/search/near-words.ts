import { pinyinOf } from '../pinyin.ts'
import { folded } from './folding.ts'
import { isHan, scriptsOf, wordsIn } from './typed.ts'

/** Shorter Latin words stand too close to each other: every one would be a slip of many. */
const SHORTEST_LATIN = 4
const LONGEST = 24
/** Keys one search may look up: what bounds its rows. */
const MOST_KEYS = 160

type Named = { nameZh: string; nameEn: string; originZh: string; originEn: string; aliases: string[] }

/** A word a slip can be put right to, and the form its keys are made of: the word itself, or how it is read. */
export type NearWord = { word: string; base: string }

/** The words of some listings as people name them: a name's parts, and how a longer part begins and ends. */
export function nearWordsOf(listings: Named[]): NearWord[] {
  const words = new Set<string>()
  for (const { nameZh, nameEn, originZh, originEn, aliases } of listings) {
    for (const part of [nameZh, originZh, ...aliases].flatMap((text) => wordsIn(folded(text)))) {
      for (const word of [part, ...endsOf(part)]) words.add(word)
    }
    for (const word of [nameEn, originEn].flatMap((text) => wordsIn(folded(text)))) words.add(word)
  }
  return [...words].flatMap((word) => basesOf(word).map((base) => ({ word, base })))
}

/** Where the words of a compound part nobody knows: 黄金芽 and 贡达 of 贡达黄金芽 are found among all its ends. */
function endsOf(part: string): string[] {
  const characters = [...part]
  if (!isHan(part) || characters.length < 4) return []
  return range(characters.length - 2, 2).flatMap((length) => [
    characters.slice(-length).join(''),
    characters.slice(0, length).join(''),
  ])
}

/** A word of Chinese can be written wrong or read wrong; below three characters one wrong leaves too little. */
function basesOf(word: string): string[] {
  const read = readingOf(word)
  const bases = word === read ? [word] : [read, ...([...word].length > 2 ? [word] : [])]
  return bases.filter((base) => base.length <= LONGEST && (isHan(base) || base.length >= SHORTEST_LATIN))
}

/** Letters as they are, Chinese as it is read. */
const readingOf = (word: string): string =>
  scriptsOf(word)
    .map((part) => (isHan(part) ? pinyinOf(part).join('') : part))
    .join('')

/** A text and what is left of it without one of its characters: texts one slip apart share one of these. */
const keysOf = (text: string): string[] => {
  const characters = [...text]
  return [text, ...characters.map((_, at) => characters.toSpliced(at, 1).join(''))]
}

const swapsOf = (text: string): string[] => {
  const characters = [...text]
  return characters.slice(1).map((_, at) => {
    const [one, two] = [characters[at]!, characters[at + 1]!]
    return characters.toSpliced(at, 2, two, one).join('')
  })
}

/** Pieces of a longer Chinese word, the longest first: one of several words written together may hold the slip. */
function piecesOf(word: string): string[] {
  const characters = [...word]
  if (!isHan(word) || scriptsOf(word).length > 1 || characters.length < 4) return []
  return range(characters.length - 1, 2).flatMap((length) =>
    range(characters.length - length, 0).map((at) => characters.slice(at, at + length).join('')),
  )
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, from - to + 1) }, (_, step) => from - step)

/** The keys under which the words stand that some typed ones may be slips of. */
export const nearKeysOf = (words: string[]): string[] =>
  [
    ...new Set(
      words.flatMap((word) => [
        ...[...basesOf(word), ...swapsIn(word).map(readingOf)].flatMap(keysOf),
        ...piecesOf(word).flatMap((piece) => [piece, ...swapsOf(piece)].map(readingOf)),
      ]),
    ),
  ].slice(0, MOST_KEYS)

const swapsIn = (word: string): string[] => (scriptsOf(word).length === 1 && isHan(word) ? swapsOf(word) : [])

/** How far a typed word is from a known one: 0 surely a slip, 1 perhaps, 2 a stretch; null no slip. Pure. */
export function slipFrom(typed: string, known: string): 0 | 1 | 2 | null {
  if (typed === known) return null
  const [read, reads] = [readingOf(typed), readingOf(known)]
  const han = /^\p{Script=Han}+$/u.test(typed)
  if (han && !isHan(known)) return null
  if (!han) return read === reads || oneSlip(read, reads) ? 0 : null
  if (read === reads || swapsOf(typed).includes(known)) return 0
  const [own, other] = [[...typed], [...known]]
  if (own.length === other.length) {
    const wrong = own.filter((character, at) => character !== other[at]).length
    return wrong === 1 && (own.length > 2 || oneSlip(read, reads)) ? 1 : null
  }
  return own.length > 2 && other.length > 2 && oneSlip(typed, known) ? 2 : null
}

/** Whether one letter more, one less, another one, or two beside each other swapped makes one text of the other. */
export function oneSlip(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  if (long.length - short.length > 1) return false
  let from = 0
  while (from < short.length && short[from] === long[from]) from += 1
  const rest = (text: string, skip: number) => text.slice(from + skip)
  if (long.length > short.length) return rest(short, 0) === rest(long, 1)
  const swapped = short[from] === long[from + 1] && short[from + 1] === long[from]
  return rest(short, 1) === rest(long, 1) || (swapped && rest(short, 2) === rest(long, 2))
}

/** Another way a search may have been meant: its words, put right, and how sure that is. */
export type Meant = { words: string[]; slip: 0 | 1 | 2 }

const MOST_MEANT = 5

/** What somebody may have meant, the likeliest first, five at most. Pure. */
export function meantBy(words: string[], known: string[]): Meant[] {
  const found = words.flatMap((word, place) => {
    const whole = known.flatMap((other) => {
      const slip = slipFrom(word, other)
      return slip === null ? [] : [{ place, slip, word: other }]
    })
    const parts = piecesOf(word).flatMap((piece) =>
      known
        .filter((other) => [...other].length === [...piece].length && slipFrom(piece, other) === 0)
        .map((other) => ({ place, slip: 1 as const, word: word.replace(piece, other) })),
    )
    return [...whole, ...parts]
  })
  found.sort((a, b) => a.slip - b.slip || (a.word < b.word ? -1 : a.word > b.word ? 1 : 0))
  const single = found.map(({ place, slip, word }) => ({ words: words.with(place, word), slip }))
  const best = words.map((word, place) => found.find((one) => one.place === place)?.word ?? word)
  const several = new Set(found.map(({ place }) => place)).size > 1
  return [...(several ? [{ words: best, slip: 1 as const }] : []), ...single]
    .sort((a, b) => a.slip - b.slip)
    .filter((one, at, all) => all.findIndex(({ words }) => `${words}` === `${one.words}`) === at)
    .slice(0, MOST_MEANT)
}
