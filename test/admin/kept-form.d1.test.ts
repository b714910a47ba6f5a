import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { SAMPLE_PASSWORD } from '../../src/db/sample/staff.ts'
import type { Shop } from '../../src/shop.ts'
import { adminPaths } from '../../src/urls.ts'
import { browser } from '../support/browser.ts'
import { formIn, typedOver, valueIn } from '../support/forms.ts'
import { openShop } from '../support/shop.ts'
import { fillStaff, signedIn } from '../support/staff.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
})

/** Sends a form as a browser does that shows the page it stands on. */
function sent(visitor: ReturnType<typeof browser>, from: string, to: string, form: [string, string][]) {
  const body = new URLSearchParams(form)
  return visitor.send(to, {
    method: 'POST',
    body,
    headers: {
      Accept: 'text/html,application/xhtml+xml',
      'Content-Length': String(body.toString().length),
      Referer: `http://shop.test${from}`,
    },
  })
}

test('what was sent after the session had ended goes through a wrong and a right sign-in, and is done by a press', async () => {
  const visitor = await signedIn('manager')
  const path = adminPaths.shopSettings
  const opened = formIn(await (await visitor.get(path)).text(), path)
  visitor.jar.delete('sid')
  const typed = { operator: '普定“新”商行 & <合作社>', wechat: 'puding-new' }
  const asked = await sent(visitor, path, path, typedOver(opened, typed))
  const signIn = formIn(await asked.text(), adminPaths.signIn)
  expect(asked.status).toBe(401)
  const wrong = await visitor.post(
    adminPaths.signIn,
    typedOver(signIn, { login: 'manager', password: 'wrong-one' }),
  )
  const again = formIn(await wrong.text(), adminPaths.signIn)
  const right = { login: 'manager', password: SAMPLE_PASSWORD }
  const html = await (await visitor.post(adminPaths.signIn, typedOver(again, right))).text()
  // A script takes it back into its page from here.
  expect(html).toContain(`data-return-to="${path}"`)
  expect((await shop.db.all<{ shop: string }>(sql`SELECT shop FROM shop_settings`))[0]!.shop).not.toContain(
    'puding-new',
  )
  const kept = formIn(html, path)
  expect(kept.sort()).toEqual(typedOver(opened, typed).sort())
  expect((await visitor.post(path, kept)).status).toBe(303)
  const now = formIn(await (await visitor.get(path)).text(), path)
  expect([valueIn(now, 'operator'), valueIn(now, 'wechat')]).toEqual([typed.operator, typed.wechat])
})

test('the second step of a thing, whose page cannot be asked for, is sent from there; passwords travel through no page', async () => {
  const visitor = browser()
  const [from, to] = [adminPaths.listingPreview, adminPaths.listingPrices]
  const steps = await (await sent(visitor, from, to, [['cells', '[]']])).text()
  const kept = JSON.parse(valueIn(formIn(steps, adminPaths.signIn), 'kept'))
  expect(kept).toEqual({ to, page: '', fields: [['cells', '[]']], files: false })
  const account = adminPaths.account()
  const own = await sent(visitor, account, adminPaths.ownPassword, [
    ['username', 'manager'],
    ['password', 'secret-of-mine'],
    ['newPassword', 'secret-to-be'],
  ])
  expect(await own.text()).not.toContain('secret-')
})

test('what says it is a kept form leads nowhere but to a form of the desk', async () => {
  for (const to of [
    'https://evil.test/admin/',
    '//evil.test/admin/',
    '/orders',
    'javascript:alert(1)',
    '/admin/\\evil',
  ]) {
    const kept = JSON.stringify({ to, page: to, fields: [['a', 'b']], files: false })
    const form = { login: 'viewer', password: SAMPLE_PASSWORD, code: '', kept }
    expect([to, (await browser().post(adminPaths.signIn, form)).status]).toEqual([to, 303])
  }
})

test('what a script sends, a large file or a press without a field leads to the sign-in page, and back', async () => {
  const visitor = browser()
  const answers = [
    await visitor.post(adminPaths.shopSettings, { operator: '某' }),
    await visitor.send(adminPaths.media(), {
      method: 'POST',
      body: 'x',
      headers: { Accept: 'text/html', 'Content-Length': '9000000' },
    }),
  ]
  expect(answers.map(({ status }) => status)).toEqual([303, 303])
  const press = await sent(visitor, '/admin/orders?view=late', adminPaths.orderAddress('7GQ4N2W8C3KD'), [])
  const to = `${adminPaths.signIn}?next=${encodeURIComponent('/admin/orders?view=late')}`
  expect([press.status, press.headers.get('Location')]).toEqual([303, to])
})

test('what the act before said is not said again of a form that came back', async () => {
  const visitor = await signedIn('manager')
  const path = adminPaths.shopSettings
  const opened = formIn(await (await visitor.get(path)).text(), path)
  visitor.jar.delete('sid')
  const from = `${path}?did=banner_removed&saved=1`
  const asked = await (await sent(visitor, from, path, typedOver(opened, { wechat: 'puding-new' }))).text()
  const signIn = formIn(asked, adminPaths.signIn)
  const right = { login: 'manager', password: SAMPLE_PASSWORD }
  const html = await (await visitor.post(adminPaths.signIn, typedOver(signIn, right))).text()
  expect(html).toContain(`data-return-to="${path}"`)
})
