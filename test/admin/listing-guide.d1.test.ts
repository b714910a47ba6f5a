import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { valuesOf } from '../../src/catalog/listings/form.ts'
import { readPublished } from '../../src/catalog/listings/published.ts'
import type { Shop } from '../../src/shop.ts'
import { adminPaths } from '../../src/urls.ts'
import { browser } from '../support/browser.ts'
import { openShop } from '../support/shop.ts'
import { fillStaff, signedIn } from '../support/staff.ts'

let shop: Shop
let id: string
let form: Record<string, string>
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
  const [row] = await shop.db.all<{ id: string }>(sql`SELECT id FROM products WHERE slug = 'duobei-hong'`)
  id = row!.id
  const values = Object.entries(valuesOf((await readPublished(shop.db, id))!.content))
  form = { ...Object.fromEntries(values.filter(([, text]) => text)), seq: '0', baseVersion: '1' }
})

const guide = async (prefix = ''): Promise<string> => {
  const html = await (await browser().get(`${prefix}/products/duobei-hong`)).text()
  return /<section class="guide".*?<\/section>/s.exec(html)?.[0] ?? ''
}
const SAMPLE = '参数为示例，待生产者确认'

test('a step goes from the editor through a draft to the page in both languages, its words as text; an earlier version brings the old ones back', async () => {
  expect(await guide()).toContain('水温90 ℃')
  expect(await guide()).toContain(SAMPLE)
  const visitor = await signedIn('manager')
  const words = { 'guide.1.zh': '水温95 ℃<b>', 'guide.1.en': 'Water at 95 ℃', guideOtherZh: '<i>加奶' }
  // A box that is not ticked is not sent.
  const confirmed: Record<string, string> = { ...form, ...words }
  delete confirmed.guideSample
  const draft = await visitor.post(adminPaths.listing(id), confirmed)
  expect(draft.status).toBe(303)
  expect(await guide()).toContain('水温90 ℃')
  const published = await visitor.post(adminPaths.listingPublication(id), { ...confirmed, seq: '1' })
  expect([published.status, published.headers.get('Location')]).toEqual([
    303,
    adminPaths.listing(id, { done: 'published' }),
  ])
  const zh = await guide()
  expect(zh).toContain('水温95 ℃&lt;b&gt;')
  expect(zh).toContain('&lt;i&gt;加奶')
  expect(zh).not.toContain(SAMPLE)
  expect(await guide('/en')).toContain('Water at 95 ℃')
  await visitor.post(adminPaths.listingVersions(id), { version: '1' })
  expect(await guide()).toContain('水温90 ℃')
  expect(await guide()).toContain(SAMPLE)
})

test('a step that does not fit is refused at its field, nothing that was typed is lost, and the page stays', async () => {
  const visitor = await signedIn('manager')
  const typed = { ...form, 'guide.0.zh': '投茶'.repeat(20), 'guide.2.noteZh': '喝了降血糖' }
  const answer = await visitor.post(adminPaths.listingPublication(id), typed)
  const html = await answer.text()
  expect(answer.status).toBe(422)
  expect(html).toContain('做法第 1 步写得太长')
  expect(html).toContain('请删去“降血糖”')
  expect(html).toContain(`value="${'投茶'.repeat(20)}"`)
  expect(html).toContain('value="喝了降血糖"')
  expect(await guide()).toContain('投茶3 g')
})

test('steps are added and dropped without scripts, and without a step the page has no guide', async () => {
  const visitor = await signedIn('manager')
  const more = await (await visitor.post(adminPaths.listing(id), { ...form, act: 'add:guide' })).text()
  expect(more).toContain('name="guide.4.zh"')
  expect(more).toContain('value="投茶3 g"')
  const bare = Object.fromEntries(Object.entries(form).filter(([name]) => !name.startsWith('guide')))
  await visitor.post(adminPaths.listingPublication(id), bare)
  expect(await guide()).toBe('')
})
