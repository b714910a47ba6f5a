import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { saveDraft } from '../../src/catalog/listings/draft-saving.ts'
import { readPublished } from '../../src/catalog/listings/published.ts'
import { publishListings } from '../../src/catalog/listings/publishing.ts'
import { setShelf } from '../../src/catalog/listings/shelving.ts'
import { changePrices } from '../../src/catalog/pricing.ts'
import type { Shop } from '../../src/shop.ts'
import { adminPaths } from '../../src/urls.ts'
import { formIn, typedOver, valueIn } from '../support/forms.ts'
import { staffIdOf } from '../support/listings.ts'
import { openShop } from '../support/shop.ts'
import { fillStaff, signedIn } from '../support/staff.ts'

let shop: Shop
let visitor: Awaited<ReturnType<typeof signedIn>>
let id: string
let by: string
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
  visitor = await signedIn('manager')
  by = await staffIdOf(shop, 'owner')
  const rows = await shop.db.all<{ id: string }>(
    sql`SELECT id FROM products WHERE slug = 'duobei-gongcha-green'`,
  )
  id = rows[0]!.id
})

const opened = async () =>
  formIn(await (await visitor.get(adminPaths.listing(id))).text(), adminPaths.listing(id))
const product = async () => (await readPublished(shop.db, id))!
const priceOf = async (sku: string) =>
  (await product()).content.variants.find((variant) => variant.sku === sku)!.priceFen
const reprice = (seenFen: number, fen: number) =>
  changePrices(shop, [{ sku: 'TEA-GC-100', seenFen, fen }], by)
/** The page that asks about differences, answered as it stands, or with some choices. */
const choose = async (answer: Response, choices: Record<string, string> = {}) =>
  visitor.post(
    adminPaths.listingMerge(id),
    typedOver(formIn(await answer.text(), adminPaths.listingMerge(id)), choices),
  )
const publish = async () => visitor.post(adminPaths.listingPublication(id), await opened())

test('refused for a slip and published, the editor takes back no price that was changed on the table meanwhile', async () => {
  const form = await opened()
  await reprice(6800, 6500)
  const typed = { nameZh: '朵贝贡茶新名', 'sku.1.price': '一百' }
  const slipped = await visitor.post(adminPaths.listingPublication(id), typedOver(form, typed))
  expect(slipped.status).toBe(422)
  const right = typedOver(formIn(await slipped.text(), adminPaths.listing(id)), { 'sku.1.price': '158' })
  expect((await visitor.post(adminPaths.listingPublication(id), right)).status).toBe(303)
  const { content } = await product()
  expect([content.nameZh, await priceOf('TEA-GC-100')]).toEqual(['朵贝贡茶新名', 6500])
})

test('a price typed over one that was changed meanwhile is asked about with both, and either can be chosen', async () => {
  const form = await opened()
  await reprice(6800, 6500)
  const asked = await visitor.post(adminPaths.listing(id), typedOver(form, { 'sku.0.price': '70' }))
  const html = await asked.clone().text()
  expect([asked.status, html.includes('价格 70'), html.includes('价格 65')]).toEqual([409, true, true])
  expect((await choose(asked)).status).toBe(303)
  expect((await publish()).status).toBe(303)
  expect(await priceOf('TEA-GC-100')).toBe(7000)
})

const drafted = async (change: object) => {
  const { content, version } = await product()
  const draft = { id, productId: id, seq: 0, baseVersion: version, content: { ...content, ...change } }
  expect((await saveDraft(shop, draft, by)).ok).toBe(true)
}
const held = (form: [string, string][], names: string[]) => names.map((name) => valueIn(form, name))

test('a colleague’s draft of other fields, of one row and of one month too, is merged without a question', async () => {
  const form = await opened()
  const { content } = await product()
  const variants = content.variants.map((own) =>
    own.sku === 'TEA-GC-100' ? { ...own, specEn: 'A tin of 100 g' } : own,
  )
  await drafted({ variants, storyZh: '同事写的故事。' })
  const typed = { nameZh: '我的名字', 'sku.0.price': '70' }
  expect((await visitor.post(adminPaths.listing(id), typedOver(form, typed))).status).toBe(303)
  expect(held(await opened(), ['nameZh', 'storyZh', 'sku.0.price', 'sku.0.specEn'])).toEqual([
    ...['我的名字', '同事写的故事。'],
    ...['70', 'A tin of 100 g'],
  ])
})

test('a colleague’s draft that was merged is seen before it is published', async () => {
  const form = await opened()
  await drafted({ storyZh: '同事还没写完的' })
  const late = await visitor.post(adminPaths.listingPublication(id), typedOver(form, { nameZh: '我的名字' }))
  expect([late.status, late.headers.get('Location')?.endsWith('done=merged')]).toEqual([303, true])
  expect((await product()).content.storyZh).not.toContain('同事还没写完的')
  expect((await publish()).status).toBe(303)
  const { nameZh, storyZh } = (await product()).content
  expect([nameZh, storyZh]).toEqual(['我的名字', '同事还没写完的'])
})

test('where both changed one field of a row, choosing mine takes back nothing else of theirs', async () => {
  const form = await opened()
  const { content } = await product()
  const variants = content.variants.map((own) =>
    own.sku === 'TEA-GC-100' ? { ...own, specEn: 'A tin of 100 g', specZh: '罐装100克' } : own,
  )
  await drafted({ variants })
  const asked = await visitor.post(adminPaths.listing(id), typedOver(form, { 'sku.0.specZh': '盒装100克' }))
  expect(asked.status).toBe(409)
  expect((await choose(asked)).status).toBe(303)
  expect(held(await opened(), ['sku.0.specZh', 'sku.0.specEn'])).toEqual(['盒装100克', 'A tin of 100 g'])
})

test('of a colleague’s draft what nobody touched here is kept without a choice being made', async () => {
  const form = await opened()
  const { content, version } = await product()
  const theirs = { ...content, storyZh: '同事写的故事。', aliases: ['贡茶'] }
  await saveDraft(shop, { id, productId: id, seq: 0, baseVersion: version, content: theirs }, by)
  const asked = await visitor.post(
    adminPaths.listing(id),
    typedOver(form, { nameZh: '我的名字', aliases: '绿茶' }),
  )
  expect((await choose(asked)).status).toBe(303)
  const kept = await opened()
  expect(['nameZh', 'storyZh', 'aliases'].map((name) => valueIn(kept, name))).toEqual([
    '我的名字',
    '同事写的故事。',
    '绿茶',
  ])
})

test('a draft begun before another version was published is laid beside it, and takes nothing of it back unseen', async () => {
  const first = await opened()
  await visitor.post(adminPaths.listing(id), typedOver(first, { nameZh: '草稿里的名字' }))
  const { content } = await product()
  await publishListings(shop.db, [{ ...content, storyZh: '表格里的新故事。' }], 1, shop.now, by)
  expect((await publish()).status).toBe(303)
  const now = (await product()).content
  expect([now.nameZh, now.storyZh]).toEqual(['草稿里的名字', '表格里的新故事。'])
})

test('a product moved off the shelf meanwhile, or a price changed and changed back, asks nothing', async () => {
  const form = await opened()
  await setShelf(shop, [id], false, by)
  await reprice(6800, 6500)
  await reprice(6500, 6800)
  expect((await visitor.post(adminPaths.listing(id), typedOver(form, { nameZh: '新名' }))).status).toBe(303)
})

test('a price changed between reading a product and keeping its draft refuses the draft', async () => {
  const { content, version, edits } = await product()
  await reprice(6800, 6500)
  const saving = { id, productId: id, seq: 0, baseVersion: version, edits, content }
  expect(await saveDraft(shop, saving, by)).toEqual({ ok: false, refusal: { code: 'conflict' } })
  expect(await shop.db.all(sql`SELECT id FROM product_drafts`)).toEqual([])
})
