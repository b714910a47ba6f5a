import { beforeEach, expect, test } from 'vitest'
import { browser } from '../support/browser.ts'
import { openShop } from '../support/shop.ts'

beforeEach(async () => {
  await openShop()
})

/** The options in their order: where each leads. */
const leads = async (q: string, prefix = '') => {
  const answer = await browser().get(`${prefix}/suggestions?q=${encodeURIComponent(q)}`)
  expect([answer.status, answer.headers.get('X-Robots-Tag')]).toEqual([200, 'noindex'])
  const html = await answer.text()
  return [...html.matchAll(/<li role="option" aria-selected="false"><a href="([^"]*)"/g)].map(([, href]) =>
    href!.replaceAll('&amp;', '&'),
  )
}

test('a family, a place and products are proposed by the beginning of their names, then the search itself', async () => {
  const honey = await leads('蜂蜜')
  expect(honey[0]).toBe('/products?family=honey')
  expect(honey).toContain('/products/yelang-honey')
  expect(honey.at(-1)).toBe(`/products?q=${encodeURIComponent('蜂蜜')}`)
  expect((await leads('化处'))[0]).toBe('/products?origin=huachu')
  expect(await leads('duobei hong', '/en')).toContain('/en/products/duobei-hong')
  expect((await leads('gongcha')).slice(0, -1)).toContain('/products/duobei-gongcha-green')
})

test('nothing typed proposes nothing, and what was typed is text, never markup', async () => {
  expect(await leads('')).toEqual([])
  expect(await leads('  ')).toEqual([])
  const html = await (await browser().get(`/suggestions?q=${encodeURIComponent('<b>"茶')}`)).text()
  expect(html).not.toContain('<b>')
  expect(html).toContain('&lt;b&gt;')
  const long = await leads('茶'.repeat(300))
  expect(long.at(-1)).toBe(`/products?q=${encodeURIComponent('茶'.repeat(40))}`)
})
