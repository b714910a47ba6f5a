import syllables from './pinyin/syllables.json' with { type: 'json' }

let readings: Map<string, string> | null = null

/** Unpacked at the first name that is written: readers of the shop never need it. */
function readingOf(character: string): string {
  readings ??= new Map(
    Object.entries(syllables as Record<string, string>).flatMap(([syllable, characters]) =>
      [...characters].map((one): [string, string] => [one, syllable]),
    ),
  )
  return readings.get(character) ?? character
}

/**
 * Each Chinese character's reading without tone, ü as v. A character that has several reads as it does alone:
 * what a name needs otherwise (长 in 长顺) is fixed by an alias of the listing.
 */
export const pinyinOf = (text: string): string[] =>
  (text.match(/\p{Script=Han}/gu) ?? []).map((character) => readingOf(character))

/**
 * Index words for one Chinese name: joined pinyin and initials from each character on, so that a prefix
 * query finds 韭黄 in 白旗韭黄 by "jiuhuang" or "jh".
 */
export function pinyinWords(text: string): string {
  const read = pinyinOf(text)
  return read
    .flatMap((_, index) => {
      const rest = read.slice(index)
      return [rest.join(''), rest.map((syllable) => [...syllable][0]).join('')]
    })
    .join(' ')
}
