import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { accessToken } from '../../src/orders/access-token.ts'
import type { Shop } from '../../src/shop.ts'
import { pathsFor } from '../../src/urls.ts'
import { adopt, plotOf } from '../support/adoptions.ts'
import { browser } from '../support/browser.ts'
import { paidOrder } from '../support/orders.ts'
import { codeOf } from '../support/qr.ts'
import { bindings, openShop } from '../support/shop.ts'
import { FURTHER_PAGES, MAIN_PAGES } from '../support/shopper-pages.ts'

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
    expect(answer.headers.get('ETag')).toMatch(/^W\/"\d/)
    expect(codeOf(await answer.text())).toBe(`http://shop.test${paths.product('duobei-hong')}`)
  }
  expect(await textOf(zh.productPoster('duobei-hong', { sku: 'TEA-DH-100' }))).toContain('¥88<')
  await shop.db.run(sql`UPDATE products SET picture = '/media/gone.webp' WHERE slug = 'duobei-hong'`)
  expect((await browser().get(zh.productPoster('duobei-hong'))).status).toBe(200)
  const key = `${'a'.repeat(64)}.webp`
  await bindings.MEDIA.put(key, new Uint8Array([1, 2, 3]))
  await shop.db.run(sql`UPDATE products SET picture = ${`/media/${key}`} WHERE slug = 'duobei-hong'`)
  expect(await textOf(zh.productPoster('duobei-hong'))).toContain('href="data:image/webp;base64,AQID"')
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
  for (const path of [zh.garden(slug), zh.gardenShare(slug)])
    expect(await textOf(path)).toContain('property="og:image" content="http://shop.test/share-garden-b.jpg"')
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

test('an order of goods is given with a card of the giver’s words: no price, phone or place on it, and none of it is kept', async () => {
  const number = await paidOrder(shop, [['TEA-DH-100', 2]])
  const [row] = await shop.db.all<{ id: string }>(sql`SELECT id FROM orders WHERE number = ${number}`)
  const giver = browser()
  giver.jar.set('orders', `${number}.${await accessToken(shop.settings, row!.id)}`)
  const path = zh.orderGiftCard(number)
  expect(await (await giver.get(zh.order(number))).text()).toContain(`href="${path}"`)
  const typed = { to: '阿珍', message: '慢慢喝 <b>', from: '小满' }
  const answer = await giver.post(path, typed)
  const page = await answer.text()
  const card = page.slice(page.indexOf('<svg xmlns'), page.indexOf('</svg>', page.indexOf('<svg xmlns')))
  expect([answer.status, answer.headers.get('Cache-Control')]).toEqual([200, 'private, no-store'])
  for (const words of ['给 阿珍', '慢慢喝 &lt;b&gt;', '小满', '朵贝红']) expect(card).toContain(words)
  const said = [...card.matchAll(/>([^<]+)</g)].map(([, text]) => text).join(' ')
  expect(said).not.toMatch(/¥|88|1[3-9]\d{9}|广东|\*\*\*\*/)
  expect(codeOf(page)).toBe(`http://shop.test${zh.story}`)
  expect(await (await giver.get(path)).text()).not.toContain('慢慢喝')
  const long = await giver.post(path, { ...typed, message: '长'.repeat(101) })
  expect(long.status).toBe(422)
  expect(await long.text()).toContain('最多 100 字')
  expect((await browser().get(path)).status).toBe(404)
})

const INDEXED = [...MAIN_PAGES, ...FURTHER_PAGES, '/gardens/yunjiao-baicha', '/plots/A-01', '/institutions']

test('every page a search engine or a chat may show names itself, its other language, and what a link to it shows', async () => {
  for (const path of INDEXED) {
    const html = await textOf(path)
    const meta = (name: string) => new RegExp(`<meta property="og:${name}" content="([^"]+)"`).exec(html)?.[1]
    const bare = path.replace(/^\/en(?=\/|$)/, '') || '/'
    const other = `/en${bare === '/' ? '' : bare}`
    const url = `http://shop.test${path}`
    expect([path, /<link rel="canonical" href="([^"]+)"/.exec(html)?.[1]]).toEqual([path, url])
    const languages = [...html.matchAll(/hreflang="([^"]+)" href="([^"]+)"/g)].map(([, ...found]) => found)
    expect([path, languages]).toEqual([
      path,
      [
        ['zh-CN', `http://shop.test${bare}`],
        ['en', `http://shop.test${other}`],
        ['x-default', `http://shop.test${bare}`],
      ],
    ])
    expect([path, meta('url'), meta('locale')]).toEqual([path, url, path === bare ? 'zh_CN' : 'en'])
    for (const name of ['title', 'description', 'site_name', 'type'])
      expect([path, meta(name)]).not.toContain(undefined)
    expect(meta('image')).toMatch(/^http:\/\/shop\.test\/[^"]+\.(png|jpg|webp)$/)
  }
})
