import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { readOrder } from '../../src/orders/queries.ts'
import { drain } from '../../src/outbox/draining.ts'
import { cancelOrder } from '../../src/payments/cancelling.ts'
import { paymentEffects } from '../../src/payments/effects.ts'
import { askRefundAgain } from '../../src/payments/refunds/asking-again.ts'
import { repayByTransfer } from '../../src/payments/refunds/repaying.ts'
import type { Shop } from '../../src/shop.ts'
import { adminPaths } from '../../src/urls.ts'
import { fakeGateway } from '../support/gateways.ts'
import { broken } from '../support/invariants.ts'
import { paidOrder } from '../support/orders.ts'
import { openShop } from '../support/shop.ts'
import { fillStaff, idOf, signedIn } from '../support/staff.ts'

let shop: Shop
let provider: ReturnType<typeof fakeGateway>
let number: string
let by: string
/** A paid order that is called off, through a provider that will not send the money back. */
beforeEach(async () => {
  provider = fakeGateway({ refunding: 'failed' })
  shop = { ...(await openShop()), gateways: { sandbox: provider.gateway } }
  await fillStaff(shop)
  by = await idOf(shop, 'finance')
  number = await paidOrder({ ...shop, gateways: {} }, [['TEA-GC-250', 2]])
  await cancelOrder(shop, number, { staffId: by })
})

const refund = async () =>
  (
    await shop.db.all<{ id: string; no: string; state: string; failed: number; fen: number }>(
      sql`SELECT id, out_refund_no no, state, failed, amount_fen fen FROM refunds`,
    )
  )[0]!
const yuan = (fen: number) => (fen / 100).toFixed(2)
const today = () => new Date(shop.now + 8 * 3_600_000).toISOString().slice(0, 10)
const form = async (more: Record<string, string> = {}) => {
  const { id, no, fen } = await refund()
  return {
    ...{ of: no, refund: id, 'repaid-on': today(), 'repaid-reference': '2026 1128 0001' },
    ...{ 'repaid-amount': yuan(fen), ...more },
  }
}
const path = async () => adminPaths.orderRefundTransfer(number, (await refund()).id)
const repay = async (no: string) =>
  repayByTransfer(
    shop,
    number,
    (await refund()).id,
    no,
    { paidOn: today(), reference: 'B001', note: null },
    by,
  )

test('money a provider would not send back is sent by transfer: said once, seen by staff and buyer, nobody is asked again', async () => {
  expect((await readOrder(shop, number))!.paymentStatus).toBe('refunding')
  const finance = await signedIn('finance')
  expect(await (await finance.get(adminPaths.order(number))).text()).toContain('登记转账退款')
  const asked = await form()
  const both = await Promise.all([finance.post(await path(), asked), finance.post(await path(), asked)])
  expect(both.map(({ status }) => status).sort()).toEqual([303, 409])
  expect(await refund()).toMatchObject({ state: 'repaid', failed: 0, no: asked.of })
  const html = await (await finance.get(adminPaths.order(number))).text()
  expect(html).toContain('银行流水号 202611280001')
  expect(html).not.toContain('再退一次')
  expect((await readOrder(shop, number))!.paymentStatus).toBe('refunded')
  const [entry] = await shop.db.all<{ after: string }>(
    sql`SELECT after FROM audit_entries WHERE verb = 'order.refund_repaid'`,
  )
  expect(JSON.parse(entry!.after)).toMatchObject({ paidOn: today(), reference: '202611280001' })
  await drain({ ...shop, now: shop.now + 86_400_000 }, paymentEffects)
  expect(await askRefundAgain(shop, number, (await refund()).id, asked.of, by)).toMatchObject({
    refusal: { code: 'conflict' },
  })
  expect(await refund()).toMatchObject({ state: 'repaid' })
  expect(await broken(shop)).toEqual([])
})

test.each([
  ['a day to come', { 'repaid-on': '2999-01-01' }, '转账那天的日期'],
  ['a day before it was decided', { 'repaid-on': '2020-01-01' }, '转账那天的日期'],
  ['no number of the bank', { 'repaid-reference': ' 1 ' }, '流水号'],
  ['another sum', { 'repaid-amount': '1' }, '现在还没有登记'],
])('%s is refused in words, and what was typed stays', async (_, wrong, told) => {
  const finance = await signedIn('finance')
  const answer = await finance.post(await path(), await form({ 'repaid-note': '工行转出', ...wrong }))
  expect(answer.status).toBe(422)
  const html = await answer.text()
  expect(html).toContain(told)
  expect(html).toContain('工行转出')
  expect(await refund()).toMatchObject({ state: 'failed' })
})

test('what is on its way, or was asked for again since, is not repaid by hand; nor by who may not refund', async () => {
  const { no } = await refund()
  provider.answers.refunding = 'processing'
  await askRefundAgain(shop, number, (await refund()).id, no, by)
  const conflict = { refusal: { code: 'conflict' } }
  expect(await repay(no)).toMatchObject(conflict)
  expect(await repay((await refund()).no)).toMatchObject(conflict)
  expect((await (await signedIn('fulfilment')).post(await path(), await form())).status).toBe(403)
  expect(
    (await (await signedIn('finance')).post(adminPaths.orderRefundTransfer(number, 'ref_x'), {})).status,
  ).toBe(404)
})
