import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { valuesOf } from '../../src/catalog/listings/form.ts'
import { readPublished } from '../../src/catalog/listings/published.ts'
import { formatYuan } from '../../src/kernel/money.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import type { Shop } from '../../src/shop.ts'
import { adminPaths } from '../../src/urls.ts'
import { browser } from '../support/browser.ts'
import { availableOf, openShop, orderOf, unreconciled } from '../support/shop.ts'
import { fillStaff, signedIn } from '../support/staff.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
})

const idOf = async (slug: string) =>
  (await shop.db.all<{ id: string }>(sql`SELECT id FROM products WHERE slug = ${slug}`))[0]!.id
const priceOf = async (sku: string) =>
  (await shop.db.all<{ fen: number }>(sql`SELECT price_fen fen FROM variants WHERE sku = ${sku}`))[0]!.fen
/** The editor's form of a product as a browser would send it unchanged. */
async function formOf(slug: string): Promise<[id: string, form: Record<string, string>]> {
  const id = await idOf(slug)
  const values = Object.entries(valuesOf((await readPublished(shop.db, id))!.content)).filter(
    ([, text]) => text,
  )
  return [id, { ...Object.fromEntries(values), seq: '0', baseVersion: '1' }]
}

describe('the listing table, without scripts,', () => {
  test('saves what differs from what was seen and says it, with a button that undoes it', async () => {
    const visitor = await signedIn('manager')
    const answer = await visitor.post(adminPaths.listingChanges, {
      'price.TEA-GC-100': '65',
      'seen-price.TEA-GC-100': '6800',
      'price.TEA-GC-250': '158',
      'seen-price.TEA-GC-250': '15800',
      'stock.TEA-GC-100': '180',
      'seen-stock.TEA-GC-100': '200',
      reason: '盘点',
    })
    expect([answer.status, await priceOf('TEA-GC-100'), await availableOf(shop.db, 'TEA-GC-100')]).toEqual([
      303, 6500, 180,
    ])
    const page = await (await visitor.get(answer.headers.get('Location')!)).text()
    expect(page).toContain('100 g/袋 价格 68 → 65 元')
    const [entry] = await shop.db.all<{ id: string }>(
      sql`SELECT id FROM audit_entries WHERE verb = 'listing.prices_changed'`,
    )
    await visitor.post(adminPaths.listingReversions, { entry: entry!.id })
    expect([await priceOf('TEA-GC-100'), await unreconciled(shop.db)]).toEqual([6800, []])
  })

  test('refuses stock that orders hold with the numbers, keeps what was typed', async () => {
    const visitor = await signedIn('manager')
    await placeOrder(shop, orderOf([['TEA-GC-100', 9]]), crypto.randomUUID())
    const answer = await visitor.post(adminPaths.listingChanges, {
      'stock.TEA-GC-100': '5',
      'seen-stock.TEA-GC-100': '200',
    })
    const text = await answer.text()
    expect([answer.status, text.includes('现在可售191件，另有9件被未付款的订单占用')]).toEqual([409, true])
    expect(text).toMatch(/name="stock\.TEA-GC-100"[^>]*value="5"/)
    expect(await availableOf(shop.db, 'TEA-GC-100')).toBe(191)
  })

  test.each([
    ['price.TEA-GC-100', '6.555', 'seen-price.TEA-GC-100', '6800'],
    ['price.TEA-GC-100', '0', 'seen-price.TEA-GC-100', '6800'],
    ['price.TEA-GC-100', '-1', 'seen-price.TEA-GC-100', '6800'],
    ['stock.TEA-GC-100', '1.5', 'seen-stock.TEA-GC-100', '200'],
    ['stock.TEA-GC-100', '-3', 'seen-stock.TEA-GC-100', '200'],
    ['stock.TEA-GC-100', '1e3', 'seen-stock.TEA-GC-100', '200'],
  ])(
    'answers %s = %s with 422 and changes nothing, nor anything beside it',
    async (name, typed, seen, value) => {
      const visitor = await signedIn('manager')
      const beside = { 'price.TEA-GC-250': '1', 'seen-price.TEA-GC-250': '15800' }
      const answer = await visitor.post(adminPaths.listingChanges, {
        ...beside,
        [name]: typed,
        [seen]: value,
      })
      expect([answer.status, await priceOf('TEA-GC-250')]).toEqual([422, 15_800])
    },
  )

  test('changes many after a look: percent rounded to yuan, shelf off and on', async () => {
    const visitor = await signedIn('manager')
    const look = await visitor.post(adminPaths.listingPreview, [
      ['sku', 'TEA-GC-100'],
      ['sku', 'TEA-GC-500'],
      ['percent', '-5'],
      ['round', 'on'],
      ['act', 'price'],
    ])
    const text = await look.text()
    const changes = [...text.matchAll(/name="change" value="([^"]+)"/g)].map((match) => match[1]!)
    expect(changes).toEqual(['TEA-GC-100:6800:6500', 'TEA-GC-500:28800:27400'])
    expect(await priceOf('TEA-GC-100')).toBe(6800)
    await visitor.post(
      adminPaths.listingPrices,
      changes.map((change): [string, string] => ['change', change]),
    )
    expect([await priceOf('TEA-GC-100'), await priceOf('TEA-GC-500')]).toEqual([6500, 27_400])
    await visitor.post(adminPaths.listingShelf, { shelf: `${await idOf('duobei-hong')}:0` })
    expect((await browser().get('/products/duobei-hong')).status).toBe(404)
    const none = await visitor.post(adminPaths.listingPreview, { act: 'price', percent: '-5' })
    expect([none.status, (await none.text()).includes('请先勾选')]).toEqual([422, true])
  })

  test('filters, and finds by name, pinyin and SKU what shoppers no longer see', async () => {
    const visitor = await signedIn('viewer')
    const page = async (query: Record<string, string>) =>
      (await visitor.get(adminPaths.listings(query))).text()
    const manager = await signedIn('manager')
    await manager.post(adminPaths.listingShelf, { shelf: `${await idOf('duobei-hong')}:0` })
    for (const q of ['朵贝红', 'duobeihong', 'TEA-DH-100']) expect(await page({ q })).toContain('TEA-DH-100')
    expect(await page({ view: 'unlisted' })).toContain('TEA-DH-100')
    expect(await page({ view: 'listed' })).not.toContain('TEA-DH-100')
    await shop.db.run(sql`UPDATE variants SET available = 3 WHERE sku = 'TEA-DH-100'`)
    expect(await page({ view: 'low' })).toContain('偏低')
    expect(await page({ q: '没有这个' })).toContain('没有找到“没有这个”')
    expect(await page({})).not.toContain('name="price.')
  })
})

describe('the editor', () => {
  test('keeps what was typed when a number cannot be read, and names the field', async () => {
    const visitor = await signedIn('manager')
    const [id, form] = await formOf('duobei-hong')
    const answer = await visitor.post(adminPaths.listing(id), {
      ...form,
      'sku.0.price': '六十九',
      nameZh: '新名字',
    })
    const text = await answer.text()
    expect([answer.status, text.includes('价格请填元'), text.includes('value="六十九"')]).toEqual([
      422,
      true,
      true,
    ])
    expect(text).toContain('value="新名字"')
    expect(await shop.db.all(sql`SELECT id FROM product_drafts`)).toEqual([])
  })

  test.each([
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    'javascript:alert(1)',
    "'; DROP TABLE products;--",
    '%_\\',
  ])('shows %s as text in every field of editor, preview, table and shop', async (attack) => {
    const visitor = await signedIn('owner')
    const [id, form] = await formOf('duobei-hong')
    const texts = [
      'nameZh',
      'nameEn',
      'originZh',
      'storyZh',
      'storyEn',
      'storySourceZh',
      'aliases',
      'cultivar',
    ]
    const facts = ['ingredients', 'producerName', 'storage'].map((key) => `fact.${key}`)
    const evil = Object.fromEntries([...texts, ...facts, 'sku.0.specZh'].map((name) => [name, `${attack} x`]))
    const done = await visitor.post(adminPaths.listingPublication(id), { ...form, ...evil })
    expect([done.status, done.headers.get('Location')]).toEqual([
      303,
      adminPaths.listing(id, { done: 'published' }),
    ])
    for (const path of [
      adminPaths.listing(id),
      adminPaths.listingFrame(id),
      adminPaths.listings(),
      adminPaths.audit(),
      '/products/duobei-hong',
      '/en/products/duobei-hong',
      '/products?family=tea',
      `/products?q=${encodeURIComponent(attack)}`,
    ]) {
      const answer = await visitor.get(path)
      const text = await answer.text()
      expect([path, answer.status]).toEqual([path, 200])
      expect(text).not.toMatch(/<script>alert|<img src=x|href="javascript:/)
    }
  })

  test('a row is added, moved and removed without saving anything', async () => {
    const visitor = await signedIn('manager')
    const [id, form] = await formOf('duobei-hong')
    const rows = async (act: string) => {
      const text = await (await visitor.post(adminPaths.listing(id), { ...form, act })).text()
      return [...text.matchAll(/name="sku\.\d+\.sku"[^>]*value="([^"]*)"/g)].map((match) => match[1])
    }
    expect(await rows('add:sku')).toEqual(['TEA-DH-S10', 'TEA-DH-100', 'TEA-DH-250', ''])
    expect(await rows('up:sku:1')).toEqual(['TEA-DH-100', 'TEA-DH-S10', 'TEA-DH-250'])
    expect(await rows('drop:sku:0')).toEqual(['TEA-DH-100', 'TEA-DH-250'])
    expect(await rows('up:sku:0')).toEqual(['TEA-DH-S10', 'TEA-DH-100', 'TEA-DH-250'])
    expect(await shop.db.all(sql`SELECT id FROM product_drafts`)).toEqual([])
  })

  test('a preview is for staff alone, framed by our own pages only, and never sells', async () => {
    const [id] = await formOf('duobei-hong')
    expect((await browser().get(adminPaths.listingFrame(id))).status).toBe(303)
    const visitor = await signedIn('viewer')
    const frame = await visitor.get(adminPaths.listingFrame(id))
    // The shop's browser remembers what was looked at there; a draft is no page of it.
    expect(await frame.clone().text()).not.toContain('data-recent')
    expect(frame.headers.get('Content-Security-Policy')).toContain("frame-ancestors 'self'")
    const page = await visitor.get(adminPaths.listingPhone(id))
    expect(await page.text()).toContain('sandbox="allow-same-origin allow-scripts"')
    expect((await visitor.get('/products/duobei-hong')).headers.get('Content-Security-Policy')).toContain(
      "frame-ancestors 'none'",
    )
  })

  test('a gift box shows what its parts would cost bought singly', async () => {
    const [id] = await formOf('gift-puding-four')
    const page = async () => (await (await signedIn('viewer')).get(adminPaths.listing(id))).text()
    const prices = await Promise.all(['TEA-DH-100', 'CIL-CG-S06', 'HNY-YL-250', 'NDL-MG-0300'].map(priceOf))
    const sum = prices.reduce((total, fen) => total + fen, 0)
    expect(await page()).toContain(`单买 <strong>¥${formatYuan(sum)}</strong>`)
    await shop.db.run(sql`UPDATE variants SET price_fen = price_fen + 100 WHERE sku = 'HNY-YL-250'`)
    expect(await page()).toContain(`单买 <strong>¥${formatYuan(sum + 100)}</strong>`)
  })

  test('the preview of a gift box promises what its parts have now, as its page will', async () => {
    await shop.db.run(sql`UPDATE variants SET available = 7 WHERE sku = 'HNY-YL-250'`)
    const [id, form] = await formOf('gift-puding-four')
    const manager = await signedIn('manager')
    const preview = async (parts: string) => {
      const saved = await manager.post(adminPaths.listing(id), { ...form, 'sku.0.parts': parts })
      expect(saved.status).toBe(303)
      form.seq = String(Number(form.seq) + 1)
      return (await manager.get(adminPaths.listingFrame(id))).text()
    }
    expect(await preview('HNY-YL-250×2\nTEA-DH-100×1')).toContain('仅剩3件')
    expect(await preview('HNY-YL-250×8\nTEA-DH-100×1')).toContain('sku--out')
    expect(await preview('HNY-YL-250×1\nTEA-DH-100×1')).not.toContain('sku--out')
  })

  test('a new product may begin as a copy, without the names, SKUs and stock of the other', async () => {
    const visitor = await signedIn('manager')
    const like = await idOf('duobei-hong')
    const made = await visitor.post(adminPaths.listings(), { nameZh: '朵贝红·新罐', family: 'tea', like })
    const text = await (await visitor.get(made.headers.get('Location')!)).text()
    expect(text).toContain('value="duo-bei-hong-xin-guan"')
    expect([...text.matchAll(/name="sku\.\d+\.sku"[^>]*value="([^"]*)"/g)].map((match) => match[1])).toEqual([
      '',
      '',
      '',
    ])
    expect((await visitor.post(adminPaths.listings(), { nameZh: '', family: 'tea' })).status).toBe(422)
    expect((await visitor.post(adminPaths.listings(), { nameZh: '朵贝红·新罐', family: 'tea' })).status).toBe(
      422,
    )
  })
})
