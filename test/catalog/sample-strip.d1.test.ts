import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { raiseContentVersion } from '../../src/db/content-version.ts'
import type { Shop } from '../../src/shop.ts'
import { browser } from '../support/browser.ts'
import { openShop } from '../support/shop.ts'

const STRIP = '本页价格、规格、库存为示例'
const GOODS = ['/', '/products', '/products?family=tea', '/products/duobei-hong', '/cart']
const GARDENS = ['yunjiao-baicha', 'gongchapo', 'huangjinya'].map((slug) => `/gardens/${slug}`)

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})

const html = async (path: string) => (await browser().get(path)).text()
/** Those of the addresses whose page says that its figures are examples. */
const marked = async (paths: string[]) => {
  const said = await Promise.all(paths.map(async (path) => ((await html(path)).includes(STRIP) ? path : [])))
  return said.flat()
}
const keep = async (...statements: ReturnType<typeof sql>[]) => {
  for (const statement of statements) await shop.db.run(statement)
  await raiseContentVersion(shop.db)
}

test('every page with figures of samples says so, and none that shows only what is for sale', async () => {
  const all = [...GOODS, '/gardens', ...GARDENS]
  expect(await marked(all)).toEqual(all)
  await keep(sql`UPDATE products SET sample = 0`, sql`UPDATE gardens SET sample = 0`)
  expect(await marked(all)).toEqual([])
  await keep(sql`UPDATE gardens SET sample = 1 WHERE slug = 'yunjiao-baicha'`)
  expect(await marked(all)).toEqual(['/', '/gardens', '/gardens/yunjiao-baicha'])
})

test('one sample among what is for sale marks its own page and the lists it stands in', async () => {
  await keep(sql`UPDATE products SET sample = slug = 'duobei-hong'`)
  const [other] = await shop.db.all<{ slug: string }>(
    sql`SELECT slug FROM products WHERE family = 'honey' AND listed = 1 LIMIT 1`,
  )
  const own = ['/products/duobei-hong', '/products?family=tea']
  expect(await marked([...own, '/products?family=honey', `/products/${other!.slug}`])).toEqual(own)
})

test('a shop without goods does not ask for other filters, and marks nothing as a sample', async () => {
  await keep(sql`UPDATE products SET listed = 0`, sql`UPDATE gardens SET listed = 0`)
  expect(await marked(['/', '/products', '/gardens'])).toEqual([])
  expect(await html('/products')).toContain('还没有商品上架')
  expect(await html('/en/products')).toContain('Nothing is on sale yet')
  expect(await html('/products?family=tea')).toContain('没有符合条件的商品')
})

test('a page of real goods that shows cards of samples says so', async () => {
  await keep(sql`UPDATE products SET sample = slug <> 'yelang-honey'`)
  // Beside it stands 相关商品: honey sticks, a sample, with its price.
  expect(await html('/products/yelang-honey')).toContain('/products/yelang-honey-stick')
  expect(await marked(['/products/yelang-honey'])).toEqual(['/products/yelang-honey'])
})
