// Packs the readings of the 6,763 characters of GB 2312 from the npm package pinyin-pro into syllables.json (run it by
// hand after an update of that package):
//   node src/catalog/pinyin/generate.mjs
// The packed form: each syllable without its tone, and the characters that read so when they stand alone.
import { writeFile } from 'node:fs/promises'
import { pinyin } from 'pinyin-pro'

const gb2312 = new TextDecoder('gbk')
const rows = Array.from({ length: 72 }, (_, row) => row + 0xb0)
const cells = Array.from({ length: 94 }, (_, cell) => cell + 0xa1)
const characters = rows
  .flatMap((row) => cells.map((cell) => gb2312.decode(new Uint8Array([row, cell]))))
  .filter((text) => /^\p{Script=Han}$/u.test(text))

const groups = new Map()
for (const character of characters) {
  const syllable = pinyin(character, { toneType: 'none', v: true })
  if (/^[a-z]+$/.test(syllable)) groups.set(syllable, (groups.get(syllable) ?? '') + character)
}
const packed = Object.fromEntries([...groups].sort(([a], [b]) => (a < b ? -1 : 1)))
await writeFile(new URL('syllables.json', import.meta.url), `${JSON.stringify(packed, null, 1)}\n`)
