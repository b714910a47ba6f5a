import { beforeAll, describe, expect, test } from 'vitest'
import { database } from '../../src/db/client.ts'
import type { Shop } from '../../src/shop.ts'
import { watched } from '../support/faults.ts'
import { staffIdOf } from '../support/listings.ts'
import { bindings, openShop } from '../support/shop.ts'
import { fillStaff } from '../support/staff.ts'
import { CATALOG } from './verbs/catalog.ts'
import { DESK } from './verbs/desk.ts'
import { GARDENS } from './verbs/gardens.ts'
import { ORDERS } from './verbs/orders.ts'
import type { Drive } from './verbs/verb.ts'

/** Verbs that read more than once before they write, and why each may. */
const EXCEPTIONS: Record<string, string> = {}

let shop: Shop
let by: { staffId: string; owner: string }
const told: Record<string, number> = {}

beforeAll(async () => {
  shop = await openShop()
  await fillStaff(shop)
  by = { staffId: await staffIdOf(shop, 'manager'), owner: await staffIdOf(shop, 'owner') }
})

describe('a verb reads what it decides on in one call before it writes:', () => {
  test.each(Object.entries<Drive>({ ...CATALOG, ...DESK, ...ORDERS, ...GARDENS }))('%s', async (name, drive) => {
    const { db, calls } = watched(bindings.DB)
    await drive(shop, { ...shop, db: database(db) }, by)
    const reads = calls.indexOf('write')
    expect(reads, `${name} wrote nothing: ${calls.join(' ')}`).toBeGreaterThanOrEqual(0)
    told[name] = reads
    if (name in EXCEPTIONS) expect(reads).toBeGreaterThan(1)
    else expect(reads, 'calls that read before the first that writes').toBeLessThanOrEqual(1)
  })
})
