import { beforeAll, describe, expect, test } from 'vitest'
import { database } from '../../src/db/client.ts'
import type { Shop } from '../../src/shop.ts'
import { watched } from '../support/faults.ts'
import { staffIdOf } from '../support/listings.ts'
import { bindings, openShop } from '../support/shop.ts'
import { fillStaff } from '../support/staff.ts'
import { ACCOUNTS } from './verbs/accounts.ts'
import { BOOKS } from './verbs/books.ts'
import { CATALOG } from './verbs/catalog.ts'
import { DESK } from './verbs/desk.ts'
import { GARDENS } from './verbs/gardens.ts'
import { ORDERS } from './verbs/orders.ts'
import type { Drive } from './verbs/verb.ts'

/** Verbs that read more than once before they write, and why each may. */
const GROUND = 'what it stands on is named by a text whose number is the lock; foreign keys keep the names'
const EXCEPTIONS: Record<string, string> = {
  publishDraft: GROUND,
  restoreVersion: `a draft that is saved and published, each on its own snapshot; ${GROUND}`,
  acceptQuotation: 'a version that was sent is frozen; the step and the stock are the locks',
  'revertEntry of prices':
    'an entry of the log never changes; the prices it left are what changePrices must see',
  'revertEntry of stock':
    'an entry of the log never changes; the pieces it left are what adjustStock must see',
  'revertEntry of the shelf': 'an entry of the log never changes; setShelf decides anew',
  'revertEntry of a sheet':
    'thousands of rows in portions; every product, draft and SKU is locked by its number',
  remedyDifference:
    'a difference is ended once, which its guard sees; settling decides on a snapshot of its own after the provider answered',
  rewordProducts: 'which products wait is read first; every one is locked by its number',
  applySheet: 'thousands of rows in portions; every product, draft and SKU is locked by its number',
}

const VERBS = { ...CATALOG, ...DESK, ...ORDERS, ...GARDENS, ...BOOKS, ...ACCOUNTS }

let shop: Shop
let by: { staffId: string; owner: string }
beforeAll(async () => {
  shop = await openShop()
  await fillStaff(shop)
  by = { staffId: await staffIdOf(shop, 'manager'), owner: await staffIdOf(shop, 'owner') }
})

// That no verb is missing here is the work of one-snapshot.test.ts, which can look at files.
describe('a verb reads what it decides on in one call before it writes:', () => {
  test.each(Object.entries<Drive>(VERBS))('%s', async (name, drive) => {
    const { db, calls } = watched(bindings.DB)
    await drive(shop, { ...shop, db: database(db) }, by)
    const reads = calls.indexOf('write')
    expect(reads, `${name} wrote nothing: ${calls.join(' ')}`).toBeGreaterThanOrEqual(0)
    if (name in EXCEPTIONS) expect(reads).toBeGreaterThan(1)
    else expect(reads, 'calls that read before the first that writes').toBeLessThanOrEqual(1)
  })

  test('every exception is a verb', () => {
    expect(Object.keys(EXCEPTIONS).filter((name) => !(name in VERBS))).toEqual([])
  })
})
