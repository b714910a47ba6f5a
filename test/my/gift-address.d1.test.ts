import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { giftToken } from '../../src/adoption/access-token.ts'
import { makeDispatches, planDispatches } from '../../src/adoption/dispatching.ts'
import { enterHarvest, planHarvest } from '../../src/adoption/harvesting.ts'
import { app } from '../../src/app.tsx'
import { forgetBuyer } from '../../src/orders/personal-data.ts'
import { cancelOrder } from '../../src/payments/cancelling.ts'
import type { Shop } from '../../src/shop.ts'
import { adminPaths, pathsFor } from '../../src/urls.ts'
import { adopt, adoptionIds, plotOf } from '../support/adoptions.ts'
import { browser, carried, hidden } from '../support/browser.ts'
import { codeOf } from '../support/qr.ts'
import { at, bindings, newBuyer, openShop } from '../support/shop.ts'
import { fillStaff, signedIn } from '../support/staff.ts'

const paths = pathsFor('zh')
const RECEIVER = '13900007777'
const CONSENTS = ['terms', 'privacy', 'no_return', 'adoption_terms', 'adoption_risk']

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})

/** The checkout of a plot, kept by this visitor, without a region and a street. */
async function ordered(plot: string, visitor: ReturnType<typeof browser>, more: Record<string, string>) {
  await visitor.post(paths.plotHold(plot), { season: '2027' })
  const html = await (await visitor.get(paths.checkout)).text()
  const typed = { name: '送礼人', phone: '13812345678', ...more }
  const consents = CONSENTS.map((code): [string, string] => ['consents', code])
  return visitor.post(paths.checkout, [...carried(html), ...consents, ...Object.entries(typed)])
}

const GIFT = { 'for-A-07': 'gift', 'giftPhone-A-07': RECEIVER }

describe('an order of gifts alone', () => {
  test('asks no address of its giver, and stands without one on every page', async () => {
    const own = await ordered('A-08', browser(), {})
    const html = await own.text()
    expect(own.status).toBe(422)
    for (const field of ['region', 'street'])
      expect(html).toMatch(new RegExp(`id="${field}-error"[^>]*>[^<]+<`))
    const giver = browser()
    const placed = await ordered('A-07', giver, GIFT)
    expect(placed.status).toBe(303)
    const number = placed.headers.get('Location')!.split('/').at(-2)!
    const [order] = await shop.db.all(
      sql`SELECT region_code region, street FROM orders WHERE number = ${number}`,
    )
    expect(order).toEqual({ region: '', street: '' })
    for (const path of [paths.order(number), paths.ownAddress(number)]) {
      const page = await (await giver.get(path)).text()
      expect(page).toContain('全部送人，没有收货地址')
      expect(page).not.toContain('****<')
      expect(page).not.toContain('name="street"')
    }
    await fillStaff(shop)
    const desk = await (await signedIn('manager')).get(adminPaths.order(number))
    expect(await desk.text()).toContain('全部是送人的地块：没有收货地址')
    await cancelOrder(shop, number, 'shopper')
    expect((await forgetBuyer(shop, number)).ok).toBe(true)
    const [forgotten] = await shop.db.all(sql`SELECT region_code region FROM orders WHERE number = ${number}`)
    expect(forgotten).toEqual({ region: '' })
  })

  test('is taken by the API without an address, and only then', async () => {
    const place = async (adoptions: object[], recipient: object) => {
      const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() }
      const body = JSON.stringify({ adoptions, recipient, consents: CONSENTS })
      const answer = await app.request(
        'http://shop.test/api/v1/orders',
        { method: 'POST', headers, body },
        bindings,
      )
      return {
        status: answer.status,
        json: (await answer.json()) as { errors?: { path: string }[]; recipient: object },
      }
    }
    const { name, phone, ...address } = newBuyer()
    const gift = { plot: 'A-01', season: 2027, gift: { phone: RECEIVER } }
    const own = { plot: 'A-02', season: 2027 }
    for (const adoptions of [[own], [gift, own]]) {
      const refused = await place(adoptions, { name, phone })
      expect(refused.status).toBe(422)
      expect(refused.json.errors!.map((one) => one.path)).toEqual(['recipient.region', 'recipient.street'])
    }
    const placed = await place([gift], { name, phone, ...address })
    expect(placed).toMatchObject({ status: 201, json: { recipient: { region: '', street: '' } } })
  })
})

describe('the tea of a gift', () => {
  const spring = () => at(shop, Date.parse('2027-04-10T10:00:00+08:00'))
  async function planned() {
    const weighed = { garden: 'A', season: 2027, grade: 'spring', grams: 900 }
    const shares = await planHarvest(spring(), weighed)
    const entry = { ...weighed, pluckedOn: '2027-04-08', note: '', clientKey: crypto.randomUUID() }
    await enterHarvest(spring(), entry, shares.ok ? shares.value.seen : '', null)
    const plan = await planDispatches(spring(), 'A', 2027, 'spring')
    if (!plan.ok) throw new Error(plan.refusal.code)
    await makeDispatches(spring(), { garden: 'A', season: 2027, period: 'spring' }, plan.value.seen, null)
    return plan.value.rows.map(({ plot, to }) => [plot, to])
  }
  const parcels = () =>
    shop.db.all<{ name: string | null; region: string | null; street: string | null }>(sql`
      SELECT d.recipient_name name, d.region_code region, d.street FROM dispatches d JOIN adoptions a ON a.id = d.adoption_id
      ORDER BY a.plot`)
  const claim = { phone: RECEIVER, name: '苗苗', consent: '1' }
  const home = { province: '440000', city: '440100', district: '440106', street: '天河路385号' }

  test('goes where its receiver says when claiming, and half an address is asked about', async () => {
    const { ids } = await adopt(shop, [plotOf('A-07', { gift: { phone: RECEIVER, message: '' } })])
    const key = await giftToken(shop.settings, ids[0]!)
    const receiver = browser()
    expect(await (await receiver.get(paths.gift(ids[0]!, { key }))).text()).toContain('茶寄到哪里')
    const half = await receiver.post(paths.gift(ids[0]!), { key, ...claim, ...home, district: '' })
    const html = await half.text()
    expect(half.status).toBe(422)
    expect(html).toMatch(/id="region-error"[^>]*>[^<]+</)
    expect(html).toContain('value="天河路385号"')
    expect((await receiver.post(paths.gift(ids[0]!), { key, ...claim, ...home })).status).toBe(303)
    expect(await planned()).toEqual([['A-07', 'receiver']])
    expect(await parcels()).toEqual([{ name: '苗苗', region: '440106', street: '天河路385号' }])
    const then = browser({ SHOP_NOW: '2027-04-11T10:00:00+08:00' })
    for (const [name, value] of receiver.jar) then.jar.set(name, value)
    const page = await (await then.get(paths.myGarden(ids[0]!))).text()
    expect(page).toContain('寄出前请核对这一批的地址')
    expect(page).not.toContain('天河路385号')
  })

  test('waits for its receiver where the giver had no address to give, and is the receiver’s once claimed', async () => {
    const gift = { phone: RECEIVER, message: '' }
    const recipient = { ...newBuyer(), region: '', street: '' }
    const bare = await adopt(shop, [plotOf('A-07', { gift })], { recipient })
    const kept = await adopt(shop, [plotOf('A-08', { gift })])
    expect(await planned()).toEqual([
      ['A-07', 'nobody'],
      ['A-08', 'order'],
    ])
    expect((await parcels()).map((one) => one.street === null)).toEqual([true, false])
    for (const { number } of [bare, kept])
      for (const id of await adoptionIds(shop, number)) {
        const key = await giftToken(shop.settings, id)
        const then = browser({ SHOP_NOW: '2027-04-11T10:00:00+08:00' })
        expect((await then.post(paths.gift(id), { key, ...claim })).status).toBe(303)
        expect(await (await then.get(paths.myGarden(id))).text()).toContain('填这一批的地址')
      }
    expect(await parcels()).toEqual(Array(2).fill({ name: null, region: null, street: null }))
  })

  test('comes with a card to send: the code opens the gift, and it names no price and no phone', async () => {
    const { number, ids } = await adopt(shop, [
      plotOf('A-07', { gift: { phone: RECEIVER, message: '新年快乐' } }),
    ])
    const key = await giftToken(shop.settings, ids[0]!)
    const card = await browser().get(paths.giftCard(ids[0]!, { key }))
    const html = await card.text()
    const main = html.slice(html.indexOf('<main'), html.indexOf('</main>'))
    expect(card.status).toBe(200)
    const address = paths.giftCardPicture(ids[0]!, { key })
    for (const words of ['新年快乐', 'A-07', `src="${address}"`, `/gifts/${ids[0]}?key=`])
      expect(main).toContain(words)
    const picture = await browser().get(address)
    const svg = await picture.text()
    expect(picture.headers.get('Cache-Control')).toBe('private, no-store')
    for (const words of ['新年快乐', 'A-07']) expect(svg).toContain(words)
    expect(codeOf(svg)).toBe(`http://shop.test${paths.gift(ids[0]!, { key })}`)
    for (const shown of [main, svg])
      expect(shown.replaceAll(ids[0]!, '').replaceAll(key, '')).not.toMatch(/¥|598|139\d{8}/)
    for (const wrong of ['', 'x'])
      for (const path of [paths.giftCard, paths.giftCardPicture])
        expect((await browser().get(path(ids[0]!, { key: wrong }))).status).toBe(404)
    const gift = await (await browser().get(paths.gift(ids[0]!, { key }))).text()
    expect(gift).toMatch(/<meta property="og:title" content="有人为您认购了一块茶园"/)
    expect(gift).toContain('content="noindex"')
    expect(hidden(gift, 'key')).toBe(key)
    expect(number).toBeTruthy()
  })
})
