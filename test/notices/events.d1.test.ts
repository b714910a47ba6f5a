import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { answerVisit, moveVisit, requestVisit } from '../../src/adoption/visiting.ts'
import { app } from '../../src/app.tsx'
import { grantClaim, proposeSum, refuseClaim } from '../../src/claims/answering.ts'
import { withdrawClaim } from '../../src/claims/replying.ts'
import { markOut, recordDelivery } from '../../src/fulfilment/receiving.ts'
import { closeSeason } from '../../src/fulfilment/season-closing.ts'
import { shipParcel } from '../../src/fulfilment/shipping.ts'
import { formatOrderNumber } from '../../src/kernel/ids.ts'
import { plainYuan } from '../../src/kernel/money.ts'
import { phoneMark } from '../../src/kernel/phone-mark.ts'
import { seal } from '../../src/kernel/secrets.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/kernel/time.ts'
import { oweDue } from '../../src/notices/due.ts'
import { EVENTS } from '../../src/notices/events.ts'
import { notice } from '../../src/notices/owing.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import { readOrder } from '../../src/orders/queries.ts'
import { cancelOrder } from '../../src/payments/cancelling.ts'
import { extendDeadline } from '../../src/payments/extending.ts'
import { settleShortfall } from '../../src/payments/refunds/settling-shortfall.ts'
import { takeRefundWord } from '../../src/payments/refunds/word.ts'
import { registerArrival } from '../../src/payments/transfer/registering.ts'
import type { Shop } from '../../src/shop.ts'
import { siteUrls } from '../../src/urls.ts'
import { adopt, plotOf, SEASON } from '../support/adoptions.ts'
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

test('whose account has another phone by now is told there, not at the old one, and a word to stop by either holds', async () => {
  const [old, fresh] = ['13911110000', '13911112222']
  const mark = (of: string) => phoneMark(shop.settings.phonePepper, of)
  await shop.db.run(sql`INSERT INTO users (id, phone_hmac, phone_sealed, created_at, seen_at)
    VALUES ('usr_1', ${await mark(fresh)}, ${await seal(shop.settings.phoneKey, fresh)}, 0, ${NOW})`)
  for (const [n, stopped] of [null, fresh, old, null].entries()) {
    await shop.db.run(sql`DELETE FROM notice_stops`)
    if (stopped)
      await shop.db.run(sql`INSERT INTO notice_stops (address_hmac, purpose, reason, at)
        VALUES (${await mark(stopped)}, 'orders', 'page', 0)`)
    const { number } = await sentOrder(shop, manager, `SF123456780${n}`, old)
    await shop.db.run(sql`INSERT INTO order_owners (order_id, user_id, at)
      SELECT id, 'usr_1', 0 FROM orders WHERE number = ${number}`)
    await minute(NOW + n)
  }
  expect(carriers.carried.map(({ phone, values }) => [phone, values.at(-1)])).toEqual([
    [fresh, 'SF1234567800'],
    [fresh, 'SF1234567803'],
  ])
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

test('a visit that is moved or called off is told once each, of the day it was on, by day and never of a day that is over', async () => {
  const { ids } = await adopt(shop, [plotOf('A-07')])
  await requestVisit(shop, ids[0]!, { wishedOn: '2026-11-25', guests: 2, note: '' })
  const [visit] = await shop.db.all<{ id: string }>(sql`SELECT id FROM garden_visits`)
  const move = (on: string | null, now: number) =>
    moveVisit(at(shop, now), visit!.id, { on, answer: '路不通' }, manager)
  expect(await move('2026-11-26', NOW)).toMatchObject({ refusal: { code: 'conflict' } })
  await answerVisit(shop, visit!.id, 'confirmed', '九点到', manager)
  await minute()
  carriers.carried.length = 0
  for (const wrong of ['2026-11-25', '2026-11-22', '2028-05-01'])
    expect([wrong, (await move(wrong, NOW)).ok]).toEqual([wrong, false])
  // Moved twice within the minute: the later one says it.
  expect((await move('2026-11-26', NOW + 1)).ok).toBe(true)
  expect((await move('2026-11-27', NOW + 2)).ok).toBe(true)
  for (const later of [1, 2]) await minute(NOW + later * MINUTE_MS)
  expect(told()).toEqual([['visit.moved', '2026-11-26']])
  // At night it waits for the morning, also where the day is the next.
  const night = NOW + 3 * DAY_MS + 13 * HOUR_MS
  expect((await move(null, night)).ok).toBe(true)
  await minute(night)
  expect(told()).toHaveLength(1)
  await minute(night + 10 * HOUR_MS)
  expect(told()).toEqual([
    ['visit.moved', '2026-11-26'],
    ['visit.moved', '2026-11-27'],
  ])
  expect(await move('2026-11-28', night + 11 * HOUR_MS)).toMatchObject({ refusal: { code: 'conflict' } })
})

describe('a chilled parcel that is out for delivery', () => {
  const out = async (storage = 'cold') => {
    const number = await paidOrder(shop, [[storage === 'cold' ? 'CHV-BQ-0500' : 'TEA-GC-250', 1]])
    const parcel = { storage, carrier: 'sf', trackingNo: `SF9500${number}`, lines: [] }
    const shipped = await shipParcel(shop, number, parcel, manager)
    expect(shipped.ok).toBe(true)
    await minute()
    carriers.carried.length = 0
    const sent = (await readOrder(shop, number))!.parcels[0]!
    return { number, sent, mark: (now = NOW) => markOut(at(shop, now), number, sent, manager) }
  }

  test('is told once to who ordered it, on that day', async () => {
    const { sent, mark } = await out()
    expect((await mark()).ok).toBe(true)
    expect(await mark()).toMatchObject({ refusal: { code: 'conflict' } })
    for (const now of [NOW, NOW + MINUTE_MS]) await minute(now)
    expect(told()).toEqual([['parcel.out', sent.trackingNo]])
  })

  test('is not told once it arrived, nor the next morning, nor of what is not chilled', async () => {
    const arrived = await out()
    await arrived.mark()
    await recordDelivery(shop, arrived.number, arrived.sent, manager)
    await minute()
    expect(await arrived.mark()).toMatchObject({ refusal: { code: 'conflict' } })
    const late = await out()
    const night = NOW + 13 * HOUR_MS
    expect((await late.mark(night)).ok).toBe(true)
    await minute(night)
    await minute(night + 10 * HOUR_MS)
    const dry = await out('ambient')
    expect(await dry.mark()).toMatchObject({ refusal: { code: 'conflict' } })
    expect(told()).toEqual([])
    expect((await deliveries(shop)).filter(({ reason }) => reason === 'pointless')).toHaveLength(2)
  })
})

test('who is short of tea is asked to choose when the season closes and once more a week later, until they chose', async () => {
  const { ids } = await adopt(shop, [plotOf('A-07'), plotOf('A-08')])
  expect((await closeSeason(shop, 'A', SEASON, manager)).ok).toBe(true)
  await minute()
  expect(told()).toEqual(Array(2).fill(['shortfall.choice', String(SEASON)]))
  expect((await settleShortfall(shop, ids[0]!, 'credit')).ok).toBe(true)
  for (const days of [6, 7, 8, 20]) {
    await oweDue(at(shop, NOW + days * DAY_MS))
    await minute(NOW + days * DAY_MS)
  }
  expect(told()).toHaveLength(3)
})

test('who may renew is invited when the window opens and in its last week, once each, and nobody who cannot any more', async () => {
  const { ids } = await adopt(shop, [plotOf('A-07'), plotOf('A-08')])
  const window = JSON.stringify({ from: '2026-12-01', until: '2026-12-31' })
  await shop.db.run(sql`INSERT INTO offers (id, garden, season, version, content, content_hash, published_at)
    SELECT 'ofr_next', garden, season + 1, version, json_set(content, '$.renewal', json(${window})), 'h', published_at
    FROM offers WHERE garden = 'A' AND season = ${SEASON} AND superseded_at IS NULL AND published_at IS NOT NULL`)
  await shop.db.run(sql`INSERT INTO plot_claims (plot, season, claimed_at, order_id, adoption_id)
    SELECT plot, season + 1, 1, order_id, id FROM adoptions WHERE id = ${ids[1]!}`)
  const invited: string[] = []
  for (const day of [
    '2026-11-30',
    '2026-12-01',
    '2026-12-02',
    '2026-12-23',
    '2026-12-24',
    '2026-12-25',
    '2027-01-01',
  ]) {
    const now = Date.parse(`${day}T10:00:00+08:00`)
    await oweDue(at(shop, now))
    await minute(now)
    const events = (await owed()).filter((event) => event.startsWith('renewal.'))
    invited.push(...events.slice(invited.length).map((event) => `${day} ${event}`))
  }
  expect(invited.map((one) => one.split(' ')[1])).toEqual(['renewal.opens', 'renewal.ends'])
  expect(invited[0]).toContain('2026-12-01')
  expect(invited[1]).toContain('2026-12-24')
  // No short message carries an invitation.
  expect(told()).toEqual([])
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

test('who holds a garden is asked for the address of its parcel twice, a week apart, and told when it left, wherever it goes', async () => {
  const { ids } = await adopt(shop, [plotOf('A-07')])
  await shop.db.run(sql`INSERT INTO dispatches (id, number, adoption_id, garden, season, period, grams, address_until,
      send_by, planned_at) SELECT 'dsp_1', 'ABCDEFGHJKMN', id, garden, season, 'p', '{}', '2027-01-01', '2027-02-01',
      CAST(${NOW} AS INTEGER) FROM adoptions WHERE id = ${ids[0]}`)
  for (const now of [NOW, NOW + DAY_MS, NOW + 8 * DAY_MS, NOW + 9 * DAY_MS]) {
    await oweDue(at(shop, now))
    await minute(now)
  }
  expect(told()).toEqual(Array(2).fill(['tea.address', '2027', '2027-01-01']))
  const friends = await seal(shop.settings.phoneKey, '13700007777')
  await shop.db.run(sql`UPDATE dispatches SET recipient_name = o.recipient_name, phone_sealed = ${friends},
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
  // Their own phone, as before, where their word to stop holds as well.
  expect(new Set(carriers.carried.map(({ phone }) => phone)).size).toBe(1)
})
