// Packs the traditional characters people type and their simplified forms into traditional.json (run it by hand):
//   node src/catalog/search/generate.mjs TSCharacters.txt
// TSCharacters.txt is of OpenCC (https://github.com/BYVoid/OpenCC, data/dictionary, Apache License 2.0). Taken are the
// characters of Big5 whose first simplified form is another character and stands in GB 2312; the rest nobody types.
// The packed form: each traditional character followed by its simplified one.
import { readFile, writeFile } from 'node:fs/promises'

const decoded = (label, leads, trails) => {
  const decoder = new TextDecoder(label)
  return new Set(
    leads.flatMap((lead) => trails.map((trail) => decoder.decode(new Uint8Array([lead, trail])))),
  )
}
const range = (from, to) => Array.from({ length: to - from + 1 }, (_, at) => from + at)
const big5 = decoded('big5', range(0xa4, 0xf9), [...range(0x40, 0x7e), ...range(0xa1, 0xfe)])
const gb2312 = decoded('gbk', range(0xb0, 0xf7), range(0xa1, 0xfe))

const lines = (await readFile(process.argv[2], 'utf8')).split('\n').filter((line) => line && line[0] !== '#')
const pairs = lines.flatMap((line) => {
  const [traditional, forms] = line.split('\t')
  const simplified = forms.split(' ')[0]
  const wanted = simplified !== traditional && big5.has(traditional) && gb2312.has(simplified)
  return wanted ? [traditional + simplified] : []
})
await writeFile(new URL('traditional.json', import.meta.url), `${JSON.stringify(pairs.join(''))}\n`)
