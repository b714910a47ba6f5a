import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { countTable } from '../../src/catalog/listings/counts.ts'
import { startDraft } from '../../src/catalog/listings/draft-saving.ts'
import { publishListings } from '../../src/catalog/listings/publishing.ts'
import { readTable, TABLE_VIEWS, type TableQuery } from '../../src/catalog/listings/table.ts'
import { database } from '../../src/db/client.ts'
import type { Shop } from '../../src/shop.ts'
import { jar, newHoney, staffIdOf } from '../support/listings.ts'
import { bindings, metered, openShop } from '../support/shop.ts'
import { fillStaff } from '../support/staff.ts'

let shop: Shop
let by: string
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
  by = await staffIdOf(shop, 'manager')
})

const FAMILIES = ['honey', 'tea', 'noodle']
const query = (more: Partial<TableQuery> = {}): TableQuery => ({
  view: 'all',
  q: '',
  family: '',
  limit: 20,
  ...more,
})

/** Products of three families in turn: every second one low in stock, every third one a sample, off the shelf and lacking. */
async function fill(from: number, to: number) {
  const listings = Array.from({ length: to - from }, (_, index) => {
    const at = from + index
    return newHoney({
      slug: `bulk-${at}`,
      family: FAMILIES[at % 3]!,
      nameZh: `蜜${at}`,
      sample: at % 3 === 0,
      labelFacts: at % 3 === 0 ? {} : newHoney().labelFacts,
      variants: [jar(`BULK-${at}`, { stock: at % 2 ? 5 : 50 })],
    })
  })
  for (let at = 0; at < listings.length; at += 500)
    await publishListings(shop.db, listings.slice(at, at + 500), 1000 + from + at, shop.now)
  await shop.db.run(sql`UPDATE products SET listed = 0 WHERE slug LIKE 'bulk-%' AND sample = 1`)
}

async function draft(count: number) {
  for (let at = 0; at < count; at += 1)
    await startDraft(shop, newHoney({ slug: `fresh-${at}`, nameZh: `新品${at}` }), by)
}

/** Ids of all pages forwards, and of all pages read backwards from the last one. */
async function walk(of: Partial<TableQuery>) {
  const pages = [await readTable(shop.db, query(of))]
  while (pages.at(-1)!.next !== null)
    pages.push(await readTable(shop.db, query({ ...of, after: pages.at(-1)!.next! })))
  const back = [pages.at(-1)!]
  while (back[0]!.previous !== null)
    back.unshift(await readTable(shop.db, query({ ...of, before: back[0]!.previous || undefined })))
  const idsOf = (all: typeof pages) => all.flatMap(({ rows }) => rows.map(({ id }) => id))
  return { ids: idsOf(pages), back: idsOf(back), pages: pages.length }
}

describe('the listing table', () => {
  test('turns pages forwards and back in every view and family without a gap or a row shown twice', async () => {
    await fill(0, 130)
    const wanted = async (where: string, family: string) =>
      (
        await shop.db.all<{ id: string }>(
          sql`SELECT p.id FROM products p WHERE ${sql.raw(where)} AND (${family} = '' OR p.family = ${family}) ORDER BY p.id`,
        )
      ).map(({ id }) => id)
    const low =
      'EXISTS (SELECT 1 FROM variants v WHERE v.product_id = p.id AND v.available <= 10 AND v.retired = 0 AND v.components IS NULL)'
    for (const [view, where] of [
      ['all', '1 = 1'],
      ['listed', 'listed = 1'],
      ['unlisted', 'listed = 0'],
      ['lacking', 'facts_missing > 0'],
      ['sample', 'sample = 1'],
      ['low', low],
    ] as const)
      for (const family of ['', 'honey', 'tea']) {
        const walked = await walk({ view, family })
        const expected = await wanted(where, family)
        expect([view, family, [...walked.ids].sort()]).toEqual([view, family, expected])
        expect([view, family, walked.back]).toEqual([view, family, walked.ids])
        expect((await countTable(shop.db, family))[view]).toBe(expected.length)
      }
    const found = await walk({ q: '蜜', family: 'tea' })
    expect(found.ids.length).toBeGreaterThan(40)
    expect([found.back, new Set(found.ids).size]).toEqual([found.ids, found.ids.length])
  })

  test('shows every draft by pages, those of products that do not exist yet too, and narrows them', async () => {
    await draft(45)
    const walked = await walk({ view: 'draft' })
    expect([walked.pages, new Set(walked.ids).size, walked.back]).toEqual([3, 45, walked.ids])
    expect((await walk({ view: 'draft', family: 'honey' })).ids).toHaveLength(45)
    expect((await walk({ view: 'draft', family: 'tea' })).ids).toEqual([])
    const counts = await Promise.all(['', 'honey', 'tea'].map((family) => countTable(shop.db, family)))
    expect(counts.map((count) => count.draft)).toEqual([45, 45, 0])
    const named = async (q: string, family = '') =>
      (await readTable(shop.db, query({ q, family }))).rows.map(({ nameZh }) => nameZh)
    expect(await named('新品44')).toEqual(['新品44'])
    expect([(await named('xinpin')).length, await named('xinpin', 'tea')]).toEqual([45, []])
  })

  test('reads the same rows for any page of any view with five times the products', async () => {
    const meter = metered(bindings.DB)
    const db = database(meter.db)
    const costs = async () => {
      const read: [string, string, number][] = []
      for (const view of TABLE_VIEWS)
        for (const family of ['', 'honey']) {
          const cost = async (name: string, of: Partial<TableQuery>) => {
            meter.reset()
            const page = await readTable(db, query({ view, family, ...of }))
            read.push([`${view} ${family} ${name}`, `${page.rows.length} rows`, meter.count.read])
            return page
          }
          const { next } = await cost('first', {})
          if (next) await cost('before', { before: (await cost('second', { after: next })).next! })
        }
      return read
    }
    await fill(0, 300)
    await draft(3)
    const few = await costs()
    await fill(300, 1500)
    const many = await costs()
    // Low stock has no index by family: it looks through 500 rows at most, few or many.
    // Elsewhere a row more or less is the neighbour at which an index search stops.
    for (const [at, [name, rows, read]] of many.entries()) {
      const before = few[at]!
      expect([name, rows]).toEqual(before.slice(0, 2))
      const most = name.startsWith('low honey') ? 2000 : before[2] + 2
      expect([name, read <= most, read]).toEqual([name, true, read])
    }
  })
})
