import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { readSheet } from '../../src/kernel/spreadsheet.ts'
import type { Shop } from '../../src/shop.ts'
import { adminPaths, pathsFor } from '../../src/urls.ts'
import { browser } from '../support/browser.ts'
import { formIn, typedOver } from '../support/forms.ts'
import { availableOf, openShop } from '../support/shop.ts'
import { fillStaff, signedIn } from '../support/staff.ts'

let shop: Shop
let visitor: Awaited<ReturnType<typeof signedIn>>
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
  visitor = await signedIn('manager')
})

const SKU = 'TEA-GC-100'
const priceOf = async () =>
  (await shop.db.all<{ fen: number }>(sql`SELECT price_fen fen FROM variants WHERE sku = ${SKU}`))[0]!.fen
const listing = async () =>
  (await shop.db.all<{ id: string }>(sql`SELECT product_id id FROM variants WHERE sku = ${SKU}`))[0]!.id

test('the listing table asks once before a price or a stock with a digit too many is saved', async () => {
  const stock = await availableOf(shop.db, SKU)
  const form = formIn(await (await visitor.get(adminPaths.listings())).text(), adminPaths.listingChanges)
  const typed = { [`price.${SKU}`]: '¥１,068', [`stock.${SKU}`]: `1${stock}` }
  const asked = await visitor.post(adminPaths.listingChanges, typedOver(form, typed))
  const page = await asked.text()
  expect([asked.status, await priceOf(), await availableOf(shop.db, SKU)]).toEqual([422, 6800, stock])
  expect(page).toContain(`${SKU} 的价格从 68 元改成 1,068 元，${SKU} 的库存从 ${stock}件改成 1${stock}件`)
  const saved = await visitor.post(adminPaths.listingChanges, formIn(page, adminPaths.listingChanges))
  expect([saved.status, await priceOf(), await availableOf(shop.db, SKU)]).toEqual([
    303,
    106_800,
    Number(`1${stock}`),
  ])
})

test('the editor asks once at the price, and what is confirmed is published without a second question', async () => {
  const id = await listing()
  const form = formIn(await (await visitor.get(adminPaths.listing(id))).text(), adminPaths.listing(id))
  const field = form.find(([name, value]) => /^sku\.\d+\.sku$/.test(name) && value === SKU)![0]
  const typed = typedOver(form, { [field.replace(/sku$/, 'price')]: '680' })
  const asked = await visitor.post(adminPaths.listingPublication(id), typed)
  const page = await asked.text()
  expect([asked.status, page.includes('从 68 元改成 680 元'), await priceOf()]).toEqual([422, true, 6800])
  const saved = await visitor.post(adminPaths.listingPublication(id), formIn(page, adminPaths.listing(id)))
  expect([saved.status, await priceOf()]).toEqual([303, 68_000])
})

test('a sheet with such a number is imported only after it was ticked as right', async () => {
  const sheet = new TextEncoder().encode(`SKU,价格（元）\n${SKU},6.8`)
  const sent = await visitor.upload(adminPaths.listingSheet, 'sheet', sheet, 'a.csv')
  const plan = sent.headers.get('Location')!
  const form = formIn(await (await visitor.get(plan)).text(), plan)
  const asked = await visitor.post(plan, form)
  expect([asked.status, await priceOf()]).toEqual([422, 6800])
  expect(await asked.text()).toContain(`${SKU} 的价格从 68 元改成 6.8 元`)
  expect((await visitor.post(plan, typedOver(form, { sure: '1' }))).status).toBe(303)
  expect(await priceOf()).toBe(680)
})

test('the page of a SKU and the count ask once before a stock with a digit too many is entered', async () => {
  const stock = await availableOf(shop.db, SKU)
  const page = adminPaths.stockOf(SKU)
  const form = formIn(await (await visitor.get(page)).text(), page)
  const asked = await visitor.post(
    page,
    typedOver(form, { act: 'in', pieces: `${stock}０件`, reason: '补货' }),
  )
  expect([asked.status, await availableOf(shop.db, SKU)]).toEqual([422, stock])
  expect((await visitor.post(page, formIn(await asked.text(), page))).status).toBe(303)
  expect(await availableOf(shop.db, SKU)).toBe(stock * 11)
  const sheet = readSheet(new Uint8Array(await (await visitor.get(adminPaths.stockCountXlsx)).arrayBuffer()))
  const [, , , expected = '', , taking = ''] = 'rows' in sheet ? sheet.rows.find(([sku]) => sku === SKU)! : []
  const rows = JSON.stringify([[2, SKU, expected, `1${expected}`, taking]])
  const counted = await visitor.post(adminPaths.stockCounts, { rows })
  expect([counted.status, await availableOf(shop.db, SKU)]).toEqual([422, stock * 11])
  expect((await visitor.post(adminPaths.stockCounts, { rows, sure: '1' })).status).toBe(303)
})

test('a story no reader can draw is refused at its field, in the editor, in a sheet and on a page', async () => {
  const deep = '>'.repeat(6000)
  const id = await listing()
  const form = formIn(await (await visitor.get(adminPaths.listing(id))).text(), adminPaths.listing(id))
  const refused = await visitor.post(adminPaths.listing(id), typedOver(form, { storyZh: deep }))
  expect([refused.status, (await refused.text()).includes('套得太深')]).toEqual([422, true])
  const sheet = new TextEncoder().encode(`SKU,故事\n${SKU},${deep}`)
  const sent = await visitor.upload(adminPaths.listingSheet, 'sheet', sheet, 'a.csv')
  expect(await (await visitor.get(sent.headers.get('Location')!)).text()).toContain('套得太深')
  const owner = await signedIn('owner')
  const page = await owner.post(adminPaths.pageText('story'), { bodyZh: deep, bodyEn: 'a', over: '0' })
  expect([page.status, (await page.text()).includes('中文的引用、列表或加粗套得太深')]).toEqual([422, true])
})

test('a list filtered by prices typed in any way is filtered; what is no price is said at the field', async () => {
  const shopper = browser()
  const list = async (low: string) => (await shopper.get(pathsFor('zh').products({ low }))).text()
  expect(await list('￥１，０００元')).toContain('≥ ¥1,000')
  for (const wrong of ['8x', '5。5']) {
    const page = await list(wrong)
    expect(page).toContain('价格请填元，例如 68 或 68.5')
    expect(page).toContain(`name="low" inputmode="decimal" value="${wrong}"`)
  }
})
