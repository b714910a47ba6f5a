import { beforeEach, expect, test } from 'vitest'
import { app } from '../../src/app.tsx'
import { SAMPLE_PASSWORD } from '../../src/db/sample/staff.ts'
import { accessToken } from '../../src/orders/access-token.ts'
import { readOrder } from '../../src/orders/queries.ts'
import type { Shop } from '../../src/shop.ts'
import { adminPaths, pathsFor } from '../../src/urls.ts'
import { paidOrder } from '../support/orders.ts'
import { bindings, NOW, openShop } from '../support/shop.ts'
import { fillStaff } from '../support/staff.ts'

const paths = pathsFor('zh')
const env = { ...bindings, SHOP_NOW: new Date(NOW).toISOString() }
let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})
const cookiesOf = (answer: Response) =>
  new Map(answer.headers.getSetCookie().map((cookie) => [cookie.split('=')[0]!, cookie]))

test('no script reads a right that a browser holds, and no other site sends it along', async () => {
  await fillStaff(shop)
  const number = await paidOrder(shop, [['TEA-GC-250', 1]])
  const key = await accessToken(shop.settings, (await readOrder(shop, number))!.id)
  const opened = await app.request(`http://shop.test${paths.order(number, { key })}`, {}, env)
  const signedIn = await app.request(
    `http://shop.test${adminPaths.signIn}`,
    {
      method: 'POST',
      body: new URLSearchParams({ login: 'owner', password: SAMPLE_PASSWORD, code: '' }),
      headers: { Origin: 'http://shop.test' },
    },
    env,
  )
  for (const cookie of [cookiesOf(opened).get('orders'), cookiesOf(signedIn).get('sid')])
    expect([cookie?.includes('HttpOnly'), cookie?.includes('SameSite=Lax')]).toEqual([true, true])
})

test('a hold’s secret is read by no script; only how many there are is', async () => {
  const held = await app.request(
    `http://shop.test${paths.plotHold('A-07')}`,
    {
      method: 'POST',
      body: new URLSearchParams({ season: '2027' }),
      headers: { Origin: 'http://shop.test' },
    },
    env,
  )
  const cookies = cookiesOf(held)
  expect([cookies.get('holds')?.includes('HttpOnly'), cookies.get('plots')?.includes('HttpOnly')]).toEqual([
    true,
    false,
  ])
})
