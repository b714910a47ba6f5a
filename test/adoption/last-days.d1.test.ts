import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { adoptionToken, giftToken } from '../../src/adoption/access-token.ts'
import { holdPlot } from '../../src/adoption/holding.ts'
import { readNearPlots } from '../../src/adoption/neighbours.ts'
import { listPlots } from '../../src/adoption/plots.ts'
import { claimGift } from '../../src/my/gift-claiming.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import type { Shop } from '../../src/shop.ts'
import { adopt, adoptionOrder, plotOf } from '../support/adoptions.ts'
import { at, openShop } from '../support/shop.ts'

// The sample offer of 2027: renewal until 29 November 2026, sales until 31 March 2027.
let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})
const on = (day: string, time = '23:59') => at(shop, Date.parse(`${day}T${time}:00+08:00`))
const order = async (then: Shop, wanted = plotOf('A-01')) => {
  const placed = await placeOrder(then, adoptionOrder([wanted]), crypto.randomUUID())
  return placed.ok ? 'placed' : placed.refusal.code
}
const LAST_SEASON = '2026-01-10'

describe('on the last day of its renewal window a plot', () => {
  let id: string
  beforeEach(async () => {
    const { ids } = await adopt(on(LAST_SEASON), [plotOf('A-01', { season: 2026 })])
    id = ids[0]!
  })

  test('is refused to a stranger, and the day after it is anybody’s', async () => {
    expect(await order(on('2026-11-29'))).toBe('plot_taken')
    expect(await holdPlot(on('2026-11-29'), { plot: 'A-01', season: 2027, visitor: 'v' })).toMatchObject({
      refusal: { code: 'plot_taken' },
    })
    expect(await order(on('2026-11-30', '00:00'))).toBe('placed')
  })

  test('goes to its adopter, even when the campaign sells nothing new', async () => {
    const token = await adoptionToken(shop.settings, id, null)
    const renews = { adoptionId: id, token }
    await shop.db.run(sql`UPDATE campaigns SET open = 0`)
    expect(await order(on('2026-11-30', '00:00'), plotOf('A-01', { renews }))).toBe('out_of_season')
    expect(await order(on('2026-11-29'), plotOf('A-02'))).toBe('out_of_season')
    expect(await order(on('2026-11-29'), plotOf('A-01', { renews }))).toBe('placed')
  })

  test('is drawn for nobody and offered to nobody as a near one', async () => {
    const near = async (then: Shop) =>
      (await readNearPlots(then.db, 'A-02', 2027, then.now)).map(({ code }) => code)
    expect(await near(on('2026-11-29'))).not.toContain('A-01')
    expect(await near(on('2026-11-30', '00:00'))).toContain('A-01')
  })

  test('stands on the plan as held', async () => {
    const state = async (then: Shop) =>
      (await listPlots(then.db, { garden: 'A', season: 2027 }, then.now)).items.find(
        ({ code }) => code === 'A-01',
      )!.state
    expect([await state(on('2026-11-29')), await state(on('2026-11-30', '00:00'))]).toEqual([
      'held',
      'available',
    ])
  })
})

test('a hold takes no plot whose last season is paid for only now: its adopter comes first', async () => {
  const held = await holdPlot(shop, { plot: 'A-03', season: 2027, visitor: 'v' })
  const holdId = held.ok ? held.value.id : ''
  await shop.db.run(sql`INSERT INTO plot_claims (plot, season, claimed_at, order_id, adoption_id)
    VALUES ('A-03', 2026, ${shop.now}, 'ord_late', 'adp_late')`)
  expect(await order(shop, plotOf('A-03', { holdId }))).toBe('plot_taken')
})

test('a gift that was taken is its receiver’s to renew, and not its buyer’s', async () => {
  const past = on(LAST_SEASON)
  const gift = { phone: '13900001111', message: '' }
  const { ids } = await adopt(past, [plotOf('A-01', { season: 2026, gift })])
  const id = ids[0]!
  const bought = await adoptionToken(shop.settings, id, null)
  const token = await giftToken(shop.settings, id)
  const claimed = await claimGift(past, { adoptionId: id, token, phone: gift.phone, name: '小满' })
  if (!claimed.ok) throw new Error(claimed.refusal.code)
  const renewedBy = (right: string) =>
    order(on('2026-11-20'), plotOf('A-01', { renews: { adoptionId: id, token: right } }))
  expect(await renewedBy(bought)).toBe('adoption_invalid')
  expect(await renewedBy(claimed.value.accessToken)).toBe('placed')
})

test('a plot is sold through the last day of its sales, and not a day longer', async () => {
  expect(await order(on('2027-03-31'))).toBe('placed')
  expect(await order(on('2027-04-01', '00:00'), plotOf('A-02'))).toBe('out_of_season')
})
