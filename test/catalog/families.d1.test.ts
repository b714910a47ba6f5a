import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { readFamilies } from '../../src/catalog/family-keeping.ts'
import { publishListings } from '../../src/catalog/listings/publishing.ts'
import type { Shop } from '../../src/shop.ts'
import { adminPaths } from '../../src/urls.ts'
import { browser, hidden } from '../support/browser.ts'
import { jar, newHoney } from '../support/listings.ts'
import { openShop } from '../support/shop.ts'
import { fillStaff, signedIn } from '../support/staff.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
})

const page = async (path: string) => (await browser().get(path)).text()
const codes = async () => (await readFamilies(shop.db)).map(({ code }) => code)

test('a family added with a Chinese name alone works in menu, filter, search, editor, promotion codes and API', async () => {
  const manager = await signedIn('manager')
  const added = await manager.post(adminPaths.families, { nameZh: '糟辣椒', nameEn: '', code: '' })
  expect(added.status).toBe(303)
  const said = await (await manager.get(added.headers.get('Location')!)).text()
  expect(said).toMatch(/role="status">品类已加上/)
  expect((await codes()).at(-1)).toBe('zaolajiao')
  await publishListings(
    shop.db,
    [
      newHoney({ slug: 'zaolajiao-1', nameZh: '穿洞糟辣椒', family: 'zaolajiao', variants: [jar('LAJ-1')] }),
      newHoney({ slug: 'honey-2', nameZh: '糟辣椒蜜', variants: [jar('HNY-2')] }),
    ],
    901,
    shop.now,
  )
  for (const path of ['/', '/products', '/en/products'])
    expect(await page(path)).toMatch(/products\?family=zaolajiao"[^>]*>\s*(?:<img[^>]*>\s*)?糟辣椒/)
  const list = await page('/products?family=zaolajiao')
  expect(list).toContain('<h1>糟辣椒</h1>')
  expect(list.match(/class="card"/g)).toHaveLength(1)
  expect(list).toMatch(/aria-current="true">\s*糟辣椒 <small>1<\/small>/)
  const found = await page(`/products?family=zaolajiao&q=${encodeURIComponent('糟辣椒')}`)
  expect(found).toContain('穿洞糟辣椒')
  expect(found).not.toContain('糟辣椒蜜')
  expect(await page('/products/zaolajiao-1')).toContain('糟辣椒</a>')
  for (const path of [adminPaths.newListing, adminPaths.listings(), adminPaths.newCode])
    expect(await (await manager.get(path)).text()).toContain('value="zaolajiao"')
  const api = JSON.parse(await page('/api/v1/families')) as { items: object[] }
  expect(api.items.at(-1)).toEqual({ code: 'zaolajiao', name: '糟辣椒', products: 1 })
})

test('a family is named anew for every page at once, with English where somebody wrote it', async () => {
  const manager = await signedIn('manager')
  const before = await page('/en')
  expect(before).toContain('>Miaoganma noodles</a>')
  const form = await (await manager.get(adminPaths.family('noodle'))).text()
  const over = hidden(form, 'over')
  const named = await manager.post(adminPaths.family('noodle'), { over, nameZh: '手工面', nameEn: '' })
  expect(named.status).toBe(303)
  expect(await page('/')).toContain('手工面')
  expect(await page('/en')).toContain('>手工面</a>')
  const late = await manager.post(adminPaths.family('noodle'), {
    over,
    nameZh: '面条',
    nameEn: 'Miaoganma noodles',
  })
  expect(late.status).toBe(409)
  expect(await late.text()).toContain('手工面')
})

test('families stand in the order staff give them', async () => {
  const manager = await signedIn('manager')
  expect((await manager.post(adminPaths.familyMove('noodle'), { by: 'up' })).status).toBe(303)
  expect(await codes()).toEqual(['tea', 'gift', 'chive', 'cili', 'noodle', 'honey'])
  const menu = await page('/')
  expect(menu.indexOf('family=noodle')).toBeLessThan(menu.indexOf('family=honey'))
})

test('a name or code that is taken or unfit is refused at its field, and nothing is written', async () => {
  const manager = await signedIn('manager')
  const add = async (nameZh: string, code: string) => {
    const answer = await manager.post(adminPaths.families, { nameZh, nameEn: '', code })
    return { status: answer.status, html: await answer.text() }
  }
  expect((await add('', '')).html).toContain('请填写品类的中文名称')
  expect((await add('礼盒', 'box')).html).toContain('已有“礼盒”这个品类')
  for (const code of ['tea', 'adoption', 'Two Words', 'x']) {
    const { status, html } = await add('糟辣椒', code)
    expect([code, status]).toEqual([code, 422])
    expect(html).toContain('id="code-error"')
  }
  expect(await codes()).toHaveLength(6)
})

test('an address with a family that does not exist shows all goods', async () => {
  const all = (await page('/products')).match(/class="card"/g)
  for (const family of ['nothing', 'constructor', '%27'])
    expect((await page(`/products?family=${family}`)).match(/class="card"/g)).toEqual(all)
})

test('a database of before keeps its families and shows them', async () => {
  const [row] = await shop.db.all<{ families: string }>(sql`SELECT families FROM content_version`)
  expect(JSON.parse(row!.families).map(({ code }: { code: string }) => code)).toEqual(await codes())
})
