import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { keepFavourite, readFavourites } from '../../src/customers/favourites.ts'
import { parseFavourites, withFavourite } from '../../src/my/favourites/cookie.ts'
import type { Shop } from '../../src/shop.ts'
import { newestCode, signInOn, signInWith } from '../support/accounts.ts'
import { browser } from '../support/browser.ts'
import { at, openShop } from '../support/shop.ts'

const PHONE = '13900001111'
const [TEA, CHIVE, GIFT] = ['duobei-gongcha-green', 'baiqi-chive', 'gift-puding-four'] as const
let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})

const keep = (visitor: ReturnType<typeof browser>, slug: string) => visitor.post('/favourites', { slug })
const page = async (visitor: ReturnType<typeof browser>) => (await visitor.get('/favourites')).text()
const rows = () => shop.db.all<{ slug: string }>(sql`SELECT slug FROM favourites ORDER BY at DESC`)

describe('a guest', () => {
  test('keeps a product by a form of its page, in a cookie no script reads, and finds it on a page no cache keeps', async () => {
    const visitor = browser()
    expect(await page(visitor)).toContain('还没有收藏')
    const kept = await visitor.post('/favourites', { slug: TEA, sku: 'TEA-GC-250' })
    expect([kept.status, kept.headers.get('Location')]).toEqual([
      303,
      `/products/${TEA}?sku=TEA-GC-250&kept=yes`,
    ])
    expect(kept.headers.get('Set-Cookie')).toMatch(/^favourites=.*HttpOnly/)
    expect(await (await visitor.get(kept.headers.get('Location')!)).text()).toContain('已收藏')
    await keep(visitor, CHIVE)
    await keep(visitor, TEA)
    expect(visitor.jar.get('favourites')).toBe(`${CHIVE}~${TEA}`)
    const answer = await visitor.get('/favourites')
    expect(answer.headers.get('Cache-Control')).toBe('private, no-store')
    const html = await answer.text()
    for (const slug of [TEA, CHIVE]) expect(html).toContain(`/products/${slug}"`)
    expect(await rows()).toEqual([])
  })

  test('is shown the same product page as everybody: what is kept is written into no shared copy', async () => {
    const visitor = browser()
    const before = await (await visitor.get(`/products/${TEA}`)).text()
    await keep(visitor, TEA)
    const answer = await visitor.get(`/products/${TEA}`)
    expect([await answer.text(), answer.headers.get('Cache-Control')]).toEqual([
      before,
      'public, max-age=0, must-revalidate',
    ])
  })

  test('removes one and puts it back; puts one into the cart and stays there', async () => {
    const visitor = browser()
    await keep(visitor, TEA)
    const dropped = await visitor.post('/favourites', { slug: TEA, act: 'drop' })
    expect([visitor.jar.has('favourites'), dropped.headers.get('Location')]).toEqual([
      false,
      `/favourites?dropped=${TEA}`,
    ])
    expect(await (await visitor.get(`/favourites?dropped=${TEA}`)).text()).toContain('value="back"')
    await visitor.post('/favourites', { slug: TEA, act: 'back' })
    const html = await page(visitor)
    const sku = /name="sku" value="([^"]+)"/.exec(html)![1]!
    const added = await visitor.post('/cart/lines', { sku, action: 'add', from: 'favourites' })
    expect(added.headers.get('Location')).toBe('/favourites?added=1')
    expect(visitor.jar.get('cart')).toContain(sku)
  })

  test('is told what cannot be bought now: sold out, out of season, gone from the shop', async () => {
    const visitor = browser()
    for (const slug of [TEA, CHIVE, GIFT]) await keep(visitor, slug)
    expect((await page(visitor)).match(/name="action" value="add"/g)).toHaveLength(3)
    await shop.db.run(sql`UPDATE products SET sold_out = 1 WHERE slug = ${TEA}`)
    await shop.db.run(sql`UPDATE products SET listed = 0 WHERE slug = ${GIFT}`)
    await shop.db.run(
      sql`UPDATE products SET season_mask = 32, sells_only_in_season = 1 WHERE slug = ${CHIVE}`,
    )
    const html = await page(visitor)
    for (const word of ['tag-out', '已下架', 'tag-next']) expect(html).toContain(word)
    expect(html).not.toContain('name="action" value="add"')
    expect(html).not.toContain(`href="/products/${GIFT}"`)
  })

  test('keeps a hundred at most, and nothing that is no product of the shop', async () => {
    const many = Array.from({ length: 100 }, (_, n) => `tea-${n}`)
    expect([withFavourite(many, 'one-more'), withFavourite(many, 'tea-7')]).toEqual([null, many])
    expect(parseFavourites('a~a~../b~C~<b>~b')).toEqual(['a', 'b'])
    const visitor = browser()
    visitor.jar.set('favourites', many.join('~'))
    expect((await keep(visitor, TEA)).headers.get('Location')).toContain('kept=full')
    // As long as a listing's address may be.
    const long = 'tea'.padEnd(80, '-a')
    expect(parseFavourites(`${long}~${long}a`)).toEqual([long])
    for (const slug of ['no-such-tea', '../cart', ''])
      expect([slug, (await keep(visitor, slug)).status]).toEqual([slug, 404])
  })
})

describe('whoever signs in', () => {
  test('has what they kept before and what the browser kept, each once, on every device; signed out it is not there', async () => {
    const first = browser()
    first.jar.set('user', await signInWith(shop, PHONE))
    await keep(first, TEA)
    const later = browser()
    for (const slug of [CHIVE, TEA]) await keep(later, slug)
    later.jar.set('favourites', `no-such-tea~${later.jar.get('favourites')}`)
    await shop.db.run(sql`UPDATE sign_in_codes SET sent_at = 0`)
    await signInOn(later, shop, PHONE)
    expect(later.jar.has('favourites')).toBe(false)
    expect((await rows()).map(({ slug }) => slug).sort()).toEqual([CHIVE, TEA].sort())
    const html = await page(first)
    for (const slug of [TEA, CHIVE]) expect(html).toContain(`/products/${slug}"`)
    await first.post('/favourites', { slug: TEA, act: 'drop' })
    expect((await rows()).map(({ slug }) => slug)).toEqual([CHIVE])
    await later.post('/sign-out', {})
    expect(await page(later)).toContain('还没有收藏')
  })

  test('keeps a hundred at most: what there is no room for stays out and breaks nothing', async () => {
    await signInWith(shop, PHONE)
    const [{ id } = { id: '' }] = await shop.db.all<{ id: string }>(sql`SELECT id FROM users`)
    const more = Array.from({ length: 101 }, (_, n) => `more-${n}`)
    await sellMore(more)
    for (const slug of [...more.slice(0, 98), 'no-such-tea']) await keepFavourite(shop.db, id, slug, shop.now)
    const visitor = browser()
    for (const slug of [...more.slice(98), TEA].reverse()) await keep(visitor, slug)
    await shop.db.run(sql`UPDATE sign_in_codes SET sent_at = 0`)
    await signInOn(visitor, shop, PHONE)
    const kept = await readFavourites(shop.db, id)
    expect([kept.length, kept.includes('more-98'), kept.includes('more-99'), kept.includes(TEA)]).toEqual([
      100,
      true,
      true,
      false,
    ])
    expect((await keep(visitor, TEA)).headers.get('Location')).toContain('kept=full')
  })

  test('takes them along in the export and leaves none behind when the account goes', async () => {
    const visitor = browser()
    visitor.jar.set('user', await signInWith(shop, PHONE))
    await keep(visitor, TEA)
    const coded = async (form: Record<string, string>) => {
      await shop.db.run(sql`UPDATE sign_in_codes SET sent_at = 0`)
      await visitor.post('/account/data', { act: 'send' })
      return visitor.post('/account/data', { sure: 'yes', ...form, code: await newestCode(shop, PHONE) })
    }
    expect(await (await coded({ act: 'export' })).json()).toMatchObject({ favourites: [TEA] })
    expect((await coded({ act: 'delete' })).status).toBe(303)
    expect(await rows()).toEqual([])
  })

  test('begins with the browser’s own after a long silence, and not with those of who had the number', async () => {
    await keepFavouriteAs(PHONE, TEA)
    await shop.db.run(sql`UPDATE users SET seen_at = 0`)
    await shop.db.run(sql`UPDATE sign_in_codes SET sent_at = 0`)
    const visitor = browser()
    await keep(visitor, CHIVE)
    await signInOn(visitor, shop, PHONE)
    await visitor.post('/sign-in/code', { act: 'empty' })
    expect((await rows()).map(({ slug }) => slug)).toEqual([CHIVE])
  })
})

async function keepFavouriteAs(phone: string, slug: string) {
  const visitor = browser()
  visitor.jar.set('user', await signInWith(at(shop, shop.now), phone))
  await keep(visitor, slug)
}

/** Products like another, under these slugs. */
async function sellMore(slugs: string[]) {
  const columns = await shop.db.all<{ name: string }>(sql`SELECT name FROM pragma_table_info('products')`)
  const own: Record<string, string> = { id: 'j.value', slug: 'j.value', search_rank: '900000 + j.key' }
  const values = columns.map(({ name }) => own[name] ?? `p.${name}`).join(', ')
  await shop.db.run(sql`INSERT INTO products (${sql.raw(columns.map(({ name }) => name).join(', '))})
    SELECT ${sql.raw(values)} FROM json_each(${JSON.stringify(slugs)}) j CROSS JOIN products p WHERE p.slug = ${TEA}`)
}
