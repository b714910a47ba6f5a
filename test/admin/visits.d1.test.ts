import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { weeksOf } from '../../src/admin/visits/calendar.tsx'
import { requestVisit } from '../../src/adoption/visiting.ts'
import type { Shop } from '../../src/shop.ts'
import { adminPaths } from '../../src/urls.ts'
import { adopt, plotOf } from '../support/adoptions.ts'
import { openShop } from '../support/shop.ts'
import { fillStaff, signedIn } from '../support/staff.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
})

describe('the calendar of visits', () => {
  test('shows wishes and guests on their day, leads to far months, and comes back to the month answered in', async () => {
    const { ids } = await adopt(shop, [plotOf('A-07'), plotOf('A-08')])
    for (const id of ids) await requestVisit(shop, id, { wishedOn: '2027-05-02', guests: 2, note: '' })
    const manager = await signedIn('manager')
    const far = await (await manager.get(adminPaths.visits())).text()
    expect(far).toContain(`href="${adminPaths.visits({ month: '2027-05' })}"`)
    expect(far).toContain('2027-05（2 个）')
    const month = await (await manager.get(adminPaths.visits({ month: '2027-05' }))).text()
    expect(month).toMatch(/href="#day-2027-05-02"><b>2<\/b><span class="visit-waiting">2待回复/)
    expect(month).toContain('id="day-2027-05-02"')
    const [visit] = await shop.db.all<{ id: string }>(sql`SELECT id FROM garden_visits ORDER BY id`)
    const path = adminPaths.visit(visit!.id, { month: '2027-05' })
    expect(month).toContain(`action="${path}"`)
    const answered = await manager.post(path, { state: 'confirmed', answer: '九点到' })
    expect(answered.headers.get('Location')).toBe(
      adminPaths.visits({ month: '2027-05', did: 'visit_confirmed' }),
    )
    const after = await (await manager.get(adminPaths.visits({ month: '2027-05' }))).text()
    expect(after).toMatch(/<b>2<\/b><span>2人来<\/span><span class="visit-waiting">1待回复/)
    // A confirmed one is moved to a day of its season, or called off; nothing else moves it.
    const change = (form: Record<string, string>) => manager.post(path, { answer: '路不通', ...form })
    for (const [on, status] of [
      ['', 422],
      ['2027-05-02', 409],
      ['2020-01-01', 409],
    ] as const)
      expect([on, (await change({ state: 'moved', on })).status]).toEqual([on, status])
    const moved = await change({ state: 'moved', on: '2027-06-01' })
    expect(moved.headers.get('Location')).toBe(adminPaths.visits({ month: '2027-06', did: 'visit_moved' }))
    expect(await (await manager.get(adminPaths.visits({ month: '2027-06' }))).text()).toContain(
      'value="called_off"',
    )
    expect((await change({ state: 'called_off' })).status).toBe(303)
    expect((await change({ state: 'called_off' })).status).toBe(409)
  })

  test('has every day of a month once, under its own weekday', () => {
    for (const [month, days, monday] of [
      ['2027-02', 28, 1],
      ['2028-02', 29, 7],
      ['2027-05', 31, 3],
    ] as const) {
      const weeks = weeksOf(month)
      expect(weeks.flat().filter(Boolean)).toHaveLength(days)
      expect(weeks.every((week) => week.length === 7)).toBe(true)
      expect(weeks.find((week) => week[0])?.[0]).toBe(`${month}-0${monday}`)
    }
  })
})
