import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { freezeSettlement } from '../../src/books/freezing.ts'
import { allRules, checkBooks, findBroken } from '../../src/invariants/checking.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import { cancelOrder } from '../../src/payments/cancelling.ts'
import { keepBill, readOurs } from '../../src/payments/reconciliation/keeping.ts'
import { refundLines } from '../../src/payments/refunds/refunding-lines.ts'
import type { Shop } from '../../src/shop.ts'
import { adminPaths } from '../../src/urls.ts'
import { adopt, plotOf } from '../support/adoptions.ts'
import { paymentLine } from '../support/bills.ts'
import { giveCode } from '../support/codes.ts'
import { issuedOf, taxWorld } from '../support/invoices.ts'
import { paidOrder } from '../support/orders.ts'
import { keepWorld, layOut, openShop, orderOf } from '../support/shop.ts'
import { fillStaff, idOf, signedIn } from '../support/staff.ts'

let shop: Shop
const ids: Record<string, string> = {}

/** A shop with something of everything, and no trigger left that would refuse what a mistake might write. */
beforeAll(async () => {
  shop = await openShop()
  await fillStaff(shop)
  await giveCode(shop, 'FIVE')
  const numbers = {
    paid: await paidOrder(shop, [['TEA-DH-100', 2]], { code: 'FIVE' }),
    refunded: await paidOrder(shop, [['TEA-DH-100', 3]]),
    off: await paidOrder(shop, [['CHV-BQ-0500', 1]]),
    plot: (await adopt(shop, [plotOf('A-07')])).number,
  }
  const open = await placeOrder(shop, orderOf([['TEA-GC-250', 1]]), crypto.randomUUID())
  if (!open.ok) throw new Error(open.refusal.code)
  await refundLines(shop, numbers.refunded, [{ line: 1, quantity: 1 }], '缺货', await idOf(shop, 'finance'))
  await cancelOrder(shop, numbers.off, 'shopper')
  for (const [name, number] of Object.entries({ ...numbers, open: open.value.number })) {
    const [row] = await shop.db.all<{ id: string }>(sql`SELECT id FROM orders WHERE number = ${number}`)
    ids[name] = row!.id
  }
  await taxWorld(shop)
  ids.invoice = await issuedOf(shop, numbers.refunded, await idOf(shop, 'finance'))
  await billed(numbers.paid)
  const [producer] = await shop.db.all<{ id: string }>(sql`SELECT id FROM producers LIMIT 1`)
  await freezeSettlement(shop, '2026-10', producer!.id, 0, await idOf(shop, 'finance'))
  expect(await findBroken(shop.db, allRules(shop.now))).toEqual([])
  const triggers = await shop.db.all<{ name: string }>(
    sql`SELECT name FROM sqlite_master WHERE type = 'trigger'`,
  )
  for (const { name } of triggers) await shop.db.run(sql.raw(`DROP TRIGGER ${name}`))
  await keepWorld('without triggers')
})

/** A day whose bill has the payment of an order. */
async function billed(number: string) {
  const [paid] = await shop.db.all<{ no: string; fen: number }>(
    sql`SELECT out_trade_no no, amount_fen fen FROM payment_attempts
      WHERE order_id = (SELECT id FROM orders WHERE number = ${number})`,
  )
  const bill = { lines: [paymentLine(paid!.no, paid!.fen, shop.now)] }
  const ours = await readOurs(shop, 'wechatpay', '2026-11-23', bill)
  await keepBill(shop, 'wechatpay', '2026-11-23', bill, ours, null)
}

/** Each mistake meets a shop in which everything is right. */
beforeEach(async () => {
  await layOut('without triggers')
})

/** What a mistake in a verb could leave behind, and what the night says of it. */
const MISTAKES: [words: string, statement: () => string][] = [
  [
    '对公转账的到账和付款对不上',
    () => `INSERT INTO bank_arrivals (id, received_on, amount_fen, rest_fen, payer, bank_serial, remark, entered_by, at, held)
      SELECT 'arr_1', '2026-11-23', 5, 4, '', 'B1', '', id, 1, 0 FROM staff LIMIT 1`,
  ],
  ['可售数量与库存流水不符', () => `UPDATE variants SET available = available + 1 WHERE sku = 'CIL-CG-B2'`],
  [
    '同一张订单的库存动了两次，或退回的比卖出的多',
    () => `UPDATE stock_movements SET quantity = 9 WHERE kind = 'returned' AND sku = 'TEA-DH-100'`,
  ],
  [
    '未付款订单的占用没有放回，或已付款的没有记为售出',
    () => `UPDATE stock_movements SET kind = 'released' WHERE kind = 'sold' AND cause = '${ids.paid}'`,
  ],
  [
    '退回货架的件数与扣下没发的不符',
    () => `DELETE FROM stock_movements WHERE kind = 'returned' AND sku = 'TEA-DH-100'`,
  ],
  [
    '发出和扣下的比买的多，或退的比买的多',
    () => `UPDATE refund_lines SET quantity = 9, withheld = 9 WHERE order_id = '${ids.refunded}'`,
  ],
  [
    '发票减红字发票，不等于收款减退款',
    () => `UPDATE invoice_documents SET amount_fen = amount_fen - 1 WHERE request_id = '${ids.invoice}'`,
  ],
  ['发票的状态和上传的发票不符', () => `DELETE FROM invoice_documents WHERE request_id = '${ids.invoice}'`],
  ['订单已完成，还有东西没发', () => `UPDATE orders SET state = 'completed' WHERE id = '${ids.paid}'`],
  [
    '待发货里有已经没有东西可发的订单',
    () => `INSERT INTO dispatch_queue (order_id, storage, paid_at) VALUES ('${ids.off}', 'ambient', 0)`,
  ],
  [
    '已付款的订单有东西没发，却不在待发货里',
    () => `DELETE FROM dispatch_queue WHERE order_id = '${ids.paid}'`,
  ],
  [
    '订单状态与收款不符，或收款金额不是应付金额',
    () => `UPDATE captures SET amount_fen = amount_fen - 1 WHERE order_id = '${ids.paid}'`,
  ],
  ['收到了钱，既没有记为收款，也没有退回', () => lost()],
  [
    '记为收款的那一次并没有付成，或不留下的钱只退了一部分',
    () => `UPDATE payment_attempts SET paid_at = NULL WHERE order_id = '${ids.paid}'`,
  ],
  ['退款超过了收款', () => `UPDATE refunds SET amount_fen = 99999999 WHERE order_id = '${ids.refunded}'`],
  [
    '退款的状态和它的时间、标记不符',
    () => `UPDATE refunds SET state = 'failed' WHERE order_id = '${ids.refunded}'`,
  ],
  [
    '登记过转账的退款没有算作退还，或反过来',
    () => `UPDATE refunds SET state = 'repaid' WHERE order_id = '${ids.refunded}'`,
  ],
  ['退出的钱没有说明退的是什么', () => `DELETE FROM refund_lines WHERE order_id = '${ids.refunded}'`],
  [
    '退款少于或多于它所退的商品、运费和补偿',
    () => `UPDATE refunds SET amount_fen = amount_fen - 1 WHERE order_id = '${ids.refunded}'`,
  ],
  [
    '没有发出的商品，剩下的钱不够退',
    () => `UPDATE refunds SET amount_fen = 1 + (SELECT amount_fen FROM captures c WHERE c.order_id = refunds.order_id)
      WHERE order_id = '${ids.refunded}'`,
  ],
  [
    '订单的状态倒退了，或同一件事记了两次',
    () =>
      `INSERT INTO order_events (order_id, seq, kind, at, actor) VALUES ('${ids.open}', 9, 'paid', 0, 'x')`,
  ],
  [
    '要退的钱没有退，也没有人去催',
    () => `UPDATE refunds SET settled_at = NULL WHERE order_id = '${ids.off}'`,
  ],
  [
    '应付金额不等于商品减优惠加运费',
    () => `UPDATE order_lines SET quantity = quantity + 1, amount_fen = amount_fen + unit_price_fen
      WHERE order_id = '${ids.open}'`,
  ],
  ['优惠码的使用次数与订单不符', () => `UPDATE promo_codes SET used = 0 WHERE code = 'FIVE'`],
  [
    '退给一行商品的钱超过了为它付的钱',
    () => `UPDATE refund_lines SET amount_fen = amount_fen + 1 WHERE order_id = '${ids.off}'`,
  ],
  [
    '已经取消的订单还在发货、还有地块，或没有退全',
    () => `INSERT INTO order_cancellations (order_id, actor, at) VALUES ('${ids.paid}', 'x', 0)`,
  ],
  [
    '运费退了，同一组商品却发出了',
    () => `INSERT INTO shipments (id, order_id, storage, carrier, tracking_no, shipped_at, staff_id)
      SELECT 'shp_late', '${ids.off}', 'cold', 'sf', 'SF1', 0, id FROM staff LIMIT 1;
      INSERT INTO shipment_lines (shipment_id, order_id, line, quantity) VALUES ('shp_late', '${ids.off}', 1, 1)`,
  ],
  [
    '地块占用没有对应的认购',
    () => `UPDATE plot_claims SET season = season + 1 WHERE expires_at IS NULL AND ${OWN_PLOT()}`,
  ],
  ['认购没有占住它的地块', () => `DELETE FROM plot_claims WHERE ${OWN_PLOT()}`],
  ['认购的状态与订单不符', () => `UPDATE adoptions SET state = 'held' WHERE order_id = '${ids.plot}'`],
  ['认购与证书不是一一对应', () => `DELETE FROM certificates WHERE ${OWN_PLOT()}`],
  ['转赠与旧证书不符', () => `UPDATE certificates SET superseded_at = 1 WHERE ${OWN_PLOT()}`],
  ['茶园的认购数与认购不符', () => `UPDATE garden_seasons SET adopted = adopted + 1`],
  ['帮扶成效的合计与明细不符', () => `UPDATE impact_sums SET amount_fen = amount_fen + 1`],
  [
    '未付款订单的地块没有替它留着',
    () => `UPDATE orders SET state = 'awaiting_payment', pay_before = 9999999999999 WHERE id = '${ids.plot}'`,
  ],
  [
    '封存的结算单和它的校验码不符',
    () => "UPDATE settlement_sheets SET content = replace(content, '2026-10', '2026-09')",
  ],
  ['封存的结算单加起来不等于应付', () => 'UPDATE settlement_sheets SET due_fen = due_fen + 1'],
  [
    '概览的货款与账目不符',
    () => "UPDATE sales_by_day SET amount_fen = amount_fen + 1 WHERE dimension = 'family' AND value = 'tea'",
  ],
  ['账单的合计不等于它的明细', () => 'UPDATE provider_bills SET paid_fen = paid_fen + 1'],
  ['账单上的一笔与本店不符，却没有列为差异', () => "UPDATE bill_lines SET out_trade_no = 'T_STRANGE'"],
  [
    '地块退了，钱没有退',
    () => `UPDATE adoptions SET released_at = 1, released_why = 'refunded' WHERE order_id = '${ids.plot}'`,
  ],
  [
    '地块退了，茶还在寄',
    () => `INSERT INTO dispatches (id, number, adoption_id, garden, season, period, grams, address_until, send_by, planned_at, shipped_at)
      SELECT 'dsp_late', 'LATE', id, garden, season, 'spring', '{}', '2027-01-01', '2027-01-01', 0, 2
      FROM adoptions WHERE order_id = '${ids.plot}';
      UPDATE adoptions SET released_at = 1 WHERE order_id = '${ids.plot}'`,
  ],
]
const OWN_PLOT = () => `adoption_id IN (SELECT id FROM adoptions WHERE order_id = '${ids.plot}')`
const lost = () => `
  INSERT INTO payment_attempts (id, order_id, out_trade_no, method, amount_fen, state, created_at, expires_at, paid_at)
  VALUES ('pay_lost', '${ids.open}', 'LOST', 'sandbox', 1, 'paid', 0, 0, 1)`

describe('whatever a mistake leaves behind is found', () => {
  test('each rule has its mistake here', () => {
    expect(MISTAKES.map(([words]) => words).sort()).toEqual(
      allRules(0)
        .map(({ words }) => words)
        .sort(),
    )
  })

  test.each(MISTAKES)('%s', async (words, statement) => {
    for (const one of statement().split(';')) await shop.db.run(sql.raw(one))
    const found = await findBroken(shop.db, allRules(shop.now))
    expect(found.map((broken) => broken.words)).toContain(words)
  })

  test('the night’s work fails and says which, and finance and owners read what for', async () => {
    await shop.db.run(sql.raw(MISTAKES[1]![1]()))
    await expect(checkBooks(shop)).rejects.toThrow('i1')
    const finance = await signedIn('finance')
    const page = await (await finance.get(adminPaths.books())).text()
    expect(page).toContain('CIL-CG-B2')
    expect(page).toContain('可售数量与库存流水不符')
  })
})

test('in a shop that did nothing wrong the page says that all is well', async () => {
  await fillStaff(await openShop())
  const owner = await signedIn('owner')
  expect(await (await owner.get(adminPaths.books())).text()).toContain('现在全部成立。')
})
