import { beforeEach, expect, test } from 'vitest'
import { browser } from '../support/browser.ts'
import { openShop } from '../support/shop.ts'

beforeEach(async () => {
  await openShop()
})
const html = async (path: string) => (await browser().get(path)).text()

test('a lowest price above the highest is said, at the fields and where the products would stand', async () => {
  const zh = await html('/products?low=１００&high=50')
  expect(zh.match(/最低价高于最高价/g)).toHaveLength(2)
  expect(zh).toContain('value="１００"')
  expect(await html('/en/products?low=100&high=50')).toContain('above the highest')
  expect(await html('/products?low=50&high=100')).not.toContain('最低价高于最高价')
})

test('prices typed in full width filter like any other', async () => {
  const cards = (text: string) =>
    [...text.matchAll(/class="card-title"[^>]*href="([^"]*)"|href="(\/products\/[^"?]*)"/g)].length
  expect(cards(await html('/products?low=５０&high=１００'))).toBe(
    cards(await html('/products?low=50&high=100')),
  )
})

test('a further page of the list leads on, and back to its start', async () => {
  const first = await html('/products?family=tea')
  const all = await html('/products')
  const more = /href="([^"]*)" data-more/.exec(all)?.[1]
  expect(first).not.toContain('从头看')
  expect(more).toBeDefined()
  const second = await html(more!.replaceAll('&amp;', '&'))
  expect(second).toContain('<a href="/products">‹ 从头看</a>')
})
