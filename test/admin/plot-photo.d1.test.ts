import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import type { Shop } from '../../src/shop.ts'
import { adminPaths } from '../../src/urls.ts'
import { browser } from '../support/browser.ts'
import { pngOf } from '../support/pictures.ts'
import { openShop } from '../support/shop.ts'
import { fillStaff, signedIn } from '../support/staff.ts'

let shop: Shop
let keeper: Awaited<ReturnType<typeof signedIn>>
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
  keeper = await signedIn('manager', { IMAGES: undefined })
})

const FORM = adminPaths.gardenPlot('A', 'A-07')
const picture = async () =>
  (await shop.db.all<{ picture: string | null }>(sql`SELECT picture FROM plots WHERE code = 'A-07'`))[0]!
    .picture

/** The plot's form as it stands, with something more. */
async function send(more: Record<string, string | Uint8Array<ArrayBuffer>>) {
  const html = await (await keeper.get(FORM)).text()
  const form = new FormData()
  for (const name of ['area', 'column', 'row', 'width', 'height', 'over'])
    form.append(name, new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(html)![1]!)
  form.append('open', '1')
  for (const [name, part] of Object.entries(more))
    form.append(name, typeof part === 'string' ? part : new File([part], 'a.png', { type: 'image/png' }))
  return keeper.send(FORM, { method: 'POST', body: form })
}

test('a plot gets a photo, shows it to shoppers, keeps it when something else changes, and gives it back', async () => {
  expect((await send({ photo: pngOf(40, 30), photoAltZh: '坡上的茶行' })).status).toBe(303)
  const src = (await picture())!
  expect((await browser().get(src)).status).toBe(200)
  expect(await (await browser().get('/plots/A-07')).text()).toContain(`src="${src}"`)
  // Read out in Chinese as it was described; in English, where nobody said it, as what it is.
  const altOf = async (path: string) =>
    new RegExp(`<img[^>]*src="${src}"[^>]*>`).exec(await (await browser().get(path)).text())?.[0]
  expect(await altOf('/plots/A-07')).toContain('alt="坡上的茶行"')
  expect(await altOf('/en/plots/A-07')).toMatch(/alt="Photo of plot A-07, [^"]+"/)
  expect((await send({ landRef: '合同 7' })).status).toBe(303)
  expect(await altOf('/plots/A-07')).toContain('alt="坡上的茶行"')
  expect(await picture()).toBe(src)
  expect(await (await keeper.get(FORM)).text()).toContain(`src="${src}"`)
  expect((await send({ noPhoto: '1' })).status).toBe(303)
  expect(await picture()).toBeNull()
})

test('a photo without words, or one that is none, changes nothing and keeps what was typed', async () => {
  for (const wrong of [
    { photo: pngOf(40, 30), photoAltZh: '' },
    { photo: new TextEncoder().encode('none'), photoAltZh: '茶行' },
  ]) {
    const answer = await send({ ...wrong, landRef: '合同 9' })
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain('照片没有保存')
    expect(html).toContain('合同 9')
  }
  expect(await shop.db.all(sql`SELECT picture, land_ref l FROM plots WHERE code = 'A-07'`)).toEqual([
    { picture: null, l: null },
  ])
})
