import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { SAMPLE_PASSWORD } from '../../src/db/sample/staff.ts'
import { HOUR_MS, MINUTE_MS } from '../../src/kernel/time.ts'
import type { Shop } from '../../src/shop.ts'
import { changeRole } from '../../src/staff/role-changing.ts'
import { readSession } from '../../src/staff/sessions.ts'
import { inviteStaff, setupRole } from '../../src/staff/setting-up.ts'
import { signIn } from '../../src/staff/signing-in.ts'
import { at, openShop } from '../support/shop.ts'
import { fillStaff, idOf } from '../support/staff.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
})
let address = 0
/** From an address of its own each time, so that only the account counts. */
const enter = (password: string, place = shop, login = 'finance') => {
  address += 1
  return signIn(place, { login, password, code: '' }, `192.0.2.${address}`)
}
const wrong = async (times: number) => {
  for (let tries = 0; tries < times; tries += 1) expect(await enter('wrong')).toBeNull()
}

describe('wrong tries', () => {
  test('four of them leave the account open, and a right one forgets them', async () => {
    for (let round = 0; round < 3; round += 1) {
      await wrong(4)
      expect(await enter(SAMPLE_PASSWORD)).not.toBeNull()
    }
  })

  test('five of them close it for a quarter of an hour, and not a moment longer', async () => {
    await wrong(5)
    expect(await enter(SAMPLE_PASSWORD)).toBeNull()
    expect(await enter(SAMPLE_PASSWORD, at(shop, shop.now + 15 * MINUTE_MS - 1))).toBeNull()
    expect(await enter(SAMPLE_PASSWORD, at(shop, shop.now + 15 * MINUTE_MS))).not.toBeNull()
  })

  test('on a closed account prolong nothing', async () => {
    await wrong(5)
    const later = at(shop, shop.now + 10 * MINUTE_MS)
    for (let tries = 0; tries < 6; tries += 1) expect(await enter('wrong', later)).toBeNull()
    expect(await enter(SAMPLE_PASSWORD, at(shop, shop.now + 15 * MINUTE_MS))).not.toBeNull()
  })
})

test('a session ends after eight hours however busy it is, and after half an hour without a click', async () => {
  const { token } = (await enter(SAMPLE_PASSWORD))!
  const open = async (afterMs: number) => (await readSession(shop.db, token, shop.now + afterMs)) !== null
  for (let minutes = 25; minutes < 8 * 60; minutes += 25) expect(await open(minutes * MINUTE_MS)).toBe(true)
  expect(await open(8 * HOUR_MS)).toBe(false)
  const idle = (await enter(SAMPLE_PASSWORD))!
  expect(await readSession(shop.db, idle.token, shop.now + 30 * MINUTE_MS)).toBeNull()
})

test('a link for a new account is good for a day', async () => {
  const { token, statement } = await inviteStaff(shop.db, 'viewer', shop.now)
  await statement
  const role = (afterMs: number) => setupRole(shop.db, token, shop.now + afterMs)
  expect([await role(24 * HOUR_MS - 1), await role(24 * HOUR_MS)]).toEqual(['viewer', null])
})

test('nobody changes the own role, and whoever gives one stands in the log with both', async () => {
  const owner = await idOf(shop, 'owner')
  const editor = { staffId: owner, over: 0 }
  expect(await changeRole(shop, 'owner', 'viewer', editor)).toMatchObject({ refusal: { code: 'conflict' } })
  const { token } = (await enter(SAMPLE_PASSWORD))!
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

test('who came in stands in the log', async () => {
  await enter(SAMPLE_PASSWORD)
  expect(
    await shop.db.all(sql`SELECT staff_id "by" FROM audit_entries WHERE verb = 'staff.signed_in'`),
  ).toEqual([{ by: await idOf(shop, 'finance') }])
})
