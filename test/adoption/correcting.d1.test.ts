import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { enterCorrection, planCorrection } from '../../src/adoption/correcting.ts'
import { makeDispatches, planDispatches } from '../../src/adoption/dispatching.ts'
import { enterHarvest, planHarvest } from '../../src/adoption/harvesting.ts'
import { readHarvests } from '../../src/adoption/season-queries.ts'
import { reshareHarvest, type Sharer, shareHarvest } from '../../src/adoption/sharing.ts'
import { closeSeason } from '../../src/fulfilment/season-closing.ts'
import { readMyGarden } from '../../src/my/queries.ts'
import type { Shop } from '../../src/shop.ts'
import { adopt, plotOf } from '../support/adoptions.ts'
import { at, openShop } from '../support/shop.ts'
import { fillStaff } from '../support/staff.ts'

const GARDEN = { garden: 'A', season: 2027 }

let shop: Shop
let staffId: string
let ids: string[]
beforeEach(async () => {
  const opened = await openShop()
  await fillStaff(opened)
  const [staff] = await opened.db.all<{ id: string }>(sql`SELECT id FROM staff WHERE role = 'manager'`)
  staffId = staff!.id
  ids = []
  for (const plot of ['A-01', 'A-02', 'A-17']) ids.push(...(await adopt(opened, [plotOf(plot)])).ids)
  shop = at(opened, Date.parse('2027-04-10T10:00:00+08:00'))
})

async function harvested(grams: number): Promise<string> {
  const more = { grade: 'spring', pluckedOn: '2027-04-08', note: '' }
  const input = { ...GARDEN, ...more, grams, clientKey: crypto.randomUUID() }
  const plan = await planHarvest(shop, input)
  const done = await enterHarvest(shop, input, plan.ok ? plan.value.seen : '', staffId)
  if (!done.ok) throw new Error(done.refusal.code)
  return done.value.id
}

const wish = (harvestId: string, grams: number, more = {}) => ({
  ...{ harvestId, grams, reason: '秤没有归零', clientKey: crypto.randomUUID() },
  ...more,
})

async function corrected(harvestId: string, grams: number, more = {}) {
  const input = wish(harvestId, grams, more)
  const plan = await planCorrection(shop, input)
  return enterCorrection(shop, input, plan.ok ? plan.value.seen : '', staffId)
}

async function planned() {
  const plan = await planDispatches(shop, 'A', 2027, 'spring')
  return makeDispatches(shop, { ...GARDEN, period: 'spring' }, plan.ok ? plan.value.seen : '', staffId)
}

const own = async (id: string) => (await readMyGarden(shop.db, id))!

describe('corrections of a harvest', () => {
  const sharers = fc
    .array(fc.record({ areaCmu: fc.constantFrom(10, 50, 100), other: fc.nat(2000), sent: fc.nat(3000) }), {
      minLength: 1,
      maxLength: 60,
    })
    .map((rows) => rows.map((row, n) => ({ id: `adp_${String(n).padStart(3, '0')}`, ...row })))

  test('shares sum to the harvest with its corrections, and what stands is never below what was sent', () => {
    fc.assert(
      fc.property(
        sharers,
        fc.nat(200_000),
        fc.array(fc.nat(200_000), { maxLength: 6 }),
        (rows, first, then) => {
          let entry = new Map(shareHarvest(first, rows).map((share) => [share.adoptionId, share.grams]))
          let grams = first
          for (const wished of then) {
            const before: Sharer[] = rows.map(({ id, areaCmu, other, sent }) => {
              const had = entry.get(id)!
              // Never more was sent than was harvested.
              return {
                id,
                areaCmu,
                grams: had,
                harvestedG: had + other,
                plannedG: Math.min(sent, had + other),
              }
            })
            const moved = reshareHarvest(wished, before)
            expect(moved.reduce((sum, share) => sum + share.afterG, 0)).toBe(wished)
            expect(moved.reduce((sum, share) => sum + share.afterG - share.beforeG, 0)).toBe(wished - grams)
            if (moved.some((share) => share.shortG > 0)) continue
            entry = new Map(moved.map((share) => [share.adoptionId, share.afterG]))
            grams = wished
            for (const row of before) {
              const total = row.harvestedG - row.grams + entry.get(row.id)!
              expect(entry.get(row.id)).toBeGreaterThanOrEqual(0)
              if (entry.get(row.id)! < row.grams) expect(total).toBeGreaterThanOrEqual(row.plannedG)
            }
          }
          expect([...entry.values()].reduce((sum, share) => sum + share, 0)).toBe(grams)
        },
      ),
    )
  })

  test('stand beside the entry with a reason and an audit entry; the adopter reads the grams that count', async () => {
    const id = await harvested(1001)
    expect((await corrected(id, 700)).ok).toBe(true)
    expect((await corrected(id, 777, { reason: '再称一次' })).ok).toBe(true)
    const [line] = await readHarvests(shop.db, 'A', 2027)
    expect(line).toMatchObject({ grams: 1001, nowG: 777 })
    expect(line!.corrections.map((one) => [one.grams, one.reason])).toEqual([
      [-301, '秤没有归零'],
      [77, '再称一次'],
    ])
    const mine = await own(ids[2]!)
    expect(mine.harvested).toEqual({ spring: 555 })
    expect(mine.corrections.map(({ beforeG, byG, reason }) => [beforeG, byG, reason])).toEqual([
      [500, 55, '再称一次'],
      [715, -215, '秤没有归零'],
    ])
    const all = await Promise.all(ids.map(own))
    expect(all.reduce((sum, one) => sum + one.harvested.spring!, 0)).toBe(777)
    const audits = await shop.db.all<{ before: string; after: string }>(
      sql`SELECT before, after FROM audit_entries WHERE verb = 'garden.harvest_corrected'
        ORDER BY after ->> 'grams'`,
    )
    expect(audits.map((row) => [JSON.parse(row.before).grams, JSON.parse(row.after)])).toEqual([
      [1001, expect.objectContaining({ grams: 700, reason: '秤没有归零' })],
      [700, expect.objectContaining({ grams: 777, reason: '再称一次' })],
    ])
  })

  test('to nothing take an entry of the wrong tea back, and parcels hold what is left', async () => {
    const wrong = await harvested(7000)
    await harvested(140)
    expect((await corrected(wrong, 0)).ok).toBe(true)
    expect((await planned()).ok).toBe(true)
    const parcels = await shop.db.all<{ grams: string }>(sql`SELECT grams FROM dispatches`)
    expect(parcels.map(({ grams }) => JSON.parse(grams).spring).sort((a, b) => a - b)).toEqual([20, 20, 100])
  })

  test('that would leave less than was sent or packed are refused with the plots, and nothing is written', async () => {
    const id = await harvested(1001)
    expect((await planned()).ok).toBe(true)
    const plan = await planCorrection(shop, wish(id, 700))
    if (!plan.ok) throw new Error(plan.refusal.code)
    expect(plan.value.short.map(({ plot, plannedG, shortG }) => [plot, plannedG, shortG])).toEqual([
      ['A-01', 143, 43],
      ['A-02', 143, 43],
      ['A-17', 715, 215],
    ])
    expect(await corrected(id, 700)).toMatchObject({ refusal: { code: 'conflict' } })
    expect(await shop.db.all(sql`SELECT id FROM harvest_corrections`)).toEqual([])
    // Upwards nothing is in the way.
    expect((await corrected(id, 1400)).ok).toBe(true)
  })

  test('and parcels planned at the same moment: the database keeps one of them', async () => {
    const id = await harvested(1001)
    const input = wish(id, 10)
    const looked = await planCorrection(shop, input)
    const plan = await planDispatches(shop, 'A', 2027, 'spring')
    if (!looked.ok || !plan.ok) throw new Error('no plan')
    const both = await Promise.all([
      makeDispatches(shop, { ...GARDEN, period: 'spring' }, plan.value.seen, staffId),
      enterCorrection(shop, input, looked.value.seen, staffId),
    ])
    expect(both.filter((one) => one.ok)).toHaveLength(1)
    for (const adoption of ids) {
      const mine = await own(adoption)
      const packed = mine.dispatches.reduce((sum, one) => sum + JSON.parse(one.grams).spring, 0)
      expect(packed).toBeLessThanOrEqual(mine.harvested.spring!)
    }
  })

  test('sent twice stand once; of two colleagues who correct at once the second looks again', async () => {
    const id = await harvested(1001)
    const input = wish(id, 900)
    const plan = await planCorrection(shop, input)
    const seen = plan.ok ? plan.value.seen : ''
    const twice = await Promise.all([1, 2].map(() => enterCorrection(shop, input, seen, staffId)))
    expect(twice.map((one) => one.ok)).toEqual([true, true])
    expect(await enterCorrection(shop, wish(id, 900), seen, staffId)).toMatchObject({
      refusal: { code: 'conflict' },
    })
    expect(await shop.db.all(sql`SELECT id FROM harvest_corrections`)).toHaveLength(1)
  })

  test('end with the season', async () => {
    const id = await harvested(1001)
    expect((await closeSeason(shop, 'A', 2027, staffId)).ok).toBe(true)
    expect(await corrected(id, 900)).toMatchObject({ refusal: { code: 'too_late' } })
    const straight = shop.db.run(sql`
      INSERT INTO harvest_corrections (id, harvest_id, seq, grams, reason, client_key, at) VALUES ('x', ${id}, 1, 1, 'x', 'x', 1)`)
    await expect(straight.then((done) => done)).rejects.toThrow('correction_in_season')
  })

  test('and entries are never rewritten or removed: the database refuses', async () => {
    await corrected(await harvested(1001), 900)
    const tries = [
      sql`UPDATE harvests SET grams = 900`,
      sql`UPDATE harvest_shares SET grams = 1`,
      sql`DELETE FROM harvest_corrections`,
      sql`UPDATE harvest_corrections SET grams = -1`,
      sql`DELETE FROM correction_shares`,
    ]
    for (const one of tries)
      await expect(shop.db.run(one).then((done) => done)).rejects.toThrow('harvest_stays')
    const spoil = shop.db.run(sql`UPDATE harvest_corrections SET shared_g = 1`)
    await expect(spoil.then((done) => done)).rejects.toThrow('correction_shared_whole')
  })
})
