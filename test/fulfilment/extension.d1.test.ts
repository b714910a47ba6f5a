import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { makeDispatches, planDispatches } from '../../src/adoption/dispatching.ts'
import { enterHarvest, planHarvest } from '../../src/adoption/harvesting.ts'
import { readSheet } from '../../src/kernel/spreadsheet.ts'
import type { Shop } from '../../src/shop.ts'
import { adminPaths } from '../../src/urls.ts'
import { adopt, plotOf } from '../support/adoptions.ts'
import { browser, checkoutForm } from '../support/browser.ts'
import { at, openShop, orderOf } from '../support/shop.ts'
import { fillStaff, signedIn } from '../support/staff.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
})

test.each([
  ['18412345678-7804', '18412345678-7804'],
  ['１８４ １２３４ ５６７８ 转 3321', '18412345678转3321'],
  ['18412345678【2568】', '18412345678[2568]'],
])(
  'the extension of %s stands on the packing slip, and the order is found by the number alone',
  async (typed, phone) => {
    const buyer = browser()
    await buyer.post('/cart/lines', { sku: 'TEA-GC-250', quantity: '1', action: 'add' })
    const form = (await checkoutForm(buyer)).filter(([name]) => name !== 'phone')
    const payment = (await buyer.post('/checkout', [...form, ['phone', typed]])).headers.get('Location') ?? ''
    const number = /^\/orders\/([0-9A-Z]{12})\/payment$/.exec(payment)?.[1] ?? ''
    const started = await buyer.post(payment, { method: 'sandbox' })
    const sandbox = new URL(started.headers.get('Location') ?? '', 'http://shop.test').pathname
    await buyer.post(sandbox, { outcome: 'success' })
    expect(await (await buyer.get(`/orders/${number}`)).text()).not.toContain('18412345678')

    const packer = await signedIn('fulfilment')
    expect(await (await packer.get(adminPaths.slips({ storage: 'ambient' }))).text()).toContain(phone)

    for (const asked of ['18412345678', typed]) {
      const found = await browser().post('/orders', { number, phone: asked })
      expect(found.headers.get('Location')).toBe(`/orders/${number}`)
    }
    const [tail] = await shop.db.all(sql`SELECT phone_tail tail FROM orders WHERE number = ${number}`)
    expect(tail).toEqual({ tail: '5678' })
  },
)

test('the extension stands on the sheet that a courier gets of adopted tea', async () => {
  const { recipient } = orderOf([])
  await adopt(shop, [plotOf('A-01')], { recipient: { ...recipient, phone: '17012345678转3321' } })
  const spring = at(shop, Date.parse('2027-04-10T10:00:00+08:00'))
  const [staff] = await shop.db.all<{ id: string }>(sql`SELECT id FROM staff WHERE role = 'manager'`)
  const harvest = {
    ...{ garden: 'A', season: 2027, grade: 'spring', grams: 5000, pluckedOn: '2027-04-08', note: '' },
    clientKey: crypto.randomUUID(),
  }
  const picked = await planHarvest(spring, harvest)
  if (!picked.ok) throw new Error(picked.refusal.code)
  await enterHarvest(spring, harvest, picked.value.seen, staff!.id)
  const plan = await planDispatches(spring, 'A', 2027, 'spring')
  if (!plan.ok) throw new Error(plan.refusal.code)
  await makeDispatches(spring, { garden: 'A', season: 2027, period: 'spring' }, plan.value.seen, staff!.id)

  const packer = await signedIn('fulfilment')
  for (const sheet of [adminPaths.dispatchesCsv, adminPaths.dispatchesXlsx]) {
    const answer = await packer.get(sheet)
    const read = readSheet(new Uint8Array(await answer.arrayBuffer()))
    expect('rows' in read && read.rows.flat()).toContain('17012345678转3321')
  }
})
