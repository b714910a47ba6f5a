import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { acceptQuotation } from '../../src/institutions/accepting.ts'
import { formatOrderNumber } from '../../src/kernel/ids.ts'
import { bareYuan, formatYuan } from '../../src/kernel/money.ts'
import { accessToken } from '../../src/orders/access-token.ts'
import { readOrder } from '../../src/orders/queries.ts'
import { startPayment } from '../../src/payments/attempting.ts'
import { importStatement, judgeStatement } from '../../src/payments/transfer/importing.ts'
import { readArrivalDesk } from '../../src/payments/transfer/queries.ts'
import { registerArrival } from '../../src/payments/transfer/registering.ts'
import type { StatementLine } from '../../src/payments/transfer/statement.ts'
import type { Shop } from '../../src/shop.ts'
import { adminPaths, pathsFor } from '../../src/urls.ts'
import { browser, hidden } from '../support/browser.ts'
import { broken } from '../support/invariants.ts'
import { acceptanceOf, draftOf, lineOf, sentQuotation, staffOf } from '../support/quotations.ts'
import { openShop } from '../support/shop.ts'
import { idOf, signedIn } from '../support/staff.ts'

let shop: Shop
let finance: string
beforeEach(async () => {
  shop = await openShop()
  await staffOf(shop)
  finance = await idOf(shop, 'finance')
})

/** An institution's order of 29 × 150 yuan and more, by its quotation. */
async function institutionOrder(pieces = 10) {
  const draft = draftOf([lineOf('TEA-GC-250', pieces, 15_000)])
  const number = await sentQuotation(shop, await idOf(shop, 'manager'), draft)
  const accepted = await acceptQuotation(shop, number, acceptanceOf())
  if (!accepted.ok) throw new Error(accepted.refusal.code)
  const order = (await readOrder(shop, accepted.value.number))!
  return { number: order.number, id: order.id, totalFen: order.totalFen }
}
const stateOf = async (number: string) => (await readOrder(shop, number))!.state
const entities = (text: string) => text.replaceAll('&quot;', '"').replaceAll('&amp;', '&')

test('the payment page shows the account, and with each part what is missing; the notice says it on paper', async () => {
  const { number, id, totalFen } = await institutionOrder()
  const buyer = browser()
  const paths = pathsFor('zh')
  await buyer.get(`${paths.order(number)}?key=${await accessToken(shop.settings, id)}`)
  expect(await (await buyer.get(paths.payment(number))).text()).toContain('银行转账')
  expect((await buyer.get(paths.paymentNotice(number))).status).toBe(303)
  expect((await buyer.post(paths.payment(number), { method: 'bank_transfer' })).status).toBe(303)
  const page = await (await buyer.get(paths.payment(number))).text()
  for (const fact of [
    '普定助农服务有限公司',
    '2402000109200000001',
    '中国银行普定支行',
    formatOrderNumber(number),
  ])
    expect(page).toContain(`data-copy="${fact}"`)
  await registerArrival(
    shop,
    {
      receivedOn: '2026-11-23',
      amountFen: 50_000,
      payer: '花都区总工会',
      bankSerial: 'P1',
      remark: '',
      number,
    },
    finance,
  )
  const parted = await (await buyer.get(paths.payment(number))).text()
  expect(parted).toContain(`已到账 ¥500，还差 ¥${formatYuan(totalFen - 50_000)}`)
  expect(parted).not.toContain('value="sandbox"')
  const notice = await (await buyer.get(paths.paymentNotice(number))).text()
  expect(notice).toContain('壹仟元整')
  expect(notice).toContain(formatOrderNumber(number))
  expect((await browser().get(paths.paymentNotice(number))).status).toBe(404)
})

test('an arrival is entered, found again by its serial, confirmed by another person and taken up by its order', async () => {
  const { number, totalFen } = await institutionOrder(40)
  const [clerk, owner] = [await signedIn('finance'), await signedIn('owner')]
  const form = {
    ...{ receivedOn: '2026-11-23', amount: bareYuan(totalFen), payer: '花都区总工会' },
    ...{ bankSerial: ' B 001 ', remark: '', number: formatOrderNumber(number).toLowerCase() },
  }
  for (const [name, wrong] of Object.entries({
    amount: '0',
    receivedOn: '2026-11-24',
    payer: '',
    number: 'x',
  })) {
    const answer = await clerk.post(adminPaths.transfers(), { ...form, [name]: wrong })
    expect([name, answer.status, (await answer.text()).includes(`id="${name}-error"`)]).toEqual([
      name,
      422,
      true,
    ])
  }
  const paper = new FormData()
  for (const [name, value] of Object.entries(form)) paper.append(name, value)
  paper.append('voucher', new File(['<html>'], 'a.pdf'))
  const odd = await clerk.send(adminPaths.transfers(), { method: 'POST', body: paper })
  expect([odd.status, (await odd.text()).includes('voucher-error')]).toEqual([422, true])
  paper.set('voucher', new File(['%PDF-1.4\n%%EOF'], '回单.pdf'))
  const entered = await clerk.send(adminPaths.transfers(), { method: 'POST', body: paper })
  expect(entered.headers.get('Location')).toContain('did=arrival_held')
  const place = entered.headers.get('Location')!.split('?')[0]!
  expect((await clerk.post(adminPaths.transfers(), form)).headers.get('Location')).toContain(
    'did=arrival_known',
  )
  const id = place.split('/').at(-1)!
  expect(await (await clerk.get(place)).text()).not.toContain(adminPaths.arrivalConfirmation(id))
  expect((await clerk.post(adminPaths.arrivalConfirmation(id), {})).status).toBe(409)
  const confirmed = await owner.post(adminPaths.arrivalConfirmation(id), {})
  expect(confirmed.headers.get('Location')).toContain('did=arrival_paid')
  expect(await stateOf(number)).toBe('paid')
  const scan = await owner.get(adminPaths.arrivalVoucher(id))
  expect(scan.headers.get('Content-Disposition')).toContain('attachment')
  expect(await scan.text()).toContain('%PDF-1.4')
  expect((await (await signedIn('manager')).get(place)).status).toBe(403)
  expect(await broken(shop)).toEqual([])
})

test('money counted for the wrong order is taken back with a reason, and one transfer entered twice is told', async () => {
  const { number } = await institutionOrder()
  const clerk = await signedIn('finance')
  const enter = async (bankSerial: string) => {
    const sent = { ...{ receivedOn: '2026-11-23', payer: '花都区总工会', remark: '' }, amountFen: 100 }
    const done = await registerArrival(shop, { ...sent, bankSerial, number }, finance)
    if (!done.ok) throw new Error(done.refusal.code)
    return done.value.id
  }
  const [id, twin] = [await enter('T1'), await enter('T2')]
  const page = async () => (await clerk.get(adminPaths.arrival(id))).text()
  expect(await page()).toContain(`<a href="${adminPaths.arrival(twin)}">流水号 T2</a>`)
  const [use] = (await readArrivalDesk(shop.db, id))!.uses
  const path = adminPaths.allocationTakingBack(id, use!.id)
  // What holds an order open past its deadline is not taken from it unsaid.
  const warning = '这笔订单已过付款期限'
  expect(await page()).not.toContain(warning)
  await shop.db.run(sql`UPDATE orders SET pay_before = ${shop.now} WHERE number = ${number}`)
  expect(await page()).toContain(warning)
  const silent = await clerk.post(path, { takenBack: ' ' })
  expect([silent.status, (await silent.text()).includes('请写明原因')]).toEqual([422, true])
  const done = await clerk.post(path, { takenBack: '记错了订单' })
  expect(done.headers.get('Location')).toContain('did=arrival_taken_back')
  expect(await page()).toContain('撤回：记错了订单，这笔钱又可以分配')
  expect((await clerk.post(path, { takenBack: '记错了订单' })).status).toBe(409)
  expect((await clerk.post(adminPaths.allocationTakingBack(twin, use!.id), { takenBack: 'x' })).status).toBe(
    404,
  )
  await clerk.post(adminPaths.arrivalVoiding(id), { reason: '同一笔' })
  expect(await (await clerk.get(adminPaths.arrival(twin))).text()).not.toContain('流水号 T1')
})

test('who refunds what was paid by transfer is told that the money is still to be sent, and never that a provider is at it', async () => {
  const clerk = await signedIn('finance')
  const [part, whole] = [await institutionOrder(), await institutionOrder()]
  for (const { number, totalFen } of [part, whole]) {
    const sent = { receivedOn: '2026-11-23', payer: '花都区总工会', remark: '', amountFen: totalFen }
    await registerArrival(shop, { ...sent, bankSerial: number, number }, finance)
  }
  const page = await (await clerk.get(adminPaths.order(part.number))).text()
  expect(page).toContain('对公转账付的')
  expect(page).not.toContain('原路')
  const done = [
    await clerk.post(adminPaths.orderRefunds(part.number), {
      ...{ 'refund-1': '1', reason: '破损', amount: '150' },
    }),
    await clerk.post(adminPaths.orderGoodwill(part.number), {
      ...{ 'goodwill-line': 'order', 'goodwill-amount': '1' },
      ...{ 'goodwill-note': '晚到', 'goodwill-again': '1' },
    }),
    await clerk.post(adminPaths.orderCancellation(whole.number), { confirm: whole.number.slice(-4) }),
  ]
  expect(done.map((one) => one.headers.get('Location'))).toEqual(
    done.map(() => expect.stringContaining('did=refund_by_hand')),
  )
})

test('what may be entered already is asked about before it counts, and interest is set aside and put back', async () => {
  const clerk = await signedIn('finance')
  const form = { receivedOn: '2026-11-23', amount: '1.00', payer: '花都区总工会', remark: '', number: '' }
  const first = await clerk.post(adminPaths.transfers(), { ...form, bankSerial: 'H1' })
  const place = first.headers.get('Location')!.split('?')[0]!
  const again = await clerk.post(adminPaths.transfers(), { ...form, bankSerial: 'H2' })
  const html = await again.text()
  expect([again.status, html.includes('流水号 H1'), html.includes('value="H2"')]).toEqual([422, true, true])
  expect(await shop.db.all(sql`SELECT count(*) n FROM bank_arrivals`)).toEqual([{ n: 1 }])
  const another = hidden(html, 'another')
  expect((await clerk.post(adminPaths.transfers(), { ...form, bankSerial: 'H2', another })).status).toBe(303)

  const id = place.split('/').at(-1)!
  expect((await clerk.post(adminPaths.arrivalAside(id), { aside: ' ' })).status).toBe(422)
  await clerk.post(adminPaths.arrivalAside(id), { aside: '结息' })
  const aside = await (await clerk.get(place)).text()
  expect(aside).toContain('标为不是货款：结息')
  expect(aside).not.toContain(adminPaths.arrivalAllocation(id))
  expect(await (await clerk.get(adminPaths.transfers({ view: 'aside' }))).text()).toContain(place)
  expect(await (await clerk.get(adminPaths.transfers({ view: 'open' }))).text()).not.toContain(`${place}"`)
  await clerk.post(adminPaths.arrivalPuttingBack(id), {})
  expect(await (await clerk.get(place)).text()).toContain(adminPaths.arrivalAllocation(id))
})

test('what nobody knows is counted for an order or goes back, after its sum was typed', async () => {
  const { number, totalFen } = await institutionOrder()
  const clerk = await signedIn('finance')
  const registered = await registerArrival(
    shop,
    {
      receivedOn: '2026-11-23',
      amountFen: totalFen + 100,
      payer: '花都区总工会',
      bankSerial: 'L1',
      remark: '',
      number: null,
    },
    finance,
  )
  if (!registered.ok) throw new Error(registered.refusal.code)
  const { id } = registered.value
  const html = await (await clerk.get(adminPaths.arrival(id))).text()
  expect(html).toContain(`把 ¥${formatYuan(totalFen)} 记到这笔`)
  expect((await clerk.post(adminPaths.arrivalAllocation(id), { number: 'nope' })).status).toBe(422)
  const placed = await clerk.post(adminPaths.arrivalAllocation(id), { number })
  expect(placed.headers.get('Location')).toContain('did=arrival_paid')
  expect((await clerk.post(adminPaths.arrivalAllocation(id), { number })).status).toBe(409)
  const back = { way: 'transfer', paidOn: '2026-11-23', reference: 'BACK1', note: '多付', seen: '100' }
  const unsure = await clerk.post(adminPaths.arrivalReturn(id), { ...back, confirm: '1.01' })
  expect([unsure.status, (await unsure.text()).includes('请输入 1 确认')]).toEqual([422, true])
  const sent = await clerk.post(adminPaths.arrivalReturn(id), { ...back, confirm: '1' })
  expect(sent.headers.get('Location')).toContain('did=arrival_sent_back')
  expect((await clerk.post(adminPaths.arrivalReturn(id), { ...back, confirm: '1' })).status).toBe(422)
  expect(await broken(shop)).toEqual([])
})

test('a statement names its columns once, shows what it would do, and enters each line once', async () => {
  const [one, other] = [await institutionOrder(), await institutionOrder(11)]
  const clerk = await signedIn('finance')
  const csv = [
    '交易日期,交易流水号,贷方发生额,借方发生额,对方户名,附言',
    `20261123,S1,1000.00,,花都区总工会,货款${formatOrderNumber(one.number)}`,
    `20261123,S2,${bareYuan(other.totalFen)},,花都区总工会,`,
    `20261123,S3,600.00,,花都区总工会,${one.number}`,
    '20261123,S4,5.00,,路人,转错了',
    '20261123,S5,,80.00,顺丰,运费',
  ].join('\n')
  const file = new TextEncoder().encode(csv) as Uint8Array<ArrayBuffer>
  const unknown = await (await clerk.upload(adminPaths.statements, 'sheet', file)).text()
  expect(unknown).toContain('这家银行的明细还没有记住')
  const columns = {
    ...{ rows: entities(hidden(unknown, 'rows')), sheetName: 'a.csv', on: '交易日期', serial: '交易流水号' },
    ...{ credit: '贷方发生额', debit: '借方发生额', payer: '对方户名', remark: '附言' },
  }
  expect((await clerk.post(adminPaths.statementColumns, columns)).status).toBe(422)
  const looked = await (
    await clerk.post(adminPaths.statementColumns, { ...columns, bank: '中国银行' })
  ).text()
  for (const told of [
    '匹配</span> 1 笔',
    '少付</span> 1 笔',
    '多付</span> 1 笔',
    '未知</span> 1 笔',
    '支出</span> 1 笔',
  ])
    expect(looked).toContain(told)
  expect(looked).toContain('没有写参考号')
  expect(await shop.db.all(sql`SELECT 1 FROM bank_arrivals`)).toEqual([])
  const lines = { lines: entities(hidden(looked, 'lines')), bank: '中国银行', sheetName: 'a.csv' }
  const both = await Promise.all(
    [1, 2].map(() => clerk.post(adminPaths.statementLines, { ...lines, sure: 'S2' })),
  )
  expect(both.map(({ status }) => status)).toEqual([200, 200])
  // What this press entered is no duplicate.
  expect(await both[0]!.text()).not.toContain('重复</span>')
  expect([await stateOf(one.number), await stateOf(other.number)]).toEqual(['paid', 'paid'])
  expect(
    await shop.db.all(
      sql`SELECT bank_serial no, rest_fen rest FROM bank_arrivals WHERE rest_fen > 0 ORDER BY bank_serial`,
    ),
  ).toEqual([
    { no: 'S3', rest: 10_000 },
    { no: 'S4', rest: 500 },
  ])
  // Known by now: the bank's columns and every line.
  const again = await (await clerk.upload(adminPaths.statements, 'sheet', file)).text()
  expect(again).toContain('重复</span> 4 笔')
  expect(again).not.toMatch(/确认入账 \d/)
  expect(await shop.db.all(sql`SELECT count(*) n FROM bank_arrivals`)).toEqual([{ n: 4 }])
  expect(await broken(shop)).toEqual([])
})

test('a line that was doubted is entered without its order, and what broke off goes on where it stopped', async () => {
  const { number, totalFen } = await institutionOrder()
  const line = (at: number): StatementLine => ({
    ...{ at, receivedOn: '2026-11-23', amountFen: 100 + at, payer: '路人', bankSerial: `M${at}`, remark: '' },
  })
  const doubted = { ...line(0), amountFen: totalFen, payer: '花都区总工会' }
  const lines = [doubted, ...Array.from({ length: 44 }, (_, at) => line(at + 1))]
  const source = { bank: '中国银行', name: 'a.csv' }
  const first = await importStatement(shop, source, lines, new Set(['M0']), finance)
  expect(first).toMatchObject({ entered: 40, left: 5, known: 0 })
  expect(await stateOf(number)).toBe('awaiting_payment')
  expect(await importStatement(shop, source, lines, new Set(), finance)).toMatchObject({
    entered: 5,
    left: 0,
    known: 40,
  })
  expect((await judgeStatement(shop, lines)).every(({ verdict }) => verdict === 'duplicate')).toBe(true)
  expect(await shop.db.all(sql`SELECT count(*) n FROM bank_statements`)).toEqual([{ n: 1 }])
})

test('who owes what stands by institution, less what has come, as page and as csv; a longer deadline is offered a transfer', async () => {
  const { number, totalFen } = await institutionOrder()
  const clerk = await signedIn('finance')
  await registerArrival(
    shop,
    { receivedOn: '2026-11-23', amountFen: 12_345, payer: '甲', bankSerial: 'R1', remark: '', number },
    finance,
  )
  const html = await (await clerk.get(adminPaths.receivables)).text()
  expect(html).toContain('花都区总工会')
  expect(html).toContain(formatYuan(totalFen - 12_345))
  const csv = await (await clerk.get(adminPaths.receivablesCsv)).text()
  expect(csv).toContain(`花都区总工会,${formatOrderNumber(number)},${bareYuan(totalFen)},123.45`)
  const overview = await (await clerk.get(adminPaths.home)).text()
  expect(overview).toContain('笔订单待付款')
  const wrong = await clerk.post(adminPaths.orderDeadline(number), { until: '2026-11-01' })
  expect([wrong.status, (await wrong.text()).includes('until-error')]).toEqual([422, true])
  const longer = await clerk.post(adminPaths.orderDeadline(number), { until: '2027-01-10' })
  expect(longer.headers.get('Location')).toContain('did=deadline_extended')
  expect((await startPayment(shop, number, 'bank_transfer')).ok).toBe(true)
})
