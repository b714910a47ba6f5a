import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { readGardenCover } from '../../src/adoption/cover-keeping.ts'
import { keepGarden, readGardenRow } from '../../src/adoption/garden-keeping.ts'
import { publishDraft } from '../../src/catalog/listings/draft-publishing.ts'
import { saveDraft } from '../../src/catalog/listings/draft-saving.ts'
import { readPublished } from '../../src/catalog/listings/published.ts'
import { readShareCover } from '../../src/catalog/listings/share-covering.ts'
import { changePrices } from '../../src/catalog/pricing.ts'
import { readPictures } from '../../src/media/queries.ts'
import type { Shop } from '../../src/shop.ts'
import { adminPaths } from '../../src/urls.ts'
import { browser } from '../support/browser.ts'
import { staffIdOf } from '../support/listings.ts'
import { ascii, bytesOf, exifOf, holds, jpegOf, WHERE } from '../support/pictures.ts'
import { openShop } from '../support/shop.ts'
import { fillStaff, signedIn } from '../support/staff.ts'

const DEFAULT = 'http://shop.test/share-cover.png'

let shop: Shop
let id: string
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
  const [row] = await shop.db.all<{ id: string }>(sql`SELECT id FROM products WHERE slug = 'duobei-hong'`)
  id = row!.id
})

async function send(file: Uint8Array<ArrayBuffer>, more: { of?: string; role?: string } = {}) {
  const body = new FormData()
  body.set('of', more.of ?? (await readShareCover(shop.db, id))!.key)
  body.set('picture', new File([file], 'cover.jpg', { type: 'image/jpeg' }))
  body.set('pictureKey', crypto.randomUUID())
  const visitor = await signedIn(more.role ?? 'manager')
  const headers = { Accept: 'application/json' }
  return visitor.send(adminPaths.listingCover(id), { method: 'POST', body, headers })
}
const shared = async (prefix = '') =>
  /property="og:image" content="([^"]*)"/.exec(
    await (await browser().get(`${prefix}/products/duobei-hong`)).text(),
  )?.[1]
const kept = () => shop.db.all(sql`SELECT id FROM media`)
const messageOf = async (answer: Response) => ((await answer.json()) as { message: string }).message

test('a drawn cover becomes what shared links show, cleaned as any picture is, at an address that stays', async () => {
  expect(await shared()).toBe(DEFAULT)
  const etag = (await browser().get('/products/duobei-hong')).headers.get('ETag')
  const answer = await send(jpegOf(800, 800, [exifOf(1)]))
  expect(answer.status).toBe(201)
  const { src } = (await answer.json()) as { src: string }
  expect([await shared(), await shared('/en')]).toEqual([`http://shop.test${src}`, `http://shop.test${src}`])
  expect((await browser().get('/products/duobei-hong')).headers.get('ETag')).not.toBe(etag)
  const picture = await browser().get(src)
  expect(picture.headers.get('Content-Type')).toBe('image/jpeg')
  expect(picture.headers.get('Cache-Control')).toContain('immutable')
  expect(holds(new Uint8Array(await picture.arrayBuffer()), WHERE)).toBe(false)
  const [entry] = await shop.db.all(
    sql`SELECT object, after ->> 'cover' cover FROM audit_entries WHERE verb = 'listing.share_cover'`,
  )
  expect(entry).toEqual({ object: `product:${id}`, cover: src })
  expect(await readPictures(shop.db, { limit: 10 })).toEqual([])
  const editor = await (await signedIn('manager')).get(adminPaths.listing(id))
  expect(await editor.text()).toContain(`src="${src}"`)
})

test.each([
  ['a picture that is not square', jpegOf(800, 600), 422, '正方形'],
  ['a small square', jpegOf(200, 200), 422, '至少 400 像素'],
  ['SVG', ascii('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), 422, 'SVG'],
  ['a web page', ascii('<!doctype html><p>x'), 422, '网页'],
  ['half a JPEG', jpegOf(800, 800).slice(0, 60), 422, '不完整'],
  [
    'markup among the pixels',
    bytesOf(jpegOf(800, 800).slice(0, -2), ascii('<script>x'), [0xff, 0xd9]),
    422,
    '代码',
  ],
])('%s is refused with a sentence, and the default stays', async (_, file, status, told) => {
  const answer = await send(file)
  expect([answer.status, await messageOf(answer)]).toEqual([status, expect.stringContaining(told)])
  expect([await shared(), await kept()]).toEqual([DEFAULT, []])
})

test('a cover drawn of what the product no longer is counts for nothing, one of a changed price still does', async () => {
  const by = await staffIdOf(shop, 'manager')
  const old = (await readShareCover(shop.db, id))!.key
  const { src } = (await (await send(jpegOf(800, 800))).json()) as { src: string }
  const [price] = await shop.db.all<{ seenFen: number }>(
    sql`SELECT price_fen seenFen FROM variants WHERE sku = 'TEA-DH-100'`,
  )
  const dearer = await changePrices(shop, [{ sku: 'TEA-DH-100', ...price!, fen: price!.seenFen + 200 }], by)
  expect(dearer.ok).toBe(true)
  expect(await shared()).toBe(`http://shop.test${src}`)
  const { content, version } = (await readPublished(shop.db, id))!
  const renamed = { ...content, nameZh: '朵贝红·秋茶' }
  await saveDraft(shop, { id, productId: id, seq: 0, baseVersion: version, content: renamed }, by)
  expect(await shared()).toBe(`http://shop.test${src}`)
  expect((await publishDraft(shop, id, 1, by)).ok).toBe(true)
  expect(await shared()).toBe(DEFAULT)
  const late = await send(jpegOf(800, 800), { of: old })
  expect([late.status, await messageOf(late)]).toEqual([409, expect.stringContaining('刷新')])
  expect(await shared()).toBe(DEFAULT)
  expect((await send(jpegOf(900, 900))).status).toBe(201)
  expect(await shared()).not.toBe(DEFAULT)
})

test('those who may not publish cannot change what shared links show', async () => {
  expect((await send(jpegOf(800, 800), { role: 'viewer' })).status).toBe(403)
  expect(await (await (await signedIn('viewer')).get(adminPaths.listing(id))).text()).not.toContain(
    'data-share-cover',
  )
  expect([await shared(), await kept()]).toEqual([DEFAULT, []])
})

test('a garden has its scene’s cover until its own is drawn, and again once it is renamed', async () => {
  const garden = async () =>
    /property="og:image" content="([^"]*)"/.exec(
      await (await browser().get('/gardens/yunjiao-baicha')).text(),
    )?.[1]
  const draw = async (of: string, role = 'manager') => {
    const body = new FormData()
    body.set('of', of)
    body.set('picture', new File([jpegOf(800, 800)], 'cover.jpg', { type: 'image/jpeg' }))
    body.set('pictureKey', crypto.randomUUID())
    const headers = { Accept: 'application/json' }
    return (await signedIn(role)).send(adminPaths.gardenCover('A'), { method: 'POST', body, headers })
  }
  const general = 'http://shop.test/share-garden-a.jpg'
  expect(await garden()).toBe(general)
  const { key } = (await readGardenCover(shop.db, 'A'))!
  expect((await draw(key, 'viewer')).status).toBe(403)
  expect((await draw('of something else')).status).toBe(409)
  const { src } = (await (await draw(key)).json()) as { src: string }
  expect(await garden()).toBe(`http://shop.test${src}`)
  expect(await (await (await signedIn('manager')).get(adminPaths.editGarden('A'))).text()).toContain(
    `src="${src}"`,
  )
  const renamed = { ...(await readGardenRow(shop.db, 'A'))!, nameZh: '云脚春园' }
  const editor = { staffId: await staffIdOf(shop, 'manager'), over: 0 }
  expect((await keepGarden(shop, renamed, editor, false)).ok).toBe(true)
  expect(await garden()).toBe(general)
  expect((await draw(key)).status).toBe(409)
})
