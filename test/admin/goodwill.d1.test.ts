import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { shipParcel } from '../../src/fulfilment/shipping.ts'
import { readOrder } from '../../src/orders/queries.ts'
import { cancelOrder } from '../../src/payments/cancelling.ts'
import { refundLines } from '../../src/payments/refunds/refunding-lines.ts'
import type { Shop } from '../../src/shop.ts'
import { adminPaths } from '../../src/urls.ts'
import { broken } from '../support/invariants.ts'
import { paidOrder } from '../support/orders.ts'
import { openShop } from '../support/shop.ts'
import { fillStaff, idOf, joinStaff, leaveAlone, signedIn } from '../support/staff.ts'

let shop: Shop
let number: string
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
  number = await paidOrder(shop, [
    ['TEA-GC-250', 5],
    ['CHV-BQ-0500', 1],
  ])
})

type Visitor = Awaited<ReturnType<typeof signedIn>>
const form = (amount: string, more: Record<string, string> = {}) => ({
  'goodwill-line': 'order',
  'goodwill-amount': amount,
  'goodwill-note': '两袋茶受潮',
  'goodwill-again': amount,
  ...more,
})
const page = async (visitor: Visitor, of = number) => await (await visitor.get(adminPaths.order(of))).text()
const refunds = async (of = number) =>
  (await readOrder(shop, of))!.refunds.map(({ amountFen, state }) => ({ amountFen, state }))
const waiting = async () =>
  (await shop.db.all<{ id: string }>(sql`SELECT id FROM goodwill_requests WHERE decided_at IS NULL`))[0]?.id
/** Tags out, spaces folded: what a reader sees of a part of the page. */
const words = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const section = (html: string, heading: string) =>
  words(new RegExp(`<section[^>]*><h2>${heading}</h2>([\\s\\S]*?)</section>`).exec(html)?.[1] ?? '')

async function asked(by: Visitor): Promise<string> {
  expect((await by.post(adminPaths.orderGoodwill(number), form('600'))).status).toBe(303)
  return (await waiting())!
}

test('only finance and owners may give, confirm or decline goodwill', async () => {
  const id = await asked(await signedIn('finance'))
  for (const role of ['fulfilment', 'manager', 'viewer']) {
    const visitor = await signedIn(role)
    const answers = [
      await visitor.post(adminPaths.orderGoodwill(number), form('10')),
      await visitor.post(adminPaths.goodwillConfirmation(number, id), {}),
      await visitor.post(adminPaths.goodwillRefusal(number, id), { 'goodwill-answer': '不' }),
    ]
    expect([role, ...answers.map(({ status }) => status)]).toEqual([role, 403, 403, 403])
    // They read that it waits, and have nothing to press.
    const html = await page(visitor)
    expect(section(html, '待复核的补偿')).toContain('¥600 整笔订单 原因：两袋茶受潮')
    expect(html).not.toMatch(/\/goodwill/)
  }
  expect(await refunds()).toEqual([])
})

test.each([
  ['goodwill-line', form('20', { 'goodwill-line': '9' })],
  ['goodwill-line', form('20', { 'goodwill-line': '' })],
  ['goodwill-amount', form('')],
  ['goodwill-amount', form('0')],
  ['goodwill-amount', form('1.234')],
  ['goodwill-amount', form('99999')],
  ['goodwill-amount', form('100', { 'goodwill-line': '2' })],
  ['goodwill-note', form('20', { 'goodwill-note': ' ' })],
  ['goodwill-note', form('20', { 'goodwill-note': '长'.repeat(101) })],
  ['goodwill-again', form('20', { 'goodwill-again': '2' })],
  ['goodwill-again', form('20', { 'goodwill-again': '' })],
])('a form with a fault in %s says so there, keeps what was typed and gives nothing', async (at, typed) => {
  const finance = await signedIn('finance')
  const answer = await finance.post(adminPaths.orderGoodwill(number), typed)
  const html = await answer.text()
  expect(answer.status).toBe(422)
  expect(html).toMatch(new RegExp(`id="${at}-error"[^>]*>[^<]+<`))
  expect(html.match(/class="form-error"/g)).toHaveLength(1)
  expect(html).toMatch(new RegExp(`name="goodwill-amount"[^>]*value="${typed['goodwill-amount']}"`))
  expect(html).toMatch(new RegExp(`name="goodwill-note"[^>]*value="${typed['goodwill-note']}"`))
  expect(await refunds()).toEqual([])
  expect(await waiting()).toBeUndefined()
})

test('a sum typed twice goes back for a line, which stays chosen while a fault is fixed', async () => {
  const finance = await signedIn('finance')
  const typed = form('12.5', { 'goodwill-line': '1', 'goodwill-again': '12' })
  const wrong = await (await finance.post(adminPaths.orderGoodwill(number), typed)).text()
  expect(wrong).toMatch(/<option value="1" selected/)
  const right = { ...typed, 'goodwill-again': '12.50' }
  expect((await finance.post(adminPaths.orderGoodwill(number), right)).status).toBe(303)
  expect(await refunds()).toEqual([{ amountFen: 1250, state: 'succeeded' }])
  const html = await page(finance)
  expect(section(html, '退款')).toMatch(
    /¥12\.5 补偿 · 成功 朵贝贡茶[^¥]*250 g\S*，不退商品 原因：两袋茶受潮 2026-11-23 10:00 · 示例财务/,
  )
  expect(section(html, '补偿退款')).toContain('30 天内已补偿 ¥12.5')
  expect(await broken(shop)).toEqual([])
})

test('a large sum waits on the order’s page and in the desk’s list, and a colleague confirms it', async () => {
  const finance = await signedIn('finance')
  const id = await asked(finance)
  const own = await page(finance)
  expect(section(own, '待复核的补偿')).toContain('等 示例负责人 复核。自己申请的自己不能同意')
  expect(own).not.toContain(adminPaths.goodwillConfirmation(number, id))
  expect((await finance.post(adminPaths.goodwillConfirmation(number, id), {})).status).toBe(409)
  const owner = await signedIn('owner')
  expect(await (await owner.get(adminPaths.home)).text()).toMatch(/<b[^>]*>1<\/b><span>笔补偿待复核/)
  const list = await (await owner.get(adminPaths.orders({ view: 'goodwill' }))).text()
  expect(list).toContain(adminPaths.order(number))
  expect(section(await page(owner), '待复核的补偿')).toMatch(
    /¥600 整笔订单 原因：两袋茶受潮 2026-11-23 10:00 · 示例财务 申请 .*同意，退款 ¥600/,
  )
  expect((await owner.post(adminPaths.goodwillConfirmation(number, id), {})).status).toBe(303)
  expect(await refunds()).toEqual([{ amountFen: 60_000, state: 'succeeded' }])
  const after = await page(owner)
  expect(section(after, '退款')).toContain('示例财务 申请，示例负责人 复核')
  expect(after).not.toContain('待复核的补偿')
  const late = await owner.post(adminPaths.goodwillConfirmation(number, id), {})
  expect([late.status, words(await late.text()).includes('没有退款：刚有同事处理过')]).toEqual([409, true])
  expect(await refunds()).toHaveLength(1)
  expect(await (await owner.get(adminPaths.orders({ view: 'goodwill' }))).text()).toContain('这里没有订单')
})

test('while one sum waits a second large one is refused, a small one is not, and neither form loses its words', async () => {
  const finance = await signedIn('finance')
  await asked(finance)
  const large = await finance.post(adminPaths.orderGoodwill(number), form('501'))
  expect(large.status).toBe(409)
  expect(await large.text()).toMatch(/已有一笔补偿等同事复核[\s\S]*name="goodwill-amount"[^>]*value="501"/)
  expect((await finance.post(adminPaths.orderGoodwill(number), form('20'))).status).toBe(303)
})

test('a colleague declines with a reason that is asked for at its field; who asked withdraws without one', async () => {
  const [finance, owner] = [await signedIn('finance'), await signedIn('owner')]
  const id = await asked(finance)
  const silent = await owner.post(adminPaths.goodwillRefusal(number, id), { 'goodwill-answer': ' ' })
  expect(silent.status).toBe(422)
  expect(await silent.text()).toMatch(/<details open[\s\S]*id="goodwill-answer-error"/)
  await owner.post(adminPaths.goodwillRefusal(number, id), { 'goodwill-answer': '先请客人发照片' })
  expect(section(await page(finance), '没有给的补偿')).toContain('示例负责人 不同意：先请客人发照片')
  expect((await finance.post(adminPaths.goodwillRefusal(number, id), {})).status).toBe(409)
  const other = await asked(finance)
  expect((await finance.post(adminPaths.goodwillRefusal(number, other), {})).status).toBe(303)
  expect(section(await page(finance), '没有给的补偿')).toContain('示例财务 撤回')
  expect(await refunds()).toEqual([])
})

test('who is left alone with a request of their own types its sum once more', async () => {
  const finance = await signedIn('finance')
  const id = await asked(finance)
  await leaveAlone(shop, 'finance')
  expect(section(await page(finance), '待复核的补偿')).toContain('现在只有您一个人有退款权限')
  const confirm = (sum: string) =>
    finance.post(adminPaths.goodwillConfirmation(number, id), { 'goodwill-confirm': sum })
  for (const wrong of ['', '60', '600.01']) {
    const answer = await confirm(wrong)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toMatch(/id="goodwill-confirm-error"[^>]*>请再输入一次 600 确认/)
  }
  expect((await confirm('600')).status).toBe(303)
  expect(section(await page(finance), '退款')).toContain('示例财务 退款，没有第二个人可以复核')
})

test('a request for another order, or none, is not found', async () => {
  const owner = await signedIn('owner')
  const id = await asked(await signedIn('finance'))
  const other = await paidOrder(shop, [['TEA-GC-250', 1]])
  for (const [of, request] of [
    [other, id],
    [number, 'gwr_none'],
  ] as const) {
    expect((await owner.post(adminPaths.goodwillConfirmation(of, request), {})).status).toBe(404)
    const refusal = { 'goodwill-answer': '不' }
    expect((await owner.post(adminPaths.goodwillRefusal(of, request), refusal)).status).toBe(404)
  }
  expect(await waiting()).toBe(id)
})

test('an order that is called off takes no goodwill, and a request that waits for it can only be declined', async () => {
  const owner = await signedIn('owner')
  const id = await asked(await signedIn('finance'))
  await cancelOrder(shop, number, 'shopper')
  const html = await page(owner)
  expect(section(html, '待复核的补偿')).toContain('现在退不出这么多，不能同意')
  expect(html).not.toContain('补偿退款</h2>')
  expect((await owner.post(adminPaths.goodwillConfirmation(number, id), {})).status).toBe(409)
  expect((await owner.post(adminPaths.orderGoodwill(number), form('1'))).status).toBe(409)
  const refusal = { 'goodwill-answer': '订单已取消' }
  expect((await owner.post(adminPaths.goodwillRefusal(number, id), refusal)).status).toBe(303)
})

test('the list of refunds says of each what it was for, why, by whom and how it stands', async () => {
  const finance = await signedIn('finance')
  const staffId = await idOf(shop, 'finance')
  const parcel = {
    storage: 'ambient',
    carrier: 'sf',
    trackingNo: 'SF100001',
    lines: [{ line: 1, quantity: 3 }],
  }
  await shipParcel(shop, number, parcel, staffId)
  await refundLines(shop, number, [{ line: 1, quantity: 4 }], '破损', staffId)
  await refundLines(shop, number, [{ line: 2, quantity: 1 }], '缺货', await joinStaff(shop, 'ke', 'finance'))
  const told = section(await page(finance), '退款')
  expect(told).toMatch(/部分退款 · 成功 朵贝贡茶[^×]* × 4（其中2件没有发出） ¥632 原因：破损 .* · 示例财务/)
  expect(told).toMatch(
    /部分退款 · 成功 白旗韭黄[^×]* × 1 ¥[\d.]+ 运费 冷链[^¥]* ¥[\d.]+ 原因：缺货 .* · 同事 ke/,
  )
  const called = await paidOrder(shop, [['TEA-DH-100', 1]])
  await finance.post(adminPaths.orderGoodwill(called), form('5'))
  await cancelOrder(shop, called, 'shopper')
  const own = section(await page(finance, called), '退款')
  expect(own).toMatch(/¥5 补偿 · 成功 整笔订单，不退商品 原因：两袋茶受潮/)
  expect(own).toMatch(/整笔取消 · 成功 .*减去之前给整笔订单的补偿 ¥5 .* · 顾客/)
})
