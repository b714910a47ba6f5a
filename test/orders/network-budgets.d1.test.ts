import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { database } from '../../src/db/client.ts'
import { MINUTE_MS } from '../../src/kernel/time.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import { startPayment } from '../../src/payments/attempting.ts'
import { cancelOrder } from '../../src/payments/cancelling.ts'
import { playOutcome } from '../../src/payments/sandbox.ts'
import { sweep } from '../../src/payments/sweeping.ts'
import type { Shop } from '../../src/shop.ts'
import { giveCode } from '../support/codes.ts'
import { broken, misbound } from '../support/invariants.ts'
import { caller } from '../support/networks.ts'
import {
  at,
  availableOf,
  bindings,
  metered,
  newBuyer,
  openShop,
  orderOf,
  unreconciled,
} from '../support/shop.ts'

// 200 pieces of it stand in the sample world: one network may bind 20 of them, its only open order 100.
const SKU = 'TEA-GC-250'
const NETWORK = '203.0.113.7'

let shop: Shop
beforeEach(async () => {
  shop = { ...(await openShop()), network: NETWORK }
})

const from = (network: string | null, now = shop.now): Shop => ({ ...shop, network, now })
const place = (by: Shop, items: [string, number][], more = {}) =>
  placeOrder(by, orderOf(items, more), crypto.randomUUID())
type Answer = Awaited<ReturnType<typeof placeOrder>>
const codeOf = (answer: Answer) => (answer.ok ? 'placed' : answer.refusal.code)
const boundOf = async (sku: string) => 200 - (await availableOf(shop.db, sku))
const numberOf = (answer: Answer): string => {
  if (!answer.ok) throw new Error(answer.refusal.code)
  return answer.value.number
}
const minutesToPay = (answer: Answer, now = shop.now) =>
  answer.ok ? (answer.value.payBefore - now) / MINUTE_MS : answer.refusal.code
async function pay(number: string) {
  const started = await startPayment(shop, number, 'sandbox')
  if (!started.ok) throw new Error(started.refusal.code)
  await playOutcome(shop, started.value.outTradeNo, 'success')
}

describe('one network without paying', () => {
  test('sixty orders in a row bind a tenth of the stock and no piece more', async () => {
    const codes: string[] = []
    for (let i = 0; i < 60; i += 1) codes.push(codeOf(await place(shop, [[SKU, 1]])))
    expect(codes).toEqual([...Array(20).fill('placed'), ...Array(40).fill('too_many_open')])
    expect(await boundOf(SKU)).toBe(20)
    expect([await unreconciled(shop.db), await misbound(shop)]).toEqual([[], []])
  })

  test('sixty orders at once bind a tenth of the stock and no piece more', async () => {
    const answers = await Promise.all(Array.from({ length: 60 }, () => place(shop, [[SKU, 1]])))
    const codes = answers.map(codeOf)
    expect(codes.filter((code) => code === 'placed')).toHaveLength(20)
    expect(codes.filter((code) => code === 'too_many_open')).toHaveLength(40)
    expect(await boundOf(SKU)).toBe(20)
    expect(await misbound(shop)).toEqual([])
  })

  test('large orders bind no more than small ones', async () => {
    const codes: string[] = []
    for (let i = 0; i < 15; i += 1) codes.push(codeOf(await place(shop, [[SKU, 9]])))
    expect(codes.filter((code) => code === 'placed')).toHaveLength(2)
    expect(await boundOf(SKU)).toBe(18)
    expect(codeOf(await place(shop, [[SKU, 2]]))).toBe('placed')
    expect(codeOf(await place(shop, [[SKU, 1]]))).toBe('too_many_open')
  })

  test('another network, and whoever has no address, are untouched', async () => {
    await Promise.all(Array.from({ length: 30 }, () => place(shop, [[SKU, 1]])))
    expect(codeOf(await place(from('203.0.113.8'), [[SKU, 20]]))).toBe('placed')
    for (let i = 0; i < 3; i += 1) expect(codeOf(await place(from(null), [[SKU, 20]]))).toBe('placed')
    expect(await boundOf(SKU)).toBe(100)
    expect(await misbound(shop)).toEqual([])
  })

  test('other goods have a budget of their own, and a gift box spends that of its parts', async () => {
    await place(shop, [[SKU, 1]])
    for (let i = 0; i < 2; i += 1) expect(codeOf(await place(shop, [['TEA-DH-100', 9]]))).toBe('placed')
    expect(codeOf(await place(shop, [['GFT-TD-STD', 3]]))).toBe('too_many_open')
    expect(codeOf(await place(shop, [['GFT-TD-STD', 2]]))).toBe('placed')
    expect(codeOf(await place(shop, [['TEA-DH-100', 1]]))).toBe('too_many_open')
    expect(codeOf(await place(shop, [[SKU, 19]]))).toBe('placed')
    expect(await misbound(shop)).toEqual([])
  })

  test('of few pieces twenty may be bound: the last ten go to whoever orders them', async () => {
    await shop.db.batch([
      shop.db.run(sql`UPDATE variants SET available = 10 WHERE sku = ${SKU}`),
      shop.db.run(sql`UPDATE stock_movements SET quantity = 10 WHERE sku = ${SKU}`),
    ])
    const answers = await Promise.all(Array.from({ length: 12 }, () => place(shop, [[SKU, 1]])))
    expect(answers.map(codeOf).sort()).toEqual([
      ...['out_of_stock', 'out_of_stock'],
      ...Array(10).fill('placed'),
    ])
  })

  test('its only open order may take half of the stock; a second order does not', async () => {
    expect(codeOf(await place(shop, [[SKU, 101]]))).toBe('too_many_open')
    const large = await place(shop, [[SKU, 100]])
    expect(codeOf(large)).toBe('placed')
    expect(codeOf(await place(shop, [[SKU, 1]]))).toBe('too_many_open')
    // Half of what stood there before it, not of what is left.
    expect(codeOf(await place(from('203.0.113.8'), [[SKU, 100]]))).toBe('placed')
    await cancelOrder(shop, numberOf(large), 'shopper')
    await place(shop, [['TEA-DH-100', 1]])
    expect(codeOf(await place(shop, [[SKU, 21]]))).toBe('too_many_open')
    expect(codeOf(await place(shop, [[SKU, 20]]))).toBe('placed')
  })

  test('past half of its budget an order is paid within ten minutes, and what is told is what holds', async () => {
    const ten = await place(shop, [[SKU, 10]])
    expect(minutesToPay(ten)).toBe(30)
    const eleventh = await place(shop, [[SKU, 1]])
    expect(minutesToPay(eleventh)).toBe(10)
    expect(minutesToPay(await place(shop, [['TEA-DH-100', 1]]))).toBe(30)
    expect(minutesToPay(await place(from('203.0.113.8'), [[SKU, 11]]))).toBe(10)
    const [row] = await shop.db.all(
      sql`SELECT (pay_before - placed_at) / 60000 minutes FROM orders WHERE number = ${numberOf(eleventh)}`,
    )
    expect(row).toEqual({ minutes: 10 })
  })

  test('many at once past half of the budget all have ten minutes', async () => {
    await place(shop, [[SKU, 10]])
    const answers = await Promise.all(Array.from({ length: 15 }, () => place(shop, [[SKU, 1]])))
    expect(answers.map((answer) => minutesToPay(answer)).sort()).toEqual(
      [...Array(10).fill(10), ...Array(5).fill('too_many_open')].sort(),
    )
  })

  const ends: [string, (number: string) => Promise<unknown>][] = [
    ['paying', pay],
    ['cancelling', (number) => cancelOrder(shop, number, 'shopper')],
    ['the sweep', () => sweep(at(shop, shop.now + 31 * MINUTE_MS))],
  ]
  test.each(ends)('%s frees what an order bound, and the network is forgotten', async (_name, end) => {
    const order = numberOf(await place(shop, [[SKU, 20]]))
    expect(codeOf(await place(shop, [[SKU, 1]]))).toBe('too_many_open')
    await end(order)
    expect(await shop.db.all(sql`SELECT network_hmac mark FROM orders`)).toEqual([{ mark: null }])
    expect(await shop.db.all(sql`SELECT * FROM network_claims`)).toEqual([])
    expect(await misbound(shop)).toEqual([])
    expect(codeOf(await place(shop, [[SKU, 18]]))).toBe('placed')
  })

  test('an order past its deadline binds until it is closed, because its pieces do', async () => {
    await place(shop, [[SKU, 20]])
    const late = from(NETWORK, shop.now + 40 * MINUTE_MS)
    expect(codeOf(await place(late, [[SKU, 1]]))).toBe('too_many_open')
    await sweep(late)
    expect(codeOf(await place(late, [[SKU, 1]]))).toBe('placed')
  })

  test('what is stored is a keyed hash, never the network', async () => {
    await place(shop, [[SKU, 1]])
    const [order] = await shop.db.all<{ mark: string }>(sql`SELECT network_hmac mark FROM orders`)
    expect(order!.mark).toMatch(/^[\w-]{43}$/)
    const [claim] = await shop.db.all(sql`SELECT network_hmac mark, orders, bound FROM network_claims`)
    expect(claim).toEqual({ mark: order!.mark, orders: 1, bound: `{"${SKU}":1}` })
  })

  test('uses of a code are bound like pieces: a tenth, twenty at least, given back by an end of any kind', async () => {
    await giveCode(shop, 'MANYUSES', { limitTotal: 305 })
    const spend = (n: number) => place(shop, [[n % 2 ? SKU : 'TEA-DH-100', 1]], { code: 'MANYUSES' })
    const first = numberOf(await spend(0))
    const answers = await Promise.all(Array.from({ length: 39 }, (_, n) => spend(n + 1)))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(29)
    expect(answers.flatMap((answer) => (answer.ok ? [] : [answer.refusal]))).toEqual(
      Array(10).fill({ code: 'too_many_open', by: 'network_code' }),
    )
    expect((await place(from('203.0.113.8'), [[SKU, 1]], { code: 'MANYUSES' })).ok).toBe(true)
    expect(await misbound(shop)).toEqual([])
    await cancelOrder(shop, first, 'shopper')
    expect(codeOf(await place(shop, [['NDL-MG-0900', 1]], { code: 'MANYUSES' }))).toBe('placed')
    await sweep(at(shop, shop.now + 31 * MINUTE_MS))
    expect([await misbound(shop), await broken(shop)]).toEqual([[], []])
  })

  test('a repeated key is the same order from whichever network it is sent again', async () => {
    const request = orderOf([[SKU, 15]])
    const first = await placeOrder(shop, request, 'once')
    const again = await placeOrder(from('203.0.113.99'), request, 'once')
    expect(again).toMatchObject({ ok: true, value: { number: numberOf(first), replayed: true } })
  })
})

describe('everybody else', () => {
  test('two hundred buyers from two hundred addresses are never refused', async () => {
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, n) => place(from(`198.51.100.${n}`), [[SKU, 1]])),
    )
    expect(answers.map(codeOf)).toEqual(Array(200).fill('placed'))
    expect(answers.map((answer) => minutesToPay(answer))).toEqual(Array(200).fill(30))
    expect(await misbound(shop)).toEqual([])
  })

  test('colleagues behind one address who pay order as much as there is', async () => {
    for (let i = 0; i < 20; i += 1) await pay(numberOf(await place(shop, [[SKU, 10]])))
    expect(await availableOf(shop.db, SKU)).toBe(0)
    expect(await misbound(shop)).toEqual([])
  })

  test('people who share a mail room order at its address, each with a phone of their own', async () => {
    const { region, street } = newBuyer()
    const codes: string[] = []
    for (let i = 0; i < 8; i += 1)
      codes.push(codeOf(await place(shop, [[SKU, 1]], { recipient: { ...newBuyer(), region, street } })))
    expect(codes).toEqual(Array(8).fill('placed'))
  })
})

describe('by its address', () => {
  test('a /64 of IPv6 is one network, a mapped IPv4 address is its own', async () => {
    const codes = await Promise.all(
      Array.from({ length: 25 }, (_, n) => caller(`2001:db8:0:7::${(n + 1).toString(16)}`).order(SKU)),
    )
    expect(codes.filter(({ code }) => code === 'placed')).toHaveLength(20)
    expect((await caller('2001:db8:0:8::1').order(SKU)).code).toBe('placed')
    for (let i = 0; i < 20; i += 1) await caller('192.0.2.1').order(SKU)
    expect((await caller('::ffff:192.0.2.1').order(SKU)).code).toBe('too_many_open')
  })

  test('without a client address nothing is counted', async () => {
    const codes = await Promise.all(Array.from({ length: 30 }, () => caller(null).order(SKU)))
    expect(codes.map(({ code }) => code)).toEqual(Array(30).fill('placed'))
  })
})

describe('the database', () => {
  const draw = (by: Shop, more: { quantity?: number; payBefore?: number; mark?: string } = {}) =>
    by.db.run(sql`INSERT INTO stock_draws (sku, order_id, quantity, at, network_hmac, pay_before, counted)
      VALUES (${SKU}, 'ord_direct', CAST(${more.quantity ?? 1} AS INTEGER), ${by.now}, ${more.mark ?? 'mark'},
        ${more.payBefore ?? by.now + 10 * MINUTE_MS}, 1)`)
  const claim = (by: Shop, bound: number) =>
    by.db.run(sql`INSERT INTO network_claims (network_hmac, orders, bound)
      VALUES ('mark', 1, json_object(${SKU}, CAST(${bound} AS INTEGER)))`)

  test.each([
    ['more than half of the stock by an only order', 0, { quantity: 101 }, 'too_many_open:order'],
    ['more than a tenth beside another order', 15, { quantity: 6 }, 'too_many_open:network'],
    ['a long deadline past half of the budget', 10, { payBefore: Number.MAX_SAFE_INTEGER }, 'pay_sooner'],
  ] as const)('refuses %s, whoever writes it', async (_name, bound, wanted, message) => {
    if (bound) await claim(shop, bound)
    const error = await draw(shop, wanted).then(
      () => null,
      (failure: Error) => failure,
    )
    expect(String(error)).toContain(message)
    expect(await boundOf(SKU)).toBe(0)
  })

  test('refuses more uses of a code than a tenth, whoever writes it', async () => {
    await giveCode(shop, 'DIRECT', { limitTotal: 100 })
    const claimUses = (uses: number) =>
      shop.db.run(sql`INSERT INTO network_claims (network_hmac, orders, bound)
        VALUES ('mark', 1, json_object('code:DIRECT', CAST(${uses} AS INTEGER)))
        ON CONFLICT (network_hmac) DO UPDATE SET bound = excluded.bound`)
    await claimUses(20)
    const error = await claimUses(1).then(
      () => null,
      (failure: Error) => failure,
    )
    expect(String(error)).toContain('too_many_open:network_code')
  })

  test('lets exactly what the rule allows through', async () => {
    await claim(shop, 15)
    await draw(shop, { quantity: 5 })
    expect(await boundOf(SKU)).toBe(5)
  })

  test('reads and writes no more rows of a first order than budgeted, and few more of a further one', async () => {
    const meter = metered(bindings.DB)
    const counted = { ...shop, db: database(meter.db) }
    const lines: [string, number][] = [
      [SKU, 1],
      ['HNY-YL-500', 1],
      ['NDL-MG-0900', 2],
    ]
    for (const count of [1, 2, 3]) {
      meter.reset()
      const first = await place({ ...counted, network: `192.0.2.${count}` }, lines.slice(0, count))
      expect([codeOf(first), meter.count.trips]).toEqual(['placed', 2])
      expect(meter.count.written).toBeLessThanOrEqual(11 + 3 * count)
      expect(meter.count.read).toBeLessThanOrEqual(9 + 5 * count)
      meter.reset()
      const further = await place({ ...counted, network: `192.0.2.${count}` }, lines.slice(0, count))
      expect([codeOf(further), meter.count.trips]).toEqual(['placed', 2])
      expect(meter.count.written).toBeLessThanOrEqual(11 + 3 * count)
      expect(meter.count.read).toBeLessThanOrEqual(9 + 7 * count)
    }
  })

  test('costs a network with many open orders the same rows as one with two', async () => {
    const meter = metered(bindings.DB)
    const counted = { ...shop, db: database(meter.db) }
    const costs: object[] = []
    for (let i = 0; i < 9; i += 1) {
      meter.reset()
      expect(codeOf(await place(counted, [[SKU, 1]]))).toBe('placed')
      costs.push({ ...meter.count })
    }
    expect(costs[8]).toEqual(costs[1])
  })
})
