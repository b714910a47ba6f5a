import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import type { Shop } from '../../src/shop.ts'
import { adminPaths } from '../../src/urls.ts'
import { formIn, typedOver, valueIn } from '../support/forms.ts'
import { openShop } from '../support/shop.ts'
import { fillStaff, signedIn } from '../support/staff.ts'

let shop: Shop
let visitor: Awaited<ReturnType<typeof signedIn>>
beforeAll(async () => {
  shop = await openShop()
  await fillStaff(shop)
  visitor = await signedIn('manager')
})

const stored = async () =>
  (await shop.db.all<{ shop: string }>(sql`SELECT shop FROM shop_settings`))[0]?.shop ?? ''

test('a text with NUL is refused with a sentence at its field; all that was typed comes back, is put right and saved', async () => {
  const path = adminPaths.shopSettings
  const opened = formIn(await (await visitor.get(path)).text(), path)
  const typed = typedOver(opened, { operator: '普\0定商行', wechat: 'puding-nul' })
  const refused = await visitor.send(path, {
    method: 'POST',
    body: new URLSearchParams(typed),
    headers: { Referer: `http://shop.test${path}` },
  })
  const html = await refused.text()
  expect(refused.status).toBe(422)
  expect(await stored()).not.toContain('puding-nul')
  expect(html).toMatch(/<textarea[^>]*name="operator"[^>]*aria-describedby="(spoilt-\d+-error)".*id="\1"/s)
  // A script takes it back into its page from here.
  expect(html).toContain(`data-return-to="${path}"`)
  const back = formIn(html, path)
  expect(valueIn(back, 'operator')).toBe('普\ufffd定商行')
  expect(typedOver(back, { operator: '普\0定商行' }).sort()).toEqual(typed.sort())
  expect((await visitor.post(path, typedOver(back, { operator: '普定商行' }))).status).toBe(303)
  expect(await stored()).toContain('puding-nul')
})

test('a photo sent by a script with such words is refused with the sentence, and not as a broken photo', async () => {
  const body = new FormData()
  body.set('picture', new File([Uint8Array.of(1)], 'a.jpg'))
  body.set('pictureAltZh', '茶\0园')
  const headers = { Accept: 'application/json' }
  const answer = await visitor.send(adminPaths.media(), { method: 'POST', body, headers })
  expect([answer.status, await answer.json()]).toEqual([
    422,
    { message: expect.stringContaining('读不出来的字符') },
  ])
})
