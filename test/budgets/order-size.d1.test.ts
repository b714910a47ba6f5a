import { beforeEach, expect, test } from 'vitest'
import { database } from '../../src/db/client.ts'
import type { Shop } from '../../src/shop.ts'
import { ORDER } from '../bench/season.ts'
import { paidOrder } from '../support/orders.ts'
import { bindings, metered, openShop } from '../support/shop.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})

const ORDERS = 60
const TWO_LINES: [string, number][] = [
  ['TEA-GC-250', 1],
  ['HNY-YL-500', 1],
]

/** Bytes of the whole database. */
const size = async (): Promise<number> =>
  (await bindings.DB.prepare('UPDATE content_version SET version = version WHERE 0').run()).meta.size_after

test('an order placed and paid takes no more than docs/scaling.md reckons with', {
  tags: 'workerd',
}, async () => {
  const meter = metered(bindings.DB)
  const counted = { ...shop, db: database(meter.db) }
  await paidOrder(counted, TWO_LINES)
  const before = await size()
  meter.reset()
  for (let order = 0; order < ORDERS; order += 1) await paidOrder(counted, TWO_LINES)
  expect(((await size()) - before) / ORDERS).toBeLessThanOrEqual(ORDER.bytes)
  expect(meter.count.statements / ORDERS).toBeLessThanOrEqual(ORDER.statements)
})
