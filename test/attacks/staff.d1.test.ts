import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { app } from '../../src/app.tsx'
import { SAMPLE_PASSWORD } from '../../src/db/sample/staff.ts'
import { shipParcel } from '../../src/fulfilment/shipping.ts'
import { POLICIES } from '../../src/http/policies.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import { readOrder } from '../../src/orders/queries.ts'
import { startPayment } from '../../src/payments/attempting.ts'
import { playOutcome } from '../../src/payments/sandbox.ts'
import type { Shop } from '../../src/shop.ts'
import { may, PERMISSIONS, type Permission, ROLES } from '../../src/staff/roles.ts'
import { inviteStaff } from '../../src/staff/setting-up.ts'
import { newTotpSecret, totpCode, totpStep } from '../../src/staff/totp.ts'
import { adminPaths, type Policy } from '../../src/urls.ts'
import { browser } from '../support/browser.ts'
import { paidOrder } from '../support/orders.ts'
import { bindings, NOW, openShop, orderOf } from '../support/shop.ts'
import { fillStaff, signedIn } from '../support/staff.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
})

const staffOf = async (login: string) =>
  (await shop.db.all<{ id: string }>(sql`SELECT id FROM staff WHERE login = ${login}`))[0]!.id
const TEA: [string, number][] = [['TEA-GC-250', 1]]

describe('the back office under attack', () => {
  test('taking the shelf down to nothing leaves what is promised to be paid and sent, and goes no lower', async () => {
    const placed = await placeOrder(shop, orderOf([['TEA-GC-250', 5]]), 'k')
    const number = placed.ok ? placed.value.number : ''
    await shop.db.run(sql`UPDATE variants SET available = 0 WHERE sku = 'TEA-GC-250'`)
    await expect(
      shop.db.run(sql`UPDATE variants SET available = available - 1 WHERE sku = 'TEA-GC-250'`),
    ).rejects.toThrow()
    const started = await startPayment(shop, number, 'sandbox')
    if (started.ok) await playOutcome(shop, started.value.outTradeNo, 'success')
    const sent = await shipParcel(
      shop,
      number,
      { storage: 'ambient', carrier: 'sf', trackingNo: 'SF123456', lines: [] },
      await staffOf('fulfilment'),
    )
    expect(sent.ok).toBe(true)
    expect(await placeOrder(shop, orderOf(TEA), 'k2')).toMatchObject({ refusal: { code: 'out_of_stock' } })
  })

  test('a session that signed out, or whose person was disabled, opens nothing any more', async () => {
    const visitor = await signedIn('viewer')
    const stolen = visitor.jar.get('sid')!
    await visitor.post(adminPaths.signOut, {})
    visitor.jar.set('sid', stolen)
    expect((await visitor.get(adminPaths.orders())).status).toBe(303)
    const other = await signedIn('viewer')
    await shop.db.run(sql`UPDATE staff SET role = 'disabled' WHERE login = 'viewer'`)
    expect((await other.get(adminPaths.orders())).status).toBe(403)
    expect(
      (await browser().post(adminPaths.signIn, { login: 'viewer', password: SAMPLE_PASSWORD, code: '' }))
        .status,
    ).not.toBe(303)
  })

  test('a parcel answers only under its own order', async () => {
    const [mine, other] = [await paidOrder(shop, TEA), await paidOrder(shop, TEA)]
    const request = { storage: 'ambient', carrier: 'sf', trackingNo: 'SF123456', lines: [] }
    const sent = await shipParcel(shop, other, request, await staffOf('fulfilment'))
    const parcel = sent.ok ? sent.value.id : ''
    const visitor = await signedIn('fulfilment')
    const answers = [
      await visitor.post(adminPaths.parcelDelivery(mine, parcel), {}),
      await visitor.post(adminPaths.parcelNumber(mine, parcel), { carrier: 'jd', trackingNo: 'JD999999' }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([404, 404])
    expect((await readOrder(shop, other))!.parcels[0]).toMatchObject({
      carrier: 'sf',
      trackingNo: 'SF123456',
      deliveredAt: null,
    })
  })

  test('fields nobody asked for are ignored: a role at set-up, a state, a sum or a name while shipping', async () => {
    const { token, statement } = await inviteStaff(shop.db, 'viewer', shop.now)
    await statement
    const secret = newTotpSecret()
    const made = await browser().post(adminPaths.setUp(), {
      token,
      secret,
      code: await totpCode(secret, totpStep(NOW)),
      login: 'climber',
      name: '某',
      password: 'mountain-tea-2026',
      role: 'owner',
      sample: '1',
      epoch: '9',
    })
    expect(made.status).toBe(200)
    const [climber] = await shop.db.all(sql`SELECT role, sample, epoch FROM staff WHERE login = 'climber'`)
    expect(climber).toEqual({ role: 'viewer', sample: 0, epoch: 1 })
    const number = await paidOrder(shop, TEA)
    const before = (await readOrder(shop, number))!
    await (await signedIn('fulfilment')).post(adminPaths.orderShipments(number), {
      storage: 'ambient',
      carrier: 'sf',
      trackingNo: 'SF123456',
      state: 'completed',
      totalFen: '1',
      staffId: await staffOf('owner'),
      shippedAt: '0',
      deliveredBy: 'shopper',
    })
    const after = (await readOrder(shop, number))!
    expect([
      after.state,
      after.totalFen,
      after.parcels[0]!.shippedAt >= NOW,
      after.parcels[0]!.deliveredBy,
    ]).toEqual([before.state, before.totalFen, true, null])
    const [parcel] = await shop.db.all<{ who: string }>(sql`SELECT staff_id who FROM shipments`)
    expect(parcel!.who).toBe(await staffOf('fulfilment'))
  })

  test('no role, an unknown one or no permission opens nothing', async () => {
    for (const role of ['', 'disabled', 'OWNER', 'owner ', '__proto__', 'constructor', 'toString'])
      expect([role, PERMISSIONS.filter((permission) => may(role, permission))]).toEqual([role, []])
    for (const role of ROLES) expect([role, may(role, '' as Permission)]).toEqual([role, false])
    const visitor = await signedIn('viewer')
    await shop.db.run(sql`UPDATE staff SET role = '' WHERE login = 'viewer'`)
    expect((await visitor.get(adminPaths.orders())).status).toBe(403)
    // A route that declares an empty permission is closed to everybody, the owner too.
    const declared = POLICIES['GET /admin/orders']!
    POLICIES['GET /admin/orders'] = 'staff:' as Policy
    try {
      expect((await browser().get(adminPaths.orders())).status).toBe(303)
      expect((await (await signedIn('owner')).get(adminPaths.orders())).status).toBe(403)
    } finally {
      POLICIES['GET /admin/orders'] = declared
    }
  })

  test('signing in never leads off the desk, however the next page is spelt', async () => {
    const spellings = [
      '//evil.test',
      '/\\evil.test',
      '\\\\evil.test',
      'javascript:alert(1)',
      'https://evil.test/admin',
      '/admin/..//evil.test',
      '/admin@evil.test',
      '/admin?next=//evil.test',
      '/admin/%2f%2fevil.test',
      ' //evil.test',
      '/admin\r\nLocation: //evil.test',
    ]
    for (const next of spellings) {
      const form = { login: 'owner', password: SAMPLE_PASSWORD, code: '', next }
      const answer = await browser().post(adminPaths.signIn, form)
      expect([next, answer.status, answer.headers.get('Location')]).toEqual([next, 303, adminPaths.home])
    }
  })

  test('a form from elsewhere, with a foreign origin or none but a cross-site mark, as form or as text, changes nothing', async () => {
    const visitor = await signedIn('fulfilment')
    const number = await paidOrder(shop, TEA)
    const send = (headers: Record<string, string>) =>
      app.request(
        `http://shop.test${adminPaths.orderShipments(number)}`,
        {
          method: 'POST',
          body: 'storage=ambient&carrier=sf&trackingNo=SF123456',
          headers: {
            Cookie: `sid=${visitor.jar.get('sid')}`,
            'Content-Type': 'application/x-www-form-urlencoded',
            ...headers,
          },
        },
        { ...bindings, SHOP_NOW: new Date(NOW).toISOString() },
      )
    const answers = [
      await send({ Origin: 'http://evil.test' }),
      await send({ Origin: 'null' }),
      await send({ 'Sec-Fetch-Site': 'cross-site' }),
      await send({ Origin: 'http://evil.test', 'Content-Type': 'text/plain' }),
      await send({ Origin: 'http://evil.test', 'Content-Type': 'multipart/form-data; boundary=x' }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403])
    expect((await readOrder(shop, number))!.parcels).toEqual([])
  })

  test('headers and cookies that claim somebody are no sign-in', async () => {
    const claims = {
      'Cf-Access-Jwt-Assertion': 'eyJhbGciOiJub25lIn0.eyJlbWFpbCI6Im93bmVyIn0.',
      'Cf-Access-Authenticated-User-Email': 'owner@shop.test',
      'X-Forwarded-User': 'owner',
      Authorization: 'Bearer owner',
      Cookie: `sid=${await staffOf('owner')}; role=owner; CF_Authorization=x`,
    }
    for (const [name, value] of Object.entries(claims)) {
      const answer = await app.request(
        `http://shop.test${adminPaths.orders()}`,
        { headers: { [name]: value } },
        { ...bindings, SHOP_NOW: new Date(NOW).toISOString() },
      )
      expect([name, answer.status, answer.headers.get('Location')?.split('?')[0]]).toEqual([
        name,
        303,
        adminPaths.signIn,
      ])
    }
  })
})
