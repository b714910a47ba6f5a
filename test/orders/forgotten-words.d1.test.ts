import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { giftToken } from '../../src/adoption/access-token.ts'
import { makeDispatches, planDispatches } from '../../src/adoption/dispatching.ts'
import { enterHarvest, planHarvest } from '../../src/adoption/harvesting.ts'
import { shipDispatches } from '../../src/fulfilment/dispatch-shipping.ts'
import { closeSeason } from '../../src/fulfilment/season-closing.ts'
import { claimGift } from '../../src/my/gift-claiming.ts'
import { writeNote } from '../../src/orders/noting.ts'
import { exportPersonalData, forgetBuyer } from '../../src/orders/personal-data.ts'
import { cancelOrder } from '../../src/payments/cancelling.ts'
import type { Shop } from '../../src/shop.ts'
import { adopt, plotOf, SEASON } from '../support/adoptions.ts'
import { at, newBuyer, openShop } from '../support/shop.ts'
import { fillStaff, idOf } from '../support/staff.ts'

const GIFT = { phone: '13900007777', message: '给外婆的一亩茶' }

/** Where a word still stands, as table.column: every text of every table is read. */
async function whereStands({ db }: Shop, word: string): Promise<string[]> {
  const columns = await db.all<{ table: string; column: string }>(sql`
    SELECT t.name "table", c.name "column" FROM pragma_table_list t CROSS JOIN pragma_table_info(t.name) c
    WHERE t.schema = 'main' AND t.type = 'table' AND c.type = 'TEXT' AND t.name NOT LIKE 'sqlite%'
      AND substr(t.name, 1, 3) <> '_cf'`)
  const places = columns.map(({ table, column }) => ({ table, column, name: `${table}.${column}` }))
  const [first, ...rest] = places.map(({ table, column }) =>
    db.all(
      sql`SELECT 1 FROM ${sql.identifier(table)} WHERE instr(${sql.identifier(column)}, ${word}) LIMIT 1`,
    ),
  )
  const found = await db.batch([first!, ...rest])
  return places.filter((_, at) => found[at]!.length > 0).map(({ name }) => name)
}

test('once a buyer is forgotten, no text of any table holds a word of theirs', async () => {
  const shop = await openShop()
  await fillStaff(shop)
  const recipient = { ...newBuyer(), name: '林晓禾', street: '新华街道公益大道9号' }
  const invoice = { kind: 'personal' as const, title: '林晓禾工作室', taxNo: '', email: 'lin@example.test' }
  const { number } = await adopt(shop, [plotOf('A-07', { gift: GIFT })], {
    items: [{ sku: 'TEA-GC-250', quantity: 1 }],
    recipient,
    note: '请放门卫室老周处',
    invoice,
  })
  const [order] = await shop.db.all<{ id: string; tail: string }>(
    sql`SELECT id, phone_tail tail FROM orders WHERE number = ${number}`,
  )
  await writeNote(shop, order!.id, '林女士说周五在家', await idOf(shop, 'manager'))
  await cancelOrder(shop, number, 'shopper')
  const words = ['林晓禾', '林女士', '公益大道9号', '老周', 'lin@example.test', '林晓禾工作室', GIFT.message]
  for (const word of words) expect([word, await whereStands(shop, word)]).not.toEqual([word, []])
  expect((await forgetBuyer(shop, number)).ok).toBe(true)
  for (const word of words) expect([word, await whereStands(shop, word)]).toEqual([word, []])
  const [after] = await shop.db.all(sql`SELECT phone_tail tail, region_code region FROM orders`)
  expect(after).toEqual({ tail: null, region: '440000' })
})

test('of a gift that was taken the buyer reads no address of its receiver, and tea is sent to nobody else', async () => {
  const shop = await openShop()
  await fillStaff(shop)
  const by = await idOf(shop, 'manager')
  const { number, ids } = await adopt(shop, [plotOf('A-07', { gift: GIFT })])
  const id = ids[0]!
  const token = await giftToken(shop.settings, id)
  const spring = at(shop, Date.parse('2027-04-10T10:00:00+08:00'))
  expect((await claimGift(spring, { adoptionId: id, token, phone: GIFT.phone, name: '小满' })).ok).toBe(true)
  const harvest = {
    ...{ garden: 'A', season: SEASON, grade: 'spring', grams: 500, pluckedOn: '2027-04-08', note: '' },
    clientKey: crypto.randomUUID(),
  }
  const shares = await planHarvest(spring, harvest)
  await enterHarvest(spring, harvest, shares.ok ? shares.value.seen : '', by)
  const of = { garden: 'A', season: SEASON, period: 'spring' }
  const plan = await planDispatches(spring, of.garden, of.season, of.period)
  expect((await makeDispatches(spring, of, plan.ok ? plan.value.seen : '', by)).ok).toBe(true)
  expect(
    await shop.db.all(
      sql`SELECT recipient_name name, phone_sealed phone, region_code region, street FROM dispatches`,
    ),
  ).toEqual([{ name: null, phone: null, region: null, street: null }])
  await shop.db.run(
    sql`UPDATE dispatches SET recipient_name = '小满', street = '天河路1号', region_code = '440106'`,
  )
  expect((await exportPersonalData(spring, number))!.tea).toEqual([])
  // A season that still runs keeps the buyer’s address as well.
  const [parcel] = await shop.db.all<{ id: string }>(sql`SELECT id FROM dispatches`)
  await shipDispatches(spring, [{ id: parcel!.id, carrier: 'sf', trackingNo: 'SF100001' }], by)
  await shop.db.run(sql`UPDATE orders SET state = 'completed'`)
  expect(await forgetBuyer(spring, number)).toMatchObject({ refusal: { code: 'conflict' } })
  expect((await closeSeason(spring, 'A', SEASON, by)).ok).toBe(true)
  expect((await forgetBuyer(spring, number)).ok).toBe(true)
  expect(await whereStands(shop, '天河路1号')).toEqual([])
})
