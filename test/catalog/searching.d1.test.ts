import { beforeAll, expect, test } from 'vitest'
import { browser } from '../support/browser.ts'
import { openShop } from '../support/shop.ts'
import { FURTHER, KNOWN, type Search } from './searches.ts'

beforeAll(async () => {
  await openShop()
})

async function found(q: string): Promise<string[]> {
  const answer = await browser().get(`/api/v1/products?q=${encodeURIComponent(q)}`)
  const { items } = (await answer.json()) as { items: { slug: string }[] }
  return items.map(({ slug }) => slug)
}

/** The searches of a table that do not find what they should, with what they find. */
async function missed(table: Search[]): Promise<[string, string[]][]> {
  const answers = await Promise.all(table.map(({ q }) => found(q)))
  return table.flatMap(({ q, finds = [], without = [], nothing }, at): [string, string[]][] => {
    const slugs = answers[at]!
    const right =
      finds.every((slug) => slugs.includes(slug)) &&
      !without.some((slug) => slugs.includes(slug)) &&
      (!nothing || slugs.length === 0)
    return right ? [] : [[q, slugs]]
  })
}

test('searches find what they mean: traditional characters, synonyms, sizes, slips, mixed scripts, marks', async () => {
  expect(await missed(KNOWN)).toEqual([])
  expect(await missed(FURTHER)).toEqual([])
})
