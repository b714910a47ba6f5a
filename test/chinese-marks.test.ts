import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { halfWidthMarks } from './support/chinese-marks.ts'
import { textsOf } from './support/source-texts.ts'

/** Files whose Chinese is matched against what people write, with whichever marks: nobody reads it. */
const RECOGNITION: Record<string, string> = {
  'src/browser/address-labels.ts': 'patterns that recognise a pasted address, folded by NFKC',
  'src/browser/address-phone.ts': 'the same, of a phone number with an extension',
  'src/catalog/search/sizes.ts': 'patterns that recognise a size in a search',
  'src/kernel/divisions/generate.mjs': 'patterns that shorten the names of divisions',
}

const sources = globSync('src/**/*.{ts,tsx,mjs}').filter(
  (file) => !file.endsWith('.generated.ts') && !(file in RECOGNITION),
)

test('Chinese is written with Chinese marks, in every text of the shop and of the back office', () => {
  const half = sources.flatMap((file) =>
    textsOf(file, readFileSync(file, 'utf8'))
      .flatMap(halfWidthMarks)
      .map((place) => `${file}: ${place}`),
  )
  expect(half).toEqual([])
})

test('the goods of the sample world are written with Chinese marks', () => {
  const source = readFileSync('src/db/sample/catalogue.sample.json', 'utf8')
  const texts = [...source.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, text]) => text!)
  expect(texts.flatMap(halfWidthMarks)).toEqual([])
})

test('the guides in Chinese are written with Chinese marks', () => {
  const guides = globSync(['*.zh-CN.md', 'docs/**/*.zh-CN.md'])
  expect(guides).toContain('README.zh-CN.md')
  // Code, addresses of links and the marks of Markdown are no text.
  const words = (text: string) =>
    text.replace(/```.*?```|`[^`]*`|<[^>]*>|\]\([^)]*\)|^[#>|*\s-]+|\*\*/gms, '\n').split('\n')
  const half = guides.flatMap((file) =>
    words(readFileSync(file, 'utf8'))
      .flatMap(halfWidthMarks)
      .map((place) => `${file}: ${place}`),
  )
  expect(half).toEqual([])
})

test('a half-width mark is found beside Chinese and between two values, and not in code, times and sizes', () => {
  const found = (code: string) => textsOf('a.tsx', code).flatMap(halfWidthMarks)
  expect(found("'茶,韭黄'")).toContain('茶,韭黄')
  expect(found(['`$', '{name},请稍候`'].join(''))).toEqual(['\uFFFC,请稍候'])
  expect(found(['`分区$', '{a}:$', '{b}`'].join(''))).toEqual(['分区\uFFFC:\uFFFC'])
  expect(found('<p>共{n}件(含{m}件)</p>').length).toBeGreaterThan(0)
  expect(found('<a title="名牌(选填)">x</a>').length).toBeGreaterThan(0)
  expect(
    found("['每天 16:00 前','订单.csv','4 g×10','https://x.test/?a=1','/* 茶 */','茶叶，请看（一）：好。']"),
  ).toEqual([])
})
