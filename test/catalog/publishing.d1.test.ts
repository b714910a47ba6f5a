import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { publishDraft } from '../../src/catalog/listings/draft-publishing.ts'
import { discardDraft, saveDraft, startDraft } from '../../src/catalog/listings/draft-saving.ts'
import type { ListingInput } from '../../src/catalog/listings/input.ts'
import { readPublished } from '../../src/catalog/listings/published.ts'
import { publishListings } from '../../src/catalog/listings/publishing.ts'
import { setShelf } from '../../src/catalog/listings/shelving.ts'
import { changePrices } from '../../src/catalog/pricing.ts'
import { adjustStock } from '../../src/catalog/stock/adjusting.ts'
import { fillGround } from '../../src/db/sample/world.ts'
import type { Shop } from '../../src/shop.ts'
import { jar, keptBeside, newHoney, staffIdOf } from '../support/listings.ts'
import { runsOf } from '../support/runs.ts'
import { availableOf, openShop, unreconciled } from '../support/shop.ts'
import { fillStaff } from '../support/staff.ts'

const SLUGS = ['p-one', 'p-two', 'p-three']

/** A shop without the sample products. */
async function emptyShop(): Promise<Shop> {
  const shop = await openShop()
  await shop.db.batch(
    [
      'bundle_components',
      'stock_movements',
      'stock_sums',
      'product_versions',
      'variants',
      'products',
      'facet_counts',
      'product_search',
      'price_search',
    ].map((table) => shop.db.run(sql.raw(`DELETE FROM ${table}`))) as never,
  )
  await shop.db.run(sql`UPDATE content_version SET facets = '{}'`)
  await fillStaff(shop)
  return shop
}

const contents = (slug: string) =>
  fc
    .record({
      nameZh: fc.constantFrom('荞麦蜜', '高山绿茶', '韭黄'),
      family: fc.constantFrom('honey', 'tea', 'cili'),
      storage: fc.constantFrom('ambient' as const, 'cold' as const),
      originCode: fc.constantFrom('puding', 'huachu'),
      freightTemplate: fc.constantFrom('ambient', 'cold'),
      aliases: fc.subarray(['蜜', '礼', '茶']),
      seasonMonths: fc.subarray([3, 9, 11], { minLength: 1 }),
      labelFacts: fc.constantFrom({}, newHoney().labelFacts),
      variants: fc
        .subarray([1, 2, 3], { minLength: 1 })
        .chain((rows) =>
          fc.tuple(
            ...rows.map((row) =>
              fc
                .record({ priceFen: fc.integer({ min: 1, max: 9 }), stock: fc.integer({ min: 0, max: 2 }) })
                .map((more) => jar(`${slug.toUpperCase()}-${row}`, more)),
            ),
          ),
        ),
    })
    .map((more): ListingInput => newHoney({ ...more, slug, sample: true }))

const slugs = fc.constantFrom(...SLUGS)
const steps = fc.oneof(
  slugs.chain((slug) => fc.record({ act: fc.constant('publish' as const), content: contents(slug) })),
  slugs.chain((slug) => fc.record({ act: fc.constant('import' as const), content: contents(slug) })),
  slugs.chain((slug) => fc.record({ act: fc.constant('discard' as const), content: contents(slug) })),
  fc.record({ act: fc.constant('shelf' as const), slug: slugs, listed: fc.boolean() }),
  fc.record({ act: fc.constant('price' as const), slug: slugs, fen: fc.integer({ min: 1, max: 9 }) }),
  fc.record({ act: fc.constant('stock' as const), slug: slugs, available: fc.integer({ min: 0, max: 2 }) }),
)
type Step = typeof steps extends fc.Arbitrary<infer T> ? T : never

async function take(shop: Shop, step: Step, by: string) {
  const slug = 'content' in step ? step.content.slug : step.slug
  const [row] = await shop.db.all<{ id: string }>(sql`SELECT id FROM products WHERE slug = ${slug}`)
  const known = row ? await readPublished(shop.db, row.id) : null
  const own = known?.content.variants[0]
  if (step.act === 'import') {
    const [top] = await shop.db.all<{ rank: number }>(
      sql`SELECT coalesce(max(search_rank), 0) "rank" FROM products`,
    )
    return publishListings(shop.db, [step.content], top!.rank + 1, shop.now, by)
  }
  if (step.act === 'publish' || step.act === 'discard') {
    const saving = {
      id: known?.id ?? '',
      productId: known?.id ?? null,
      seq: 0,
      baseVersion: known?.version ?? 0,
      content: step.content,
    }
    const draft = known ? await saveDraft(shop, saving, by) : await startDraft(shop, step.content, by)
    if (!draft.ok) throw new Error(JSON.stringify(draft.refusal))
    const finish = step.act === 'publish' ? publishDraft : discardDraft
    const answer = await finish(shop, draft.value.id, 1, by)
    if (!answer.ok) throw new Error(JSON.stringify(answer.refusal))
    return
  }
  if (!known || !own) return
  if (step.act === 'shelf') return setShelf(shop, [known.id], step.listed, by)
  if (step.act === 'price')
    return changePrices(shop, [{ sku: own.sku, seenFen: own.priceFen, fen: step.fen }], by)
  const seen = await availableOf(shop.db, own.sku)
  return adjustStock(shop, [{ sku: own.sku, seen, available: step.available }], '盘点', by)
}

test('edits and publications in any order keep search, counters, cards and content version like a rebuild from scratch', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { minLength: 4, maxLength: 14 }), async (path) => {
      const shop = await emptyShop()
      const by = await staffIdOf(shop, 'manager')
      for (const step of path) {
        const before = JSON.stringify(await keptBeside(shop))
        const version = await versionOf(shop)
        await take(shop, step, by)
        // A page that would read differently is never served from a copy.
        if (JSON.stringify(await keptBeside(shop)) !== before)
          expect(await versionOf(shop)).toBeGreaterThan(version)
      }
      const lived = await keptBeside(shop)
      expect(await unreconciled(shop.db)).toEqual([])
      const ids = await shop.db.all<{ id: string }>(sql`SELECT id FROM products ORDER BY search_rank`)
      const last = await Promise.all(ids.map(({ id }) => readPublished(shop.db, id)))
      const rebuilt = await emptyShop()
      const again = last.map((product) => ({
        ...product!.content,
        variants: product!.content.variants.map((variant) => ({
          ...variant,
          stock: product!.stock[variant.sku]!,
        })),
      }))
      await publishListings(rebuilt.db, again, 1, rebuilt.now)
      const off = last.filter((product) => !product!.listed).map((product) => product!.slug)
      const rows = await rebuilt.db.all<{ id: string }>(
        sql`SELECT id FROM products WHERE slug IN (SELECT value FROM json_each(${JSON.stringify(off)}))`,
      )
      const owner = await staffIdOf(rebuilt, 'manager')
      await setShelf(
        rebuilt,
        rows.map(({ id }) => id),
        false,
        owner,
      )
      expect(lived).toEqual(await keptBeside(rebuilt))
    }),
    { seed: 5, numRuns: runsOf({ workerd: 3, node: 7, deep: 40 }) },
  )
})

async function versionOf(shop: Shop): Promise<number> {
  const [row] = await shop.db.all<{ version: number }>(sql`SELECT version FROM content_version`)
  return row!.version
}

test('a shop without products is filled by the same verb as the sample world', async () => {
  const shop = await emptyShop()
  await shop.db.run(sql`DELETE FROM impact_facts`)
  await shop.db.batch(
    ['holidays', 'producers', 'freight_templates', 'families'].map((table) =>
      shop.db.run(sql.raw(`DELETE FROM ${table}`)),
    ) as never,
  )
  await fillGround(shop.db)
  await publishListings(shop.db, [newHoney()], 1, shop.now)
  expect((await keptBeside(shop)).products).toHaveLength(1)
})
