import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { adoptionToken, giftToken } from '../../src/adoption/access-token.ts'
import { holdPlot, releaseHold } from '../../src/adoption/holding.ts'
import { publishOffer } from '../../src/adoption/publishing.ts'
import { database } from '../../src/db/client.ts'
import { SAMPLE_OFFER } from '../../src/db/sample/offers.ts'
import { shipParcel } from '../../src/fulfilment/shipping.ts'
import { MINUTE_MS } from '../../src/kernel/time.ts'
import { claimGift } from '../../src/my/gift-claiming.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import { readOrder } from '../../src/orders/queries.ts'
import { startPayment } from '../../src/payments/attempting.ts'
import { cancelOrder } from '../../src/payments/cancelling.ts'
import { refundLines } from '../../src/payments/refunds/refunding-lines.ts'
import { cancelAdoption } from '../../src/payments/refunds/refunding-plots.ts'
import { playOutcome } from '../../src/payments/sandbox.ts'
import type { Shop } from '../../src/shop.ts'
import { adopt, adoptionIds, adoptionOrder, anyPlot, plotOf } from '../support/adoptions.ts'
import { at, bindings, metered, newBuyer, openShop, unreconciled } from '../support/shop.ts'
import { fillStaff } from '../support/staff.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})

const key = () => crypto.randomUUID()
const claimOf = async (plot: string, season = 2027) =>
  (
    await shop.db.all<{ orderId: string | null; expiresAt: number | null }>(sql`
    SELECT order_id orderId, expires_at expiresAt FROM plot_claims WHERE plot = ${plot} AND season = ${season}`)
  )[0] ?? null
const stateOf = async (id: string) =>
  (
    await shop.db.all<{ state: string; why: string | null }>(
      sql`SELECT state, released_why why FROM adoptions WHERE id = ${id}`,
    )
  )[0]
const sums = async () =>
  (
    await shop.db.all<{ amountFen: number; orders: number; areaCmu: number; adoptions: number }>(
      sql`SELECT amount_fen amountFen, orders, area_cmu areaCmu, adoptions FROM impact_sums WHERE scope = 'all'`,
    )
  )[0]
const adoptedIn = async (garden: string, season = 2027) =>
  (
    await shop.db.all<{ adopted: number; adoptedCmu: number }>(
      sql`SELECT adopted, adopted_cmu adoptedCmu FROM garden_seasons WHERE garden = ${garden} AND season = ${season}`,
    )
  )[0]
const refundsOf = (number: string) =>
  shop.db.all<{ amountFen: number; reason: string; state: string }>(sql`
    SELECT r.amount_fen amountFen, r.reason, r.state FROM refunds r JOIN orders o ON o.id = r.order_id
    WHERE o.number = ${number} ORDER BY r.amount_fen`)

describe('ordering plots', () => {
  test('a plot and a tea tin are one order, one payment, one certificate and one entry of impact', async () => {
    const { number, ids } = await adopt(shop, [plotOf('A-07')], {
      items: [{ sku: 'TEA-DH-100', quantity: 1 }],
    })
    const order = (await readOrder(shop, number))!
    expect(order.lines.map(({ sku, titleZh, specZh }) => [sku, titleZh, specZh])).toEqual([
      ['TEA-DH-100', '朵贝红·红茶', expect.any(String)],
      [null, '认购 云脚白茶园 A-07', '0.1亩 · 2027年'],
    ])
    expect(order.leftToShip).toEqual([{ line: 1, left: 1 }])
    expect(await stateOf(ids[0]!)).toEqual({ state: 'adopted', why: null })
    expect(await claimOf('A-07')).toMatchObject({ expiresAt: null, orderId: order.id })
    expect(await adoptedIn('A')).toEqual({ adopted: 1, adoptedCmu: 10 })
    expect(await sums()).toMatchObject({ orders: 1, areaCmu: 10, adoptions: 1 })
    const codes = await shop.db.all<{ code: string }>(sql`SELECT code FROM certificates`)
    expect(codes).toEqual([{ code: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{16}$/) }])
  })

  test('costs one read and one batch, three rows more a plot, within the budget of lines', async () => {
    const meter = metered(bindings.DB)
    const counted = { ...shop, db: database(meter.db) }
    const codes = ['A-01', 'A-17', 'B-01']
    const goods = [['TEA-GC-250', 1]] as [string, number][]
    for (const [items, plots] of [
      [[], 1],
      [[], 2],
      [[], 3],
      [goods, 1],
      [goods, 2],
    ] as const) {
      await shop.db.run(sql`DELETE FROM plot_claims`)
      const holds = await Promise.all(
        codes.slice(0, plots).map((plot) => holdPlot(shop, { plot, season: 2027, visitor: plot })),
      )
      meter.reset()
      const placed = await placeOrder(
        counted,
        adoptionOrder(
          codes
            .slice(0, plots)
            .map((plot, n) => plotOf(plot, { holdId: holds[n]!.ok ? holds[n]!.value.id : '' })),
          { items: items.map(([sku, quantity]) => ({ sku, quantity })) },
        ),
        key(),
      )
      expect(placed.ok).toBe(true)
      const lines = items.length + plots
      expect([meter.count.trips, lines, meter.count.written]).toEqual([2, lines, expect.any(Number)])
      expect(meter.count.written).toBeLessThanOrEqual(10 + 3 * lines)
      expect(meter.count.read).toBeLessThanOrEqual(8 + 4 * lines)
    }
  })
})

describe('one plot, many buyers', () => {
  const codesOf = (answers: Awaited<ReturnType<typeof placeOrder>>[]) =>
    answers.map((answer) => (answer.ok ? 'placed' : answer.refusal.code))

  test('two seasons of one plot are two claims', async () => {
    const past = at(shop, Date.parse('2026-01-10T10:00:00+08:00'))
    const one = await adopt(past, [plotOf('A-01', { season: 2026 })])
    const token = await adoptionToken(shop.settings, one.ids[0]!, null)
    const two = await adopt(shop, [plotOf('A-01', { renews: { adoptionId: one.ids[0]!, token } })])
    expect([await claimOf('A-01', 2026), await claimOf('A-01', 2027)]).toEqual([
      { orderId: expect.any(String), expiresAt: null },
      { orderId: expect.any(String), expiresAt: null },
    ])
    const [renewed] = await shop.db.all(sql`SELECT renews FROM adoptions WHERE id = ${two.ids[0]!}`)
    expect(renewed).toEqual({ renews: one.ids[0] })
  })

  test('until the renewal window ends only the present adopter gets the plot; then anyone', async () => {
    const past = at(shop, Date.parse('2026-01-10T10:00:00+08:00'))
    const { ids } = await adopt(past, [plotOf('A-01', { season: 2026 })])
    const forged = { adoptionId: ids[0]!, token: await adoptionToken(shop.settings, 'adp_other', null) }
    const tries = [plotOf('A-01'), plotOf('A-01', { renews: forged })]
    const answers = await Promise.all(tries.map((one) => placeOrder(shop, adoptionOrder([one]), key())))
    expect(codesOf(answers)).toEqual(['plot_taken', 'adoption_invalid'])
    expect(await holdPlot(shop, { plot: 'A-01', season: 2027, visitor: 'v' })).toMatchObject({
      ok: false,
      refusal: { code: 'plot_taken' },
    })
    expect(await claimOf('A-01')).toBeNull()
    const later = at(shop, Date.parse('2026-11-30T00:00:01+08:00'))
    expect(codesOf([await placeOrder(later, adoptionOrder([plotOf('A-01')]), key())])).toEqual(['placed'])
  })

  test('forty buyers at once: one wins, thirty-nine hear plot_taken with three near free plots', async () => {
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => placeOrder(shop, adoptionOrder([plotOf('A-07')]), key())),
    )
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
    const refused = answers.flatMap((answer) => (answer.ok ? [] : [answer.refusal]))
    expect(refused).toHaveLength(39)
    for (const refusal of refused) {
      expect(refusal.code).toBe('plot_taken')
      const near = refusal.code === 'plot_taken' ? refusal.near : []
      expect(near.map(({ areaCmu }) => areaCmu)).toEqual([10, 10, 10])
      expect(near.map(({ code }) => code)).not.toContain('A-07')
    }
  })

  test('forty who let chance choose get forty plots as far as there are any', async () => {
    const answers = await Promise.all(
      Array.from({ length: 14 }, () => placeOrder(shop, adoptionOrder([anyPlot('A', 10)]), key())),
    )
    const placed = answers.filter((answer) => answer.ok).length
    const [claims] = await shop.db.all<{ n: number }>(sql`SELECT count(*) n FROM plot_claims`)
    expect(claims!.n).toBe(placed)
    for (let i = placed; i < 16; i += 1)
      expect((await placeOrder(shop, adoptionOrder([anyPlot('A', 10)]), key())).ok).toBe(true)
    expect(codesOf([await placeOrder(shop, adoptionOrder([anyPlot('A', 10)]), key())])).toEqual([
      'plot_taken',
    ])
    const two = await placeOrder(shop, adoptionOrder([anyPlot('B', 100), anyPlot('B', 100)]), key())
    expect(two.ok).toBe(true)
  })

  test('a hold is kept from others for fifteen minutes and not a moment longer, without any job', async () => {
    const held = await holdPlot(shop, { plot: 'A-07', season: 2027, visitor: 'one' })
    if (!held.ok) throw new Error(held.refusal.code)
    const before = at(shop, shop.now + 15 * MINUTE_MS - 1)
    expect(codesOf([await placeOrder(before, adoptionOrder([plotOf('A-07')]), key())])).toEqual([
      'plot_taken',
    ])
    expect(
      codesOf([
        await placeOrder(before, adoptionOrder([plotOf('A-07', { holdId: 'somebody-elses' })]), key()),
      ]),
    ).toEqual(['plot_taken'])
    const after = at(shop, shop.now + 15 * MINUTE_MS)
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => placeOrder(after, adoptionOrder([plotOf('A-07')]), key())),
    )
    expect(codesOf(answers).sort()).toEqual(['placed', ...Array(39).fill('plot_taken')].sort())
  })

  test('who holds a plot orders it; the same hold never makes a second order', async () => {
    const held = await holdPlot(shop, { plot: 'A-07', season: 2027, visitor: 'one' })
    const holdId = held.ok ? held.value.id : ''
    const answers = await Promise.all(
      [1, 2, 3].map(() => placeOrder(shop, adoptionOrder([plotOf('A-07', { holdId })]), key())),
    )
    expect(codesOf(answers).sort()).toEqual(['placed', 'plot_taken', 'plot_taken'])
    expect(await releaseHold(shop, { plot: 'A-07', id: holdId })).toMatchObject({ ok: false })
    expect(await claimOf('A-07')).toMatchObject({ orderId: expect.any(String) })
  })

  test('a visitor holds three plots, two tabs at once included; letting go makes room', async () => {
    const plots = ['A-01', 'A-02', 'A-03', 'A-04', 'A-05']
    const holds = await Promise.all(
      plots.map((plot) => holdPlot(shop, { plot, season: 2027, visitor: 'one' })),
    )
    expect(holds.filter((hold) => hold.ok)).toHaveLength(3)
    expect(holds.flatMap((hold) => (hold.ok ? [] : [hold.refusal.code]))).toEqual([
      'too_many_open',
      'too_many_open',
    ])
    const first = holds.findIndex((hold) => hold.ok)
    const own = holds[first]!
    expect((await releaseHold(shop, { plot: plots[first]!, id: 'not-mine' })).ok).toBe(false)
    expect((await releaseHold(shop, { plot: plots[first]!, id: own.ok ? own.value.id : '' })).ok).toBe(true)
    expect((await holdPlot(shop, { plot: 'A-09', season: 2027, visitor: 'one' })).ok).toBe(true)
  })

  test('three unpaid plots a phone, over all its open orders; neighbours count apart', async () => {
    const recipient = newBuyer()
    const order = (codes: string[], who = recipient) =>
      placeOrder(
        shop,
        adoptionOrder(
          codes.map((code) => plotOf(code)),
          { recipient: who },
        ),
        key(),
      )
    expect(codesOf([await order(['A-01', 'A-02'])])).toEqual(['placed'])
    expect(codesOf([await order(['A-03', 'A-04'])])).toEqual(['too_many_open'])
    expect(codesOf([await order(['A-05', 'A-06'], { ...recipient, phone: newBuyer().phone })])).toEqual([
      'placed',
    ])
    expect(codesOf([await order(['A-03'])])).toEqual(['placed'])
    expect(codesOf([await order(['A-01', 'A-02', 'A-03', 'A-04'], newBuyer())])).toEqual(['too_many_open'])
    expect(await claimOf('A-04')).toBeNull()
  })
})

describe('an order of plots ends', () => {
  const openOrder = async (plot: string, more = {}) => {
    const placed = await placeOrder(shop, adoptionOrder([plotOf(plot)], more), key())
    if (!placed.ok) throw new Error(placed.refusal.code)
    const { number } = placed.value
    return { number, id: (await adoptionIds(shop, number))[0]! }
  }

  test.each([
    ['called off', 0, 'shopper', 'cancelled'],
    ['out of time', 31 * MINUTE_MS, 'timeout', 'expired'],
  ] as const)('%s unpaid: the plot is free at once', async (_name, wait, actor, why) => {
    const { number, id } = await openOrder('A-07')
    expect((await cancelOrder(at(shop, shop.now + wait), number, actor)).ok).toBe(true)
    expect([await claimOf('A-07'), await stateOf(id)]).toEqual([null, { state: 'released', why }])
    expect((await openOrder('A-07')).id).not.toBe(id)
  })

  test('paid late, when nobody took the plot, it is still adopted', async () => {
    const { number, id } = await openOrder('A-07')
    const started = await startPayment(shop, number, 'sandbox')
    const trade = started.ok ? started.value.outTradeNo : ''
    await playOutcome(at(shop, shop.now + 40 * MINUTE_MS), trade, 'success')
    expect(await stateOf(id)).toMatchObject({ state: 'adopted' })
  })

  test('paid late, after the plot was taken: the order is closed, goods return, all money goes back', async () => {
    const { number, id } = await openOrder('A-07', { items: [{ sku: 'TEA-DH-100', quantity: 2 }] })
    const started = await startPayment(shop, number, 'sandbox')
    const trade = started.ok ? started.value.outTradeNo : ''
    const later = at(shop, shop.now + 31 * MINUTE_MS)
    const winner = await adopt(later, [plotOf('A-07')])
    await playOutcome(later, trade, 'success')
    // The same callback again changes nothing.
    await playOutcome(later, trade, 'success')
    const order = (await readOrder(shop, number))!
    expect([order.state, order.paymentStatus]).toEqual(['cancelled', 'refunded'])
    expect(await refundsOf(number)).toEqual([
      { amountFen: order.totalFen, reason: 'plot_lost', state: 'succeeded' },
    ])
    expect(await stateOf(id)).toEqual({ state: 'released', why: 'expired' })
    expect(await stateOf(winner.ids[0]!)).toMatchObject({ state: 'adopted' })
    expect(await unreconciled(shop.db)).toEqual([])
    expect(await sums()).toMatchObject({ adoptions: 1, areaCmu: 10 })
  })

  test('cancelled after payment before the date: everything back, plot free, certificate and impact say so', async () => {
    const { number, ids } = await adopt(shop, [plotOf('A-17')], {
      items: [{ sku: 'TEA-DH-100', quantity: 1 }],
    })
    const total = (await readOrder(shop, number))!.totalFen
    expect(await cancelOrder(shop, number, 'shopper')).toMatchObject({
      ok: true,
      value: { state: 'refunding' },
    })
    expect(await refundsOf(number)).toEqual([{ amountFen: total, reason: 'cancelled', state: 'succeeded' }])
    expect([await claimOf('A-17'), await stateOf(ids[0]!)]).toEqual([
      null,
      { state: 'released', why: 'refunded' },
    ])
    expect(await sums()).toEqual({ amountFen: 0, orders: 0, areaCmu: 0, adoptions: 0 })
    expect(await adoptedIn('A')).toEqual({ adopted: 0, adoptedCmu: 0 })
  })

  test('cancelled after the date, tea sent: the plot’s part follows the rule, the goods come back whole', async () => {
    const { number, ids } = await adopt(shop, [plotOf('A-07')], {
      items: [{ sku: 'TEA-DH-100', quantity: 1 }],
    })
    await shop.db.run(sql`UPDATE adoptions SET sent_g = '{"spring":150}' WHERE id = ${ids[0]!}`)
    const total = (await readOrder(shop, number))!.totalFen
    await cancelOrder(at(shop, Date.parse('2027-06-01T10:00:00+08:00')), number, 'shopper')
    expect(await refundsOf(number)).toMatchObject([{ amountFen: total - 19_200 }])
    expect(await sums()).toEqual({ amountFen: 19_200, orders: 0, areaCmu: 0, adoptions: 0 })
  })

  test('one of two plots given back by its rule; then the rest of the order for what is left of it', async () => {
    const { number, ids } = await adopt(shop, [plotOf('A-07'), plotOf('A-08')])
    const later = at(shop, Date.parse('2027-06-01T10:00:00+08:00'))
    await shop.db.run(sql`UPDATE adoptions SET sent_g = '{"spring":100}' WHERE id = ${ids[0]!}`)
    const back = await cancelAdoption(later, ids[0]!, { actor: 'shopper' })
    expect(back).toMatchObject({ ok: true, value: { amountFen: 59_800 - 12_800 } })
    expect(await cancelAdoption(later, ids[0]!, { actor: 'shopper' })).toMatchObject({ ok: false })
    expect([await claimOf('A-07'), (await claimOf('A-08'))?.expiresAt]).toEqual([null, null])
    await cancelOrder(later, number, 'shopper')
    await cancelOrder(later, number, 'shopper')
    expect((await refundsOf(number)).map(({ amountFen }) => amountFen)).toEqual([47_000, 59_800])
    expect(await sums()).toEqual({ amountFen: 12_800, orders: 0, areaCmu: 0, adoptions: 0 })
  })

  test('ten who give one plot back at once are one refund', async () => {
    const { number, ids } = await adopt(shop, [plotOf('A-07')])
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => cancelAdoption(shop, ids[0]!, { actor: 'shopper' })),
    )
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
    expect(await refundsOf(number)).toHaveLength(1)
    expect(await sums()).toMatchObject({ adoptions: 0, areaCmu: 0, amountFen: 0 })
  })
})

test('a plot goes into no parcel, by hand or by sheet, and staff refund it by its own rule only', async () => {
  await fillStaff(shop)
  const [staff] = await shop.db.all<{ id: string }>(sql`SELECT id FROM staff LIMIT 1`)
  const { number, ids } = await adopt(shop, [plotOf('A-07')], { items: [{ sku: 'TEA-DH-100', quantity: 1 }] })
  const order = (await readOrder(shop, number))!
  const plot = [{ line: 2, quantity: 1 }]
  const parcel = { storage: 'adoption', carrier: 'sf', trackingNo: 'SF0000001', lines: plot }
  expect((await shipParcel(shop, number, parcel, staff!.id)).ok).toBe(false)
  expect((await refundLines(shop, order.number, plot, '误购', staff!.id)).ok).toBe(false)
  expect((await refundLines(shop, order.number, [{ line: 1, quantity: 1 }], '缺货', staff!.id)).ok).toBe(true)
  const back = await cancelAdoption(shop, ids[0]!, { actor: 'staff', staffId: staff!.id })
  expect(back).toMatchObject({ ok: true, value: { amountFen: 59_800 } })
  const entries = await shop.db.all(
    sql`SELECT verb FROM audit_entries WHERE object = ${`adoption:${ids[0]!}`}`,
  )
  expect(entries).toEqual([{ verb: 'adoption.refunded' }])
})

describe('a gift', () => {
  const gift = { phone: '13900001111', message: '春天见' }
  const give = async () => {
    const { number, ids } = await adopt(shop, [plotOf('A-07', { gift })])
    return { number, id: ids[0]!, token: await giftToken(shop.settings, ids[0]!) }
  }

  test('is taken once by link and phone; the buyer’s certificate and right give way to the receiver’s', async () => {
    const { id, token, number } = await give()
    const claim = { adoptionId: id, token, phone: gift.phone, name: '王小满' }
    expect((await claimGift(shop, { ...claim, phone: '13900002222' })).ok).toBe(false)
    expect((await claimGift(shop, { ...claim, token: 'x' })).ok).toBe(false)
    const taken = await Promise.all([claimGift(shop, claim), claimGift(shop, claim)])
    expect(taken.every((answer) => answer.ok)).toBe(true)
    const rows = await shop.db.all<{ holder: string; over: number }>(sql`
      SELECT holder, superseded_at IS NOT NULL over FROM certificates WHERE adoption_id = ${id} ORDER BY over DESC`)
    expect(rows).toEqual([
      { holder: '林晓禾', over: 1 },
      { holder: '王小满', over: 0 },
    ])
    const old = await adoptionToken(shop.settings, id, null)
    expect(taken[0]).toMatchObject({ value: { accessToken: expect.not.stringMatching(old) } })
    expect(await cancelOrder(shop, number, 'shopper')).toMatchObject({ ok: false })
    expect(await cancelAdoption(shop, id, { actor: 'shopper' })).toMatchObject({ ok: false })
  })

  test('a claim and a refund at the same moment: one of them, never both', async () => {
    const { id, token } = await give()
    const [taken, refunded] = await Promise.all([
      claimGift(shop, { adoptionId: id, token, phone: gift.phone, name: '王小满' }),
      cancelAdoption(shop, id, { actor: 'shopper' }),
    ])
    expect([taken.ok, refunded.ok].filter(Boolean)).toHaveLength(1)
  })
})

describe('what is refused writes nothing', () => {
  test.each([
    ['a season without an offer', plotOf('A-07', { season: 2031 }), 'adoption_invalid'],
    ['a plot of another garden', plotOf('A-07', { garden: 'B' }), 'adoption_invalid'],
    ['a plot there is not', plotOf('Z-99'), 'adoption_invalid'],
    ['a season that is over', plotOf('A-07', { season: 2026 }), 'out_of_season'],
    ['a size a garden does not have', anyPlot('A', 33), 'plot_taken'],
  ])('%s', async (_name, request, code) => {
    const placed = await placeOrder(shop, adoptionOrder([request]), key())
    expect(placed).toMatchObject({ ok: false, refusal: { code } })
    expect(await shop.db.all(sql`SELECT id FROM orders UNION ALL SELECT plot FROM plot_claims`)).toEqual([])
  })

  test('terms and risk are confirmed, by name', async () => {
    const placed = await placeOrder(
      shop,
      adoptionOrder([plotOf('A-07')], { consents: ['terms', 'privacy'] }),
      key(),
    )
    expect(placed).toEqual({
      ok: false,
      refusal: { code: 'consent_required', consents: ['adoption_terms', 'adoption_risk'] },
    })
  })

  test('a published offer never changes and is never deleted; a new version takes its place, orders keep theirs', async () => {
    const { ids } = await adopt(shop, [plotOf('A-07')])
    const content = SAMPLE_OFFER(2027)
    content.tiers[0]!.priceFen = 60_000
    const made = await publishOffer(shop, { garden: 'A', season: 2027, content }, null)
    expect(made).toMatchObject({ ok: true, value: { version: 2 } })
    expect(await publishOffer(shop, { garden: 'A', season: 2027, content }, null)).toMatchObject({
      value: { version: 2 },
    })
    const [own] = await shop.db.all<{ version: number }>(sql`
      SELECT o.version FROM adoptions a JOIN offers o ON o.id = a.offer_id WHERE a.id = ${ids[0]!}`)
    expect(own).toEqual({ version: 1 })
    await expect(shop.db.run(sql`UPDATE offers SET content = '{}' WHERE version = 1`)).rejects.toThrow(
      'offer_stays',
    )
    await expect(shop.db.run(sql`DELETE FROM offers WHERE version = 1`)).rejects.toThrow('offer_stays')
    const changed = adoptionOrder([plotOf('A-08')], { expectedTotalFen: 59_800 })
    expect(await placeOrder(shop, changed, key())).toEqual({
      ok: false,
      refusal: { code: 'price_changed', totalFen: 60_000 },
    })
  })
})
