import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { readShelf } from '../../src/cart/shelf.ts'
import { readHome } from '../../src/catalog/home.ts'
import { listProducts } from '../../src/catalog/listing.ts'
import { publishListings } from '../../src/catalog/listings/publishing.ts'
import { changePrices } from '../../src/catalog/pricing.ts'
import {
  endPromotion,
  type PromotionWish,
  readPromotionGround,
  setPromotion,
} from '../../src/catalog/promoting.ts'
import { priceAt } from '../../src/catalog/promotion.ts'
import { readProduct } from '../../src/catalog/queries.ts'
import { sampleListings } from '../../src/db/sample/world.ts'
import { contentMark } from '../../src/http/shopfront.ts'
import { MINUTE_MS } from '../../src/kernel/time.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import { readOrder } from '../../src/orders/queries.ts'
import type { Shop } from '../../src/shop.ts'
import { adminPaths } from '../../src/urls.ts'
import { browser, checkoutForm, hidden } from '../support/browser.ts'
import { paidOrder } from '../support/orders.ts'
import { at, NOW, openShop, orderOf } from '../support/shop.ts'
import { fillStaff, signedIn } from '../support/staff.ts'

const SKU = 'CIL-CG-B2'
const HOUR = 60 * MINUTE_MS
let shop: Shop
let by: string
let product: { id: string; slug: string; priceFen: number }

beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
  const [staff] = await shop.db.all<{ id: string }>(sql`SELECT id FROM staff WHERE login = 'manager'`)
  by = staff!.id
  const [row] = await shop.db.all<typeof product>(sql`
    SELECT p.id, p.slug, v.price_fen priceFen FROM variants v JOIN products p ON p.id = v.product_id WHERE v.sku = ${SKU}`)
  product = row!
})

const wish = (more: Partial<PromotionWish> = {}): PromotionWish => ({
  from: shop.now,
  until: shop.now + HOUR,
  prices: [{ sku: SKU, seenFen: product.priceFen, fen: 100 }],
  ...more,
})
const ground = async () => (await readPromotionGround(shop, product.id))!
const put = async (more: Partial<PromotionWish> = {}) => setPromotion(shop, await ground(), wish(more), by)

/** The price of the SKU at an instant, through each door. */
async function pricesAt(now: number) {
  const shelf = await readShelf({ ...shop, now }, [SKU])
  const detail = await readProduct(shop.db, product.slug, now)
  const { items, variants } = await listProducts(shop.db, { sort: 'season', limit: 24, stocked: true }, now)
  const home = await readHome(shop.db, now)
  const card = [...items, ...Object.values(home.cards).flat()].filter(({ slug }) => slug === product.slug)
  return {
    shelf: shelf.sellables.get(SKU)!.priceFen,
    page: detail!.variants.find(({ sku }) => sku === SKU)!.priceFen,
    list: variants[product.slug]!.find(({ sku }) => sku === SKU)!.priceFen,
    cards: new Set(card.map(({ priceFromFen }) => priceFromFen)),
    was: card[0]!.wasFen,
  }
}

describe('a price for a time', () => {
  test('holds from its start to just before its end, for every door alike', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 999 }),
        fc.nat(1200),
        fc.nat(100),
        fc.nat(100),
        fc.nat(200),
        (base, promo, from, lasts, now) => {
          const until = from + lasts + 1
          const sku = {
            priceFen: base,
            promoPriceFen: promo + 1,
            promoFrom: from,
            promoUntil: until,
            promoWasCharged: 1,
          }
          const price = priceAt(sku, now)
          const runs = from <= now && now < until && promo + 1 < base
          expect(price).toEqual(
            runs
              ? { priceFen: promo + 1, wasFen: base, promoUntil: until }
              : { priceFen: base, wasFen: null, promoUntil: null },
          )
        },
      ),
    )
  })

  test('is on shelf, page, list and card at once, and gone at its end without anybody doing anything', async () => {
    const before = await pricesAt(shop.now)
    expect((await put({ from: shop.now + HOUR, until: shop.now + 2 * HOUR })).ok).toBe(true)
    expect(await pricesAt(shop.now)).toEqual(before)
    expect(await pricesAt(shop.now + HOUR)).toEqual({
      shelf: 100,
      page: 100,
      list: 100,
      cards: new Set([100]),
      was: null,
    })
    expect(await pricesAt(shop.now + 2 * HOUR)).toEqual(before)
    const placed = await placeOrder(at(shop, shop.now + HOUR), orderOf([[SKU, 1]]), 'promo')
    if (!placed.ok) throw new Error(placed.refusal.code)
    expect((await readOrder(shop, placed.value.number))!.lines[0]!.unitPriceFen).toBe(100)
  })

  test('shows the usual price struck through only if somebody truly paid it', async () => {
    await put()
    expect((await pricesAt(shop.now)).was).toBeNull()
    await endPromotion(shop, await ground(), SKU, by)
    await paidOrder(shop, [[SKU, 1]])
    await put()
    expect((await pricesAt(shop.now)).was).toBe(product.priceFen)
    // Another usual price has been charged to nobody yet.
    await changePrices(shop, [{ sku: SKU, seenFen: product.priceFen, fen: product.priceFen + 100 }], by)
    expect((await pricesAt(shop.now)).was).toBeNull()
  })

  test('stays on the card when the product is published or its prices change', async () => {
    await put()
    const listings = sampleListings().filter(({ slug }) => slug === product.slug)
    await publishListings(shop.db, listings, 100, shop.now)
    expect((await pricesAt(shop.now)).cards).toEqual(new Set([100]))
    await endPromotion(shop, await ground(), SKU, by)
    expect((await pricesAt(shop.now)).cards).toEqual(new Set([product.priceFen]))
  })

  test('that overlaps, ends before it starts, lies in the past or is not lower is refused; of two at once one stands', async () => {
    const why = async (more: Partial<PromotionWish>) => {
      const done = await put(more)
      return done.ok ? 'ok' : done.problem
    }
    const own = { sku: SKU, seenFen: product.priceFen, fen: 100 }
    expect([
      await why({ from: shop.now + HOUR, until: shop.now + HOUR }),
      await why({ from: shop.now - 2 * HOUR, until: shop.now - HOUR }),
      await why({ prices: [{ ...own, fen: product.priceFen }] }),
      await why({ prices: [{ ...own, seenFen: 1 }] }),
      await why({ prices: [] }),
    ]).toEqual(['upside_down', 'past', 'not_lower', 'price_moved', 'nothing'])
    const seen = await ground()
    const both = await Promise.all([1, 2].map(() => setPromotion(shop, seen, wish(), by)))
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await why({ from: shop.now + 5 * HOUR, until: shop.now + 6 * HOUR })).toBe('overlaps')
  })

  test('changes the mark of shop pages at both ends, in the row they read anyway', async () => {
    await put({ from: shop.now + 10 * MINUTE_MS, until: shop.now + 20 * MINUTE_MS })
    const [row] = await shop.db.all<{ version: number; turns: string }>(
      sql`SELECT version, price_turns turns FROM content_version`,
    )
    const marks = [0, 9, 10, 19, 20].map((minute) => contentMark(row!, shop.now + minute * MINUTE_MS))
    expect(new Set(marks).size).toBe(3)
    expect([marks[0] === marks[1], marks[2] === marks[3]]).toEqual([true, true])
  })

  test('one that begins between cart and order is shown and confirmed, never charged silently', async () => {
    const visitor = browser()
    await visitor.post('/cart/lines', { sku: SKU, quantity: '1', action: 'add' })
    const form = await checkoutForm(visitor)
    await put()
    expect(await (await visitor.get('/cart')).text()).toContain('变为 ¥1')
    const answer = await visitor.post('/checkout', form)
    const html = await answer.text()
    expect([answer.status, html.includes('应付金额已变为')]).toEqual([409, true])
    const again = await visitor.post('/checkout', [
      ...form.filter(([name]) => name !== 'expectedTotalFen'),
      ['expectedTotalFen', hidden(html, 'expectedTotalFen')],
    ])
    expect(again.status).toBe(303)
  })
})

describe('the desk', () => {
  test('looks at a price for a time, sets it and ends it; what is wrong is said at its field', async () => {
    const manager = await signedIn('manager')
    const path = adminPaths.listingPromotion(product.id)
    const form = {
      [`price-${SKU}`]: '1',
      starts: '2026-11-23T10:00',
      ends: '2026-11-23T09:00',
    }
    const wrong = await manager.post(path, { ...form, act: 'look' })
    expect([wrong.status, (await wrong.text()).includes('结束要晚于开始')]).toEqual([422, true])
    const right = { ...form, ends: '2026-11-24T10:00' }
    const look = await (await manager.post(path, { ...right, act: 'look' })).text()
    expect(look).toContain('不划线')
    expect((await ground()).skus.every(({ promoPriceFen }) => promoPriceFen === null)).toBe(true)
    const seen = hidden(look, `seen-${SKU}`)
    expect((await manager.post(path, { ...right, [`seen-${SKU}`]: seen, act: 'set' })).status).toBe(303)
    expect((await pricesAt(NOW + HOUR)).shelf).toBe(100)
    await manager.post(adminPaths.listingPromotionEnding(product.id), { sku: SKU })
    expect((await pricesAt(NOW + HOUR)).shelf).toBe(product.priceFen)
    const log = await shop.db.all<{ verb: string }>(
      sql`SELECT verb FROM audit_entries WHERE verb LIKE 'promotion.%' ORDER BY id`,
    )
    expect(log.map(({ verb }) => verb).sort()).toEqual(['promotion.ended', 'promotion.set'])
  })

  test('makes a code, shows who used it masked, and ends it', async () => {
    const manager = await signedIn('manager')
    const form = {
      kind: 'percent',
      percent: '10',
      starts: '2026-11-23T09:00',
      ends: '2026-11-24T10:00',
      total: '5',
    }
    const wrong = await manager.post(adminPaths.codes(), { ...form, code: 'desk1010', perPhone: '0' })
    const said = await wrong.text()
    expect([
      wrong.status,
      said.includes('每个手机号可用几次，请填整数'),
      said.includes('value="desk1010"'),
    ]).toEqual([422, true, true])
    // Whoever tries codes finds short ones.
    const short = await manager.post(adminPaths.codes(), { ...form, code: 'SEVEN77', perPhone: '1' })
    expect([short.status, (await short.text()).includes('8到20位')]).toEqual([422, true])
    const made = await manager.post(adminPaths.codes(), { ...form, code: 'desk1010', perPhone: '1' })
    expect(made.headers.get('Location')).toBe('/admin/promotions/DESK1010?made=1')
    const placed = await placeOrder(shop, orderOf([[SKU, 1]], { code: 'DESK1010' }), 'desk')
    expect(placed.ok).toBe(true)
    const page = await (await manager.get(adminPaths.code('DESK1010'))).text()
    expect(page).toMatch(/\*\*\* \*\*\*\* \d{4}/)
    expect(page).not.toMatch(/138\d{8}/)
    expect((await manager.post(adminPaths.codeEnding('DESK1010'), {})).status).toBe(303)
    expect((await manager.post(adminPaths.codeEnding('DESK1010'), {})).status).toBe(409)
    expect(await placeOrder(shop, orderOf([[SKU, 1]], { code: 'DESK1010' }), 'late')).toMatchObject({
      refusal: { code: 'code_expired' },
    })
    expect(await (await manager.get(adminPaths.codes())).text()).toContain('DESK1010')
  })
})
