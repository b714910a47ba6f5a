import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { listProducts } from '../../src/catalog/listing.ts'
import { revertEntry } from '../../src/catalog/listings/reverting.ts'
import { setShelf } from '../../src/catalog/listings/shelving.ts'
import { changePrices } from '../../src/catalog/pricing.ts'
import { adjustStock } from '../../src/catalog/stock/adjusting.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import type { Shop } from '../../src/shop.ts'
import { staffIdOf } from '../support/listings.ts'
import { availableOf, openShop, orderOf, unreconciled } from '../support/shop.ts'
import { fillStaff } from '../support/staff.ts'

let shop: Shop
let by: string
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
  by = await staffIdOf(shop, 'manager')
})

const priceOf = async (sku: string) =>
  (await shop.db.all<{ fen: number }>(sql`SELECT price_fen fen FROM variants WHERE sku = ${sku}`))[0]!.fen
const idOf = async (slug: string) =>
  (await shop.db.all<{ id: string }>(sql`SELECT id FROM products WHERE slug = ${slug}`))[0]!.id
const cardOf = async (slug: string) =>
  (await listProducts(shop.db, { sort: 'season', limit: 24 }, shop.now)).items.find(
    (item) => item.slug === slug,
  )

describe('stock', () => {
  test('lowered below what orders hold is refused with the numbers, and nothing is written', async () => {
    const before = await availableOf(shop.db, 'TEA-GC-500')
    await placeOrder(shop, orderOf([['TEA-GC-500', 8]]), crypto.randomUUID())
    const refusal = { code: 'stock_moved', sku: 'TEA-GC-500', available: before - 8, reserved: 8 }
    for (const change of [
      { seen: before, available: 2 },
      { seen: before - 8, available: -5 },
    ])
      expect(await adjustStock(shop, [{ sku: 'TEA-GC-500', ...change }], '盘点', by)).toEqual({
        ok: false,
        refusal,
      })
    expect([await availableOf(shop.db, 'TEA-GC-500'), await unreconciled(shop.db)]).toEqual([before - 8, []])
  })

  test('set while orders come in never promises a piece twice, and the ledger explains it', async () => {
    const seen = await availableOf(shop.db, 'TEA-GC-500')
    const change = adjustStock(shop, [{ sku: 'TEA-GC-500', seen, available: 3 }], '盘点', by)
    const orders = Array.from({ length: 8 }, () =>
      placeOrder(shop, orderOf([['TEA-GC-500', 1]]), crypto.randomUUID()),
    )
    const [set, ...placed] = await Promise.all([change, ...orders])
    const taken = placed.filter((answer) => answer.ok).length
    const left = await availableOf(shop.db, 'TEA-GC-500')
    expect(await unreconciled(shop.db)).toEqual([])
    expect(set!.ok ? left <= 3 : left === seen - taken).toBe(true)
  })

  test('of a gift box or an unknown SKU is not there to be set', async () => {
    for (const sku of ['GFT-TD-STD', 'NONE'])
      expect(await adjustStock(shop, [{ sku, seen: 0, available: 5 }], '补货', by)).toEqual({
        ok: false,
        refusal: { code: 'not_found' },
      })
  })
})

describe('prices', () => {
  test('change cards at once, and only from the price that was seen', async () => {
    await changePrices(shop, [{ sku: 'TEA-GC-100', seenFen: 6800, fen: 6500 }], by)
    const card = (await cardOf('duobei-gongcha-green'))!
    expect([card.priceFromFen, card.card.unit]).toEqual([6500, { fen: 6500, measure: '100 g' }])
    expect(await changePrices(shop, [{ sku: 'TEA-GC-100', seenFen: 6800, fen: 100 }], by)).toEqual({
      ok: false,
      refusal: { code: 'price_moved', sku: 'TEA-GC-100', priceFen: 6500 },
    })
  })

  test('two changed at once in one product leave a card that fits both', async () => {
    const set = (sku: string, seenFen: number, fen: number) => changePrices(shop, [{ sku, seenFen, fen }], by)
    await Promise.all([set('TEA-GC-100', 6800, 9000), set('TEA-GC-250', 15_800, 5000)])
    const prices = await Promise.all(['TEA-GC-100', 'TEA-GC-250', 'TEA-GC-500'].map(priceOf))
    expect((await cardOf('duobei-gongcha-green'))!.priceFromFen).toBe(Math.min(...prices))
  })

  test('a bulk change is undone from its entry; what changed since is left and named', async () => {
    const changes = [
      { sku: 'TEA-GC-100', seenFen: 6800, fen: 6500 },
      { sku: 'TEA-GC-250', seenFen: 15_800, fen: 15_000 },
      { sku: 'TEA-GC-500', seenFen: 28_800, fen: 27_400 },
    ]
    const done = await changePrices(shop, changes, by)
    if (!done.ok) throw new Error(done.refusal.code)
    await changePrices(shop, [{ sku: 'TEA-GC-250', seenFen: 15_000, fen: 14_000 }], by)
    const undone = await revertEntry(shop, done.value.entry!, by, 'manager')
    expect(undone.ok && [undone.value.restored, undone.value.left]).toEqual([
      ['TEA-GC-100', 'TEA-GC-500'],
      ['TEA-GC-250'],
    ])
    expect(await Promise.all(changes.map(({ sku }) => priceOf(sku)))).toEqual([6800, 14_000, 28_800])
  })
})

describe('the shelf', () => {
  test('taken off, a product is gone for shoppers and its counters; put back, it is there again', async () => {
    const id = await idOf('duobei-hong')
    const tea = async () =>
      (await listProducts(shop.db, { sort: 'season', limit: 24, counted: true }, shop.now)).counts[
        'family:tea'
      ]
    const before = await tea()
    const off = await setShelf(shop, [id, id], false, by)
    expect([await cardOf('duobei-hong'), await tea()]).toEqual([undefined, before! - 1])
    const bought = await placeOrder(shop, orderOf([['TEA-DH-100', 1]]), crypto.randomUUID())
    expect(bought.ok).toBe(false)
    if (!off.ok) throw new Error(off.refusal.code)
    await revertEntry(shop, off.value.entry!, by, 'manager')
    expect([(await cardOf('duobei-hong'))?.slug, await tea()]).toEqual(['duobei-hong', before])
    const found = await listProducts(shop.db, { q: 'duobeihong', sort: 'season', limit: 24 }, shop.now)
    expect(found.items.map((item) => item.slug)).toContain('duobei-hong')
  })

  test('two people taking one product off count it once', async () => {
    const id = await idOf('duobei-hong')
    await Promise.all([setShelf(shop, [id], false, by), setShelf(shop, [id], false, by)])
    const [row] = await shop.db.all<{ products: number }>(
      sql`SELECT products FROM facet_counts WHERE facet = 'all'`,
    )
    expect(row!.products).toBe(15)
  })
})
