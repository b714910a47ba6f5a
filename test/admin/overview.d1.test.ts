import { sql } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { DAY_MS } from '../../src/kernel/time.ts'
import type { Shop } from '../../src/shop.ts'
import { audit } from '../../src/staff/auditing.ts'
import { adminPaths } from '../../src/urls.ts'
import type { browser } from '../support/browser.ts'
import { paidOrder } from '../support/orders.ts'
import { openShop } from '../support/shop.ts'
import { fillStaff, joinStaff, signedIn } from '../support/staff.ts'

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
  expect(text).toContain('这段时间还没有已付款的订单')
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
    expect([role, text.includes('请先处理')]).toEqual([role, true])
    expect(text.indexOf('请先处理')).toBeLessThan(text.indexOf('overview-tiles'))
  }
  for (const role of ['manager', 'fulfilment', 'viewer'])
    expect((await read(await signedIn(role), adminPaths.home)).text).not.toContain('请先处理')
  await shop.db.run(sql`DELETE FROM job_runs`)
  expect((await read(await signedIn('owner'), adminPaths.home)).text).not.toContain('请先处理')
})

test('a chart that does not exist is not found, and odd days are thirty', async () => {
  const owner = await signedIn('owner')
  expect((await read(owner, adminPaths.overviewCsv({ chart: 'secrets', days: 7 }))).status).toBe(404)
  expect((await read(owner, '/admin?days=-1%27')).text).toContain('近30天货款')
})

test('somebody new sees what to learn, ticked by what they did; samples, old colleagues and whoever is through do not', async () => {
  const id = await joinStaff(shop, 'newcomer', 'fulfilment')
  const newcomer = await signedIn('newcomer')
  const steps = async () =>
    [
      ...(await read(newcomer, adminPaths.home)).text.matchAll(/<li class="is-done">.*?<a[^>]*>(.*?)<\/a>/g),
    ].map((match) => match[1])
  const shown = async () => (await read(newcomer, adminPaths.home)).text.includes('第一周要学会的')
  expect(await shown()).toBe(false)
  await shop.db.run(sql`UPDATE staff SET sample = 0, created_at = ${shop.now} WHERE id = ${id}`)
  expect([await shown(), await steps()]).toEqual([true, ['设好自己的密码']])
  expect((await read(newcomer, adminPaths.home)).text).not.toContain('填好放假的日子')
  await audit(shop.db, { staffId: id, verb: 'order.shipped', object: 'order:X' }, shop.now)
  expect(await steps()).toEqual(['设好自己的密码', '发出第一笔订单'])
  await shop.db.run(sql`UPDATE staff SET totp_sealed = 'sealed' WHERE id = ${id}`)
  expect(await shown()).toBe(false)
  await shop.db.run(
    sql`UPDATE staff SET totp_sealed = NULL, created_at = ${shop.now - 15 * DAY_MS} WHERE id = ${id}`,
  )
  expect(await shown()).toBe(false)
})

test('each page leads to the help of its area, which says what the role may not open', async () => {
  const owner = await signedIn('owner')
  expect((await read(owner, adminPaths.orders())).text).toContain(`href="${adminPaths.helpArea('orders')}"`)
  expect((await read(owner, adminPaths.account())).text).toContain(`href="${adminPaths.help}"`)
  const keeper = await signedIn('fulfilment')
  const { status, text } = await read(keeper, adminPaths.helpArea('books'))
  expect([status, text.includes('您的角色打不开这一栏')]).toEqual([200, true])
  expect((await read(keeper, adminPaths.help)).text).not.toContain(adminPaths.helpArea('books'))
  expect((await read(keeper, adminPaths.helpArea('nothing'))).status).toBe(404)
})
