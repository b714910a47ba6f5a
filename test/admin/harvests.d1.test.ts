import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { adminPaths } from '../../src/urls.ts'
import { adopt, plotOf } from '../support/adoptions.ts'
import { hidden } from '../support/browser.ts'
import { openShop } from '../support/shop.ts'
import { fillStaff, signedIn } from '../support/staff.ts'

test('a harvest has a day of its season, and the same one typed again is asked about', async () => {
  const shop = await openShop()
  await fillStaff(shop)
  await adopt(shop, [plotOf('A-07')])
  const keeper = await signedIn('manager', { SHOP_NOW: '2027-04-10T10:00:00+08:00' })
  const path = adminPaths.gardenHarvests('A', { season: 2027 })
  const typed = { grade: 'spring', grams: '900', pluckedOn: '2027-04-08', note: '' }
  const look = (more: Record<string, string> = {}) =>
    keeper.post(path, { ...typed, clientKey: crypto.randomUUID(), step: 'look', ...more })
  const wrong = await look({ pluckedOn: '2026-12-30' })
  expect([wrong.status, (await wrong.text()).includes('请填写 2027 年之内')]).toEqual([422, true])
  const enter = async (more: Record<string, string> = {}) => {
    const html = await (await look()).text()
    const kept = {
      clientKey: hidden(html, 'clientKey'),
      seen: hidden(html, 'seen'),
      twins: hidden(html, 'twins'),
    }
    return keeper.post(path, { ...typed, ...kept, step: 'enter', ...more })
  }
  expect((await enter()).status).toBe(303)
  expect(await (await look()).text()).toContain('已经记过一笔 900 克')
  const unsaid = await enter()
  expect([unsaid.status, (await unsaid.text()).includes('请先确认这是另一批')]).toEqual([422, true])
  const entries = () => shop.db.all(sql`SELECT id FROM harvests`)
  expect(await entries()).toHaveLength(1)
  expect((await enter({ another: '1' })).status).toBe(303)
  expect(await entries()).toHaveLength(2)
})
