import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { changePrices } from '../../src/catalog/pricing.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import type { Shop } from '../../src/shop.ts'
import { adminPaths } from '../../src/urls.ts'
import { formIn, typedOver, valueIn } from '../support/forms.ts'
import { staffIdOf } from '../support/listings.ts'
import { availableOf, openShop, orderOf, unreconciled } from '../support/shop.ts'
import { fillStaff, signedIn } from '../support/staff.ts'

let shop: Shop
let visitor: Awaited<ReturnType<typeof signedIn>>
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
  visitor = await signedIn('manager')
})

const [GREEN, OTHER] = ['TEA-GC-250', 'TEA-DH-100']
const opened = async () =>
  formIn(await (await visitor.get(adminPaths.listings())).text(), adminPaths.listingChanges)
const save = (form: [string, string][]) => visitor.post(adminPaths.listingChanges, form)
const redrawn = async (answer: Response) => formIn(await answer.text(), adminPaths.listingChanges)
const order = (quantity: number, sku = GREEN) =>
  placeOrder(shop, orderOf([[sku, quantity]]), crypto.randomUUID())
const priceOf = async (sku: string) =>
  (await shop.db.all<{ fen: number }>(sql`SELECT price_fen fen FROM variants WHERE sku = ${sku}`))[0]!.fen
const adjusted = async () =>
  (await shop.db.all(sql`SELECT id FROM audit_entries WHERE verb = 'stock.adjusted'`)).length
const seenOf = async () => availableOf(shop.db, GREEN)

describe('the listing table, refused for one cell and saved again,', () => {
  test('writes no stock that nobody typed, however many orders came in between', async () => {
    const form = await opened()
    const before = await seenOf()
    await order(3)
    const refused = await save(typedOver(form, { [`price.${OTHER}`]: '六十' }))
    expect(refused.status).toBe(422)
    const again = await redrawn(refused)
    await order(2)
    const answer = await save(typedOver(again, { [`price.${OTHER}`]: '66' }))
    expect([answer.status, await priceOf(OTHER)]).toEqual([303, 6600])
    expect([await seenOf(), await adjusted(), await unreconciled(shop.db)]).toEqual([before - 5, 0, []])
  })

  test('keeps beside a typed stock the number it was typed over, through every refusal', async () => {
    const form = await opened()
    const before = await seenOf()
    const typed = typedOver(form, { [`stock.${GREEN}`]: String(before - 2), [`price.${OTHER}`]: '六十' })
    await order(3)
    const once = await redrawn(await save(typed))
    await order(1)
    const twice = await redrawn(await save(once))
    expect([valueIn(twice, `stock.${GREEN}`), valueIn(twice, `seen-stock.${GREEN}`)]).toEqual([
      String(before - 2),
      String(before),
    ])
  })

  test('overwrites no price a colleague changed meanwhile and nobody typed here', async () => {
    const form = await opened()
    await changePrices(shop, [{ sku: GREEN, seenFen: 15_800, fen: 14_900 }], await staffIdOf(shop, 'owner'))
    const again = await redrawn(await save(typedOver(form, { [`price.${OTHER}`]: '' })))
    expect((await save(typedOver(again, { [`price.${OTHER}`]: '66' }))).status).toBe(303)
    expect([await priceOf(GREEN), await priceOf(OTHER)]).toEqual([14_900, 6600])
  })
})

describe('a stock typed while orders came in', () => {
  /** What the table answers when 120 less two was typed and an order of three came first. */
  async function asked() {
    const form = await opened()
    const before = await seenOf()
    await order(3)
    const answer = await save(
      typedOver(form, { [`stock.${GREEN}`]: String(before - 2), [`price.${OTHER}`]: '66' }),
    )
    const html = await answer.text()
    return { before, answer, html, again: formIn(html, adminPaths.listingChanges) }
  }

  test('is asked about with both numbers, and nothing is written, nor anything beside it', async () => {
    const { before, answer, html, again } = await asked()
    expect([answer.status, await seenOf(), await priceOf(OTHER)]).toEqual([409, before - 3, 8800])
    expect(html).toContain(`打开时 ${before}，现在 ${before - 3}`)
    expect(html).toContain(`少了2件（${before - 3} → ${before - 5}）`)
    expect(html).toContain(`现在就有${before - 2}件（${before - 3} → ${before - 2}）`)
    expect((await save(again)).status).toBe(409)
    expect([await seenOf(), await adjusted()]).toEqual([before - 3, 0])
  })

  test('changes by the difference when that was meant, whatever is ordered while the page asks', async () => {
    const { before, again } = await asked()
    await order(1)
    expect((await save(typedOver(again, { [`moved.${GREEN}`]: 'by' }))).status).toBe(303)
    expect([await seenOf(), await priceOf(OTHER), await unreconciled(shop.db)]).toEqual([
      before - 6,
      6600,
      [],
    ])
  })

  test('becomes the number when that was meant, and is asked about once more after another order', async () => {
    const { before, again } = await asked()
    const total = typedOver(again, { [`moved.${GREEN}`]: 'to' })
    await order(1)
    const stale = await save(total)
    expect([stale.status, await seenOf()]).toEqual([409, before - 4])
    const fresh = typedOver(await redrawn(stale), { [`moved.${GREEN}`]: 'to' })
    expect((await save(fresh)).status).toBe(303)
    expect([await seenOf(), await unreconciled(shop.db)]).toEqual([before - 2, []])
  })

  test('has no difference to offer where too little is left', async () => {
    const form = await opened()
    const before = await seenOf()
    await order(3)
    const html = await (await save(typedOver(form, { [`stock.${GREEN}`]: '1' }))).text()
    expect(html).toContain(`现在就有1件（${before - 3} → 1）`)
    expect(html).not.toContain(`name="moved.${GREEN}" value="by"`)
  })
})

test('a price a colleague changed first is shown beside the one typed, and saving again decides', async () => {
  const form = await opened()
  await changePrices(shop, [{ sku: GREEN, seenFen: 15_800, fen: 14_900 }], await staffIdOf(shop, 'owner'))
  const answer = await save(typedOver(form, { [`price.${GREEN}`]: '150', [`stock.${OTHER}`]: '7' }))
  const html = await answer.text()
  expect([answer.status, await priceOf(GREEN), html.includes('打开时 158，现在 149')]).toEqual([
    409,
    14_900,
    true,
  ])
  expect(await availableOf(shop.db, OTHER)).not.toBe(7)
  expect((await save(formIn(html, adminPaths.listingChanges))).status).toBe(303)
  expect([await priceOf(GREEN), await availableOf(shop.db, OTHER)]).toEqual([15_000, 7])
})

test('prices and stock are saved in one piece and told by name, each with what undoes it', async () => {
  const before = await seenOf()
  const typed = { [`stock.${GREEN}`]: String(before - 3), reason: '盘点', [`price.${OTHER}`]: '66' }
  const answer = await save(typedOver(await opened(), typed))
  const html = await (await visitor.get(answer.headers.get('Location')!)).text()
  const [row] = await shop.db.all<{ name: string }>(sql`
    SELECT p.name_zh || ' ' || v.spec_zh name FROM variants v JOIN products p ON p.id = v.product_id WHERE v.sku = ${GREEN}`)
  expect(html).toContain(`${row!.name} 库存 ${before} → ${before - 3}（盘点）`)
  expect(html).toContain('价格 88 → 66 元')
  const entries = [...html.matchAll(/name="entry" value="([^"]+)"/g)].map((match) => match[1]!)
  for (const entry of entries) await visitor.post(adminPaths.listingReversions, { entry })
  expect([entries.length, await seenOf(), await priceOf(OTHER)]).toEqual([2, before, 8800])
})
