import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { DAY_MS } from '../../src/kernel/time.ts'
import type { Shop } from '../../src/shop.ts'
import { adminPaths } from '../../src/urls.ts'
import type { browser } from '../support/browser.ts'
import { paidOrder } from '../support/orders.ts'
import { openShop } from '../support/shop.ts'
import { fillStaff, signedIn } from '../support/staff.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
  await fillStaff(shop)
})

const read = async (visitor: ReturnType<typeof browser>, path: string) => {
  const answer = await visitor.get(path)
  return { status: answer.status, text: await answer.text() }
}

test('an empty shop has a sentence instead of each drawing, and no drawing', async () => {
  const { status, text } = await read(await signedIn('owner'), adminPaths.home)
  expect(status).toBe(200)
  expect(text).toContain('这几天还没有付款的订单')
  expect(text).toContain('算不出还能卖几天')
  expect(text).not.toContain('chart-lines')
})

test('what is paid today stands in tile, chart, table and csv alike', async () => {
  await paidOrder(shop, [
    ['TEA-GC-250', 2],
    ['CHV-BQ-0500', 1],
  ])
  const owner = await signedIn('owner')
  const { text } = await read(owner, `${adminPaths.home}?days=7`)
  expect(text).toContain('每日货款')
  expect(text).toContain('1 单')
  for (const chart of ['days', 'families', 'provinces', 'channels', 'cover']) {
    const csv = await read(owner, adminPaths.overviewCsv({ chart, days: 7 }))
    const lines = csv.text.replace('\uFEFF', '').trim().split('\r\n')
    expect(lines.length).toBeGreaterThan(1)
    for (const cell of lines.flatMap((line) => line.split(',')))
      expect([chart, cell, text.includes(`>${cell}</t`)]).toEqual([chart, cell, true])
  }
  const today = (await read(owner, adminPaths.overviewCsv({ chart: 'days', days: 7 }))).text
    .split('\r\n')
    .at(-2)!
  expect(today).toMatch(/^2026-11-23,/)
  expect(today.split(',').slice(-2)).toEqual(['1', '3'])
})

test('those who ship see what waits for them, and no sums', async () => {
  const { text } = await read(await signedIn('fulfilment'), adminPaths.home)
  expect(text).toContain('个常温包裹待发货')
  expect(text).not.toContain('今日货款')
  expect(text).not.toContain('每日货款')
  expect(text).not.toContain('节假日')
})

test('what has not happened by itself is told first, to those who can see to it', async () => {
  await shop.db.run(sql`INSERT INTO job_runs (name, started_at, ended_at, ok, note, succeeded_at)
    VALUES ('deliveries', ${shop.now}, ${shop.now}, 0, 'TimedOut: no answer in 30000 ms', ${shop.now - DAY_MS})`)
  for (const role of ['owner', 'finance']) {
    const { text } = await read(await signedIn(role), adminPaths.home)
    expect([role, text.includes('该办的没有办成')]).toEqual([role, true])
    expect(text.indexOf('该办的没有办成')).toBeLessThan(text.indexOf('overview-tiles'))
  }
  for (const role of ['manager', 'fulfilment', 'viewer'])
    expect((await read(await signedIn(role), adminPaths.home)).text).not.toContain('该办的没有办成')
  await shop.db.run(sql`DELETE FROM job_runs`)
  expect((await read(await signedIn('owner'), adminPaths.home)).text).not.toContain('该办的没有办成')
})

test('a chart that does not exist is not found, and odd days are thirty', async () => {
  const owner = await signedIn('owner')
  expect((await read(owner, adminPaths.overviewCsv({ chart: 'secrets', days: 7 }))).status).toBe(404)
  expect((await read(owner, '/admin?days=-1%27')).text).toContain('近30天货款')
})
