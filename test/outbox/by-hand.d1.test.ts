import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { MINUTE_MS } from '../../src/kernel/time.ts'
import { drain } from '../../src/outbox/draining.ts'
import { done, later } from '../../src/outbox/effect.ts'
import { giveUp, tryAgain } from '../../src/outbox/keeping.ts'
import { owe } from '../../src/outbox/owing.ts'
import type { Shop } from '../../src/shop.ts'
import { at, openShop } from '../support/shop.ts'
import { fillStaff, idOf } from '../support/staff.ts'

const EFFECT = {
  kind: 'gateway.refund' as const,
  subject: { kind: 'order' as const, id: 'ord_a' },
  payload: {},
  dedupeKey: 'a',
}
let shop: Shop
let by: string
let id: string
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
  by = await idOf(shop, 'finance')
  await owe(shop.db, EFFECT, shop.now)
  const [row] = await shop.db.all<{ id: string }>(sql`SELECT id FROM outbox`)
  id = row!.id
})
const drained = (then: Shop, outcome: () => Promise<typeof done> | never) =>
  drain(then, { 'gateway.refund': async () => outcome() })
const row = async () =>
  (
    await shop.db.all<{ state: string; error: string | null; attempts: number }>(
      sql`SELECT state, last_error error, attempts FROM outbox`,
    )
  )[0]!

test('what failed can be tried again by hand at once, and whoever does so stands in the log', async () => {
  expect(await drained(shop, async () => later('not yet'))).toBe(1)
  expect(await drained(shop, async () => done)).toBe(0)
  expect((await tryAgain(shop, id, by, {})).ok).toBe(true)
  expect(await drained(shop, async () => done)).toBe(1)
  expect((await row()).state).toBe('done')
  const log = await shop.db.all<{ by: string; verb: string }>(
    sql`SELECT staff_id "by", verb FROM audit_entries WHERE object = ${`outbox:${id}`}`,
  )
  expect(log).toEqual([{ by, verb: 'outbox.tried_again' }])
})

test('nobody takes away or tries what somebody is at', async () => {
  let meanwhile: unknown[] = []
  await drained(shop, async () => {
    meanwhile = [await giveUp(shop, id, '已线下退款', by, {}), await tryAgain(shop, id, by, {})]
    meanwhile.push(await drained(shop, async () => done))
    return done
  })
  const conflict = { ok: false, refusal: { code: 'conflict' } }
  expect(meanwhile).toEqual([conflict, conflict, 0])
  expect(await row()).toMatchObject({ state: 'done', attempts: 1 })
})

test('what is kept of a failure holds nothing of what it was called with', async () => {
  await drained(shop, () => {
    throw new TypeError('no answer for 林晓禾, 13800001234, key=abc')
  })
  expect((await row()).error).toBe('TypeError')
})

test('what was done is not owed again under its key; what was given up is, since nobody else would do it', async () => {
  await drained(shop, async () => done)
  await owe(shop.db, EFFECT, shop.now + 1)
  expect((await row()).state).toBe('done')
  await shop.db.run(sql`DELETE FROM outbox`)
  await owe(shop.db, EFFECT, shop.now)
  const [fresh] = await shop.db.all<{ id: string }>(sql`SELECT id FROM outbox`)
  expect((await giveUp(shop, fresh!.id, '已线下退款', by, {})).ok).toBe(true)
  await owe(shop.db, EFFECT, shop.now + 1)
  expect((await row()).state).toBe('waiting')
})

test('what failed waits for its own time before the clock tries it again', async () => {
  await drained(shop, async () => later('not yet'))
  expect(await drained(at(shop, shop.now + MINUTE_MS - 1), async () => done)).toBe(0)
  expect(await drained(at(shop, shop.now + MINUTE_MS), async () => done)).toBe(1)
})
