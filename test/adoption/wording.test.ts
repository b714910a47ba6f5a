import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** Words the campaign never uses (and 认养, which is 认购 here); 增值税 is a tax, 回购物车 a way back. */
const BARRED = /认养|分红|收益|回报率|回购(?!物)|保本|增值(?!税)/

/** Where the words themselves are listed, so that nobody else can write them. */
const LISTS = ['src/catalog/listings/claims.ts', 'src/adoption/board-name.ts']

/** The one sentence that tells an adopter which words a board refuses. */
const TELLING = ['名牌不超过12个字，且不能用不合适的词语']

const files = globSync('{src,migrations,public}/**/*.{ts,tsx,json,sql,md,html,webmanifest}').filter(
  (file) => !LISTS.includes(file) && !file.includes('/build/'),
)

test('no text, sample or default of the shop uses a word of investment, or 认养', () => {
  expect(files.length).toBeGreaterThan(300)
  const found = files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => BARRED.test(line) && !TELLING.some((told) => line.includes(told)))
      .map((line) => `${file}: ${line.trim().slice(0, 120)}`),
  )
  expect(found).toEqual([])
})
