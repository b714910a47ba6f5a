import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import type { Shop } from '../../src/shop.ts'
import { pathsFor } from '../../src/urls.ts'
import { adopt, plotOf } from '../support/adoptions.ts'
import { browser } from '../support/browser.ts'
import { codeOf } from '../support/qr.ts'
import { openShop } from '../support/shop.ts'

const [zh, en] = [pathsFor('zh'), pathsFor('en')]

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})

const textOf = async (path: string) => (await browser().get(path)).text()

test('a product’s poster is a picture that runs nothing, is kept by caches until the shop changes, and opens its page', async () => {
  for (const paths of [zh, en]) {
    const answer = await browser().get(paths.productPoster('duobei-hong'))
    expect(answer.headers.get('Content-Type')).toBe('image/svg+xml; charset=utf-8')
    expect(answer.headers.get('Content-Security-Policy')).toBe("default-src 'none'; img-src data:; sandbox")
    expect(answer.headers.get('Cache-Control')).toContain('public')
    expect(answer.headers.get('ETag')).toBeTruthy()
    expect(codeOf(await answer.text())).toBe(`http://shop.test${paths.product('duobei-hong')}`)
  }
  expect(await textOf(zh.productPoster('duobei-hong', { sku: 'TEA-DH-100' }))).toContain('¥88<')
  await shop.db.run(sql`UPDATE products SET picture = '/media/gone.webp' WHERE slug = 'duobei-hong'`)
  expect((await browser().get(zh.productPoster('duobei-hong'))).status).toBe(200)
  for (const unknown of [zh.productPoster('nothing'), zh.productShare('nothing')])
    expect((await browser().get(unknown)).status).toBe(404)
})

test('a product leads to the page of its poster, which sends on the product’s link and is in no index', async () => {
  expect(await textOf(zh.product('duobei-hong'))).toContain(`href="${zh.productShare('duobei-hong')}`)
  const page = await textOf(zh.productShare('duobei-hong', { sku: 'TEA-DH-100' }))
  expect(page).toContain(`src="${zh.productPoster('duobei-hong', { sku: 'TEA-DH-100' })}"`)
  expect(page).toContain('长按图片保存')
  expect(page).toContain('data-copy="http://shop.test/products/duobei-hong"')
  expect(page).toContain('content="noindex"')
})

test('a garden leads to its poster, whose code opens the garden; one that is not listed has none', async () => {
  const slug = 'gongchapo'
  expect(await textOf(zh.garden(slug))).toContain(`href="${zh.gardenShare(slug)}"`)
  expect(await textOf(en.gardenShare(slug))).toContain(`src="${en.gardenPoster(slug)}"`)
  expect(codeOf(await textOf(en.gardenPoster(slug)))).toBe(`http://shop.test${en.garden(slug)}`)
  await shop.db.run(sql`UPDATE gardens SET listed = 0 WHERE slug = ${slug}`)
  for (const path of [zh.gardenShare(slug), zh.gardenPoster(slug)])
    expect((await browser().get(path)).status).toBe(404)
})

test('a certificate is passed on without its holder’s name, no cache keeps it, and once it is void there is nothing to pass on', async () => {
  const { ids } = await adopt(shop, [plotOf('A-07')])
  const [row] = await shop.db.all<{ code: string; holder: string }>(
    sql`SELECT code, holder FROM certificates WHERE adoption_id = ${ids[0]}`,
  )
  const { code, holder } = row!
  expect(await textOf(zh.certificate(code))).toContain(`href="${zh.certificateShare(code)}"`)
  const poster = await browser().get(zh.certificatePoster(code))
  expect(poster.headers.get('Cache-Control')).toBe('private, no-store')
  const svg = await poster.text()
  expect(svg).toContain('A-07')
  expect(svg).not.toContain(holder)
  expect(codeOf(svg)).toBe(`http://shop.test${zh.certificate(code)}`)
  expect((await browser().get(zh.certificateShare(code))).headers.get('Cache-Control')).toBe(
    'private, no-store',
  )
  await shop.db.run(sql`UPDATE certificates SET superseded_at = ${shop.now} WHERE code = ${code}`)
  expect((await browser().get(zh.certificatePoster(code))).status).toBe(404)
  expect(await textOf(zh.certificate(code))).not.toContain(zh.certificateShare(code))
})
