import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { DAY_MS } from '../../src/kernel/time.ts'
import { cancelOrder } from '../../src/payments/cancelling.ts'
import { refundLines } from '../../src/payments/refunds/refunding-lines.ts'
import type { Shop } from '../../src/shop.ts'
import { paidOrder } from '../support/orders.ts'
import { at, openShop } from '../support/shop.ts'
import { fillStaff, idOf } from '../support/staff.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
})

test('a refund names the person who gave it back, and a buyer’s own cancellation nobody', async () => {
  const [finance, owner] = [await idOf(shop, 'finance'), await idOf(shop, 'owner')]
  const parted = await paidOrder(shop, [['TEA-GC-250', 3]])
  await refundLines(shop, parted, [{ line: 1, quantity: 1 }], '缺货', finance)
  await refundLines(at(shop, shop.now + 1), parted, [{ line: 1, quantity: 1 }], '缺货', owner)
  await cancelOrder(at(shop, shop.now + DAY_MS), parted, 'shopper')
  await cancelOrder(at(shop, shop.now + 2), await paidOrder(shop, [['TEA-DH-100', 1]]), { staffId: owner })
  expect(
    await shop.db.all<{ by: string | null }>(sql`SELECT staff_id "by" FROM refunds ORDER BY created_at`),
  ).toEqual([{ by: finance }, { by: owner }, { by: owner }, { by: null }])
})

test('the database itself refuses more pieces of a line than were bought', async () => {
  const number = await paidOrder(shop, [['TEA-GC-250', 2]])
  await refundLines(shop, number, [{ line: 1, quantity: 1 }], '缺货', await idOf(shop, 'finance'))
  const again = shop.db.run(sql`INSERT INTO refund_lines (refund_id, order_id, line, quantity, withheld)
    SELECT refund_id, order_id, line, 2, 0 FROM refund_lines`)
  await expect(again).rejects.toThrow('refund_line_limit')
})
