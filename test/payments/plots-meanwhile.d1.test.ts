import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { makeDispatches, planDispatches } from '../../src/adoption/dispatching.ts'
import { enterHarvest, planHarvest } from '../../src/adoption/harvesting.ts'
import { shipDispatches } from '../../src/fulfilment/dispatch-shipping.ts'
import { closeSeason } from '../../src/fulfilment/season-closing.ts'
import { readOrder } from '../../src/orders/queries.ts'
import { cancelAdoption } from '../../src/payments/refunds/refunding-plots.ts'
import type { Shop } from '../../src/shop.ts'
import { adopt, plotOf, SEASON } from '../support/adoptions.ts'
import { interposed } from '../support/faults.ts'
import { broken } from '../support/invariants.ts'
import { staffIdOf } from '../support/listings.ts'
import { at, openShop } from '../support/shop.ts'
import { fillStaff } from '../support/staff.ts'

const SKU = 'TEA-GC-250'
let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})

describe('a plot that is given back after the day of full refunds', () => {
  /** The tea of a harvest, ready to be sent. */
  async function parcelOf(spring: Shop) {
    await fillStaff(spring)
    const by = await staffIdOf(spring, 'manager')
    const harvest = {
      ...{ garden: 'A', season: SEASON, grade: 'spring', grams: 500, pluckedOn: '2027-04-08', note: '' },
      clientKey: crypto.randomUUID(),
    }
    const shares = await planHarvest(spring, harvest)
    if (!shares.ok) throw new Error(shares.refusal.code)
    await enterHarvest(spring, harvest, shares.value.seen, by)
    const of = { garden: 'A', season: SEASON, period: 'spring' }
    const plan = await planDispatches(spring, of.garden, of.season, of.period)
    if (!plan.ok) throw new Error(plan.refusal.code)
    await makeDispatches(spring, of, plan.value.seen, by)
    await spring.db.run(sql`UPDATE dispatches SET street = 'a road'`)
    const [row] = await spring.db.all<{ id: string }>(sql`SELECT id FROM dispatches`)
    return () => shipDispatches(spring, [{ id: row!.id, carrier: 'sf', trackingNo: 'SF1' }], by)
  }

  test('pays nothing for tea that was sent at the same moment', async () => {
    const worth: number[] = []
    for (const before of [true, false]) {
      shop = await openShop()
      const [id] = (await adopt(shop, [plotOf('A-01')])).ids
      const spring = at(shop, Date.parse('2027-04-10T10:00:00+08:00'))
      const ship = await parcelOf(spring)
      if (before) await ship()
      const first = await cancelAdoption(before ? spring : interposed(spring, 2, ship), id!, {
        actor: 'shopper',
      })
      if (!before) expect(first).toMatchObject({ ok: false, refusal: { code: 'conflict' } })
      const back = first.ok ? first : await cancelAdoption(spring, id!, { actor: 'shopper' })
      worth.push(back.ok ? back.value.amountFen : -1)
      expect(await broken(spring)).toEqual([])
    }
    expect(worth[1]).toBe(worth[0])
    expect(worth[0]).toBeGreaterThan(0)
  })

  test('gives no money for a season that was closed at the same moment, whose tea is owed from then on', async () => {
    const { number, ids } = await adopt(shop, [plotOf('A-01')], { items: [{ sku: SKU, quantity: 1 }] })
    const spring = at(shop, Date.parse('2027-04-10T10:00:00+08:00'))
    const by = interposed(spring, 2, () => closeSeason(spring, 'A', SEASON, null))
    const back = await cancelAdoption(by, ids[0]!, { actor: 'shopper' })
    expect(back).toMatchObject({ ok: false, refusal: { code: 'conflict' } })
    expect((await readOrder(spring, number))!.refunds).toEqual([])
  })
})
