import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { listPlots } from '../../src/adoption/plots.ts'
import { formatOrderNumber } from '../../src/kernel/ids.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import type { Shop } from '../../src/shop.ts'
import { browser, carried, checkoutForm } from '../support/browser.ts'
import { availableOf, bindings, metered, NOW, openShop, orderOf, unreconciled } from '../support/shop.ts'

const SKU = 'CIL-CG-B2'
let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})

const numbers = async () =>
  (await shop.db.all<{ number: string }>(sql`SELECT number FROM orders ORDER BY id`)).map((row) => row.number)

const numberIn = (answer: Response): string =>
  /\/orders\/([0-9A-Z]{12})\/payment$/.exec(answer.headers.get('Location') ?? '')?.[1] ?? ''

async function visitorWith(sku = SKU, settings = {}) {
  const visitor = browser(settings)
  await visitor.post('/cart/lines', { sku, quantity: '1', action: 'add' })
  return visitor
}

/** The form again, as the page that answered it would send it. */
const again = (form: [string, string][], html: string): [string, string][] => {
  const fresh = carried(html)
  return [...fresh, ...form.filter(([name]) => !fresh.some(([other]) => other === name))]
}

describe('one cart in several tabs', () => {
  test('is one order; the second tab is told which, and how to pay it', async () => {
    const visitor = await visitorWith()
    const [one, two] = [await checkoutForm(visitor), await checkoutForm(visitor)]
    const first = await visitor.post('/checkout', one)
    const second = await visitor.post('/checkout', two)
    const html = await second.text()
    const number = numberIn(first)
    expect([second.status, await numbers()]).toEqual([409, [number]])
    expect(html).toContain(formatOrderNumber(number))
    expect(html).toContain(`href="/orders/${number}/payment"`)
    expect(html).toContain(`href="/orders/${number}"`)
    expect(html).toContain('仍要再下一单')
    for (const [name, value] of two.filter(([field]) => ['name', 'street', 'phone'].includes(field)))
      expect([name, html.includes(value)]).toEqual([name, true])
    expect(await availableOf(shop.db, SKU)).toBe(199)
  })

  test('submitted at the same moment is one order', async () => {
    const visitor = await visitorWith()
    const forms = [await checkoutForm(visitor), await checkoutForm(visitor), await checkoutForm(visitor)]
    const answers = await Promise.all(forms.map((form) => visitor.post('/checkout', form)))
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409, 409])
    expect(await numbers()).toHaveLength(1)
    expect([await availableOf(shop.db, SKU), await unreconciled(shop.db)]).toEqual([199, []])
  })

  test('is ordered once more by one explicit choice, and a double click on it is one order', async () => {
    const visitor = await visitorWith()
    const [one, two] = [await checkoutForm(visitor), await checkoutForm(visitor)]
    const first = await visitor.post('/checkout', one)
    const told = await (await visitor.post('/checkout', two)).text()
    const wanted = again(two, told)
    const twice = [await visitor.post('/checkout', wanted), await visitor.post('/checkout', wanted)]
    expect(twice.map(({ status }) => status)).toEqual([303, 303])
    expect(new Set(twice.map(numberIn)).size).toBe(1)
    expect(new Set(await numbers())).toEqual(new Set([numberIn(first), numberIn(twice[0]!)]))
    expect((await visitor.post('/checkout', two)).status).toBe(409)
    expect(await numbers()).toHaveLength(2)
  })

  test('is told in English too, and of an order that was paid or cancelled meanwhile', async () => {
    const visitor = await visitorWith()
    const [one, two] = [await checkoutForm(visitor), await checkoutForm(visitor)]
    const number = numberIn(await visitor.post('/checkout', one))
    const english = await (await visitor.post('/en/checkout', two)).text()
    expect(english).toContain('Order once more')
    expect(english).toContain(`href="/en/orders/${number}/payment"`)
    await visitor.post(`/orders/${number}/cancellation`, {})
    const cancelled = await (await visitor.post('/checkout', two)).text()
    expect(cancelled).toContain('订单已取消')
    expect(cancelled).not.toContain(`href="/orders/${number}/payment"`)
    expect(cancelled).toContain('仍要再下一单')
  })

  test('sent again after the order was called off offers another one, and leads to no dead payment', async () => {
    const visitor = await visitorWith()
    const form = await checkoutForm(visitor)
    const number = numberIn(await visitor.post('/checkout', form))
    await visitor.post(`/orders/${number}/cancellation`, {})
    const told = await visitor.post('/checkout', form)
    expect(told.status).toBe(409)
    expect((await visitor.post('/checkout', again(form, await told.text()))).status).toBe(303)
    expect(await numbers()).toHaveLength(2)
  })

  test('with another address in the second tab is told as well, and nothing typed is lost', async () => {
    const visitor = await visitorWith()
    const [one, two] = [await checkoutForm(visitor), await checkoutForm(visitor)]
    await visitor.post('/checkout', one)
    const other = two.filter(([name]) => name !== 'street')
    const told = await visitor.post('/checkout', [...other, ['street', '新华街道公益大道88号']])
    expect([told.status, await numbers()]).toEqual([409, [expect.any(String)]])
    expect(await told.text()).toContain('新华街道公益大道88号')
  })

  test('opens the order it names to the browser that lost the first answer', async () => {
    const visitor = await visitorWith()
    const [one, two] = [await checkoutForm(visitor), await checkoutForm(visitor)]
    const before = new Map(visitor.jar)
    const number = numberIn(await visitor.post('/checkout', one))
    visitor.jar.clear()
    for (const [name, value] of before) visitor.jar.set(name, value)
    expect((await visitor.get(`/orders/${number}`)).status).toBe(404)
    expect((await visitor.post('/checkout', two)).status).toBe(409)
    expect((await visitor.get(`/orders/${number}`)).status).toBe(200)
  })

  test('a form that names the key of somebody else’s order learns nothing of it', async () => {
    const key = 'order-2026-000001'
    const placed = await placeOrder(shop, orderOf([[SKU, 1]]), key)
    if (!placed.ok) throw new Error(placed.refusal.code)
    const visitor = await visitorWith()
    const form = (await checkoutForm(visitor)).filter(
      ([name]) => name !== 'cart' && name !== 'idempotencyKey',
    )
    for (const guess of [{ cart: key }, { idempotencyKey: key }, { cart: key, idempotencyKey: key }]) {
      const answer = await visitor.post('/checkout', [...form, ...Object.entries(guess)])
      expect(await answer.text()).not.toContain(formatOrderNumber(placed.value.number))
      expect((await visitor.get(`/orders/${placed.value.number}`)).status).toBe(404)
    }
  })

  test('a cart filled anew is another cart, also with the same goods', async () => {
    const visitor = await visitorWith()
    const first = await visitor.post('/checkout', await checkoutForm(visitor))
    await visitor.post('/cart/lines', { sku: SKU, quantity: '1', action: 'add' })
    const second = await visitor.post('/checkout', await checkoutForm(visitor))
    expect([first.status, second.status]).toEqual([303, 303])
    expect(await numbers()).toHaveLength(2)
  })

  test('what was put in while the other tab ordered stays in and is ordered on its own', async () => {
    const visitor = await visitorWith()
    const one = await checkoutForm(visitor)
    await visitor.post('/cart/lines', { sku: 'TEA-GC-250', quantity: '2', action: 'add' })
    await visitor.post('/checkout', one)
    expect(visitor.jar.get('cart')).toMatch(/^TEA-GC-250\.2\.\d+$/)
    expect((await visitor.post('/checkout', await checkoutForm(visitor))).status).toBe(303)
    expect(await numbers()).toHaveLength(2)
  })

  test('an old form sent again takes nothing out of a cart filled since', async () => {
    const visitor = await visitorWith()
    const one = await checkoutForm(visitor)
    const first = await visitor.post('/checkout', one)
    await visitor.post('/cart/lines', { sku: SKU, quantity: '3', action: 'add' })
    const back = await visitor.post('/checkout', one)
    expect(numberIn(back)).toBe(numberIn(first))
    expect(visitor.jar.get('cart')).toContain(`${SKU}.3.`)
  })

  test('a form sent again in the other language is the same order', async () => {
    const visitor = await visitorWith()
    const form = await checkoutForm(visitor)
    const number = numberIn(await visitor.post('/checkout', form))
    const second = await visitor.post('/en/checkout', form)
    expect([second.status, second.headers.get('Location')]).toEqual([303, `/en/orders/${number}/payment`])
  })

  test('a form without a total sent again after the price moved is the same order', async () => {
    const visitor = await visitorWith()
    const form = (await checkoutForm(visitor)).filter(([name]) => name !== 'expectedTotalFen')
    const first = await visitor.post('/checkout', form)
    await shop.db.run(sql`UPDATE variants SET price_fen = price_fen + 100 WHERE sku = ${SKU}`)
    expect(numberIn(await visitor.post('/checkout', form))).toBe(numberIn(first))
  })

  test('of plots is one order as well, sent twice or from a second tab', async () => {
    const { items } = await listPlots(shop.db, { garden: 'A', season: 2027, areaCmu: 10 }, NOW)
    const plot = items.find(({ state }) => state === 'available')!.code
    const visitor = browser()
    await visitor.post(`/plots/${plot}/hold`, { season: '2027' })
    const agreed: [string, string][] = [
      ['consents', 'adoption_terms'],
      ['consents', 'adoption_risk'],
    ]
    const [one, two] = [await checkoutForm(visitor), await checkoutForm(visitor)]
    const first = await visitor.post('/checkout', [...one, ...agreed])
    const twice = await visitor.post('/checkout', [...one, ...agreed])
    expect([first.status, twice.status, numberIn(twice)]).toEqual([303, 303, numberIn(first)])
    const second = await visitor.post('/checkout', [...two, ...agreed])
    expect(second.status).toBe(409)
    expect(await second.text()).toContain(formatOrderNumber(numberIn(first)))
    expect(await numbers()).toHaveLength(1)
  })

  test('an empty checkout says what the cart became, and leads to the cart where it became nothing', async () => {
    const visitor = await visitorWith()
    const number = numberIn(await visitor.post('/checkout', await checkoutForm(visitor)))
    for (const answer of [await visitor.get('/checkout'), await visitor.post('/checkout', { items: '' })]) {
      expect(answer.status).toBe(200)
      const html = await answer.text()
      expect(html).toContain(formatOrderNumber(number))
      expect(html).toContain(`href="/orders/${number}/payment"`)
    }
    await visitor.post(`/orders/${number}/cancellation`, {})
    expect((await visitor.get('/checkout')).headers.get('Location')).toBe('/cart')
    expect((await browser().get('/checkout')).headers.get('Location')).toBe('/cart')
    expect((await browser().post('/checkout', { items: '' })).headers.get('Location')).toBe('/cart')
  })

  test('a checkout whose cart another tab emptied still orders what it shows', async () => {
    const visitor = await visitorWith()
    const form = await checkoutForm(visitor)
    await visitor.post('/cart/lines', { sku: SKU, action: 'remove' })
    expect((await visitor.post('/checkout', form)).status).toBe(303)
    expect(await numbers()).toHaveLength(1)
  })

  test('costs an order no row and no round trip more', async () => {
    const visitor = await visitorWith('TEA-GC-250')
    const form = await checkoutForm(visitor)
    const meter = metered(bindings.DB)
    const counted = browser({ DB: meter.db })
    for (const [name, value] of visitor.jar) counted.jar.set(name, value)
    meter.reset()
    expect((await counted.post('/checkout', form)).status).toBe(303)
    expect(meter.count.written).toBeLessThanOrEqual(10 + 3)
    expect(meter.count.trips).toBe(3)
  })
})
