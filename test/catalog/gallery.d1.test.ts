import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { publishListings } from '../../src/catalog/listings/publishing.ts'
import { sampleListings } from '../../src/db/sample/world.ts'
import type { Shop } from '../../src/shop.ts'
import { browser } from '../support/browser.ts'
import { NOW, openShop } from '../support/shop.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})

const product = async (slug: string, prefix = ''): Promise<string> =>
  (await browser().get(`${prefix}/products/${slug}`)).text()
const gallery = (html: string): string => /<section class="gallery".*?<\/section>/s.exec(html)![0]
const images = (html: string): string[] => html.match(/<img [^>]*>/g) ?? []

test.each(sampleListings().map((listing) => listing.slug))(
  '%s shows several pictures, one in true scale, each of known size and told in words',
  async (slug) => {
    const [slides = '', thumbs = ''] = gallery(await product(slug)).split('data-thumbs')
    const shown = images(slides)
    expect(shown.length).toBeGreaterThanOrEqual(3)
    expect(shown.filter((image) => image.includes(`/build/scale-${slug}.`))).toHaveLength(1)
    for (const image of [...shown, ...images(thumbs)]) expect(image).toMatch(/ width="\d+" height="\d+"/)
    for (const image of shown) expect(image).toMatch(/ alt="[^"]+：[^"]+"/)
    expect(shown.map((image) => /(loading|fetchpriority)="(\w+)"/.exec(image)![2])).toEqual([
      'high',
      ...shown.slice(1).map(() => 'lazy'),
    ])
    const ids = [...slides.matchAll(/id="(picture-\d)"/g)].map((match) => match[1])
    expect([...thumbs.matchAll(/href="#(picture-\d)"/g)].map((match) => match[1])).toEqual(ids)
  },
)

test("a product's own pictures take the place of the illustrations, in its languages and for search engines", async () => {
  const own = { ...sampleListings()[0]!, slug: 'own-pictures' }
  const pictures = [
    { name: '/media/leaf.1a2b.webp', zh: '鲜叶', en: 'Fresh leaves' },
    { name: '/media/hill.3c4d.webp', zh: '茶山', en: 'The hill' },
  ]
  const variants = own.variants.map((variant) => ({ ...variant, sku: `${variant.sku}-OWN` }))
  await publishListings(shop.db, [{ ...own, variants, pictures }], 900, NOW)
  const zh = await product(own.slug)
  const shown = images(gallery(zh).split('data-thumbs')[0]!)
  expect(shown.map((image) => /src="([^"]+)"/.exec(image)![1])).toEqual(pictures.map(({ name }) => name))
  expect(shown[1]).toContain('茶山')
  expect(zh).toContain('"image":["http://shop.test/media/leaf.1a2b.webp"')
  expect(gallery(await product(own.slug, '/en'))).toContain('Fresh leaves')
})

test('a long story folds after 200 characters without scripts, and its source is named', async () => {
  const sentence = '茶长在山上,山上多雾。'
  const slug = 'duobei-hong'
  await shop.db.run(sql`UPDATE products SET story_zh = ${sentence.repeat(30)}, story_source_zh = '一本书'
    WHERE slug = ${slug}`)
  const html = await product(slug)
  const [, shown, rest] =
    /<div class="story-text"><p>([^<]*)<\/p><\/div>\s*<details[^>]*><summary>展开全文<\/summary><div class="story-text"><p>([^<]*)/.exec(
      html,
    )!
  expect(shown).toBe(sentence.repeat(18))
  expect(shown! + rest).toBe(sentence.repeat(30))
  expect(html).toContain('来源：一本书')
  expect(await product('duobei-gongcha-green')).toContain('来源：普定县消费帮扶项目资料')
})

test('a story in Markdown shows as elements, and nothing in it runs', async () => {
  const slug = 'duobei-hong'
  const story = '## 怎么泡\n\n- **三克**茶\n- [看山](javascript:alert(1))\n\n<script>alert(1)</script>'
  await shop.db.run(sql`UPDATE products SET story_zh = ${story} WHERE slug = ${slug}`)
  const html = await product(slug)
  expect(html).toContain('<strong>三克</strong>')
  expect(html).not.toMatch(/<script>alert|href="javascript/)
})

test('search engines and shared links read the words of a story, never its marks', async () => {
  const story = '## 山\n\n茶长在**山上**,[看园子](/gardens)。'
  await shop.db.run(sql`UPDATE products SET story_zh = ${story} WHERE slug = 'duobei-hong'`)
  const html = await product('duobei-hong')
  for (const meta of ['name="description"', 'property="og:description"'])
    expect(html).toContain(`<meta ${meta} content="山 茶长在山上,看园子。"/>`)
  await shop.db.run(sql`UPDATE products SET story_zh = '' WHERE slug = 'duobei-hong'`)
  expect(await product('duobei-hong')).not.toContain('name="description" content=""')
})

test('a box says what lies in it, and warns of the honey in it like the honey itself', async () => {
  const [box] = await shop.db.all<{ slug: string; sku: string }>(sql`
    SELECT p.slug, v.sku FROM bundle_components b JOIN variants v ON v.sku = b.bundle_sku JOIN products p ON p.id = v.product_id
    WHERE b.component_sku LIKE 'HNY-%' LIMIT 1`)
  const answer = (language: string) => product(`${box!.slug}?sku=${box!.sku}`, language)
  expect(await answer('')).toMatch(/<dt>内含<\/dt><dd>[^<]*蜂蜜[^<]* ×\d/)
  expect(await answer('')).toContain('1岁以下婴儿不宜食用')
  expect(await answer('/en')).toContain('Not suitable for infants under 1 year of age')
  expect(await product('duobei-gongcha-green')).not.toContain('<dt>内含')
})

test('a page promises no dispatch of what cannot be bought, and else the day the cart promises', async () => {
  const html = await product('duobei-gongcha-green')
  expect(html).toContain('预计11月24日前发货')
  await shop.db.run(sql`
    UPDATE variants SET available = 0 WHERE product_id = (SELECT id FROM products WHERE slug = 'yelang-honey-stick')`)
  expect(await product('yelang-honey-stick')).not.toContain('前发货')
  const december = browser({ SHOP_NOW: '2026-12-04T10:00:00+08:00' })
  const closed = await (await december.get('/products/baiqi-chive')).text()
  expect(closed).not.toContain('前发货')
  expect(closed).not.toMatch(/<small[^>]*>有货/)
  expect(closed.indexOf('不在产季')).toBeLessThan(closed.indexOf('class="skus"'))
})
