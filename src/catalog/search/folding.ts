import packed from './traditional.json' with { type: 'json' }

let simplified: Map<string, string> | null = null

/** Unpacked at the first character that is not ASCII. */
function simplifiedOf(character: string): string {
  if (!simplified) {
    const characters = [...packed]
    simplified = new Map()
    for (let at = 0; at < characters.length; at += 2) simplified.set(characters[at]!, characters[at + 1]!)
  }
  return simplified.get(character) ?? character
}

/**
 * A text as search compares it: full width as half, small letters, traditional characters as simplified ones, ü of
 * pinyin as v, no tone marks, nothing invisible inside a word.
 */
export const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\p{Cf}/gu, '')
    .replace(/(?<=[ln])[üǖǘǚǜ]/g, 'v')
    .replace(/\p{Script=Latin}+/gu, (word) => word.normalize('NFD').replace(/\p{M}/gu, ''))
    .replace(/\p{Script=Han}/gu, simplifiedOf)
