import { beforeEach, expect, test } from 'vitest'
import { confirmReceipt } from '../../src/fulfilment/receiving.ts'
import { shipParcel } from '../../src/fulfilment/shipping.ts'
import { readOrder } from '../../src/orders/queries.ts'
import { allowGoodwill } from '../../src/payments/refunds/allowing.ts'
import { refundLines } from '../../src/payments/refunds/refunding-lines.ts'
import type { Shop } from '../../src/shop.ts'
import { adminPaths, pathsFor } from '../../src/urls.ts'
import { browser } from '../support/browser.ts'
import { broken } from '../support/invariants.ts'
import { paidOrder } from '../support/orders.ts'
import { openShop } from '../support/shop.ts'
import { fillStaff, idOf, signedIn } from '../support/staff.ts'

const PHONE = '13800007788'
const [zh, en] = [pathsFor('zh'), pathsFor('en')]

let shop: Shop
let staffId: string
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
  staffId = await idOf(shop, 'finance')
})

/** A paid order and the browser of its buyer. */
async function bought(quantity: number) {
  const recipient = { name: '林晓禾', phone: PHONE, region: '440114', street: '新华街道公益大道1号' }
  const number = await paidOrder(shop, [['TEA-GC-250', quantity]], { recipient })
  const buyer = browser()
  await buyer.post(zh.orders, { number, phone: PHONE })
  const page = async (paths = zh) => await (await buyer.get(paths.order(number))).text()
  return { number, buyer, page }
}
const GOODWILL = { line: null, amountFen: 1250, note: '客人说包装破损' }

test('goodwill leaves an order what it is: paid or completed, with the sum that went back and no word of staff’s', async () => {
  const { number, page } = await bought(1)
  expect((await allowGoodwill(shop, number, GOODWILL, staffId)).ok).toBe(true)
  const [first, english] = [await page(), await page(en)]
  expect(first).toContain('<h1>已付款，正在备货</h1>')
  expect(first).toMatch(/退款（原路退回）<\/dt><dd>.*?12\.5/)
  expect(english).toMatch(/Refunded to original payment method<\/dt><dd>.*?12\.5/)
  expect(first + english).not.toContain(GOODWILL.note)
  const parcel = { storage: 'ambient', carrier: 'sf', trackingNo: 'SF100001', lines: [] }
  await shipParcel(shop, number, parcel, staffId)
  await confirmReceipt(shop, number)
  expect((await allowGoodwill(shop, number, GOODWILL, staffId)).ok).toBe(true)
  const last = await page()
  expect(last).toContain('<h1>订单已完成</h1>')
  expect(last).toMatch(/退款（原路退回）<\/dt><dd>.*?25(?!\d|\.)/)
  expect((await readOrder(shop, number))!.paymentStatus).toBe('paid')
})

test.each([
  ['goodwill', async (number: string) => allowGoodwill(shop, number, GOODWILL, staffId)],
  [
    'a refund of one piece',
    async (number: string) => refundLines(shop, number, [{ line: 1, quantity: 1 }], '缺货', staffId),
  ],
])('after %s its buyer can still call off all that was not sent', async (_name, give) => {
  const { number, buyer, page } = await bought(2)
  expect((await give(number)).ok).toBe(true)
  expect(await page()).toContain('取消并退款')
  expect((await buyer.post(zh.cancellation(number), {})).status).toBe(303)
  const order = (await readOrder(shop, number))!
  const back = order.refunds.reduce((sum, { amountFen }) => sum + amountFen, 0)
  expect([order.cancelled, back]).toEqual([true, order.totalFen])
  expect(await page()).not.toContain('取消并退款')
  expect(await broken(shop)).toEqual([])
})

test('a line says how many of its pieces were given back, to its buyer and at the desk, which says when it went', async () => {
  const { number, page } = await bought(2)
  expect((await refundLines(shop, number, [{ line: 1, quantity: 1 }], '缺货', staffId)).ok).toBe(true)
  expect(await page()).toContain('已退款1件')
  expect(await page(en)).toContain('1 refunded')
  const desk = await (await (await signedIn('finance')).get(adminPaths.order(number))).text()
  expect(desk).toMatch(/2 <span class="tag">已退 1<\/span>/)
  expect(desk).toMatch(/退款成功 ¥\d/)
})
