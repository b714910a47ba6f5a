import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { takeForCourier, takeForSlips } from '../../src/fulfilment/printing.ts'
import { correctAddress } from '../../src/orders/address-correcting.ts'
import type { Shop } from '../../src/shop.ts'
import { interposed } from '../support/faults.ts'
import { paidOrder } from '../support/orders.ts'
import { openShop } from '../support/shop.ts'
import { fillStaff, idOf } from '../support/staff.ts'

const STREET = '市桥街道1号'

test.each([
  ['slips', (shop: Shop, by: string) => takeForSlips(shop, { storage: 'ambient', limit: 9 }, by)],
  ['the courier’s sheet', (shop: Shop, by: string) => takeForCourier(shop, 9, by)],
])(
  'of a buyer who corrects the address while %s are made, either it is on paper or it is refused',
  async (_, take) => {
    for (let nth = 1; nth <= 4; nth += 1) {
      const shop = await openShop()
      await fillStaff(shop)
      const by = await idOf(shop, 'fulfilment')
      await paidOrder(shop, [['TEA-GC-250', 1]])
      const [order] = await shop.db.all<{ id: string }>(sql`SELECT id FROM orders`)
      const to = { name: '陈秋雨', phone: '13800001234', region: '440113', street: STREET }
      let corrected: boolean | null = null
      const correct = async () => {
        corrected = (await correctAddress(shop, order!.id, to)).ok
      }
      const lines = await take(interposed(shop, nth, correct), by)
      if (corrected === null) return
      expect([nth, lines[0]!.street === STREET]).toEqual([nth, corrected])
    }
  },
)
