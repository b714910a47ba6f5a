import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { confirmReceipt } from '../../src/fulfilment/receiving.ts'
import { shipParcel } from '../../src/fulfilment/shipping.ts'
import { DAY_MS } from '../../src/kernel/time.ts'
import { CONSENT_VERSIONS, consentsOfOrder } from '../../src/orders/consents.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import { readOrder } from '../../src/orders/queries.ts'
import {
  forgetExpired,
  forgetOldKeys,
  KEY_DAYS,
  RETENTION_DAYS,
  readRetention,
} from '../../src/orders/retaining.ts'
import { cancelOrder } from '../../src/payments/cancelling.ts'
import type { Shop } from '../../src/shop.ts'
import { forgetOldSetups, inviteStaff } from '../../src/staff/setting-up.ts'
import { adminPaths } from '../../src/urls.ts'
import { paidOrder } from '../support/orders.ts'
import { at, bindings, openShop, orderOf, unreconciled } from '../support/shop.ts'
import { fillStaff, signedIn } from '../support/staff.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})

const TEA: [string, number][] = [['TEA-GC-250', 1]]
async function unpaidOrder(): Promise<string> {
  const placed = await placeOrder(shop, orderOf(TEA), crypto.randomUUID())
  if (!placed.ok) throw new Error(placed.refusal.code)
  return placed.value.number
}
async function completedOrder(): Promise<string> {
  await fillStaff(shop)
  const [staff] = await shop.db.all<{ id: string }>(sql`SELECT id FROM staff LIMIT 1`)
  const number = await paidOrder(shop, TEA)
  await shipParcel(
    shop,
    number,
    { storage: 'ambient', carrier: 'sf', trackingNo: 'SF123456', lines: [] },
    staff!.id,
  )
  await confirmReceipt(shop, number)
  return number
}
const days = (count: number) => at(shop, shop.now + count * DAY_MS)
const forgotten = async (number: string) => (await readOrder(shop, number))!.forgotten

describe('how long personal data stays', () => {
  test('a completed order keeps its buyer for the time a sale is kept, and not a day longer; goods and sums stay', async () => {
    const number = await completedOrder()
    const before = (await readOrder(shop, number))!
    expect((await forgetExpired(days(RETENTION_DAYS.bought - 1))).done).toBe(0)
    expect(await forgotten(number)).toBe(false)
    expect((await forgetExpired(days(RETENTION_DAYS.bought))).done).toBe(1)
    const [row] = await shop.db.all<Record<string, unknown>>(
      sql`SELECT * FROM orders WHERE number = ${number}`,
    )
    for (const trace of ['林晓禾', '公益大道', '440114'])
      expect([trace, JSON.stringify(row).includes(trace)]).toEqual([trace, false])
    const after = (await readOrder(shop, number))!
    expect([after.totalFen, after.lines, after.state]).toEqual([before.totalFen, before.lines, 'completed'])
    expect(after.parcels[0]!.trackingNo).toBe('SF123456')
    expect(after.events.map(({ kind }) => kind)).toContain('personal_data_deleted')
    expect(await unreconciled(shop.db)).toEqual([])
    expect((await forgetExpired(days(RETENTION_DAYS.bought + 1))).done).toBe(0)
  })

  test('an order that was never paid keeps its buyer a month; a refunded one as long as a sale', async () => {
    const [unpaid, refunded] = [await unpaidOrder(), await paidOrder(shop, TEA)]
    await cancelOrder(shop, unpaid, 'shopper')
    await cancelOrder(shop, refunded, 'shopper')
    expect((await forgetExpired(days(RETENTION_DAYS.unbought))).done).toBe(1)
    expect([await forgotten(unpaid), await forgotten(refunded)]).toEqual([true, false])
    expect((await forgetExpired(days(RETENTION_DAYS.bought))).done).toBe(1)
    expect(await forgotten(refunded)).toBe(true)
  })

  test('an order under way is never forgotten, however old', async () => {
    const numbers = [await unpaidOrder(), await paidOrder(shop, TEA)]
    expect((await forgetExpired(days(10_000))).done).toBe(0)
    for (const number of numbers) expect(await forgotten(number)).toBe(false)
  })

  test('two runs at once forget each order once, and a night does 2,000 of a kind at most', async () => {
    const number = await unpaidOrder()
    await cancelOrder(shop, number, 'shopper')
    const names = await shop.db.all<{ name: string }>(sql`SELECT name FROM pragma_table_info('orders')`)
    const own: Record<string, string> = {
      id: `o.id || '-' || n.i`,
      number: `'N' || n.i`,
      phone_hmac: `o.phone_hmac || n.i`,
      address_hmac: `o.address_hmac || n.i`,
    }
    await bindings.DB.prepare(
      `INSERT INTO orders WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2100)
      SELECT ${names.map(({ name }) => own[name] ?? `o.${name}`).join(', ')} FROM n, orders o`,
    ).run()
    const late = days(RETENTION_DAYS.unbought)
    const counts = await Promise.all([forgetExpired(late), forgetExpired(late)])
    expect(Math.max(...counts.map(({ done }) => done))).toBeLessThanOrEqual(2000)
    for (let nights = 0; nights < 3; nights += 1) await forgetExpired(late)
    const [left] = await shop.db.all<{ kept: number; events: number }>(sql`
      SELECT (SELECT count(*) FROM orders WHERE forgotten_at IS NULL) kept,
        (SELECT count(*) FROM order_events WHERE kind = 'personal_data_deleted') events`)
    expect(left).toEqual({ kept: 0, events: 2101 })
  })

  test('staff read what will happen when, on the order and on its own page', async () => {
    const number = await completedOrder()
    const visitor = await signedIn('viewer')
    expect(await (await visitor.get(adminPaths.order(number))).text()).toContain('保存到 2029-11-23')
    expect(await readRetention(days(RETENTION_DAYS.bought - 10))).toMatchObject([
      { kind: 'bought', due: 0, soon: 1 },
      { kind: 'unbought', due: 0, soon: 0 },
    ])
    const page = await visitor.get(adminPaths.retention)
    expect([page.status, (await page.text()).includes('2029-11-23')]).toEqual([200, true])
  })

  test('keys against ordering twice go after a month, over eight nights, and work until then', async () => {
    const request = orderOf(TEA)
    const first = await placeOrder(shop, request, 'same-key')
    for (let night = 0; night < 8; night += 1) await forgetOldKeys(shop.db, days(night).now)
    const again = await placeOrder(days(7), request, 'same-key')
    expect(again).toMatchObject({
      ok: true,
      value: { replayed: true, number: first.ok && first.value.number },
    })
    for (let night = 0; night < 8; night += 1) await forgetOldKeys(shop.db, days(KEY_DAYS + 1 + night).now)
    expect(await shop.db.all(sql`SELECT 1 FROM idempotency_keys`)).toEqual([])
  })

  test('one-time links go a day after they end', async () => {
    await (await inviteStaff(shop.db, 'viewer', shop.now)).statement
    await forgetOldSetups(shop.db, days(1.5).now)
    expect(await shop.db.all(sql`SELECT 1 FROM staff_setups`)).toHaveLength(1)
    await forgetOldSetups(shop.db, days(2.5).now)
    expect(await shop.db.all(sql`SELECT 1 FROM staff_setups`)).toEqual([])
  })
})

describe('the log of consents', () => {
  test('says for each order what was agreed to, in which version, when and where; codes nobody knows are left out', async () => {
    const placed = await placeOrder(
      shop,
      orderOf(TEA, { consents: ['terms', 'privacy', 'no_return', 'moon'], channel: 'wechat' }),
      'k',
    )
    expect(placed.ok).toBe(true)
    const [order] = await shop.db.all<{ id: string }>(sql`SELECT id FROM orders`)
    expect(await consentsOfOrder(shop.db, order!.id)).toEqual(
      ['no_return', 'privacy', 'terms'].map((purpose) => ({
        purpose,
        version: CONSENT_VERSIONS[purpose],
        at: shop.now,
        channel: 'wechat',
      })),
    )
  })

  test('is never changed nor shortened, and an order that fails leaves no entry', async () => {
    await unpaidOrder()
    await expect(shop.db.run(sql`UPDATE consents SET given = '{}'`)).rejects.toThrow()
    await expect(shop.db.run(sql`DELETE FROM consents`)).rejects.toThrow()
    await shop.db.run(sql`UPDATE variants SET available = 0 WHERE sku = 'TEA-GC-250'`)
    await placeOrder(shop, orderOf(TEA), 'second')
    expect(await shop.db.all(sql`SELECT 1 FROM consents`)).toHaveLength(1)
  })
})
