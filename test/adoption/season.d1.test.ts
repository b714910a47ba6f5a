import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { judgeBoardName, renameBoard } from '../../src/adoption/board-approving.ts'
import { changeAddress } from '../../src/adoption/dispatch-address.ts'
import { gramsToSend, makeDispatches, planDispatches } from '../../src/adoption/dispatching.ts'
import { FURTHER } from '../../src/adoption/further-parcel.ts'
import { enterHarvest, planHarvest } from '../../src/adoption/harvesting.ts'
import { waitingBoards } from '../../src/adoption/season-queries.ts'
import { withdrawUpdate, writeUpdate } from '../../src/adoption/updating.ts'
import { answerVisit, callOffVisit, requestVisit } from '../../src/adoption/visiting.ts'
import { shipDispatches } from '../../src/fulfilment/dispatch-shipping.ts'
import { closeSeason, planClosing } from '../../src/fulfilment/season-closing.ts'
import { shipParcel } from '../../src/fulfilment/shipping.ts'
import { exportPersonalData, forgetBuyer } from '../../src/orders/personal-data.ts'
import { refundLines } from '../../src/payments/refunds/refunding-lines.ts'
import type { Shop } from '../../src/shop.ts'
import { adopt, plotOf } from '../support/adoptions.ts'
import { at, NOW, openShop } from '../support/shop.ts'
import { fillStaff } from '../support/staff.ts'

const SPRING = Date.parse('2027-04-10T10:00:00+08:00')
const GARDEN = { garden: 'A', season: 2027 }

let shop: Shop
let staffId: string
let ids: string[]
beforeEach(async () => {
  const opened = await openShop()
  await fillStaff(opened)
  const [staff] = await opened.db.all<{ id: string }>(sql`SELECT id FROM staff WHERE role = 'manager'`)
  staffId = staff!.id
  // 0.1, 0.1 and 0.5 mu: one harvest never divides evenly over them.
  ids = []
  for (const plot of ['A-01', 'A-02', 'A-17']) ids.push(...(await adopt(opened, [plotOf(plot)])).ids)
  shop = at(opened, SPRING)
})

const harvestOf = (grams: number, grade = 'spring') => ({
  ...GARDEN,
  grade,
  grams,
  pluckedOn: '2027-04-08',
  note: '',
  clientKey: crypto.randomUUID(),
})

async function harvested(grams: number, grade = 'spring') {
  const input = harvestOf(grams, grade)
  const plan = await planHarvest(shop, input)
  if (!plan.ok) throw new Error(plan.refusal.code)
  return enterHarvest(shop, input, plan.value.seen, staffId)
}

async function dispatched() {
  const plan = await planDispatches(shop, 'A', 2027, 'spring')
  if (!plan.ok) throw new Error(plan.refusal.code)
  const made = await makeDispatches(shop, { ...GARDEN, period: 'spring' }, plan.value.seen, staffId)
  expect(made.ok).toBe(true)
  return shop.db.all<{ id: string; adoptionId: string; grams: string }>(
    sql`SELECT id, adoption_id adoptionId, grams FROM dispatches ORDER BY adoption_id`,
  )
}

describe('a harvest', () => {
  test('is shared out by area and sums to what was weighed, to the gram', async () => {
    expect((await harvested(1001)).ok).toBe(true)
    const shares = await shop.db.all<{ adoptionId: string; grams: number }>(
      sql`SELECT adoption_id adoptionId, grams FROM harvest_shares ORDER BY adoption_id`,
    )
    expect(shares.reduce((sum, share) => sum + share.grams, 0)).toBe(1001)
    expect(new Map(shares.map((share) => [share.adoptionId, share.grams])).get(ids[2]!)).toBe(715)
  })

  test('sent twice from a weak network stands once', async () => {
    const input = harvestOf(500)
    const plan = await planHarvest(shop, input)
    if (!plan.ok) throw new Error(plan.refusal.code)
    const both = await Promise.all([1, 2].map(() => enterHarvest(shop, input, plan.value.seen, staffId)))
    expect(both.map((one) => one.ok)).toEqual([true, true])
    expect(await shop.db.all(sql`SELECT id FROM harvests`)).toHaveLength(1)
  })

  test('that looks like another is entered only as another one, whoever of two colleagues was first', async () => {
    const [one, two] = [harvestOf(700), harvestOf(700)]
    const plan = await planHarvest(shop, one)
    if (!plan.ok) throw new Error(plan.refusal.code)
    expect(plan.value.twins).toBe(0)
    const both = await Promise.all(
      [one, two].map((own) => enterHarvest(shop, own, plan.value.seen, staffId, 0)),
    )
    expect(both.filter((own) => own.ok)).toHaveLength(1)
    expect(both.find((own) => !own.ok)).toMatchObject({ refusal: { code: 'conflict' } })
    const again = await planHarvest(shop, harvestOf(700))
    expect(again).toMatchObject({ value: { twins: 1 } })
    expect((await enterHarvest(shop, harvestOf(700), plan.value.seen, staffId, 1)).ok).toBe(true)
    expect(await planHarvest(shop, harvestOf(701))).toMatchObject({ value: { twins: 0 } })
  })

  test('is looked at again when the adoptions changed since the preview', async () => {
    const input = harvestOf(900)
    const plan = await planHarvest(shop, input)
    await shop.db.run(sql`UPDATE adoptions SET released_at = ${shop.now}, state = 'released', released_why = 'refunded'
      WHERE id = ${ids[0]!}`)
    const entered = await enterHarvest(shop, input, plan.ok ? plan.value.seen : '', staffId)
    expect(entered).toMatchObject({ ok: false, refusal: { code: 'conflict' } })
    expect(await shop.db.all(sql`SELECT id FROM harvests`)).toEqual([])
  })

  test('whose shares do not sum to it is refused by the database itself', async () => {
    await harvested(700)
    const spoil = shop.db.run(sql`UPDATE harvests SET shared_g = 699`)
    await expect(spoil.then((done) => done)).rejects.toThrow('harvest_shared_whole')
  })
})

describe('a dispatch', () => {
  test('never holds more than was promised or harvested, whatever was planned before', () => {
    const grams = fc.dictionary(fc.constantFrom('spring', 'black'), fc.nat(5000))
    fc.assert(
      fc.property(grams, grams, grams, (promised, own, planned) => {
        const sent = gramsToSend(promised, own, planned, ['spring'])
        const all = (sent.spring ?? 0) + (planned.spring ?? 0)
        expect(sent.black).toBeUndefined()
        expect(sent.spring ?? 1).toBeGreaterThan(0)
        if (sent.spring) expect(all).toBe(Math.min(promised.spring ?? 0, own.spring ?? 0))
      }),
    )
  })

  test('is planned once for each adoption, and two who plan at once make it once', async () => {
    await harvested(7000)
    const plan = await planDispatches(shop, 'A', 2027, 'spring')
    if (!plan.ok) throw new Error(plan.refusal.code)
    const of = { ...GARDEN, period: 'spring' }
    const both = await Promise.all([1, 2].map(() => makeDispatches(shop, of, plan.value.seen, staffId)))
    expect(both.filter((one) => one.ok)).toHaveLength(1)
    expect(await shop.db.all(sql`SELECT id FROM dispatches`)).toHaveLength(3)
  })

  test('counts as sent on the adoption and in the impact ledger, once', async () => {
    await harvested(7000)
    const parcels = (await dispatched()).map(({ id }, index) => ({
      id,
      carrier: 'sf',
      trackingNo: `SF100000000${index}`,
    }))
    const both = await Promise.all([1, 2].map(() => shipDispatches(shop, parcels, staffId)))
    expect(both.filter((one) => one.ok)).toHaveLength(1)
    const [sum] = await shop.db.all<{ teaG: number }>(
      sql`SELECT tea_g teaG FROM impact_sums WHERE scope = 'all'`,
    )
    // Promised: 150 g each for the small plots and 750 g for the large one; more than that was harvested.
    expect(sum!.teaG).toBe(1050)
    const [adoption] = await shop.db.all<{ sentG: string }>(
      sql`SELECT sent_g sentG FROM adoptions WHERE id = ${ids[2]!}`,
    )
    expect(JSON.parse(adoption!.sentG)).toEqual({ spring: 750 })
  })

  test('goes to another address until its date, and not after', async () => {
    await harvested(7000)
    const [first] = await dispatched()
    const to = { name: '受赠人', phone: '13900001111', region: '440106', street: '天河路1号' }
    expect((await changeAddress(shop, first!.adoptionId, first!.id, to)).ok).toBe(true)
    expect(
      await changeAddress(shop, ids.find((id) => id !== first!.adoptionId)!, first!.id, to),
    ).toMatchObject({
      refusal: { code: 'not_found' },
    })
    const late = at(shop, Date.parse('2027-04-20T00:00:01+08:00'))
    expect(await changeAddress(late, first!.adoptionId, first!.id, to)).toMatchObject({
      refusal: { code: 'too_late' },
    })
  })

  test('of what was harvested after it goes in a further parcel, with all that is beyond the promise', async () => {
    await harvested(420)
    const further = async () => {
      const plan = await planDispatches(shop, 'A', 2027, FURTHER)
      if (!plan.ok) throw new Error(plan.refusal.code)
      return plan.value
    }
    // Before a window's own parcels there is nothing to add to them.
    expect((await further()).rows).toEqual([])
    await dispatched()
    await harvested(1400)
    const plan = await further()
    // Shares are 60 and 200 g, of 420 and 1400 by 0.1 of 0.7 mu: 260 g, of which 60 g are planned; 150 g are promised.
    expect(plan.rows.map(({ plot, period, grams }) => [plot, period, grams])).toEqual([
      ['A-01', 'further-1', { spring: 200 }],
      ['A-02', 'further-1', { spring: 200 }],
      ['A-17', 'further-1', { spring: 1000 }],
    ])
    const of = { ...GARDEN, period: FURTHER }
    const both = await Promise.all([1, 2].map(() => makeDispatches(shop, of, plan.seen, staffId)))
    expect(both.filter((one) => one.ok)).toHaveLength(1)
    expect((await planClosing(shop, 'A', 2027)).leftover).toBe(3)
    const waiting = await shop.db.all<{ id: string }>(sql`SELECT id FROM dispatches ORDER BY id`)
    const sent = waiting.map(({ id }, index) => ({ id, carrier: 'sf', trackingNo: `SF500000000${index}` }))
    expect((await shipDispatches(shop, sent, staffId)).ok).toBe(true)
    expect(await planClosing(shop, 'A', 2027)).toMatchObject({ leftover: 0, unsent: 0 })
    await harvested(70)
    expect((await further()).rows.map(({ period, grams }) => [period, grams.spring])).toEqual([
      ['further-2', 10],
      ['further-2', 10],
      ['further-2', 50],
    ])
  })

  test('waits no longer once the money went back', async () => {
    await harvested(7000)
    const [first] = await dispatched()
    await shop.db.run(
      sql`UPDATE adoptions SET released_at = ${shop.now}, state = 'released' WHERE id = ${first!.adoptionId}`,
    )
    const sent = await shipDispatches(
      shop,
      [{ id: first!.id, carrier: 'sf', trackingNo: 'SF1000000001' }],
      staffId,
    )
    expect(sent).toMatchObject({ ok: false, refusal: { code: 'conflict' } })
  })
})

describe('a season', () => {
  test('closes once, concludes its adoptions and notes what each is short of', async () => {
    await harvested(7000)
    const parcels = await dispatched()
    expect(await closeSeason(shop, 'A', 2027, staffId)).toMatchObject({ refusal: { code: 'conflict' } })
    await shipDispatches(
      shop,
      parcels.map(({ id }, index) => ({ id, carrier: 'sf', trackingNo: `SF200000000${index}` })),
      staffId,
    )
    const both = await Promise.all([1, 2].map(() => closeSeason(shop, 'A', 2027, staffId)))
    expect(both.filter((one) => one.ok)).toHaveLength(1)
    const rows = await shop.db.all<{ grams: string; valueFen: number }>(
      sql`SELECT grams, value_fen valueFen FROM shortfalls WHERE adoption_id = ${ids[0]!}`,
    )
    // 250 g of black tea were promised and never sent: 250 × ¥88 / 100 g.
    expect(rows).toEqual([{ grams: '{"black":250}', valueFen: 22_000 }])
    expect(await planHarvest(shop, harvestOf(10))).toMatchObject({ refusal: { code: 'too_late' } })
    // Orders of plots alone are over with it, once.
    const orders = await shop.db.all<{ state: string; overAt: number }>(
      sql`SELECT state, over_at overAt FROM orders`,
    )
    expect(orders.map((order) => [order.state, order.overAt])).toEqual(ids.map(() => ['completed', shop.now]))
  })

  test('ends an order whose goods were all refunded before they were sent, and leaves one whose goods are on the way', async () => {
    const items = [{ sku: 'TEA-GC-250', quantity: 1 }]
    const [refunded, onTheWay] = [
      await adopt(at(shop, NOW), [plotOf('A-03')], { items }),
      await adopt(at(shop, NOW), [plotOf('A-04')], { items }),
    ]
    const [finance] = await shop.db.all<{ id: string }>(sql`SELECT id FROM staff WHERE role = 'finance'`)
    const parts = [{ line: 1, quantity: 1 }]
    expect((await refundLines(shop, refunded.number, parts, '缺货', finance!.id)).ok).toBe(true)
    const parcel = { storage: 'ambient', carrier: 'sf', trackingNo: 'SF400001', lines: [] }
    expect((await shipParcel(shop, onTheWay.number, parcel, finance!.id)).ok).toBe(true)
    expect((await closeSeason(shop, 'A', 2027, staffId)).ok).toBe(true)
    const states = await shop.db.all<{ number: string; state: string }>(sql`SELECT number, state FROM orders`)
    const stateOf = (number: string) => states.find((row) => row.number === number)!.state
    expect([stateOf(refunded.number), stateOf(onTheWay.number)]).toEqual(['completed', 'paid'])
  })

  test('that is over lets go of the adopters: addresses, gifts and names, not of what was sent', async () => {
    await harvested(7000)
    const parcels = await dispatched()
    const sent = parcels.map(({ id }, index) => ({ id, carrier: 'sf', trackingNo: `SF300000000${index}` }))
    await shipDispatches(shop, sent, staffId)
    await closeSeason(shop, 'A', 2027, staffId)
    const [order] = await shop.db.all<{ number: string }>(sql`
      SELECT o.number FROM orders o JOIN adoptions a ON a.order_id = o.id WHERE a.id = ${ids[0]!}`)
    const exported = await exportPersonalData(shop, order!.number)
    expect(exported).toMatchObject({
      adoptions: [{ plot: 'A-01' }],
      tea: [{ name: '林晓禾', street: expect.stringContaining('公益大道') }],
    })
    expect((await forgetBuyer(shop, order!.number)).ok).toBe(true)
    const [dispatch] = await shop.db.all(sql`
      SELECT recipient_name name, phone_sealed phone, street, tracking_no trackingNo FROM dispatches
      WHERE adoption_id = ${ids[0]!}`)
    expect(dispatch).toMatchObject({
      name: '—',
      phone: null,
      street: '',
      trackingNo: expect.stringContaining('SF3'),
    })
  })
})

describe('an update', () => {
  const input = {
    ...GARDEN,
    plot: null,
    phase: 'spring' as const,
    happenedOn: '2027-04-09',
    weather: '晴',
    textZh: '今天开采。',
    textEn: '',
    pictures: [],
    clientKey: 'update-key-00000001',
  }

  test('sent again by the same phone is the same update, and quiets the alarm', async () => {
    const both = await Promise.all([1, 2].map(() => writeUpdate(shop, input, staffId)))
    expect(both.map((one) => one.ok)).toEqual([true, true])
    expect(await shop.db.all(sql`SELECT id FROM garden_updates`)).toHaveLength(1)
    const [garden] = await shop.db.all<{ at: number }>(
      sql`SELECT updated_at at FROM gardens WHERE code = 'A'`,
    )
    expect(garden!.at).toBe(shop.now)
  })

  test('about a plot of another garden is refused; one withdrawn can come back', async () => {
    const wrong = await writeUpdate(shop, { ...input, plot: 'B-01' }, staffId)
    expect(wrong).toMatchObject({ refusal: { code: 'not_found' } })
    const written = await writeUpdate(shop, input, staffId)
    const id = written.ok ? written.value.id : ''
    for (const withdrawn of [true, false])
      expect((await withdrawUpdate(shop, id, withdrawn, staffId)).ok).toBe(true)
    expect(await shop.db.all(sql`SELECT id FROM garden_updates WHERE withdrawn_at IS NULL`)).toHaveLength(1)
  })
})

describe('a visit', () => {
  const wish = { wishedOn: '2027-05-02', guests: 2, note: '' }

  test('is asked for once at a time, within the guests of the size', async () => {
    expect(await requestVisit(shop, ids[0]!, { ...wish, guests: 3 })).toMatchObject({
      problem: 'guests',
      most: 2,
    })
    expect(await requestVisit(shop, ids[0]!, { ...wish, wishedOn: '2027-04-10' })).toMatchObject({
      problem: 'past',
    })
    const both = await Promise.all([1, 2].map(() => requestVisit(shop, ids[0]!, wish)))
    expect(both.filter((one) => one.ok)).toHaveLength(1)
  })

  test('is asked for within the season, and its open wishes and boards end with it', async () => {
    const winter = at(shop, Date.parse('2027-12-20T10:00:00+08:00'))
    expect(await requestVisit(winter, ids[0]!, { ...wish, wishedOn: '2028-01-02' })).toMatchObject({
      problem: 'after_season',
    })
    expect((await requestVisit(winter, ids[0]!, { ...wish, wishedOn: '2027-12-31' })).ok).toBe(true)
    expect((await renameBoard(winter, ids[0]!, '小满')).ok).toBe(true)
    expect(await waitingBoards(shop.db, 'A', 2027)).toMatchObject([{ boardName: '小满', since: winter.now }])
    const after = at(shop, Date.parse('2028-01-01T10:00:00+08:00'))
    expect((await renameBoard(after, ids[0]!, '谷雨')).ok).toBe(false)
    expect(await requestVisit(after, ids[1]!, { ...wish, wishedOn: '2028-01-02' })).toMatchObject({
      problem: 'not_found',
    })
    await closeSeason(after, 'A', 2027, staffId)
    const [visit] = await shop.db.all(sql`SELECT state, answered_at at FROM garden_visits`)
    expect(visit).toEqual({ state: 'called_off', at: after.now })
    expect(await waitingBoards(shop.db, 'A', 2027)).toEqual([])
    expect((await judgeBoardName(after, ids[0]!, '小满', 'approved', staffId)).ok).toBe(false)
    // Even while its year lasts: what staff closed is closed.
    expect(await requestVisit(winter, ids[1]!, { ...wish, wishedOn: '2027-12-31' })).toMatchObject({
      problem: 'not_found',
    })
  })

  test('is answered once: the second of two colleagues, or one called off, is told', async () => {
    await requestVisit(shop, ids[0]!, wish)
    const [row] = await shop.db.all<{ id: string }>(sql`SELECT id FROM garden_visits`)
    const both = await Promise.all(
      (['confirmed', 'declined'] as const).map((state) => answerVisit(shop, row!.id, state, '', staffId)),
    )
    expect(both.filter((one) => one.ok)).toHaveLength(1)
    expect(await callOffVisit(shop, ids[0]!, row!.id)).toMatchObject({ refusal: { code: 'not_found' } })
  })
})
