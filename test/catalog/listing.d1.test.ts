import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { cardTag } from '../../src/catalog/card-tag.ts'
import { readHome } from '../../src/catalog/home.ts'
import { type ListQuery, listProducts } from '../../src/catalog/listing.ts'
import { publishListings } from '../../src/catalog/listings/publishing.ts'
import { readProduct } from '../../src/catalog/queries.ts'
import { closedNow, lastOpenMonth } from '../../src/catalog/season.ts'
import { rollSeason } from '../../src/catalog/season-rolling.ts'
import { database } from '../../src/db/client.ts'
import { sampleListings } from '../../src/db/sample/world.ts'
import { texts } from '../../src/i18n/texts.ts'
import { civilDate } from '../../src/kernel/time.ts'
import type { Shop } from '../../src/shop.ts'
import { bindings, metered, NOW, openShop } from '../support/shop.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})

const list = (more: Partial<ListQuery> = {}): ListQuery => ({ sort: 'season', limit: 24, ...more })

/** Copies of the sample products under other names, to make the catalogue large. */
function copies(count: number, from: number) {
  const samples = sampleListings().filter((listing) =>
    listing.variants.every((variant) => !variant.components.length),
  )
  return Array.from({ length: count }, (_, index) => {
    const sample = samples[index % samples.length]!
    const own = `${from + index}`
    const variants = sample.variants.map((variant) => ({ ...variant, sku: `${variant.sku}-${own}` }))
    return { ...sample, slug: `${sample.slug}-${own}`, variants }
  })
}

type Cost = (name: string, work: () => Promise<unknown>) => Promise<readonly [string, number, number]>

/** Searches under every order, with and without filters, behind a page, and those that take a second round trip. */
async function searchCosts(
  cost: Cost,
  search: (more: Partial<ListQuery>) => ReturnType<typeof listProducts>,
) {
  const told: (readonly [string, number, number])[] = []
  for (const sort of ['season', 'price', 'price_desc'] as const) {
    const { next } = await search({ q: '茶', sort })
    told.push(
      await cost(`search ${sort}`, () => search({ q: '茶', sort })),
      await cost(`search ${sort} family`, () => search({ q: '茶', sort, family: 'tea', storage: 'ambient' })),
      await cost(`search ${sort} after`, () => search({ q: '茶', sort, after: next! })),
      await cost(`search ${sort} looking through`, () =>
        search({ q: '茶', sort, province: '广东', minFen: 100 }),
      ),
    )
  }
  return [
    ...told,
    await cost('search size', () => search({ q: '绿茶 250g' })),
    await cost('search twice, slip', () => search({ q: '郎夜蜂蜜', proposing: true })),
    await cost('search twice, nothing', () => search({ q: '普定洗衣机滤网', proposing: true })),
  ]
}

async function costs(db: Shop['db'] = shop.db) {
  const meter = metered(bindings.DB)
  const counted = database(meter.db)
  const cost = async (name: string, work: () => Promise<unknown>) => {
    meter.reset()
    await work()
    return [name, meter.count.trips, meter.count.read] as const
  }
  const [slug] = await db.all<{ slug: string }>(sql`SELECT slug FROM products ORDER BY season_rank LIMIT 1`)
  return [
    await cost('list', () => listProducts(counted, list(), shop.now)),
    await cost('family', () => listProducts(counted, list({ family: 'tea' }), shop.now)),
    await cost('price', () => listProducts(counted, list({ sort: 'price_desc' }), shop.now)),
    ...(await searchCosts(cost, (more) => listProducts(counted, list(more), shop.now))),
    await cost('home', () => readHome(counted, shop.now)),
    await cost('detail', () => readProduct(counted, slug!.slug, NOW)),
  ]
}

describe('lists', () => {
  test('what its month closes comes last, and the night before a new month moves it; tea, sold all year, never does', async () => {
    const order = async (month: number) => {
      const { items } = await listProducts(shop.db, list(), shop.now)
      expect(items[0]!.family).toBe('tea')
      return items.map((item) => closedNow(item, month))
    }
    expect(await order(11)).not.toContain(true)
    await rollSeason(shop.db, Date.parse('2027-03-02T00:00:00+08:00'))
    const closed = await order(3)
    expect(closed).toContain(true)
    expect(closed.lastIndexOf(false)).toBeLessThan(closed.indexOf(true))
    await rollSeason(shop.db, Date.parse('2027-04-02T00:00:00+08:00'))
    expect(await order(4)).not.toContain(true)
  })

  test('on the last days of a season, when no parcel leaves within it any more, every list says what the product says', async () => {
    const t = texts('zh').catalog
    const read = async (now: number) => {
      const { items } = await listProducts(shop.db, list({ family: 'chive' }), now)
      const found = await listProducts(shop.db, list({ q: '韭黄' }), now)
      const home = await readHome(shop.db, now)
      const told = [...items, ...found.items, ...home.cards.others].filter(
        ({ family, sellsOnlyInSeason }) => family === 'chive' && sellsOnlyInSeason === 1,
      )
      const details = await Promise.all(told.map(({ slug }) => readProduct(shop.db, slug, now)))
      const over = details.map((detail) => detail!.dispatch.problem === 'out_of_season')
      const [, month = 0] = civilDate(now).split('-').map(Number)
      const tags = told.map((item) => cardTag(item, month, t)?.text)
      for (const [at, tag] of tags.entries())
        expect([tag, /预计.*上市/.test(tag ?? '')]).toEqual([tag, over[at]])
      expect(told.length).toBeGreaterThan(2)
      return new Set(over)
    }
    const { mask } = (
      await shop.db.all<{ mask: number }>(
        sql`SELECT season_mask mask FROM products WHERE family = 'chive' AND sells_only_in_season = 1 LIMIT 1`,
      )
    )[0]!
    const last = lastOpenMonth(mask, 11)
    const year = last < 11 ? 2027 : 2026
    const end = Date.UTC(year, last, 1) - 8 * 3_600_000
    expect(await read(end - 12 * 86_400_000)).toEqual(new Set([false]))
    // The last evening of the season: what leaves tomorrow leaves after it.
    expect(await read(end - 3_600_000)).toContain(true)
  })

  test('a gift box is sold out on its card while one of its components is short', async () => {
    const soldOut = async () => {
      const [row] = await shop.db.all<{ soldOut: number }>(
        sql`SELECT sold_out soldOut FROM products WHERE slug = 'gift-tea-duo'`,
      )
      return row!.soldOut
    }
    const parts = sql`SELECT component_sku FROM bundle_components WHERE bundle_sku = 'GFT-TD-STD'`
    const [part] = await shop.db.all<{ sku: string; available: number }>(
      sql`SELECT sku, available FROM variants WHERE sku IN (${parts}) ORDER BY sku LIMIT 1`,
    )
    const keep = (available: number) =>
      shop.db.run(sql`UPDATE variants SET available = CAST(${available} AS INTEGER) WHERE sku = ${part!.sku}`)
    expect(await soldOut()).toBe(0)
    await keep(0)
    expect(await soldOut()).toBe(1)
    await keep(part!.available)
    expect(await soldOut()).toBe(0)
  })

  test('pages by key hold every product once, for every sort', async () => {
    for (const sort of ['season', 'price', 'price_desc'] as const) {
      const seen: string[] = []
      let after: ListQuery['after']
      do {
        const page = await listProducts(shop.db, list({ sort, limit: 5, after }), shop.now)
        seen.push(...page.items.map((item) => item.slug))
        after = page.next ?? undefined
      } while (after)
      expect([seen.length, new Set(seen).size]).toEqual([16, 16])
    }
  })

  test('a place, a storage and a price together select what fits all three', async () => {
    const { items } = await listProducts(
      shop.db,
      list({ province: '新疆', storage: 'ambient', maxFen: 5000 }),
      shop.now,
    )
    expect(items.length).toBeGreaterThan(0)
    expect(items.every((item) => item.priceFromFen <= 5000 && item.freightTemplate === 'ambient')).toBe(true)
  })

  // Rows read do not see FTS5's inner tables: the time of a search is told by npm run bench.
  test('pages cost one round trip and the same rows with many more products', async () => {
    await publishListings(shop.db, copies(984, 0), 100, NOW)
    const few = await costs()
    // Rows are counted one by one: what grows with the catalogue has grown by then.
    const total = process.env.DEEP ? 100_000 : 2984
    for (let at = 984; at < total; at += 1000) await publishListings(shop.db, copies(1000, at), 100 + at, NOW)
    const many = await costs()
    // What is looked through ends earlier in a small catalogue; who stands beside a product depends on ids made anew.
    const steady = (all: typeof many) => all.filter(([name]) => !/looking through|^detail$/.test(name))
    expect(steady(many)).toEqual(steady(few))
    const budgets: Record<string, number> = {
      // A row a card, one to know of more, and when parcels leave: the freight templates and the calendar ahead.
      list: 31,
      family: 31,
      price: 31,
      // Five teas, three boxes and two of every other family, each looked up by its key once its place is known.
      home: 59,
      detail: 22,
    }
    const budgetOf = (name: string) =>
      budgets[name] ??
      (/twice/.test(name) ? 706 : /looking through/.test(name) ? 656 : /size/.test(name) ? 206 : 116)
    expect(many.filter(([name, trips]) => trips !== (/twice/.test(name) ? 2 : 1))).toEqual([])
    expect(many.filter(([name, , read]) => read > budgetOf(name))).toEqual([])
  })
})
