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
