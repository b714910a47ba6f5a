import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { setAside } from '../../src/payments/setting-aside.ts'
import type { Shop } from '../../src/shop.ts'
import { adminPaths } from '../../src/urls.ts'
import { openShop } from '../support/shop.ts'
import { fillStaff, signedIn } from '../support/staff.ts'

let shop: Shop
let id: string
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
  const told = {
    provider: 'wechatpay',
    eventId: 'EV-1',
    kind: 'wrong_amount' as const,
    outTradeNo: 'T_1',
    amountFen: 31_599,
  }
  await setAside(shop.db, { ...told, expectedFen: 31_600 }, shop.now)
  await setAside(shop.db, { ...told, amountFen: 5 }, shop.now)
  id = (await shop.db.all<{ id: string }>(sql`SELECT id FROM payment_anomalies`))[0]!.id
})

test('what a provider told twice is kept once, waits on the overview, and is ended by one person in words', async () => {
  const finance = await signedIn('finance')
  expect(await (await finance.get(adminPaths.home)).text()).toContain('笔款项异常')
  const html = await (await finance.get(adminPaths.anomalies())).text()
  for (const part of ['金额不对', '¥315.99', '¥316', 'T_1', '原路退回']) expect(html).toContain(part)
  const blank = await finance.post(adminPaths.anomalyResolution(id), { resolution: ' ' })
  expect([blank.status, await blank.text()]).toEqual([422, expect.stringContaining('请写明怎么处理的')])
  const said = { resolution: '已在商户平台原路退回' }
  const both = await Promise.all([
    finance.post(adminPaths.anomalyResolution(id), said),
    finance.post(adminPaths.anomalyResolution(id), said),
  ])
  expect(both.map(({ status }) => status).sort()).toEqual([303, 409])
  expect(await (await finance.get(adminPaths.anomalies())).text()).toContain('现在没有待处理')
  expect(await (await finance.get(adminPaths.anomalies({ view: 'resolved' }))).text()).toContain(
    said.resolution,
  )
  expect(
    await shop.db.all(sql`SELECT verb FROM audit_entries WHERE verb = 'payment.anomaly_resolved'`),
  ).toHaveLength(1)
  expect((await finance.post(adminPaths.anomalyResolution('ano_x'), said)).status).toBe(404)
})
