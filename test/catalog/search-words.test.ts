import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { folded } from '../../src/catalog/search/folding.ts'
import { meantBy, nearKeysOf, oneSlip, slipFrom } from '../../src/catalog/search/near-words.ts'
import { synonymProblem, synonymsIn } from '../../src/catalog/search/synonyms.ts'
import traditional from '../../src/catalog/search/traditional.json' with { type: 'json' }
import { typedIn } from '../../src/catalog/search/typed.ts'

test.each([
  ['韭黃', '韭黄'],
  ['ＨＯＮＥＹ', 'honey'],
  ['蜂\u200b蜜', '蜂蜜'],
  ['lǜchá', 'lvcha'],
  ['Müsli', 'musli'],
])('%s is compared as %s', (typed, as) => {
  expect(folded(typed)).toBe(as)
})

test('the table of traditional characters leads to simplified ones, and is at most 12 KB, gzip', () => {
  const characters = [...traditional]
  const [from, to] = [0, 1].map((odd) => characters.filter((_, at) => at % 2 === odd)) as [string[], string[]]
  expect(new Set(from).size).toBe(from.length)
  expect(to.filter((character) => from.includes(character))).toEqual([])
  expect(gzipSync(JSON.stringify(traditional)).length).toBeLessThanOrEqual(12 * 1024)
})

const grams = (amount: number) => ({ unit: 'g', amount })
test.each([
  ['一斤蜂蜜', ['蜂蜜'], [grams(500)]],
  ['半斤装红茶', ['红茶'], [grams(250)]],
  ['两斤 面条', ['面条'], [grams(1000)]],
  ['二两茶', ['茶'], [grams(100)]],
  ['十五公斤面条', ['面条'], [grams(15_000)]],
  ['一百克黄金芽', ['黄金芽'], [grams(100)]],
  ['绿茶2.5kg', ['绿茶'], [grams(2500)]],
  ['300ml 刺梨汁', ['刺梨汁'], [{ unit: 'ml', amount: 300 }]],
  ['500g', [], [grams(500)]],
  ['TEA-GC-250', ['tea', 'gc', '250'], []],
  ['NDL-KT-4', ['ndl', 'kt', '4'], []],
  ['一一斤茶', ['一一斤茶'], []],
  ['普定的韭黄', ['普定', '韭黄'], []],
])('%s holds the words %j and the sizes %j', (query, words, sizes) => {
  expect(typedIn(query)).toEqual({ words, sizes })
})

test.each(['<i>', '<b>x', '</p>', '"', '&amp;', '\u200b', 'x', '的', ' '])('%j is no search', (query) => {
  expect(typedIn(query)).toBeNull()
})

test.each([
  ['蜜蜂', '蜂蜜', 0],
  ['峰蜜', '蜂蜜', 0],
  ['jiuhaung', '韭黄', 0],
  ['刺li汁', '刺梨汁', 0],
  ['hony', 'honey', 0],
  ['白旗非黄', '白旗韭黄', 1],
  ['分蜜', '蜂蜜', 1],
  ['夜郎大蜂蜜', '夜郎蜂蜜', 2],
  ['韭菜', '韭黄', null],
  ['咖啡', '蜂蜜', null],
  ['honey', 'honey', null],
  ['普定', 'puding', null],
  ['hiney', 'money', null],
])('%s is a slip of %s: %j', (typed, known, slip) => {
  expect(slipFrom(typed, known)).toBe(slip)
})

test('one letter more, less, another or two swapped is one slip; two slips are none', () => {
  for (const other of ['hone', 'oney', 'honeyy', 'hoeny', 'honex', 'xhoney'])
    expect([other, oneSlip('honey', other)]).toEqual([other, true])
  for (const other of ['hon', 'ohnye', 'noneyx', 'yenoh'])
    expect([other, oneSlip('honey', other)]).toEqual([other, false])
})

test('a longest query looks up few keys and is put right in few ways', () => {
  const long = '韭黄炒蛋机'.repeat(8)
  expect(nearKeysOf([long, 'x'.repeat(40), '茶叶礼盒']).length).toBeLessThanOrEqual(160)
  const known = Array.from({ length: 100 }, (_, at) => `hone${String.fromCharCode(97 + (at % 26))}`)
  expect(meantBy(['honee', 'honey'], known).length).toBeLessThanOrEqual(5)
})

test('a list of synonyms says what is wrong with it', () => {
  expect(synonymsIn('果脯、蜜饯,刺梨干\n\n面条 挂面\n禮盒；Gift Box')).toEqual([
    ['果脯', '蜜饯', '刺梨干'],
    ['面条', '挂面'],
    ['礼盒', 'gift box'],
  ])
  expect(synonymProblem([['茶', '茗']])).toBeNull()
  expect(synonymProblem([['茶']])).toMatch('只有一个词')
  expect(
    synonymProblem([
      ['茶', '茗'],
      ['茗', '红茶'],
    ]),
  ).toMatch('两行')
  expect(synonymProblem([['茶', '长'.repeat(21)]])).toMatch('太长')
  expect(synonymProblem(Array.from({ length: 201 }, (_, at) => [`a${at}`, `b${at}`]))).toMatch('200行')
})
