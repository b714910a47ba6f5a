import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { setShelf } from '../../src/catalog/listings/shelving.ts'
import { browser } from '../support/browser.ts'
import { staffIdOf } from '../support/listings.ts'
import { openShop } from '../support/shop.ts'
import { fillStaff } from '../support/staff.ts'

const home = async () => (await browser().get('/')).text()
const sections = (html: string) => [...html.matchAll(/<h2>(.*?)<\/h2>/g)].map(([, title]) => title)

test('the home page shows every tea, follows what staff take off the shelf, and leaves a family without goods out', async () => {
  const shop = await openShop()
  await fillStaff(shop)
  const by = await staffIdOf(shop, 'manager')
  const ids = (family: string) =>
    shop.db.all<{ id: string; slug: string }>(
      sql`SELECT id, slug FROM products WHERE family = ${family} AND listed = 1`,
    )
  const off = async (rows: { id: string }[]) =>
    setShelf(
      shop,
      rows.map(({ id }) => id),
      false,
      by,
    )
  const teas = await ids('tea')
  const before = await home()
  for (const { slug } of teas) expect(before).toContain(`href="/products/${slug}"`)
  expect(before.split('class="largest ')).toHaveLength(2)
  expect(sections(before)).toEqual([
    ...['朵贝茶', '送一份普定', '我在贵州有个园'],
    ...['十一月，山里有什么', '田里、坡上、林下、院里', '有出处的数字'],
  ])
  const large = /class="largest-words">.*?href="\/products\/([\w-]+)"/s.exec(before)![1]
  await off(teas.filter(({ slug }) => slug === large))
  expect(await home()).not.toContain(large)
  await off([...(await ids('tea')), ...(await ids('gift')), ...(await ids('honey'))])
  const after = await home()
  expect(sections(after).slice(0, 2)).toEqual(['我在贵州有个园', '十一月，山里有什么'])
  expect(after).not.toContain('scene-bee-yard')
  expect(after).toContain('scene-cili-autumn')
})
