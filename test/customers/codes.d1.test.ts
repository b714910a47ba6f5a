import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { SEND_LIMITS, TRY_LIMITS } from '../../src/customers/code-limits.ts'
import { askForCode, CODE_MS, newCode, RESEND_MS, useCode } from '../../src/customers/codes.ts'
import type { CodePurpose } from '../../src/customers/schema.ts'
import { DAY_MS, HOUR_MS } from '../../src/kernel/time.ts'
import type { Shop } from '../../src/shop.ts'
import { codeFor, newestCode, otherThan } from '../support/accounts.ts'
import { everyOrder, interleave } from '../support/interleaving.ts'
import { at, openShop } from '../support/shop.ts'

const PHONE = '13900001111'
const OTHER = '13900002222'
let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})

const ask = (by: Shop, phone = PHONE, network = '198.51.100.1') =>
  askForCode(by, { phone, purpose: 'sign_in' }, network).then(({ outcome }) => outcome)
const use = (
  by: Shop,
  code: string,
  more: { phone?: string; purpose?: CodePurpose; network?: string } = {},
) => useCode(by, { phone: PHONE, purpose: 'sign_in', code, ...more }, more.network ?? '198.51.100.1', [])
const later = (ms: number) => at(shop, shop.now + ms)

describe('a code', () => {
  test('has six digits, and opens once what it was sent for, for its phone alone, within five minutes', async () => {
    expect(newCode()).toMatch(/^\d{6}$/)
    const code = await codeFor(shop, PHONE)
    await codeFor(shop, OTHER)
    expect(await use(shop, code, { phone: OTHER })).toBe('wrong')
    expect(await use(shop, code, { purpose: 'data' })).toBe('wrong')
    expect(await use(later(CODE_MS), code)).toBe('wrong')
    expect(await use(shop, otherThan(code))).toBe('wrong')
    expect([await use(shop, code), await use(shop, code)]).toEqual(['used', 'wrong'])
  })

  test('is no more once the next one was sent', async () => {
    const first = await codeFor(shop, PHONE)
    const next = later(RESEND_MS)
    const second = await codeFor(next, PHONE)
    expect([first === second ? 'wrong' : await use(next, first), await use(next, second)]).toEqual([
      'wrong',
      'used',
    ])
  })

  test('typed on two devices at once lets one in, in whichever order their steps meet', async () => {
    let run = 0
    const met = await everyOrder(async (choose) => {
      run += 1
      const phone = `1370000${String(1000 + run)}`
      const code = await codeFor(shop, phone)
      const enter = (by: Shop) => useCode(by, { phone, purpose: 'sign_in', code }, phone, [])
      const { answers, turns } = await interleave(shop, [enter, enter], choose)
      const said = answers.map((one) => (one.status === 'fulfilled' ? one.value : one.reason))
      expect([turns, said.sort()]).toEqual([turns, ['used', 'wrong']])
    }, 0)
    expect(met).toBeGreaterThan(4)
  })

  test('stands in the database as a hash alone, beside no phone', async () => {
    const code = await codeFor(shop, PHONE)
    await shop.db.run(sql`DELETE FROM notice_console`)
    const rows = await shop.db.all(sql`SELECT * FROM sign_in_codes`)
    const limits = await shop.db.all(sql`SELECT * FROM rate_limits`)
    expect(rows).toHaveLength(1)
    for (const secret of [code, PHONE]) expect(JSON.stringify([rows, limits])).not.toContain(secret)
  })
})

describe('guessing', () => {
  test('has ten tries a day at a phone, across codes and networks, and the next day again', async () => {
    const tries = async (by: Shop, most: number, from: number) => {
      const said: string[] = []
      for (let n = 0; n < most; n += 1) {
        const code = await newestCode(by, PHONE)
        said.push(await use(by, otherThan(code), { network: `203.0.113.${from + n}` }))
      }
      return said.filter((one) => one === 'wrong').length
    }
    await codeFor(shop, PHONE)
    expect(await tries(shop, 6, 0)).toBe(6)
    const next = later(RESEND_MS)
    const code = await codeFor(next, PHONE)
    expect(await tries(next, 8, 50)).toBe(TRY_LIMITS.phone.limit - 6)
    expect(await use(next, code)).toBe('slow')
    const tomorrow = later(DAY_MS)
    expect(await use(tomorrow, await codeFor(tomorrow, PHONE))).toBe('used')
  })

  test('ends a code after five wrong tries, however right the sixth is', async () => {
    const code = await codeFor(shop, PHONE)
    for (let n = 0; n < 5; n += 1) await use(shop, otherThan(code))
    expect(await use(shop, code)).toBe('wrong')
  })

  test('from one network at many phones is slowed, and costs a right code nothing', async () => {
    const { limit } = TRY_LIMITS.network
    for (let n = 0; n < limit + 3; n += 1) {
      const said = await use(shop, '000000', { phone: `1360000${1000 + n}` })
      expect([n, said]).toEqual([n, n < limit ? 'wrong' : 'slow'])
    }
    const code = await codeFor(shop, PHONE)
    expect(await use(shop, code)).toBe('slow')
    expect(await use(shop, code, { network: '203.0.113.7' })).toBe('used')
  })
})

describe('codes sent', () => {
  test('to one phone are one a minute, five an hour and ten a day, from wherever they are asked', async () => {
    expect([await ask(shop), await ask(shop, PHONE, '203.0.113.9')]).toEqual(['sent', 'wait'])
    const sent = async (from: number, minutes: number) => {
      let count = 0
      for (let n = 0; n < minutes; n += 1)
        if ((await ask(later(from + n * RESEND_MS), PHONE, `203.0.113.${n}`)) === 'sent') count += 1
      return count
    }
    expect(await sent(RESEND_MS, 8)).toBe(SEND_LIMITS.phone.limit - 1)
    expect(await sent(HOUR_MS, 8)).toBe(SEND_LIMITS.phone.limit)
    expect(await sent(2 * HOUR_MS, 3)).toBe(0)
    expect(await ask(later(DAY_MS))).toBe('sent')
  })

  test('asked at once are one', async () => {
    const asked = await Promise.all([1, 2, 3].map((n) => ask(shop, PHONE, `203.0.113.${n}`)))
    expect(asked.filter((one) => one === 'sent')).toHaveLength(1)
    expect(await shop.db.all(sql`SELECT 1 FROM notice_console`)).toHaveLength(1)
  })

  test('from one network are so many an hour to whatever phones, and nobody else pays for it', async () => {
    const { limit } = SEND_LIMITS.network
    let sent = 0
    for (let n = 0; n < limit + 5; n += 1) if ((await ask(shop, `1360000${1000 + n}`)) === 'sent') sent += 1
    expect(sent).toBe(limit)
    expect(await ask(shop, PHONE, '203.0.113.9')).toBe('sent')
  })

  test('of the whole shop end with its budget of the day', async () => {
    await ask(shop)
    await shop.db.run(
      sql`UPDATE rate_limits SET hits = ${SEND_LIMITS.shop.limit} WHERE bucket LIKE 'code-sent:shop:%'`,
    )
    expect(await ask(shop, OTHER)).toBe('too_many')
    expect(await ask(later(DAY_MS), OTHER)).toBe('sent')
  })

  test('that could not be sent count nowhere', async () => {
    const production = { ...shop, settings: { ...shop.settings, production: true, sms: null } }
    expect(await ask(production)).toBe('not_set_up')
    expect(await shop.db.all(sql`SELECT 1 FROM rate_limits WHERE hits > 0`)).toEqual([])
    expect(await shop.db.all(sql`SELECT 1 FROM sign_in_codes`)).toEqual([])
  })
})
