import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { HOUR_MS } from '../../src/kernel/time.ts'
import { readOrder } from '../../src/orders/queries.ts'
import { cancelOrder } from '../../src/payments/cancelling.ts'
import { sweep } from '../../src/payments/sweeping.ts'
import type { Shop } from '../../src/shop.ts'
import { adminPaths } from '../../src/urls.ts'
import { paidOrder } from '../support/orders.ts'
import { at, openShop } from '../support/shop.ts'
import { fillStaff, signedIn } from '../support/staff.ts'

let shop: Shop
let number: string
/** A paid order called off while no provider was set up: its refund is owed. */
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
  number = await paidOrder(shop, [['TEA-GC-250', 1]])
  await cancelOrder({ ...shop, settings: { ...shop.settings, production: true } }, number, 'shopper')
})

const rows = () =>
  shop.db.all<{ id: string; state: string; attempts: number; why: string | null }>(
    sql`SELECT id, state, attempts, last_error why FROM outbox WHERE kind LIKE 'gateway.%'`,
  )
const entries = () =>
  shop.db.all<{ verb: string }>(sql`SELECT verb FROM audit_entries WHERE object LIKE 'outbox:%' ORDER BY id`)

test('what is owed is shown with its order, sum and reason, and trying it again does it, with an entry in the log', async () => {
  const [row] = await rows()
  expect(row).toMatchObject({ state: 'waiting', attempts: 1, why: 'sandbox is not set up' })
  const finance = await signedIn('finance')
  const page = await (await finance.get(adminPaths.outbox())).text()
  const { totalFen } = (await readOrder(shop, number))!
  for (const text of [number.slice(0, 4), `¥${totalFen / 100}`, 'sandbox is not set up', '已试', '1 次'])
    expect(page).toContain(text)
  expect((await finance.post(adminPaths.outboxAttempt(row!.id), {})).status).toBe(303)
  expect(await rows()).toMatchObject([{ state: 'done', attempts: 2 }])
  expect(await readOrder(shop, number)).toMatchObject({ paymentStatus: 'refunded' })
  expect(await entries()).toEqual([{ verb: 'outbox.tried_again' }])
  expect((await finance.post(adminPaths.outboxAttempt(row!.id), {})).status).toBe(409)
})

test('giving up needs a reason, ends the trying, and can be taken back', async () => {
  const [row] = await rows()
  const finance = await signedIn('finance')
  const refused = await finance.post(adminPaths.outboxGivingUp(row!.id), { reason: ' ' })
  expect([refused.status, (await refused.text()).includes('请写明原因')]).toEqual([422, true])
  await finance.post(adminPaths.outboxGivingUp(row!.id), { reason: '已在商户平台退款' })
  await sweep(at(shop, shop.now + 7 * HOUR_MS))
  expect(await rows()).toMatchObject([{ state: 'given_up', attempts: 1 }])
  expect(await (await finance.get(adminPaths.outbox({ view: 'ended' }))).text()).toContain('已放弃')
  expect(
    await shop.db.all(
      sql`SELECT after ->> 'reason' reason FROM audit_entries WHERE verb = 'outbox.given_up'`,
    ),
  ).toEqual([{ reason: '已在商户平台退款' }])
  await finance.post(adminPaths.outboxAttempt(row!.id), {})
  expect(await rows()).toMatchObject([{ state: 'done' }])
})

test('only owner and finance see it, and the overview raises it once it is overdue', async () => {
  for (const role of ['manager', 'fulfilment', 'viewer'] as const)
    expect((await (await signedIn(role)).get(adminPaths.outbox())).status).toBe(403)
  const owner = await signedIn('owner')
  expect(await (await owner.get(adminPaths.home)).text()).not.toContain('件外部事务超时')
  await shop.db.run(sql`UPDATE outbox SET created_at = created_at - CAST(${HOUR_MS} AS INTEGER)`)
  expect(await (await owner.get(adminPaths.home)).text()).toContain('件外部事务超时')
})
