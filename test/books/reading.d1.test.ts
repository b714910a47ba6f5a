import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { goodsOf, groupedBy, netOf, totalOf, UNKEPT } from '../../src/books/ledger.ts'
import { heldStatement, readLedger } from '../../src/books/reading.ts'
import { DAY_MS } from '../../src/kernel/time.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import { cancelOrder } from '../../src/payments/cancelling.ts'
import { keepBill, readOurs } from '../../src/payments/reconciliation/keeping.ts'
import { allowGoodwill } from '../../src/payments/refunds/allowing.ts'
import { refundLines } from '../../src/payments/refunds/refunding-lines.ts'
import { voidArrival } from '../../src/payments/transfer/confirming.ts'
import { registerArrival } from '../../src/payments/transfer/registering.ts'
import { returnRest } from '../../src/payments/transfer/returning.ts'
import type { Shop } from '../../src/shop.ts'
import { adminPaths } from '../../src/urls.ts'
import { adopt, plotOf } from '../support/adoptions.ts'
import { begun, billedProvider, paymentLine, settled } from '../support/bills.ts'
import { giveCode } from '../support/codes.ts'
import { broken } from '../support/invariants.ts'
import { paidOrder } from '../support/orders.ts'
import { at, NOW, openShop, orderOf } from '../support/shop.ts'
import { fillStaff, idOf, signedIn } from '../support/staff.ts'

const [MONDAY, TUESDAY] = ['2026-11-23', '2026-11-24']
const PERIOD = { from: MONDAY, to: TUESDAY }
let shop: Shop

/** Two days with something of everything: a code, plots, pieces and freight back, goodwill, money that came late, fees. */
beforeAll(async () => {
  shop = { ...(await openShop()), gateways: billedProvider().gateways }
  await fillStaff(shop)
  const by = await idOf(shop, 'finance')
  await giveCode(shop, 'FIVE')
  await paidOrder(
    shop,
    [
      ['TEA-DH-100', 2],
      ['CIL-CG-B2', 1],
    ],
    { code: 'FIVE' },
  )
  const refunded = await paidOrder(shop, [
    ['TEA-DH-100', 3],
    ['CHV-BQ-0500', 1],
  ])
  const off = await paidOrder(shop, [['CHV-BQ-0500', 1]])
  await adopt(shop, [plotOf('A-07')])
  const tomorrow = at(shop, NOW + DAY_MS)
  await refundLines(tomorrow, refunded, [{ line: 1, quantity: 1 }], '缺货', by)
  await allowGoodwill(tomorrow, refunded, { line: null, amountFen: 333, note: '破损' }, by)
  await allowGoodwill(tomorrow, refunded, { line: 1, amountFen: 77, note: '破损' }, by)
  await cancelOrder(tomorrow, off, 'shopper')
  const wechat = await begun(shop)
  await settled(shop, wechat)
  const late = await begun(shop)
  await shop.db.run(
    sql`UPDATE payment_attempts SET closed_at = ${NOW}, state = 'closed' WHERE out_trade_no = ${late.trade}`,
  )
  await cancelOrder(shop, late.number, 'shopper')
  expect(await settled(tomorrow, late)).toMatchObject({ value: 'refunded' })
  const bill = {
    lines: [paymentLine(wechat.trade, wechat.fen, NOW, 95), paymentLine(late.trade, late.fen, NOW, 7)],
  }
  await keepBill(
    tomorrow,
    'wechatpay',
    MONDAY,
    bill,
    await readOurs(tomorrow, 'wechatpay', MONDAY, bill),
    null,
  )
  expect(await broken(shop)).toEqual([])
})

const heldBefore = async (day: string) => (await heldStatement(shop.db, day))[0]!.fen

test('opening and movements come to the closing, day by day and over both', async () => {
  for (const period of [PERIOD, { from: MONDAY, to: MONDAY }, { from: TUESDAY, to: TUESDAY }]) {
    const { openingFen, entries } = await readLedger(shop.db, period)
    const after = period.to === MONDAY ? TUESDAY : '2026-11-25'
    expect(openingFen + netOf(totalOf(entries)), period.to).toBe(await heldBefore(after))
  }
  expect(await heldBefore(MONDAY)).toBe(0)
  expect(await heldBefore('2026-11-25')).toBeGreaterThan(0)
})

test('money that came late is a row of its own: in, out again, and its fee', async () => {
  const { entries } = await readLedger(shop.db, PERIOD)
  const [unkept] = groupedBy(entries, 'family').filter(({ value }) => value === UNKEPT)
  expect(unkept!.sums.unkeptFen).toBe(unkept!.sums.otherBackFen)
  expect(netOf(unkept!.sums)).toBe(-7)
  expect(totalOf(entries).feeFen).toBe(102)
})

test('each line counts for the producer it was ordered from, whoever makes the product now', async () => {
  const of = async () => {
    const { entries } = await readLedger(shop.db, PERIOD)
    return groupedBy(entries, 'producer').map(({ value, sums }) => [value, sums.grossFen])
  }
  const before = await of()
  expect(before.length).toBeGreaterThan(2)
  const [other] = await shop.db.all<{ id: string }>(sql`SELECT id FROM producers ORDER BY id DESC LIMIT 1`)
  await shop.db.run(sql`UPDATE products SET producer_id = ${other!.id}`)
  expect(await of()).toEqual(before)
})

test('page, both files and the overview say the same, to the fen', async () => {
  const { entries } = await readLedger(shop.db, PERIOD)
  const finance = await signedIn('finance', { SHOP_NOW: new Date(NOW + DAY_MS).toISOString() })
  const csv = async (path: string) => {
    const text = (await (await finance.get(path)).text()).replace('\uFEFF', '').trim()
    return text.split('\r\n').map((row) => row.split(','))
  }
  const fenOf = (cell: string | undefined) => Math.round(Number(cell) * 100)
  const overview = await csv(adminPaths.overviewCsv({ chart: 'families', days: 7 }))
  const drawn = overview.slice(1).reduce((sum, row) => sum + fenOf(row[3]), 0)
  const file = await csv(adminPaths.booksCsv(PERIOD))
  const goods = file[0]!.indexOf('货款')
  const total = file.at(-2)!
  expect(total[1]).toBe('合计')
  expect([drawn, fenOf(total[goods])]).toEqual([goodsOf(totalOf(entries)), goodsOf(totalOf(entries))])
  const page = await (await finance.get(adminPaths.books({ ...PERIOD, by: 'family' }))).text()
  for (const { sums } of groupedBy(entries, 'family').filter(({ value }) => value !== UNKEPT))
    expect(page).toContain(`>${String(goodsOf(sums) / 100)}<`)
  const xlsx = await finance.get(adminPaths.booksXlsx(PERIOD))
  expect([xlsx.status, xlsx.headers.get('Content-Disposition')]).toEqual([
    200,
    `attachment; filename="books-${MONDAY}-${TUESDAY}.xlsx"`,
  ])
  expect((await finance.get(adminPaths.books({ from: 'x', to: '' }))).status).toBe(422)
  expect((await finance.get(adminPaths.booksCsv({ from: 'x', to: '' }))).status).toBe(404)
})

test('what has come by transfer and pays no order yet is said beside the closing: the bank has it all the same', async () => {
  const own = await openShop()
  await fillStaff(own)
  const by = await idOf(own, 'finance')
  const placed = await placeOrder(own, orderOf([['TEA-GC-250', 2]]), crypto.randomUUID())
  if (!placed.ok) throw new Error(placed.refusal.code)
  const { number, totalFen } = placed.value
  const came = async (amountFen: number, forOrder: string | null) => {
    const sent = { receivedOn: MONDAY, payer: '花都区总工会', remark: '', bankSerial: `W${amountFen}` }
    const done = await registerArrival(own, { ...sent, amountFen, number: forOrder }, by)
    if (!done.ok) throw new Error(done.refusal.code)
    return done.value.id
  }
  await came(totalFen + 500, number)
  const [sent, coded, wrong] = [await came(1_111, null), await came(2_222, null), await came(4_444, null)]
  await voidArrival(own, wrong, '金额填错', by)
  const tomorrow = at(own, NOW + DAY_MS)
  const way = { kind: 'transfer' as const, paidOn: TUESDAY, reference: 'B0001' }
  expect(await returnRest(tomorrow, sent, way, '不是货款', 1_111, by)).toMatchObject({ ok: true })
  expect(
    await returnRest(tomorrow, coded, { kind: 'credit' }, '多付', 2_222, await idOf(own, 'owner')),
  ).toMatchObject({ ok: true })
  const waiting = async (day: string) => (await readLedger(own.db, { from: day, to: day })).waitingFen
  expect([await waiting('2026-11-22'), await waiting(MONDAY), await waiting(TUESDAY)]).toEqual([
    0,
    500 + 1_111 + 2_222,
    500 + 2_222,
  ])
  const finance = await signedIn('finance')
  expect(await (await finance.get(adminPaths.books({ from: MONDAY, to: MONDAY }))).text()).toContain(
    '另有对公转账到账 ¥38.33',
  )
  expect(await broken(own)).toEqual([])
})
