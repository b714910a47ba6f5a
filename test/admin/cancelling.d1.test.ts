import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { database } from '../../src/db/client.ts'
import { shipParcel } from '../../src/fulfilment/shipping.ts'
import { formatYuan } from '../../src/kernel/money.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import { readOrder } from '../../src/orders/queries.ts'
import { startPayment } from '../../src/payments/attempting.ts'
import { cancelOrder } from '../../src/payments/cancelling.ts'
import { refundLines } from '../../src/payments/refunds/refunding-lines.ts'
import { playOutcome } from '../../src/payments/sandbox.ts'
import type { Shop } from '../../src/shop.ts'
import { adminPaths } from '../../src/urls.ts'
import { hidden } from '../support/browser.ts'
import { faulty } from '../support/faults.ts'
import { paidOrder } from '../support/orders.ts'
import { bindings, openShop, orderOf } from '../support/shop.ts'
import { fillStaff, signedIn } from '../support/staff.ts'

let shop: Shop
let staffId: string
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
  staffId = (await shop.db.all<{ id: string }>(sql`SELECT id FROM staff WHERE login = 'finance'`))[0]!.id
})

const entries = () =>
  shop.db.all<{ verb: string; after: string }>(
    sql`SELECT verb, after FROM audit_entries WHERE verb = 'order.cancelled'`,
  )
async function unpaid(paying: boolean): Promise<string> {
  const placed = await placeOrder(shop, orderOf([['TEA-GC-250', 1]]), crypto.randomUUID())
  if (!placed.ok) throw new Error(placed.refusal.code)
  if (paying) await startPayment(shop, placed.value.number, 'sandbox')
  return placed.value.number
}

test.each([
  ['paid', () => paidOrder(shop, [['TEA-GC-250', 1]])],
  ['unpaid', () => unpaid(false)],
  ['unpaid with a payment begun', () => unpaid(true)],
] as const)(
  'an order %s that staff call off is never off without its entry, wherever the worker dies',
  async (_name, make) => {
    for (const fault of ['throw_before', 'throw_after'] as const) {
      for (let nth = 1; nth < 12; nth += 1) {
        const number = await make()
        const before = (await entries()).length
        const { db, count } = faulty(bindings.DB, nth, fault, 'worker gone')
        await cancelOrder({ ...shop, db: database(db) }, number, { staffId }).catch(() => null)
        const order = (await readOrder(shop, number))!
        const off = order.cancelled || order.state === 'cancelling' || order.state === 'cancelled'
        expect([fault, nth, (await entries()).length - before]).toEqual([fault, nth, off ? 1 : 0])
        if (!count.struck) break
      }
    }
  },
)

test('a second press, and a shopper’s own cancellation, add no entry of staff', async () => {
  const number = await paidOrder(shop, [['TEA-GC-250', 1]])
  const visitor = await signedIn('finance')
  const confirm = number.slice(-4)
  expect((await visitor.post(adminPaths.orderCancellation(number), { confirm: 'nope' })).status).toBe(422)
  await Promise.all([
    visitor.post(adminPaths.orderCancellation(number), { confirm }),
    visitor.post(adminPaths.orderCancellation(number), { confirm }),
  ])
  await cancelOrder(shop, await unpaid(true), 'shopper')
  expect(await entries()).toHaveLength(1)
})

test('an order refunded in part is still cancelled for the rest; one that was sent says what to do instead', async () => {
  const visitor = await signedIn('finance')
  const page = async (number: string) => await (await visitor.get(adminPaths.order(number))).text()
  const number = await paidOrder(shop, [['TEA-GC-250', 2]])
  expect(await page(number)).toContain('订单号最后四位')
  const order = (await readOrder(shop, number))!
  const back = (quantity: number) =>
    refundLines(shop, order.number, [{ line: order.lines[0]!.line, quantity }], '破损', staffId)
  expect((await back(1)).ok).toBe(true)
  const part = await page(number)
  expect(part).toContain('订单号最后四位')
  expect(part).toContain(`¥${formatYuan(order.totalFen - order.lines[0]!.unitPriceFen)} 原路退回`)
  expect((await back(1)).ok).toBe(true)
  expect(await page(number)).toMatch(
    /<span class="tag">已取消<\/span> <span class="tag">(?:退款处理中|已退款)<\/span>/,
  )

  const sent = await paidOrder(shop, [['TEA-GC-250', 1]])
  const parcel = { storage: 'ambient', carrier: 'sf', trackingNo: 'SF100001', lines: [] }
  expect((await shipParcel(shop, sent, parcel, staffId)).ok).toBe(true)
  expect(await page(sent)).toContain('这笔订单不能整笔取消：已经有包裹发出')
  const packer = await signedIn('fulfilment')
  expect(await (await packer.get(adminPaths.order(sent))).text()).not.toContain('整笔取消')
})

test('the forms of an order say what is wrong at the field and keep what was typed', async () => {
  const visitor = await signedIn('owner')
  const number = await paidOrder(shop, [['TEA-GC-250', 2]])
  const line = (await readOrder(shop, number))!.lines[0]!.line
  const wrong = async (path: string, form: Record<string, string>, field: string) => {
    const answer = await visitor.post(path, form)
    const html = await answer.text()
    expect([field, answer.status]).toEqual([field, 422])
    expect(html).toMatch(new RegExp(`id="${field}-error"[^>]*>[^<]+<`))
    return html
  }
  const off = await wrong(adminPaths.orderCancellation(number), { confirm: 'ABCD' }, 'confirm')
  expect(off).toMatch(/name="confirm"[^>]*value="ABCD"/)
  const refund = { [`refund-${line}`]: '1', reason: '', amount: '' }
  const back = await wrong(adminPaths.orderRefunds(number), refund, 'reason')
  expect(back).toMatch(new RegExp(`name="refund-${line}"[^>]*value="1"`))
  await wrong(adminPaths.orderRefunds(number), { ...refund, [`refund-${line}`]: '1.5' }, `refund-${line}`)
  await wrong(adminPaths.orderRefunds(number), { ...refund, reason: '破损', amount: '1' }, 'amount')
  await wrong(adminPaths.orderNotes(number), { note: ' ' }, 'note')
  const parcel = { storage: 'ambient', carrier: 'zto', trackingNo: 'SF1', [`line-${line}`]: '1' }
  const sent = await wrong(adminPaths.orderShipments(number), parcel, 'number-ambient')
  expect(sent).toMatch(new RegExp(`name="line-${line}"[^>]*value="1"`))
  expect(sent).toMatch(/name="trackingNo"[^>]*value="SF1"/)
  expect(sent).toMatch(/value="zto" selected/)
  await wrong(adminPaths.orderShipments(number), { ...parcel, [`line-${line}`]: '-1' }, `line-${line}`)
})

test('staff give back the sum they saw or nothing: a colleague’s refund or a payment meanwhile is shown first', async () => {
  const visitor = await signedIn('finance')
  const page = async (number: string) => await (await visitor.get(adminPaths.order(number))).text()
  const send = async (number: string, seen: string) =>
    visitor.post(adminPaths.orderCancellation(number), { confirm: number.slice(-4), seen })

  const refunded = await paidOrder(shop, [['TEA-GC-250', 2]])
  const seen = hidden(await page(refunded), 'seen')
  expect(seen).toBe('31600')
  expect((await refundLines(shop, refunded, [{ line: 1, quantity: 1 }], '破损', staffId)).ok).toBe(true)
  const answer = await send(refunded, seen)
  expect([answer.status, (await answer.text()).includes('要退的金额变了')]).toEqual([409, true])
  expect((await readOrder(shop, refunded))!.cancelled).toBe(false)
  expect((await send(refunded, hidden(await page(refunded), 'seen'))).status).toBe(303)
  expect((await readOrder(shop, refunded))!.cancelled).toBe(true)

  const paid = await unpaid(false)
  const before = hidden(await page(paid), 'seen')
  const started = await startPayment(shop, paid, 'sandbox')
  await playOutcome(shop, started.ok ? started.value.outTradeNo : '', 'success')
  expect((await send(paid, before)).status).toBe(409)
  expect((await readOrder(shop, paid))!.refunds).toEqual([])
})
