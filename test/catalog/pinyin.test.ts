import { gzipSync } from 'node:zlib'
import { pinyin } from 'pinyin-pro'
import { expect, test } from 'vitest'
import syllables from '../../src/catalog/pinyin/syllables.json' with { type: 'json' }
import { pinyinOf, pinyinWords } from '../../src/catalog/pinyin.ts'
import { sampleListings } from '../../src/db/sample/world.ts'

const dictionary = (text: string): string[] =>
  pinyin(text.replace(/[^\p{Script=Han}]/gu, ''), { toneType: 'none', type: 'array', v: true })

const names = sampleListings().flatMap((listing) => [listing.nameZh, listing.originZh, ...listing.aliases])

test.each([...new Set(names)])('%s reads as the dictionary says', (name) => {
  expect(pinyinOf(name)).toEqual(dictionary(name))
})

test('the 3,755 commonest characters read as the dictionary says', () => {
  const decoder = new TextDecoder('gbk')
  const common: string[] = []
  for (let row = 0xb0; row <= 0xd7; row += 1)
    for (let cell = 0xa1; cell <= 0xfe; cell += 1) {
      const character = decoder.decode(new Uint8Array([row, cell]))
      if (/^\p{Script=Han}$/u.test(character)) common.push(character)
    }
  expect(common).toHaveLength(3755)
  expect(common.filter((one) => pinyinOf(one)[0] !== pinyin(one, { toneType: 'none', v: true }))).toEqual([])
})

test('a name is found by its pinyin or initials from any character on', () => {
  expect(pinyinWords('白旗韭黄').split(' ')).toEqual(
    expect.arrayContaining(['baiqijiuhuang', 'jiuhuang', 'bqjh', 'jh', 'huang']),
  )
  expect(pinyinWords('绿茶 100 g')).toBe('lvcha lc cha c')
})

test('the table is at most 20 KB, gzip, which the Worker can carry', () => {
  expect(gzipSync(JSON.stringify(syllables)).length).toBeLessThanOrEqual(20 * 1024)
})
