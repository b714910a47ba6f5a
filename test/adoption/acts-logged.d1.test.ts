import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { enterCorrection, planCorrection } from '../../src/adoption/correcting.ts'
import { makeDispatches, planDispatches } from '../../src/adoption/dispatching.ts'
import { enterHarvest, planHarvest } from '../../src/adoption/harvesting.ts'
import { shipDispatches } from '../../src/fulfilment/dispatch-shipping.ts'
import { closeSeason } from '../../src/fulfilment/season-closing.ts'
import type { Shop } from '../../src/shop.ts'
import { adopt, plotOf, SEASON } from '../support/adoptions.ts'
import { at, openShop } from '../support/shop.ts'
import { fillStaff, idOf } from '../support/staff.ts'

const OF = { garden: 'A', season: SEASON }
let shop: Shop
let by: string
beforeEach(async () => {
  const opened = await openShop()
  await fillStaff(opened)
  by = await idOf(opened, 'manager')
  for (const plot of ['A-01', 'A-17']) await adopt(opened, [plotOf(plot)])
  shop = at(opened, Date.parse('2027-04-10T10:00:00+08:00'))
})

async function harvested(grams: number) {
  const input = { ...OF, grade: 'spring', grams, pluckedOn: '2027-04-08', note: '', clientKey: `h-${grams}` }
  const plan = await planHarvest(shop, input)
  const entered = await enterHarvest(shop, input, plan.ok ? plan.value.seen : '', by)
  return entered.ok ? entered.value.id : ''
}
async function corrected(harvestId: string, grams: number, reason: string) {
  const plan = await planCorrection(shop, { harvestId, grams })
  const input = { harvestId, grams, reason, clientKey: `c-${grams}` }
  return enterCorrection(shop, input, plan.ok ? plan.value.seen : '', by)
}

test('every act of staff on grams stands in the log: who, how many, and why', async () => {
  const harvest = await harvested(600)
  expect((await corrected(harvest, 660, '漏记一筐')).ok).toBe(true)
  const plan = await planDispatches(shop, OF.garden, OF.season, 'spring')
  expect(
    (await makeDispatches(shop, { ...OF, period: 'spring' }, plan.ok ? plan.value.seen : '', by)).ok,
  ).toBe(true)
  const parcels = await shop.db.all<{ id: string }>(sql`SELECT id FROM dispatches`)
  const sent = parcels.map(({ id }, n) => ({ id, carrier: 'sf', trackingNo: `SF10000${n}` }))
  expect((await shipDispatches(shop, sent, by)).ok).toBe(true)
  expect((await closeSeason(shop, OF.garden, OF.season, by)).ok).toBe(true)
  const log = await shop.db.all<{ by: string; verb: string; before: string | null; after: string }>(
    sql`SELECT staff_id "by", verb, before, after FROM audit_entries`,
  )
  expect(new Set(log.map((entry) => entry.by))).toEqual(new Set([by]))
  const told = new Map(
    log.map(({ verb, before, after }) => [
      verb,
      { before: JSON.parse(before ?? '{}'), after: JSON.parse(after) },
    ]),
  )
  expect([...told.keys()].sort()).toEqual([
    'dispatch.shipped',
    'garden.dispatches_planned',
    'garden.harvest_corrected',
    'garden.harvest_entered',
    'garden.season_closed',
  ])
  expect(told.get('garden.harvest_entered')!.after).toMatchObject({ grade: 'spring', grams: 600, shares: 2 })
  expect(told.get('garden.harvest_corrected')).toMatchObject({
    before: { grams: 600 },
    after: { grams: 660, reason: '漏记一筐' },
  })
  expect(told.get('garden.dispatches_planned')!.after).toMatchObject({ period: 'spring', parcels: 2 })
  expect(told.get('garden.season_closed')!.after).toMatchObject({ adoptions: 2, short: 2 })
  expect(log.filter(({ verb }) => verb === 'dispatch.shipped')).toHaveLength(2)
})

test('a second correction counts from the first one, and the shares sum to what is right now', async () => {
  const harvest = await harvested(600)
  for (const [grams, reason] of [
    [660, '漏记一筐'],
    [630, '多记半筐'],
  ] as const)
    expect((await corrected(harvest, grams, reason)).ok).toBe(true)
  const [sum] = await shop.db.all(sql`
    SELECT (SELECT sum(grams) FROM harvest_shares) + (SELECT sum(grams) FROM correction_shares) grams`)
  expect(sum).toEqual({ grams: 630 })
})

test('a harvest is entered as it was looked at, and not for somebody who was not shown', async () => {
  const input = { ...OF, grade: 'spring', grams: 500, pluckedOn: '2027-04-08', note: '', clientKey: 'seen' }
  const plan = await planHarvest(shop, input)
  await shop.db.run(sql`UPDATE adoptions SET area_cmu = 20 WHERE plot = 'A-01'`)
  expect(await enterHarvest(shop, input, plan.ok ? plan.value.seen : '', by)).toMatchObject({
    refusal: { code: 'conflict' },
  })
})
