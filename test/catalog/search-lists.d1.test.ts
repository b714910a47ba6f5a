import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { type ListQuery, listProducts } from '../../src/catalog/listing.ts'
import { publishListings } from '../../src/catalog/listings/publishing.ts'
import { setShelf } from '../../src/catalog/listings/shelving.ts'
import { changePrices } from '../../src/catalog/pricing.ts'
import { rewordProducts } from '../../src/catalog/search/rewording.ts'
import { inSeason } from '../../src/catalog/season.ts'
import type { Shop } from '../../src/shop.ts'
import { adminPaths } from '../../src/urls.ts'
import { hidden } from '../support/browser.ts'
import { jar, newHoney, staffIdOf } from '../support/listings.ts'
import { openShop } from '../support/shop.ts'
import { fillStaff, signedIn } from '../support/staff.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})

/** Jars of one honey at different prices, in and out of season, from two places. */
async function fillJars(count: number) {
  const jars = Array.from({ length: count }, (_, at) =>
    newHoney({
      slug: `jar-${at}`,
      nameZh: '普定野桂花蜜',
      aliases: [],
      seasonMonths: at % 3 ? [11] : [5],
      originCode: at % 2 ? 'puding' : 'huachu',
      variants: [jar(`JAR-${at}`, { priceFen: 1000 + ((at * 37) % 23) * 100 })],
    }),
  )
  await publishListings(shop.db, jars, 1000, shop.now)
}

async function allOf(more: Partial<ListQuery>) {
  const items = []
  let after: ListQuery['after']
  do {
    const page = await listProducts(
      shop.db,
      { sort: 'season', limit: 7, q: '桂花', ...more, after },
      shop.now,
    )
    expect(page.items.length).toBeLessThanOrEqual(7)
    items.push(...page.items)
    expect(items.length).toBeLessThanOrEqual(60)
    after = page.next ?? undefined
  } while (after)
  return items
}

test('words go with every order, filter and page: each product once, in order, and none that does not fit', async () => {
  await fillJars(60)
  for (const sort of ['season', 'price', 'price_desc'] as const) {
    const all = await allOf({ sort })
    expect([sort, new Set(all.map(({ slug }) => slug)).size, all.length]).toEqual([sort, 60, 60])
    const keys = all.map(({ seasonMask, priceFromFen }) =>
      sort === 'season' ? Number(!inSeason(seasonMask, 11)) : sort === 'price' ? priceFromFen : -priceFromFen,
    )
    expect([sort, keys]).toEqual([sort, keys.toSorted((a, b) => a - b)])
    const some = await allOf({
      sort,
      origin: 'huachu',
      family: 'honey',
      minFen: 1500,
      maxFen: 2000,
      province: '广东',
    })
    const fitting = all.filter(
      ({ originCode, priceFromFen }) =>
        originCode === 'huachu' && priceFromFen >= 1500 && priceFromFen <= 2000,
    )
    expect(fitting.length).toBeGreaterThan(7)
    expect([sort, some]).toEqual([sort, fitting])
  }
  expect(await allOf({ storage: 'cold' })).toEqual([])
})

test('the order of prices follows a changed price and the shelf', async () => {
  await fillStaff(shop)
  await fillJars(3)
  const by = await staffIdOf(shop, 'manager')
  const cheapest = async () => (await allOf({ sort: 'price' })).map(({ slug }) => slug)
  expect(await cheapest()).toEqual(['jar-0', 'jar-2', 'jar-1'])
  await changePrices(shop, [{ sku: 'JAR-1', seenFen: 2400, fen: 500 }], by)
  expect(await cheapest()).toEqual(['jar-1', 'jar-0', 'jar-2'])
  const [row] = await shop.db.all<{ id: string }>(sql`SELECT id FROM products WHERE slug = 'jar-1'`)
  await setShelf(shop, [row!.id], false, by)
  expect(await cheapest()).toEqual(['jar-0', 'jar-2'])
  await setShelf(shop, [row!.id], true, by)
  expect(await cheapest()).toEqual(['jar-1', 'jar-0', 'jar-2'])
})

const found = async (q: string) =>
  (await listProducts(shop.db, { q, sort: 'season', limit: 24 }, shop.now)).items.map(({ slug }) => slug)

test('what staff keep as meaning the same is found at once, alone and within a longer word', async () => {
  await fillStaff(shop)
  expect(await found('养生茶饮')).toEqual([])
  const manager = await signedIn('manager')
  const form = await (await manager.get(adminPaths.listingSynonyms)).text()
  const over = hidden(form, 'over')
  const post = (synonyms: string) => manager.post(adminPaths.listingSynonyms, { synonyms, over })
  expect((await post('果脯、茶\n茶、红茶')).status).toBe(422)
  expect((await post('果脯')).status).toBe(422)
  expect((await post('刺梨汁、养生茶饮\n\n面条，麵線，米线')).status).toBe(303)
  expect(await found('养生茶饮')).toContain('chungui-cili-juice')
  expect(await found('普定面线')).toContain('miaoganma-noodle')
  // Kept once more from the same page: a colleague's lines are not lost unseen.
  expect((await post('茶、茗')).status).toBe(409)
  const [entry] = await shop.db.all<{ after: string }>(
    sql`SELECT after FROM audit_entries WHERE verb = 'synonyms.kept'`,
  )
  expect(JSON.parse(entry!.after)).toEqual({ synonyms: '刺梨汁、养生茶饮\n面条、面线、米线' })
  expect((await (await signedIn('viewer')).get(adminPaths.listingSynonyms)).status).toBe(403)
})

test('words an older version wrote are written anew by the cron, of what is on the shelf and what is not', async () => {
  await fillStaff(shop)
  const [row] = await shop.db.all<{ id: string }>(sql`SELECT id FROM products WHERE slug = 'duobei-hong'`)
  await setShelf(shop, [row!.id], false, await staffIdOf(shop, 'manager'))
  const kept = () =>
    shop.db.all(
      sql`SELECT rowid, words FROM product_search UNION ALL SELECT rowid, words FROM price_search ORDER BY 1`,
    )
  const before = await kept()
  await shop.db.batch([
    shop.db.run(sql`DELETE FROM search_words`),
    shop.db.run(sql`UPDATE product_search SET words = '旧'`),
    shop.db.run(sql`UPDATE price_search SET words = '旧'`),
    shop.db.run(sql`UPDATE products SET words_old = 1`),
  ])
  expect(await found('蜂蜜')).toEqual([])
  const ran = await rewordProducts(shop, { rows: 100, ms: 10_000 })
  expect(ran).toMatchObject({ done: 16, failed: 0, more: false })
  expect(await kept()).toEqual(before)
  expect(await found('蜜蜂')).toContain('yelang-honey')
})
