import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { answerVisit, requestVisit } from '../../src/adoption/visiting.ts'
import { app } from '../../src/app.tsx'
import { grantClaim, proposeSum, refuseClaim } from '../../src/claims/answering.ts'
import { withdrawClaim } from '../../src/claims/replying.ts'
import { formatOrderNumber } from '../../src/kernel/ids.ts'
import { plainYuan } from '../../src/kernel/money.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/kernel/time.ts'
import { oweDue } from '../../src/notices/due.ts'
import { EVENTS } from '../../src/notices/events.ts'
import { notice } from '../../src/notices/owing.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import { readOrder } from '../../src/orders/queries.ts'
import { cancelOrder } from '../../src/payments/cancelling.ts'
import { extendDeadline } from '../../src/payments/extending.ts'
import { takeRefundWord } from '../../src/payments/refunds/word.ts'
import { registerArrival } from '../../src/payments/transfer/registering.ts'
import type { Shop } from '../../src/shop.ts'
import { siteUrls } from '../../src/urls.ts'
import { adopt, plotOf } from '../support/adoptions.ts'
import { claimOf, setReturns } from '../support/claims.ts'
import { fakeGateway } from '../support/gateways.ts'
import { CARRIED_BY, carriedBy, deliveries, RECEIPT_KEY, sentOrder } from '../support/notices.ts'
import { paidOrder } from '../support/orders.ts'
import { at, bindings, NOW, openShop, orderOf } from '../support/shop.ts'
import { fillStaff, idOf } from '../support/staff.ts'

let shop: Shop
let carriers: Awaited<ReturnType<typeof carriedBy>>['carriers']
let minute: Awaited<ReturnType<typeof carriedBy>>['minute']
let manager: string
beforeEach(async () => {
  const plain = await openShop()
  await fillStaff(plain)
  await setReturns(plain)
  const set = await carriedBy(plain, 'aliyun')
  shop = set.shop
  carriers = set.carriers
  minute = set.minute
  manager = await idOf(shop, 'manager')
})
afterEach(() => vi.restoreAllMocks())

const told = () => carriers.carried.map(({ template, values }) => [template.replace('SMS_', ''), ...values])
const owed = async () =>
  (
    await shop.db.all<{ event: string }>(sql`SELECT payload ->> 'event' event FROM outbox
    WHERE kind = 'notice.send' ORDER BY id`)
  ).map(({ event }) => event)

test('a refund is told once it went back, with its sum, and not while its provider only works on it', async () => {
  const number = await paidOrder(shop, [['TEA-GC-250', 1]])
  const waiting = { ...shop, gateways: { sandbox: fakeGateway({ refunding: 'processing' }).gateway } }
  await cancelOrder(waiting, number, 'shopper')
  expect(await owed()).toEqual([])
  const [refund] = await shop.db.all<{ id: string; no: string; fen: number }>(
    sql`SELECT id, out_refund_no no, amount_fen fen FROM refunds`,
  )
  const source = { provider: 'sandbox', eventId: 'e', outTradeNo: 't' }
  await takeRefundWord(shop, { id: refund!.id, outRefundNo: 'another' }, 'succeeded', source)
  expect(await owed()).toEqual([])
  for (let n = 0; n < 2; n += 1)
    await takeRefundWord(shop, { id: refund!.id, outRefundNo: refund!.no }, 'succeeded', source)
  await minute()
  await minute(NOW + MINUTE_MS)
  expect(told()).toEqual([['refund.sent', formatOrderNumber(number), plainYuan(refund!.fen)]])
})

test('a transfer that pays an order is told, and a payment that its buyer saw is not', async () => {
  const finance = await idOf(shop, 'finance')
  const placed = await placeOrder(shop, orderOf([['TEA-GC-250', 1]]), 'one')
  if (!placed.ok) throw new Error(placed.refusal.code)
  const { number, totalFen } = placed.value
  await extendDeadline(shop, number, '2026-11-27', finance)
  const money = {
    receivedOn: '2026-11-23',
    amountFen: totalFen,
    payer: '工会',
    bankSerial: 'B1',
    remark: '',
    number,
  }
  expect((await registerArrival(shop, money, finance)).ok).toBe(true)
  await paidOrder(shop, [['TEA-GC-250', 1]])
  await minute()
  expect(told()).toEqual([['transfer.received', formatOrderNumber(number)]])
})

test('a claim tells its buyer when it is their turn, and once more on its last day; what is over by then is not told', async () => {
  const claims: [string, string][] = []
  for (const [kind, tracking] of [
    ['refund_only', 'SF91000001'],
    ['return_refund', 'SF91000002'],
    ['refund_only', 'SF91000003'],
  ] as const) {
    const { number } = await sentOrder(shop, manager, tracking)
    claims.push([number, await claimOf(shop, number, { kind })])
  }
  await minute()
  carriers.carried.length = 0
  const [[proposed, one], [granted, two], [refused, three]] = claims as [
    [string, string],
    [string, string],
    [string, string],
  ]
  await proposeSum(shop, one, 100, '坏了一点', manager)
  await grantClaim(shop, two, '', manager)
  await refuseClaim(shop, three, '没有损坏', manager)
  await withdrawClaim(shop, three)
  await minute(NOW + MINUTE_MS)
  expect(told().sort()).toEqual(
    [
      ['claim.proposed', formatOrderNumber(proposed), '2026-11-25'],
      ['claim.granted', formatOrderNumber(granted), '2026-11-29'],
    ].sort(),
  )
  expect((await deliveries(shop)).filter(({ reason }) => reason === 'pointless')).toHaveLength(1)
  expect(told().map(([, about]) => about)).not.toContain(formatOrderNumber(refused))
  carriers.carried.length = 0
  const lastDay = NOW + 2 * DAY_MS + HOUR_MS
  for (const now of [NOW + DAY_MS, lastDay, lastDay + HOUR_MS]) await oweDue(at(shop, now))
  await minute(lastDay + HOUR_MS)
  expect(told()).toEqual([['claim.deadline', formatOrderNumber(proposed), '2026-11-25']])
})

test('an answered visit is told to who holds the garden, of its day', async () => {
  const { ids } = await adopt(shop, [plotOf('A-07')])
  await requestVisit(shop, ids[0]!, { wishedOn: '2027-05-02', guests: 2, note: '' })
  const [visit] = await shop.db.all<{ id: string }>(sql`SELECT id FROM garden_visits`)
  await answerVisit(shop, visit!.id, 'confirmed', '九点到', manager)
  await minute()
  expect(told()).toEqual([['visit.answered', '2027-05-02']])
})

const push = (path: string, body: string, settings: Record<string, string> = CARRIED_BY('aliyun')) =>
  app.request(
    `http://shop.test${path}`,
    { method: 'POST', body, headers: { 'Content-Type': 'application/json' } },
    { ...bindings, SHOP_NOW: new Date(NOW).toISOString(), ...settings },
  )
const at_ = (kind: 'smsReports' | 'smsReplies', key = RECEIPT_KEY) => siteUrls[kind].path.replace(':key', key)
const states = async () => (await deliveries(shop)).map(({ state }) => state)

test('reports move the tries they name and nothing else, twice or in another order, and only at their own address', async () => {
  for (const tracking of ['SF92000001', 'SF92000002', 'SF92000003']) await sentOrder(shop, manager, tracking)
  await minute()
  const [one, two] = carriers.carried as [Carried, Carried, Carried]
  const both = carriers.reports([one, true], [two, false])
  expect((await push(at_('smsReports', 'another-key-of-24-letters'), both)).status).toBe(404)
  expect(await states()).toEqual(['sent', 'sent', 'sent'])
  const answer = await push(at_('smsReports'), both)
  expect(await answer.json()).toEqual({ code: 0, msg: '接收成功' })
  await push(at_('smsReports'), both)
  expect((await states()).sort()).toEqual(['delivered', 'failed', 'sent'])
  // What came first was wrong, or came late: what arrived has arrived.
  await push(at_('smsReports'), carriers.reports([two, true], [one, false]))
  expect((await states()).sort()).toEqual(['delivered', 'delivered', 'sent'])
  await push(at_('smsReports'), carriers.reports([{ ...one, id: 'ntc_nobody', sid: 'nobody' }, true]))
  await push(at_('smsReports'), 'no json')
  expect((await states()).sort()).toEqual(['delivered', 'delivered', 'sent'])
  expect((await push(at_('smsReports'), both, {})).status).toBe(404)
})
type Carried = (typeof carriers)['carried'][number]

test('who answers 退订 is told nothing any more, and a phone nobody wrote to is not kept', async () => {
  const { phone } = await sentOrder(shop, manager, 'SF93000001')
  await minute()
  const reply = (from: string, content: string) => ({ phone_number: from, content, send_time: '' })
  await push(at_('smsReplies'), JSON.stringify([reply(phone, '什么时候到'), reply('13700000000', '退订')]))
  expect(await shop.db.all(sql`SELECT 1 FROM notice_stops`)).toEqual([])
  await push(at_('smsReplies'), JSON.stringify([reply(phone, '退订')]))
  await push(at_('smsReplies'), JSON.stringify([reply(phone, '退订')]))
  const { number } = await sentOrder(shop, manager, 'SF93000002', phone)
  await minute(NOW + MINUTE_MS)
  expect(carriers.carried).toHaveLength(1)
  expect((await readOrder(shop, number))!.stopped).toBe(true)
})

test('every event reads nothing of a subject that is not there, and no statement of theirs is refused', async () => {
  for (const event of Object.values(EVENTS))
    expect(await shop.db.all(event.read({ id: 'none', occurrence: '2026-11-23', now: NOW }))).toEqual([])
})

test('who holds a garden is asked for the address of its parcel twice, a week apart, and told when it left', async () => {
  const { ids } = await adopt(shop, [plotOf('A-07')])
  await shop.db.run(sql`INSERT INTO dispatches (id, number, adoption_id, garden, season, period, grams, address_until,
      send_by, planned_at) SELECT 'dsp_1', 'ABCDEFGHJKMN', id, garden, season, 'p', '{}', '2027-01-01', '2027-02-01',
      CAST(${NOW} AS INTEGER) FROM adoptions WHERE id = ${ids[0]}`)
  for (const now of [NOW, NOW + DAY_MS, NOW + 8 * DAY_MS, NOW + 9 * DAY_MS]) {
    await oweDue(at(shop, now))
    await minute(now)
  }
  expect(told()).toEqual(Array(2).fill(['tea.address', '2027', '2027-01-01']))
  await shop.db.run(sql`UPDATE dispatches SET recipient_name = o.recipient_name, phone_sealed = o.phone_sealed,
      region_code = o.region_code, street = o.street FROM adoptions a JOIN orders o ON o.id = a.order_id
      WHERE dispatches.id = 'dsp_1' AND a.id = dispatches.adoption_id`)
  const then = at(shop, NOW + 10 * DAY_MS)
  await shop.db.batch([
    shop.db.run(sql`UPDATE dispatches SET carrier = 'sf', tracking_no = 'SF94000001',
      shipped_at = CAST(${then.now} AS INTEGER) WHERE id = 'dsp_1'`),
    notice(shop.db, { event: 'tea.left', subject: 'dsp_1' }, then.now),
  ])
  await minute(then.now)
  expect(told().at(-1)).toEqual(['tea.left', 'ABCD-EFGH-JKMN', '顺丰速运', 'SF94000001'])
})
