import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { shipParcel } from '../../src/fulfilment/shipping.ts'
import { correctAddress, readAddress } from '../../src/orders/address-correcting.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import type { Shop } from '../../src/shop.ts'
import { browser, checkoutForm, delivery } from '../support/browser.ts'
import { giveCode } from '../support/codes.ts'
import { broken } from '../support/invariants.ts'
import { paidOrder } from '../support/orders.ts'
import { newBuyer, openShop, orderOf } from '../support/shop.ts'
import { fillStaff, idOf, signedIn } from '../support/staff.ts'

let shop: Shop
let visitor: ReturnType<typeof browser>
let number: string
beforeEach(async () => {
  shop = await openShop()
  visitor = browser()
  await visitor.post('/cart/lines', { sku: 'CIL-CG-B2', quantity: '1', action: 'add' })
  const placed = await visitor.post('/checkout', await checkoutForm(visitor))
  number = /\/orders\/([0-9A-Z]{12})/.exec(placed.headers.get('Location') ?? '')![1]!
})

const at = () => `/orders/${number}/address`
const html = async () => (await visitor.get(at())).text()
const there = async () =>
  readAddress(shop, (await shop.db.all<{ id: string }>(sql`SELECT id FROM orders`))[0]!.id)
async function pay() {
  await visitor.post(`/orders/${number}/payment`, { method: 'sandbox' })
  const [trade] = await shop.db.all<{ no: string }>(sql`SELECT out_trade_no no FROM payment_attempts`)
  await visitor.post(`/payments/sandbox/${trade!.no}`, { outcome: 'success' })
}
const to = (more: Record<string, string> = {}) => ({ ...delivery, ...more })

test('the buyer reads the whole address with the key of the order, and nobody without it', async () => {
  expect(await (await visitor.get(`/orders/${number}`)).text()).toContain('查看或修改')
  for (const part of ['林晓禾', '13800001234', delivery.street]) expect(await html()).toContain(part)
  expect((await browser().get(at())).status).toBe(404)
  expect((await browser().post(at(), to())).status).toBe(404)
})

test('it is corrected until a slip is printed: on the parcel, in the log, and found by the new phone', async () => {
  await pay()
  const next = to({ name: '陈秋雨', phone: '139 1111 2222', district: '440113', street: '市桥街道1号' })
  expect((await visitor.post(at(), next)).status).toBe(303)
  expect(await there()).toEqual({
    name: '陈秋雨',
    phone: '13911112222',
    region: '440113',
    street: '市桥街道1号',
  })
  const found = await browser().post('/orders', { number, phone: '13911112222' })
  expect(found.status).toBe(303)
  expect(await shop.db.all(sql`SELECT kind FROM order_events ORDER BY seq`)).toContainEqual({
    kind: 'address_corrected',
  })
  expect(await broken(shop)).toEqual([])
  await fillStaff(shop)
  expect((await (await signedIn('fulfilment')).get('/admin/shipments/slips?storage=ambient')).status).toBe(
    200,
  )
  expect(await html()).toContain('已经开始打包')
  expect((await visitor.post(at(), to())).status).toBe(409)
  expect(await there()).toMatchObject({ name: '陈秋雨' })
})

test('a parcel that left, an order called off and another province are not corrected', async () => {
  await pay()
  const elsewhere = await visitor.post(at(), to({ province: '110000', city: '110100', district: '110105' }))
  expect([elsewhere.status, await elsewhere.text()]).toEqual([422, expect.stringContaining('同一个省')])
  await fillStaff(shop)
  const parcel = { storage: 'ambient', carrier: 'sf', trackingNo: 'SF1000000000001', lines: [] }
  expect((await shipParcel(shop, number, parcel, await idOf(shop, 'fulfilment'))).ok).toBe(true)
  expect((await visitor.post(at(), to({ name: '陈秋雨' }))).status).toBe(409)
  expect(await there()).toMatchObject({ name: '林晓禾' })
})

test('an unpaid order keeps its phone, by which unpaid orders are counted', async () => {
  expect((await visitor.post(at(), to({ phone: '139 1111 2222' }))).status).toBe(409)
  expect((await visitor.post(at(), to({ street: '市桥街道1号' }))).status).toBe(303)
  expect(await there()).toMatchObject({ phone: '13800001234', street: '市桥街道1号' })
})

test('a code once a phone stays once a phone, however often its orders’ phones are corrected', async () => {
  await giveCode(shop, 'ONCE', { limitPerPhone: 1 })
  const asked = () => ({ recipient: { ...newBuyer(), phone: '13900001111' }, code: 'ONCE' })
  const other = { name: '陈秋雨', phone: '13711112222', region: '440114', street: '新华街道云山大道77号' }
  for (let n = 0; n < 2; n += 1) {
    const bought = await paidOrder(shop, [['TEA-GC-250', 1]], asked())
    const [row] = await shop.db.all<{ id: string }>(sql`SELECT id FROM orders WHERE number = ${bought}`)
    expect(await correctAddress(shop, row!.id, other)).toEqual({ ok: true, value: null })
  }
  const third = await placeOrder(shop, orderOf([['TEA-GC-250', 1]], asked()), 'third')
  expect(third).toMatchObject({ refusal: { code: 'code_already_used' } })
  expect(await shop.db.all(sql`SELECT DISTINCT recipient_name FROM orders WHERE code = 'ONCE'`)).toEqual([
    { recipient_name: '陈秋雨' },
  ])
})
