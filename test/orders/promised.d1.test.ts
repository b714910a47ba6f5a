import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { shipParcel } from '../../src/fulfilment/shipping.ts'
import { DAY_MS } from '../../src/kernel/time.ts'
import { mayCallOff } from '../../src/orders/going-back.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import { readOrder } from '../../src/orders/queries.ts'
import { RETENTION_DAYS } from '../../src/orders/retaining.ts'
import { revealAddress } from '../../src/orders/revealing.ts'
import type { Shop } from '../../src/shop.ts'
import { paidOrder } from '../support/orders.ts'
import { openShop, orderOf } from '../support/shop.ts'
import { fillStaff, idOf } from '../support/staff.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})
const place = (items: [string, number][], more: Parameters<typeof orderOf>[1] = {}) =>
  placeOrder(shop, orderOf(items, more), crypto.randomUUID())

test('an order names the day that was chosen for cold goods only if they leave on it', async () => {
  const leaves = async (shipOn: string | null) => {
    const placed = await place([['CHV-BQ-0500', 1]], { shipOn })
    return (await readOrder(shop, placed.ok ? placed.value.number : ''))!.freight[0]!.shipOn
  }
  const usual = await leaves(null)
  // A Sunday, a day that is over, and one that does not exist.
  for (const day of ['2026-11-29', '2026-11-22', '2026-11-31'])
    expect([day, await leaves(day)]).toEqual([day, usual])
  const chosen = '2026-11-25'
  expect([await leaves(chosen), usual === chosen]).toEqual([chosen, false])
})

test('one line that cannot be sent back asks for its consent, however many others can', async () => {
  const placed = await place(
    [
      ['TEA-GC-250', 1],
      ['CHV-BQ-0500', 1],
    ],
    { consents: ['terms', 'privacy'] },
  )
  expect(placed).toEqual({ ok: false, refusal: { code: 'consent_required', consents: ['no_return'] } })
})

test('a price that rose or fell is charged only when it was confirmed', async () => {
  const { totalFen } = { totalFen: 15_800 }
  for (const expectedTotalFen of [totalFen - 1, totalFen + 1])
    expect(await place([['TEA-GC-250', 1]], { expectedTotalFen })).toEqual({
      ok: false,
      refusal: { code: 'price_changed', totalFen },
    })
  expect((await place([['TEA-GC-250', 1]], { expectedTotalFen: totalFen })).ok).toBe(true)
})

test('a paid order of which a parcel left is not offered to be called off as a whole', async () => {
  await fillStaff(shop)
  const number = await paidOrder(shop, [['TEA-GC-250', 2]])
  const offered = async () => mayCallOff((await readOrder(shop, number))!)
  expect(await offered()).toBe(true)
  const parcel = {
    storage: 'ambient',
    carrier: 'sf',
    trackingNo: 'SF100001',
    lines: [{ line: 1, quantity: 1 }],
  }
  expect((await shipParcel(shop, number, parcel, await idOf(shop, 'fulfilment'))).ok).toBe(true)
  expect(await offered()).toBe(false)
})

test('whoever of the staff looks at a whole address stands in the log, without a word of it', async () => {
  await fillStaff(shop)
  const number = await paidOrder(shop, [['TEA-GC-250', 1]])
  const { id } = (await readOrder(shop, number))!
  const by = await idOf(shop, 'fulfilment')
  expect((await revealAddress(shop, { id, number }, by)).street).toContain('公益大道')
  const log = await shop.db.all<Record<string, unknown>>(
    sql`SELECT staff_id "by", object, before, after FROM audit_entries WHERE verb = 'order.address_seen'`,
  )
  expect(log).toEqual([{ by, object: `order:${number}`, before: null, after: null }])
})

test('personal data of a sale is kept for three years at least, and of no sale for a month', () => {
  const threeYears = (Date.parse('2029-11-23T00:00:00Z') - Date.parse('2026-11-23T00:00:00Z')) / DAY_MS
  expect(RETENTION_DAYS).toEqual({ bought: threeYears, unbought: 30 })
})
