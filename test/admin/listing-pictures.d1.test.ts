import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { readDraft } from '../../src/catalog/listings/drafts.ts'
import { readPictures } from '../../src/media/queries.ts'
import type { Shop } from '../../src/shop.ts'
import { adminPaths } from '../../src/urls.ts'
import { browser } from '../support/browser.ts'
import { ascii, jpegOf } from '../support/pictures.ts'
import { openShop } from '../support/shop.ts'
import { fillStaff, signedIn } from '../support/staff.ts'

let shop: Shop
let visitor: Awaited<ReturnType<typeof signedIn>>
let id: string
beforeAll(async () => {
  shop = await openShop()
  await fillStaff(shop)
  visitor = await signedIn('manager')
  const [row] = await shop.db.all<{ id: string }>(sql`SELECT id FROM products WHERE slug = 'duobei-hong'`)
  id = row!.id
})
beforeEach(async () => {
  await shop.db.run(sql`DELETE FROM product_drafts`)
})

function send(file: Uint8Array<ArrayBuffer>, altZh: string) {
  const body = new FormData()
  body.set('picture', new File([file], 'a.jpg', { type: 'image/jpeg' }))
  body.set('pictureKey', crypto.randomUUID())
  body.set('pictureAltZh', altZh)
  return visitor.send(adminPaths.listingPictures(id), { method: 'POST', body })
}
const pictures = async () => (await readDraft(shop.db, id))?.content.pictures ?? []

test('a photo is kept, stands in the draft behind the others, and in the shop after publishing', async () => {
  expect((await send(jpegOf(900, 900), '一罐红茶')).status).toBe(303)
  const [kept] = await readPictures(shop.db, { limit: 1 })
  await visitor.post(adminPaths.listingPictures(id), { media: kept!.id })
  expect((await pictures()).map(({ zh }) => zh)).toEqual(['一罐红茶', '一罐红茶'])
  expect(await (await browser().get('/products/duobei-hong')).text()).not.toContain('一罐红茶')
  const editor = await (await visitor.get(adminPaths.listing(id))).text()
  const fields = [...editor.matchAll(/name="([\w.]+)"[^>]*? value="([^"]*)"/g)].map(
    (match): [string, string] => [match[1]!, match[2]!],
  )
  const chosen = [...editor.matchAll(/<select[^>]*name="([\w.]+)".*?<\/select>/gs)].map(
    (match): [string, string] => [match[1]!, /value="([^"]*)" selected/.exec(match[0])?.[1] ?? ''],
  )
  const done = await visitor.post(adminPaths.listingPublication(id), [
    ...fields.filter(([name]) => !['act', 'then', 'version'].includes(name)),
    ...chosen,
  ])
  expect(done.headers.get('Location')).toBe(adminPaths.listing(id, { done: 'published' }))
  expect(await (await browser().get('/products/duobei-hong')).text()).toMatch(
    /src="\/media\/[0-9a-f]+\.\w+"[^>]*alt="[^"]*一罐红茶/,
  )
})

test('several photos are added together, in their order, or none of them', async () => {
  for (const alt of ['外包装', '茶汤', '叶底']) await send(jpegOf(20, 20), alt)
  await shop.db.run(sql`DELETE FROM product_drafts`)
  const kept = await readPictures(shop.db, { limit: 3 })
  const ids = kept.reverse().map(({ id }): [string, string] => ['media', id])
  const missing = await visitor.post(adminPaths.listingPictures(id), [...ids, ['media', 'med_none']])
  expect([missing.status, await pictures()]).toEqual([404, []])
  expect((await visitor.post(adminPaths.listingPictures(id), ids)).status).toBe(303)
  expect((await pictures()).map(({ zh }) => zh).slice(-3)).toEqual(['外包装', '茶汤', '叶底'])
})

test.each([
  ['without a word of what it shows', jpegOf(8, 8), ''],
  ['that is an SVG', ascii('<svg onload="alert(1)"/>'), '图'],
])('a photo %s is refused with 422 and leaves the draft alone', async (_title, file, alt) => {
  const answer = await send(file, alt)
  expect([answer.status, await pictures()]).toEqual([422, []])
})

test('a picture or a listing that is not there is 404', async () => {
  expect((await visitor.post(adminPaths.listingPictures(id), { media: 'med_none' })).status).toBe(404)
  expect((await visitor.get(adminPaths.listingPictures('prd_none'))).status).toBe(404)
})
