import { beforeAll, expect, test } from 'vitest'
import { publishListings } from '../../src/catalog/listings/publishing.ts'
import { sampleListings } from '../../src/db/sample/world.ts'
import { browser } from '../support/browser.ts'
import { PAGE_BUDGET } from '../support/budgets.ts'
import { NOW, openShop } from '../support/shop.ts'

beforeAll(async () => {
  const shop = await openShop()
  const more = sampleListings()
    .slice(0, 10)
    .map((listing) => ({
      ...listing,
      slug: `${listing.slug}-b`,
      variants: listing.variants.map((variant) => ({ ...variant, sku: `${variant.sku}-B`, components: [] })),
    }))
  await publishListings(shop.db, more, 900, NOW)
})

const gzipped = async (answer: Response): Promise<number> =>
  (await new Response(answer.body!.pipeThrough(new CompressionStream('gzip'))).arrayBuffer()).byteLength

test.each([
  '/',
  '/products',
  '/products?family=tea',
  '/products/duobei-gongcha-green',
  '/gardens',
  '/impact',
  '/story',
  '/cart',
  '/en',
  '/en/products',
  '/en/products/gift-puding-four',
])('%s of a full catalogue is at most 16 KB of HTML, gzip', async (path) => {
  const answer = await browser().get(path)
  expect(answer.status).toBe(200)
  expect(await gzipped(answer)).toBeLessThanOrEqual(PAGE_BUDGET.html)
})

test.each([
  '/',
  '/products/duobei-gongcha-green',
  '/products/yelang-honey',
  '/products/gift-puding-four',
  '/gardens',
  '/story',
  '/producers',
  '/cart',
  '/nothing-here',
  '/en',
  '/en/story',
])('%s shows each scene once, of known size, and fetches at most one before it comes near', async (path) => {
  const page = await (await browser().get(path)).text()
  const images = page.match(/<img src="\/build\/scene-[^>]*>/g) ?? []
  // A thumb may repeat what it leads to.
  const scenes = images.filter((image) => !image.includes(' width="96"'))
  expect(scenes.length).toBeGreaterThan(path.endsWith('cart') ? -1 : 0)
  const names = scenes.map((image) => /scene-[\w-]+/.exec(image)![0])
  expect(names).toEqual([...new Set(names)])
  for (const image of scenes) expect(image).toMatch(/ width="\d+" height="\d+"/)
  expect(scenes.filter((image) => !image.includes('loading="lazy"')).length).toBeLessThanOrEqual(1)
})
