import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { planDispatches } from '../../src/adoption/dispatching.ts'
import { enterHarvest, planHarvest } from '../../src/adoption/harvesting.ts'
import { countSheet } from '../../src/catalog/stock/taking.ts'
import { writeCsv } from '../../src/kernel/spreadsheet.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import type { Shop } from '../../src/shop.ts'
import { adminPaths } from '../../src/urls.ts'
import { adopt, plotOf } from '../support/adoptions.ts'
import { hidden } from '../support/browser.ts'
import { paidOrder } from '../support/orders.ts'
import { at, openShop, orderOf } from '../support/shop.ts'
import { fillStaff, signedIn } from '../support/staff.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
})
const entries = async (verb: string) =>
  shop.db.all<{ id: string }>(sql`SELECT id FROM audit_entries WHERE verb = ${verb} ORDER BY id`)

type Visitor = Awaited<ReturnType<typeof signedIn>>

/** Where an answer leads, and what stands there; loading it a second time does nothing more. */
async function followed(visitor: Visitor, answer: Response) {
  expect(answer.status).toBe(303)
  const place = answer.headers.get('Location')!
  const page = await visitor.get(place)
  expect(page.status).toBe(200)
  return { place, text: await page.text() }
}

describe('an act at the desk leads to a page that says it and can be loaded again without doing it twice:', () => {
  test('undoing leads back to the filter it was pressed under, and nowhere else', async () => {
    const visitor = await signedIn('manager')
    const back = adminPaths.listings({ view: 'listed', q: '茶' })
    const changed = await visitor.post(adminPaths.listingPrices, { change: 'TEA-GC-250:15800:15900', back })
    const { place, text } = await followed(visitor, changed)
    expect(place).toMatch(/view=listed/)
    const [, entry] = /name="entry" value="([^"]+)"/.exec(text)!
    const shown = /name="entry".*?name="back" value="([^"]+)"/s.exec(text)![1]!.replaceAll('&amp;', '&')
    expect(shown).toBe(back)
    const undone = await followed(
      visitor,
      await visitor.post(adminPaths.listingReversions, { entry: entry!, back: shown }),
    )
    expect(undone.place.startsWith(`${back}&undone=`)).toBe(true)
    expect(undone.text).toContain('已撤销 1 项')
    const away = await visitor.post(adminPaths.listingReversions, {
      entry: entry!,
      back: 'https://evil.test/',
    })
    expect(away.headers.get('Location')).toMatch(/^\/admin\/listings\?undone=/)
  })

  test('undoing a change of prices names what it put back and what it left', async () => {
    const visitor = await signedIn('manager')
    const change = (more: Record<string, string>) => visitor.post(adminPaths.listingChanges, more)
    await change({
      'price.TEA-GC-100': '65',
      'seen-price.TEA-GC-100': '6800',
      'price.TEA-GC-250': '150',
      'seen-price.TEA-GC-250': '15800',
    })
    await change({ 'price.TEA-GC-250': '149', 'seen-price.TEA-GC-250': '15000' })
    const [entry] = await entries('listing.prices_changed')
    const undo = () => visitor.post(adminPaths.listingReversions, { entry: entry!.id })
    const { place, text } = await followed(visitor, await undo())
    expect(text).toContain('已撤销 1 项；这些之后又改过，没有动：TEA-GC-250')
    expect(await (await visitor.get(place)).text()).toContain('已撤销 1 项')
    expect(await entries('listing.prices_reverted')).toHaveLength(1)
    expect((await followed(visitor, await undo())).text).toContain('已撤销 0 项')
    const other = await signedIn('finance')
    expect(await (await other.get(place)).text()).not.toContain('已撤销')
  })

  test('parcels of a courier’s sheet', async () => {
    const number = await paidOrder(shop, [['TEA-GC-250', 1]])
    const visitor = await signedIn('fulfilment')
    const rows = JSON.stringify([[2, number, '常温', 'sf', 'SF300001']])
    const { text } = await followed(visitor, await visitor.post(adminPaths.shipments, { rows }))
    expect(text).toContain('已发出 1 个包裹')
    expect(await (await visitor.get(`${adminPaths.shipmentSheet}?sent=<b>`)).text()).not.toContain('已发出')
  })

  test('a count of the shelf', async () => {
    const visitor = await signedIn('manager')
    const sheet = await countSheet(shop)
    const [column, sku] = [sheet[0]!.indexOf('实盘件数'), sheet[0]!.indexOf('SKU')]
    const row = sheet.find((cells) => cells[sku] === 'TEA-GC-100')!
    row[column] = '199'
    const file = new TextEncoder().encode(writeCsv(sheet))
    const looked = await visitor.upload(adminPaths.stockCount(), 'sheet', file)
    const rows = hidden(await looked.text(), 'rows').replace(/&quot;/g, '"')
    const { text } = await followed(visitor, await visitor.post(adminPaths.stockCounts, { rows }))
    expect(text).toContain('已入账：盘了 1 个 SKU，改了 1 个的库存')
  })

  test('an invitation, whose link is told once and stands in no address', async () => {
    const visitor = await signedIn('owner')
    const { place, text } = await followed(
      visitor,
      await visitor.post(adminPaths.invitations, { role: 'viewer' }),
    )
    expect([place, /\/admin\/set-up\?token=\w/.test(text)]).toEqual([adminPaths.staff, true])
    expect(await (await visitor.get(place)).text()).not.toContain('set-up?token=')
    expect(await entries('staff.invited')).toHaveLength(1)
  })

  test('parcels of adopters’ tea, planned and sent', async () => {
    await adopt(shop, [plotOf('A-01')])
    const season = { garden: 'A', season: 2027 }
    const spring = at(shop, Date.parse('2027-04-10T10:00:00+08:00'))
    const [staff] = await shop.db.all<{ id: string }>(sql`SELECT id FROM staff WHERE role = 'manager'`)
    const input = { ...season, grade: 'spring', grams: 500, pluckedOn: '2027-04-08', note: '' }
    const harvest = { ...input, clientKey: crypto.randomUUID() }
    const shares = await planHarvest(spring, harvest)
    if (!shares.ok) throw new Error(shares.refusal.code)
    await enterHarvest(spring, harvest, shares.value.seen, staff!.id)
    const plan = await planDispatches(spring, 'A', 2027, 'spring')
    if (!plan.ok) throw new Error(plan.refusal.code)
    const visitor = await signedIn('manager')
    const planned = await visitor.post(adminPaths.gardenDispatches('A', { season: 2027 }), {
      period: 'spring',
      seen: plan.value.seen,
    })
    expect((await followed(visitor, planned)).text).toContain('已安排 1 个包裹')
    const [parcel] = await shop.db.all<{ id: string }>(sql`SELECT id FROM dispatches`)
    const sending = { carrier: 'sf', trackingNo: 'SF900001' }
    const sent = await visitor.post(adminPaths.dispatchShipment(parcel!.id), sending)
    expect((await followed(visitor, sent)).text).toContain('已登记 1 个包裹')
    expect((await visitor.post(adminPaths.dispatchShipment(parcel!.id), sending)).status).toBe(409)
  })
})

describe('one sentence says what was done, announced and gone with the next page:', () => {
  const saidIn = (html: string) => [...html.matchAll(/role="status">([^<]*)</g)].map(([, text]) => text)

  test('an order is noted, sent and delivered; what happened stands in its order', async () => {
    const number = await paidOrder(shop, [['TEA-GC-250', 1]])
    const visitor = await signedIn('owner')
    const act = async (path: string, form: Record<string, string>) =>
      saidIn((await followed(visitor, await visitor.post(path, form))).text)
    expect(await act(adminPaths.orderNotes(number), { note: '加急' })).toEqual([
      '备注已写好，只有同事看得到。',
    ])
    const parcel = { storage: 'ambient', carrier: 'sf', trackingNo: 'SF300009' }
    expect(await act(adminPaths.orderShipments(number), parcel)).toEqual(['已发货，买家能看到运单号。'])
    const [sent] = await shop.db.all<{ id: string }>(sql`SELECT id FROM shipments`)
    expect(await act(adminPaths.parcelDelivery(number, sent!.id), {})).toEqual([
      '已记为送达。记错了可以撤回，最晚到视为送达的那天。',
    ])
    await shop.db.run(sql`UPDATE order_events SET at = at + 60000 WHERE kind = 'completed'`)
    await shop.db.run(sql`UPDATE shipments SET shipped_at = shipped_at - 30000`)
    const page = await (await visitor.get(adminPaths.order(number))).text()
    expect(saidIn(page)).toEqual([])
    const past = [
      ...page
        .split('<h2>经过</h2>')[1]!
        .split('</ol>')[0]!
        .matchAll(/<li>(\S+ \S+) ([^<]*)/g),
    ]
    const times = past.map(([, time]) => time)
    expect(times).toEqual(times.toSorted())
    expect(past.map(([, , what]) => what)).toContain('发出常温包裹')
  })

  test('calling off an order nobody paid says nothing of money that goes back; one that was paid does', async () => {
    const visitor = await signedIn('owner')
    const call = async (number: string) => {
      const before = await (await visitor.get(adminPaths.order(number))).text()
      const form = { confirm: number.slice(-4), seen: hidden(before, 'seen') }
      const answer = await visitor.post(adminPaths.orderCancellation(number), form)
      return { before, ...(await followed(visitor, answer)) }
    }
    const placed = await placeOrder(shop, orderOf([['TEA-GC-250', 1]]), crypto.randomUUID())
    if (!placed.ok) throw new Error(placed.refusal.code)
    const unpaid = await call(placed.value.number)
    expect(unpaid.before).toContain('<h2>取消订单</h2>')
    for (const page of [unpaid.before, unpaid.text]) expect(page).not.toMatch(/原路|退款已/)
    expect(saidIn(unpaid.text)).toEqual(['订单已取消，商品已放回库存。'])
    const paid = await call(await paidOrder(shop, [['TEA-GC-250', 1]]))
    expect(paid.before).toContain('<h2>取消并退款</h2>')
    expect(saidIn(paid.text)).toEqual(['订单已取消，退款已交给支付渠道办理。'])
  })

  test('a colleague’s role, a figure’s place, signing out', async () => {
    const owner = await signedIn('owner')
    const staff = await (await owner.get(adminPaths.staff)).text()
    const over = hidden(staff.split('>viewer<')[1]!, 'over')
    const changed = await owner.post(adminPaths.staffRole, { login: 'viewer', role: 'finance', over })
    expect(saidIn((await followed(owner, changed)).text)).toEqual(['角色已更改，从现在起按新的角色。'])
    const [fact] = await shop.db.all<{ id: string }>(sql`SELECT id FROM impact_facts LIMIT 1`)
    const hiding = await owner.post(adminPaths.factVisibility(fact!.id), { visible: '0' })
    expect(saidIn((await followed(owner, hiding)).text)).toEqual(['这条数字已隐藏，商店里看不到了。'])
    const out = await owner.post(adminPaths.signOut, {})
    expect(saidIn((await followed(owner, out)).text)).toEqual(['已退出。'])
  })

  test('an address that asks for a sentence there is none of, or of markup, says nothing', async () => {
    const visitor = await signedIn('owner')
    for (const did of ['<b>', 'constructor', '']) {
      const page = await visitor.get(`${adminPaths.staff}?did=${encodeURIComponent(did)}`)
      expect([page.status, saidIn(await page.text())]).toEqual([200, []])
    }
  })
})

test('what a role may not do names who may, beside the own menu and the ways back', async () => {
  const packer = await signedIn('fulfilment')
  const answer = await packer.send(adminPaths.banner, {
    headers: { Referer: `http://shop.test${adminPaths.orders()}` },
  })
  const html = await answer.text()
  expect(answer.status).toBe(403)
  expect(html).toContain('这一步由 负责人、商品管理 来做')
  expect(html).toContain('aria-label="后台"')
  expect(html).toContain(`href="${adminPaths.home}">回到概览`)
  expect(html).toContain(`href="${adminPaths.orders()}">回到上一页`)
})
