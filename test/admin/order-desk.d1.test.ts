import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { readDesk } from '../../src/fulfilment/desk.ts'
import type { Invoice } from '../../src/orders/order.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import { startPayment } from '../../src/payments/attempting.ts'
import { playOutcome } from '../../src/payments/sandbox.ts'
import type { Shop } from '../../src/shop.ts'
import { adminPaths } from '../../src/urls.ts'
import { browser } from '../support/browser.ts'
import { NOW, openShop, orderOf } from '../support/shop.ts'
import { fillStaff, signedIn } from '../support/staff.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
})

async function orderFor(name: string, phone: string, invoice: Invoice | null = null) {
  const request = orderOf([['TEA-GC-250', 1]], {
    invoice,
    recipient: { name, phone, region: '440114', street: `公益大道${phone}号` },
  })
  const placed = await placeOrder(shop, request, crypto.randomUUID())
  if (!placed.ok) throw new Error(placed.refusal.code)
  const started = await startPayment(shop, placed.value.number, 'sandbox')
  if (!started.ok) throw new Error(started.refusal.code)
  await playOutcome(shop, started.value.outTradeNo, 'success')
  return placed.value.number
}
const shown = (number: string) => number.replace(/(.{4})(?=.)/g, '$1-')

describe('the order desk', () => {
  test('finds an order by its number, the last four of the phone, or the whole name; says when there is none', async () => {
    const mine = await orderFor('陈秋雨', '13900007788')
    const other = await orderFor('黄小满', '13900001122')
    const visitor = await signedIn('viewer')
    const find = async (q: string) => await (await visitor.get(adminPaths.orders({ q }))).text()
    expect((await visitor.get(adminPaths.orders({ q: mine.toLowerCase() }))).headers.get('Location')).toBe(
      adminPaths.order(mine),
    )
    for (const q of ['7788', '陈秋雨']) {
      const text = await find(q)
      expect([text.includes(shown(mine)), text.includes(shown(other))]).toEqual([true, false])
    }
    expect(await find('没有的人')).toContain('没有找到“没有的人”')
  })

  test('lists a channel’s orders, paid or not, and counts refunds nobody has answered or that failed', async () => {
    const mine = await orderFor('陈秋雨', '13900007788')
    await shop.db.run(sql`UPDATE orders SET channel = 'institution' WHERE number = ${mine}`)
    const other = await orderFor('黄小满', '13900001122')
    const list = async (channel: string) => {
      const visitor = await signedIn('viewer')
      return await (await visitor.get(adminPaths.orders({ view: 'all', channel }))).text()
    }
    expect([
      (await list('institution')).includes(shown(mine)),
      (await list('institution')).includes(shown(other)),
    ]).toEqual([true, false])
    expect((await list('nonsense')).includes(shown(other))).toBe(false)
    expect((await list('<b>')).includes(shown(other))).toBe(true)
    await shop.db.run(sql`
      INSERT INTO refunds (id, order_id, attempt_id, out_refund_no, amount_fen, reason, state, created_at, settled_at, failed)
      SELECT 'ref_' || n.value, p.order_id, p.id, 'R' || n.value, 1, 'x', n.value, 0, CASE n.value WHEN 'requested' THEN NULL ELSE 1 END,
        n.value = 'failed'
      FROM payment_attempts p, json_each('["requested","failed","succeeded"]') n WHERE p.order_id = (SELECT id FROM orders WHERE number = ${mine})`)
    const desk = await readDesk(shop.db, { view: 'refunding', limit: 50 }, shop.now)
    expect([desk.counts.refunding, desk.rows.length]).toEqual([2, 2])
  })

  test('names every channel in words on lists and orders; the export keeps the code beside the word', async () => {
    const [mine, other] = [await orderFor('陈秋雨', '13900007788'), await orderFor('黄小满', '13900001122')]
    await shop.db.run(sql`UPDATE orders SET channel = 'pavilion' WHERE number = ${mine}`)
    await shop.db.run(sql`UPDATE orders SET channel = 'api' WHERE number = ${other}`)
    const visitor = await signedIn('finance')
    const list = await (await visitor.get(adminPaths.orders({ view: 'all' }))).text()
    for (const words of ['合作方 pavilion', '接口下单', '渠道是订单从哪里来', '合作方：别家系统下的单'])
      expect(list).toContain(words)
    expect(list).not.toMatch(/<td[^>]*>(?:pavilion|api|online)</)
    const order = await (await visitor.get(adminPaths.order(mine))).text()
    expect(order).toContain('<span class="tag">合作方 pavilion</span>')
    const csv = await (await visitor.get(adminPaths.orderExport({ view: 'all' }))).text()
    expect(csv).toMatch(/渠道,渠道代号,/)
    expect(csv).toMatch(/,合作方 pavilion,pavilion,/)
  })

  test('says what is late after 48 hours', async () => {
    const number = await orderFor('陈秋雨', '13900007788')
    const later = await signedIn('owner', { SHOP_NOW: new Date(NOW + 49 * 3_600_000).toISOString() })
    expect(await (await later.get(adminPaths.orders({ view: 'late' }))).text()).toContain(shown(number))
    const now = await signedIn('owner')
    expect(await (await now.get(adminPaths.orders({ view: 'late' }))).text()).not.toContain(shown(number))
  })

  test('an export is recorded, masks names, and holds no formula', async () => {
    await orderFor('=1+1', '13900007788')
    const visitor = await signedIn('finance')
    const csv = await (await visitor.get(adminPaths.orderExport({ view: 'all' }))).text()
    expect([csv.includes('=1+1'), csv.includes("'=**")]).toEqual([false, true])
    const verbs = await shop.db.all<{ verb: string }>(sql`SELECT verb FROM audit_entries`)
    expect(verbs.map(({ verb }) => verb)).toContain('orders.exported')
  })

  test('notes stay among staff: on the desk in order and escaped, never on the shopper’s page', async () => {
    const number = await orderFor('陈秋雨', '13900007788')
    const visitor = await signedIn('manager')
    await visitor.post(adminPaths.orderNotes(number), { note: '<b>客人要求周五发</b>' })
    expect(await (await visitor.get(adminPaths.order(number))).text()).toContain('&lt;b&gt;客人要求周五发')
    expect((await visitor.post(adminPaths.orderNotes(number), { note: ' ' })).status).toBe(422)
    expect(
      (await (await signedIn('viewer')).post(adminPaths.orderNotes(number), { note: '我也写' })).status,
    ).toBe(403)
    const shopper = browser()
    await shopper.post('/orders', { number, phone: '13900007788' })
    expect(await (await shopper.get(`/orders/${number}`)).text()).not.toContain('周五发')
  })

  test('shows the invoice a buyer asked for, a person’s title and mailbox whole only to who issues it, on record', async () => {
    const email = 'chenqiuyu@example.com'
    const mine = await orderFor('陈秋雨', '13900007788', {
      kind: 'personal',
      title: '陈秋雨',
      taxNo: '',
      email,
    })
    const unit = { kind: 'company' as const, title: '示例单位', taxNo: '91440101MA5EXAMPLE', email }
    const theirs = await orderFor('黄小满', '13900001122', unit)
    const finance = await signedIn('finance')
    const page = await (await finance.get(adminPaths.order(mine))).text()
    expect([page.includes('个人 · 陈**'), page.includes('c***@example.com'), page.includes(email)]).toEqual([
      true,
      true,
      false,
    ])
    const company = await (await finance.get(adminPaths.order(theirs))).text()
    expect(company).toMatch(/企业或单位 · 示例单位.*税号 91440101MA5EXAMPLE/s)
    const whole = await (await finance.post(adminPaths.orderInvoice(mine), {})).text()
    expect([whole.includes('个人 · 陈秋雨'), whole.includes(email)]).toEqual([true, true])
    const packer = await signedIn('fulfilment')
    expect((await packer.post(adminPaths.orderInvoice(mine), {})).status).toBe(403)
    const seen = sql`SELECT object FROM audit_entries WHERE verb = 'order.invoice_seen'`
    expect(await shop.db.all(seen)).toEqual([{ object: `order:${mine}` }])
    const owner = await signedIn('owner')
    const log = await (await owner.get(adminPaths.audit({ object: shown(mine).toLowerCase() }))).text()
    expect(log).toMatch(/查看发票信息<\/td>/)
    expect(log).toContain(`订单 ${mine}`)
  })

  test('calls an order sent once all of it is on its way', async () => {
    const number = await orderFor('陈秋雨', '13900007788')
    const owner = await signedIn('owner')
    const standing = async () =>
      /<span class="tag">(.*?)<\/span>/.exec(await (await owner.get(adminPaths.order(number))).text())?.[1]
    expect(await standing()).toBe('已付款')
    const sent = { storage: 'ambient', 'line-1': '1', carrier: 'sf', trackingNo: 'SF1234567890' }
    expect((await owner.post(adminPaths.orderShipments(number), sent)).status).toBe(303)
    expect(await standing()).toBe('已发货')
  })
})
