import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { placeOrder } from '../../src/orders/placing.ts'
import type { Shop } from '../../src/shop.ts'
import { adminPaths } from '../../src/urls.ts'
import { browser } from '../support/browser.ts'
import { bareCells } from '../support/forms.ts'
import { openShop, orderOf } from '../support/shop.ts'
import { fillStaff, signedIn } from '../support/staff.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})

const keep = (firstOn: string, lastOn: string, kind = 'rest') =>
  shop.db.run(
    sql`INSERT INTO holidays (first_on, last_on, name_zh, name_en, kind) VALUES (${firstOn}, ${lastOn}, '盘点', 'Stocktaking', ${kind})`,
  )

async function preview(sku: string) {
  const answer = await browser().send('/api/v1/checkout/preview', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ items: [{ sku, quantity: 1 }], region: '440114' }),
  })
  return (await answer.json()) as { groups: { shipDates: string[] }[]; undeliverable: { reason: string }[] }
}

/** A shopper who put tea into the cart before the shop closed. */
async function withTea() {
  const shopper = browser()
  await shopper.post('/cart/lines', { sku: 'TEA-GC-250', quantity: '1', action: 'add' })
  return shopper
}

describe('the calendar that staff keep', () => {
  test('counts by overlap and as a whole: closings that began long ago, and more than three', async () => {
    // Began 40 days ago; four short ones follow each other.
    await keep('2026-10-14', '2026-11-24')
    await keep('2026-11-25', '2026-11-25')
    await keep('2026-11-26', '2026-11-26')
    await keep('2026-11-27', '2026-11-27')
    await keep('2026-11-28', '2026-12-01')
    expect((await preview('TEA-GC-250')).groups[0]?.shipDates[0]).toBe('2026-12-02')
    expect(await (await browser().get('/products/duobei-gongcha-green')).text()).toContain('12月3日前发货')
  })

  test('a closing longer than the window is said on product, cart and checkout, and nothing is ordered', async () => {
    const shopper = await withTea()
    await keep('2026-11-20', '2027-06-30')
    const product = await (await shopper.get('/products/duobei-gongcha-green?to=440000')).text()
    expect(product).toContain('近期暂停发货')
    expect(product).not.toContain('name="action" value="add"')
    expect(await (await shopper.get('/cart')).text()).toContain('近期暂停发货')
    expect(await (await shopper.get('/checkout')).text()).toContain('近期暂停发货')
    expect((await preview('TEA-GC-250')).undeliverable).toMatchObject([{ reason: 'dispatch_paused' }])
    const placed = await placeOrder(shop, orderOf([['TEA-GC-250', 1]]), 'key')
    expect(placed).toEqual({ ok: false, refusal: { code: 'dispatch_paused', skus: ['TEA-GC-250'] } })
  })

  test('staff keep make-up workdays beside holidays, and a holiday of more than a year is refused', async () => {
    await fillStaff(shop)
    await keep('2026-11-24', '2026-11-27')
    const manager = await signedIn('manager')
    const sunday = {
      firstOn: '2026-11-29',
      lastOn: '2026-11-29',
      nameZh: '调休',
      nameEn: 'Make-up',
      kind: 'work',
    }
    expect((await manager.post(adminPaths.holidays, sunday)).status).toBe(303)
    expect(bareCells(await (await manager.get(adminPaths.holidays)).text())).toContain('<td>调休上班</td>')
    expect((await preview('TEA-GC-250')).groups[0]?.shipDates).toContain('2026-11-29')
    const long = { ...sunday, firstOn: '2026-12-01', lastOn: '2028-12-01', kind: 'rest' }
    expect((await manager.post(adminPaths.holidays, long)).status).toBe(422)
  })
})
