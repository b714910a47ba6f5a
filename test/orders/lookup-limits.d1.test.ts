import { beforeEach, describe, expect, test } from 'vitest'
import { findByPhone } from '../../src/orders/access.ts'
import { LOOKUP_LIMITS } from '../../src/orders/lookup-limits.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import type { Shop } from '../../src/shop.ts'
import { at, openShop, orderOf } from '../support/shop.ts'

const { pair, number: wide, slowed, address } = LOOKUP_LIMITS
const WRONG = '13900001234'
const OWNER = '203.0.113.7'
let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})

async function ordered() {
  const request = orderOf([['CIL-CG-B2', 1]])
  const placed = await placeOrder(shop, request, crypto.randomUUID())
  if (!placed.ok) throw new Error(placed.refusal.code)
  return { number: placed.value.number, phone: request.recipient.phone }
}
/** Guesses from as many addresses as it takes; how many of them were looked at. */
async function guess(number: string, tries: number, addressOf: (at: number) => string, from = shop) {
  let seen = 0
  for (let n = 0; n < tries; n += 1)
    if ((await findByPhone(from, number, WRONG, addressOf(n))) === null) seen += 1
  return seen
}
const host = (n: number) => `198.51.${100 + Math.floor(n / 250)}.${n % 250}`

describe('looking up an order by number and phone', () => {
  test('a stranger who guesses from one address locks out that address alone, all day, and not the owner elsewhere', async () => {
    const { number, phone } = await ordered()
    expect(await guess(number, 40, () => '198.51.100.1')).toBe(pair.limit)
    expect(await findByPhone(shop, number, phone, '198.51.100.1')).toBe('rate_limited')
    const later = at(shop, shop.now + 5 * 3_600_000)
    expect(await findByPhone(later, number, phone, '198.51.100.1')).toBe('rate_limited')
    expect(await findByPhone(shop, number, phone, OWNER)).toMatchObject({ number })
  })

  test('a host that changes its address within its own IPv6 network is one address', async () => {
    const { number } = await ordered()
    const seen = await guess(number, 30, (n) => `2001:db8:1:2::${(n + 1).toString(16)}`)
    expect(seen).toBe(pair.limit)
  })

  test('a guesser with an address for every try is slowed to a few an hour, and the owner still finds a place', async () => {
    const { number, phone } = await ordered()
    expect(await guess(number, 90, host)).toBe(wide.limit + slowed.limit)
    // Slowed, not locked: whoever waits comes through, at no cost of tries, and takes no place of others.
    for (let tries = 0; tries < 2 * pair.limit; tries += 1)
      expect(await findByPhone(shop, number, phone, `203.0.113.${tries}`)).toBe('rate_limited')
    for (let tries = 0; tries < pair.limit; tries += 1)
      expect(await findByPhone(shop, number, phone, OWNER)).toBe('rate_limited')
    const nextHour = at(shop, shop.now + slowed.windowMs)
    for (let tries = 0; tries < 5; tries += 1)
      expect(await findByPhone(nextHour, number, phone, OWNER)).toMatchObject({ number })
    expect(await guess(number, 10, (n) => host(200 + n), nextHour)).toBe(slowed.limit)
  })

  test('an order someone guesses at costs other orders nothing, and right tries cost nothing at all', async () => {
    const [guessed, other] = [await ordered(), await ordered()]
    await guess(guessed.number, 90, host)
    for (let tries = 0; tries < 2 * address.limit; tries += 1)
      expect(await findByPhone(shop, other.number, other.phone, OWNER)).toMatchObject({
        number: other.number,
      })
  })
})
