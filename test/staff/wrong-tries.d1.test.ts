import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { SAMPLE_PASSWORD } from '../../src/db/sample/staff.ts'
import { HOUR_MS, MINUTE_MS } from '../../src/kernel/time.ts'
import type { Shop } from '../../src/shop.ts'
import { changeRole } from '../../src/staff/role-changing.ts'
import { readSession } from '../../src/staff/sessions.ts'
import { inviteStaff, readSetup } from '../../src/staff/setting-up.ts'
import { countTry, SIGN_IN_LIMITS } from '../../src/staff/sign-in-limits.ts'
import { signIn } from '../../src/staff/signing-in.ts'
import { at, openShop } from '../support/shop.ts'
import { fillStaff, idOf } from '../support/staff.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
})
const HOME = '192.0.2.1'
const enter = (password: string, { place = shop, login = 'finance', from = HOME } = {}) =>
  signIn(place, { login, password, code: '' }, from)
const IN = { ok: true }
const SLOW = { ok: false, why: 'slow' }
const wrong = async (times: number, from = HOME) => {
  for (let tries = 0; tries < times; tries += 1)
    expect(await enter('wrong', { from })).toEqual({ ok: false, why: 'wrong' })
}
const come = async () => {
  const entered = await enter(SAMPLE_PASSWORD)
  if (!entered.ok) throw new Error(entered.why)
  return entered
}

describe('wrong tries', () => {
  test('four of them leave the way open, and a right one forgets them', async () => {
    for (let round = 0; round < 3; round += 1) {
      await wrong(4)
      expect(await enter(SAMPLE_PASSWORD)).toMatchObject(IN)
    }
  })

  test('five of them close it there for a quarter of an hour, prolonged by nothing', async () => {
    await wrong(5)
    for (let tries = 0; tries < 6; tries += 1) expect(await enter('wrong')).toEqual(SLOW)
    expect(await enter(SAMPLE_PASSWORD)).toEqual(SLOW)
    const { windowMs } = SIGN_IN_LIMITS.pair
    const end = shop.now - (shop.now % windowMs) + windowMs
    expect(await enter(SAMPLE_PASSWORD, { place: at(shop, end - 1) })).toEqual(SLOW)
    expect(await enter(SAMPLE_PASSWORD, { place: at(shop, end) })).toMatchObject(IN)
  })

  test('from a stranger’s network lock no colleague out, who is at another', async () => {
    await wrong(5, '203.0.113.7')
    for (let tries = 0; tries < 20; tries += 1)
      expect(await enter('wrong', { from: '203.0.113.7' })).toEqual(SLOW)
    expect(await enter(SAMPLE_PASSWORD)).toMatchObject(IN)
  })

  test('from everywhere slow a name down, whether anybody has it or not, and lock it never', async () => {
    const { limit } = SIGN_IN_LIMITS.name
    for (const login of ['finance', 'nobody']) {
      const from = (n: number) => ({ login, from: `198.51.${login.length}.${n}` })
      for (let n = 0; n < limit; n += 1) {
        // Counted as a password that was looked at, without the tenth of a second it takes.
        const tried = await countTry(shop, login, from(n).from)
        expect(tried).not.toBeNull()
      }
      expect(await enter('wrong', from(200))).toEqual({ ok: false, why: 'wrong' })
      expect(await enter('wrong', from(201))).toEqual(SLOW)
    }
    // Whoever waits keeps their own tries, and comes in with the next place.
    for (let tries = 0; tries < 9; tries += 1) expect(await enter(SAMPLE_PASSWORD)).toEqual(SLOW)
    const next = at(shop, shop.now + SIGN_IN_LIMITS.slowed.windowMs)
    expect(await enter(SAMPLE_PASSWORD, { place: next })).toMatchObject(IN)
    expect(await enter(SAMPLE_PASSWORD, { place: next })).toMatchObject(IN)
  })
})

test('a session ends after eight hours however busy it is, and after half an hour without a click', async () => {
  const { token } = await come()
  const open = async (afterMs: number) => (await readSession(shop.db, token, shop.now + afterMs)) !== null
  for (let minutes = 25; minutes < 8 * 60; minutes += 25) expect(await open(minutes * MINUTE_MS)).toBe(true)
  expect(await open(8 * HOUR_MS)).toBe(false)
  const idle = await come()
  expect(await readSession(shop.db, idle.token, shop.now + 30 * MINUTE_MS)).toBeNull()
})

test('a link for a new account is good for a day', async () => {
  const { token, statement } = await inviteStaff(shop.db, 'viewer', shop.now)
  await statement
  const role = async (afterMs: number) => (await readSetup(shop.db, token, shop.now + afterMs))?.role ?? null
  expect([await role(24 * HOUR_MS - 1), await role(24 * HOUR_MS)]).toEqual(['viewer', null])
})

test('nobody changes the own role, and whoever gives one stands in the log with both', async () => {
  const owner = await idOf(shop, 'owner')
  const editor = { staffId: owner, over: 0 }
  expect(await changeRole(shop, 'owner', 'viewer', editor)).toMatchObject({ refusal: { code: 'conflict' } })
  const { token } = await come()
  expect((await changeRole(shop, 'finance', 'viewer', editor)).ok).toBe(true)
  expect(await readSession(shop.db, token, shop.now)).toBeNull()
  expect(
    await shop.db.all(sql`SELECT staff_id "by", object, before, after FROM audit_entries
      WHERE verb = 'staff.role_changed'`),
  ).toEqual([
    {
      by: owner,
      object: `staff:${await idOf(shop, 'finance')}`,
      before: '{"role":"finance"}',
      after: '{"role":"viewer"}',
    },
  ])
})

test('an owner beside another does not change the own role either', async () => {
  const owner = await idOf(shop, 'owner')
  expect((await changeRole(shop, 'finance', 'owner', { staffId: owner, over: 0 })).ok).toBe(true)
  const own = await changeRole(shop, 'owner', 'viewer', { staffId: owner, over: 0 })
  expect(own).toMatchObject({ refusal: { code: 'conflict' } })
  const other = { staffId: await idOf(shop, 'finance'), over: 0 }
  expect((await changeRole(shop, 'owner', 'viewer', other)).ok).toBe(true)
})

test('who came in stands in the log', async () => {
  await come()
  expect(
    await shop.db.all(sql`SELECT staff_id "by" FROM audit_entries WHERE verb = 'staff.signed_in'`),
  ).toEqual([{ by: await idOf(shop, 'finance') }])
})
