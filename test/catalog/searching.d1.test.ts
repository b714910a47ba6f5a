import { beforeAll, describe, expect, test } from 'vitest'
import { browser } from '../support/browser.ts'
import { openShop } from '../support/shop.ts'
import { FURTHER, KNOWN, LATER, type Search } from './searches.ts'

beforeAll(async () => {
  await openShop()
})

type Answer = { items: { slug: string }[]; didYouMean: string | null }

async function ask(q: string): Promise<Answer> {
  const answer = await browser().get(`/api/v1/products?q=${encodeURIComponent(q)}`)
  return (await answer.json()) as Answer
}

/** The searches of a table that do not find what they should, with what they find. */
async function missed(table: Search[]): Promise<[string, string[]][]> {
  const answers = await Promise.all(table.map(({ q }) => ask(q)))
  return table.flatMap(({ q, finds = [], without = [], nothing }, at): [string, string[]][] => {
    const slugs = answers[at]!.items.map(({ slug }) => slug)
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
  expect(await missed(LATER)).toEqual([])
})

test('a slip is told apart from what was typed, and nothing else is', async () => {
  const meant = async (q: string) => (await ask(q)).didYouMean
  expect(await meant('蜜蜂')).toBe('蜂蜜')
  expect(await meant('jiuhaung')).toBe('韭黄')
  expect(await meant('gitf')).toBe('gift')
  expect(await meant('一斤峰蜜')).toBe('蜂蜜 500g')
  expect(await meant('红茶 理盒')).toBe('红茶 礼盒')
  for (const q of ['蜂蜜', '白叶茶', '红茶 礼盒', '綠茶', 'honeys', '韭黄炒蛋机', '<i>'])
    expect([q, await meant(q)]).toEqual([q, null])
})

test('a product is found by its name before others are by what their boxes hold', async () => {
  expect((await ask('蜂蜜')).items.map(({ slug }) => slug)).toEqual(['yelang-honey-stick', 'yelang-honey'])
})

test('the API pages through words with a family and an order', async () => {
  const pages: string[][] = []
  let cursor: string | null = ''
  do {
    const path: string = `/api/v1/products?q=${encodeURIComponent('普定')}&family=noodle&sort=price_desc&limit=1`
    const answer = await browser().get(cursor ? `${path}&cursor=${cursor}` : path)
    const { items, nextCursor } = (await answer.json()) as Answer & { nextCursor: string | null }
    pages.push(items.map(({ slug }) => slug))
    cursor = nextCursor
  } while (cursor)
  expect(pages).toEqual([['miaoganma-noodle-kit'], ['miaoganma-noodle']])
})

describe('the page', () => {
  const page = async (path: string) => (await browser().get(path)).text()
  const listed = (html: string) =>
    [...html.matchAll(/class="card" href="[^"]*\/products\/([\w-]+)"/g)].map(([, slug]) => slug)

  test('asks whether something else was meant, and shows what that finds', async () => {
    const html = await page('/products?q=蜜蜂')
    expect(html).toContain('您是不是要找')
    expect(html).toContain(`href="/products?q=${encodeURIComponent('蜂蜜')}&amp;sort=season"`)
    expect(listed(html)).toContain('yelang-honey')
    expect(await page('/en/products?q=hony')).toContain('Did you mean')
  })

  test('without a result it offers the families and what comes nearest', async () => {
    const html = await page('/products?q=韭黄炒蛋机')
    expect(html).toContain('没有找到“韭黄炒蛋机”')
    for (const family of ['tea', 'chive', 'cili', 'honey', 'noodle', 'gift'])
      expect(html).toContain(`href="/products?family=${family}"`)
    expect(listed(html)).toEqual(['baiqi-chive', 'puding-chive-canteen'])
    expect(listed(await page('/products?q=<b>x'))).toHaveLength(4)
  })

  test('without a result under filters it offers the search without them', async () => {
    const html = await page('/products?q=蜂蜜&family=tea')
    expect(html).toContain('在这些条件下没有找到“蜂蜜”')
    expect(html).toContain(`href="/products?q=${encodeURIComponent('蜂蜜')}"`)
    expect(listed(html)).toEqual(['yelang-honey-stick', 'yelang-honey'])
  })

  test('keeps the words where a family is chosen', async () => {
    const address = `/products?q=${encodeURIComponent('茶')}&amp;sort=season&amp;family=gift`
    expect(await page('/products?q=茶')).toContain(`href="${address}"`)
  })

  test('writes out what was typed as text', async () => {
    expect(await page('/products?q=<img src=x>')).not.toContain('<img src=x>')
  })
})
