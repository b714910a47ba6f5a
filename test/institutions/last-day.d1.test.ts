import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { acceptQuotation } from '../../src/institutions/accepting.ts'
import { declineQuotation } from '../../src/institutions/declining.ts'
import { writeVersion } from '../../src/institutions/drafting.ts'
import { expireQuotations } from '../../src/institutions/expiring.ts'
import { forgetQuotations } from '../../src/institutions/forgetting.ts'
import { readQuotation } from '../../src/institutions/queries.ts'
import { requestQuotation } from '../../src/institutions/requesting.ts'
import { DAY_MS } from '../../src/kernel/time.ts'
import { CONSENT_VERSIONS } from '../../src/orders/consents.ts'
import { RETENTION_DAYS } from '../../src/orders/retaining.ts'
import type { Shop } from '../../src/shop.ts'
import { acceptanceOf, draftOf, lineOf, requestOf, sentQuotation, staffOf } from '../support/quotations.ts'
import { at, openShop } from '../support/shop.ts'

let shop: Shop
let by: string
beforeEach(async () => {
  shop = await openShop()
  by = await staffOf(shop)
})
const on = (day: string, time: string) => at(shop, Date.parse(`${day}T${time}:00+08:00`))
const sent = (more: Parameters<typeof draftOf>[1] = {}) =>
  sentQuotation(shop, by, draftOf([lineOf('TEA-GC-250', 3, 15_000)], { validUntil: '2026-12-08', ...more }))
const stored = async (number: string) => (await readQuotation(shop, number))!.stored

test('on its last day a quotation is accepted up to midnight, and the night before ends nothing', async () => {
  const [one, two] = [await sent(), await sent()]
  const last = on('2026-12-08', '23:59')
  await expireQuotations(last.db, last.now)
  expect(await stored(one)).toBe('sent')
  expect((await acceptQuotation(last, one, acceptanceOf())).ok).toBe(true)
  const over = on('2026-12-09', '00:00')
  expect(await acceptQuotation(over, two, acceptanceOf())).toMatchObject({ refusal: { code: 'too_late' } })
  await expireQuotations(over.db, over.now)
  expect(await stored(two)).toBe('expired')
})

test('what ran out cannot be declined, whether the night came or not', async () => {
  const number = await sent()
  const over = on('2026-12-09', '00:00')
  const seen = (await readQuotation(over, number))!
  expect(await declineQuotation(over, seen, '太贵', null)).toMatchObject({ refusal: { code: 'conflict' } })
  expect(await stored(number)).toBe('sent')
})

test('an order for a quotation is paid up to the midnight of its last day', async () => {
  const accepted = await acceptQuotation(shop, await sent({ payWithinDays: 1 }), acceptanceOf())
  expect(accepted.ok).toBe(true)
  const [order] = await shop.db.all<{ until: number }>(sql`SELECT pay_before until FROM orders`)
  expect(order!.until).toBe(Date.parse('2026-11-24T23:59:00+08:00'))
})

test('the contact of an accepted quotation is kept as long as its order, and then goes with all its words', async () => {
  const [accepted, declined] = [await sent(), await sent()]
  expect((await acceptQuotation(shop, accepted, acceptanceOf())).ok).toBe(true)
  await declineQuotation(shop, (await readQuotation(shop, declined))!, '预算不够', null)
  const forgotten = async (days: number) => (await forgetQuotations(at(shop, shop.now + days * DAY_MS))).done
  expect([await forgotten(RETENTION_DAYS.unbought - 1), await forgotten(RETENTION_DAYS.unbought)]).toEqual([
    0, 1,
  ])
  const kept = await shop.db.all(sql`SELECT state, contact_name contact FROM quotations ORDER BY state`)
  expect(kept).toEqual([
    { state: 'accepted', contact: '陈秋雨' },
    { state: 'declined', contact: '—' },
  ])
  expect([await forgotten(RETENTION_DAYS.bought - 1), await forgotten(RETENTION_DAYS.bought)]).toEqual([0, 1])
  const rows = await shop.db.all<Record<string, string>>(sql`SELECT * FROM quotations`)
  for (const word of ['陈秋雨', '鲜韭黄每周20箱', '36881234'])
    expect([word, JSON.stringify(rows).includes(word)]).toEqual([word, false])
})

test('a unit’s consent stands in the log of consents with the version of its text', async () => {
  await requestQuotation(shop, requestOf(), crypto.randomUUID())
  const [row] = await shop.db.all<{ id: string }>(sql`SELECT id FROM quotations`)
  expect(await shop.db.all(sql`SELECT subject, purpose, version, channel FROM consent_log`)).toEqual([
    {
      subject: `quotation:${row!.id}`,
      purpose: 'privacy',
      version: CONSENT_VERSIONS.privacy,
      channel: 'institution',
    },
  ])
})

test('whoever of the staff sends a quotation or turns a request down stands in the log', async () => {
  const number = await sent()
  const seen = (await readQuotation(shop, number))!
  const next = at(shop, shop.now + 1)
  expect((await declineQuotation(next, seen, '本季已订满', by)).ok).toBe(true)
  const log = await shop.db.all<{ by: string; verb: string; after: string }>(
    sql`SELECT staff_id "by", verb, after FROM audit_entries WHERE object = ${`quotation:${number}`} ORDER BY id`,
  )
  expect(log.map(({ verb, ...rest }) => [verb, rest.by, JSON.parse(rest.after)])).toMatchObject([
    ['quotation.sent', by, { totalFen: 45_000 }],
    ['quotation.declined', by, { reason: '本季已订满' }],
  ])
})

test('a quotation is written over what its writer saw, and over nothing newer', async () => {
  const number = await sent()
  const seen = (await readQuotation(shop, number))!
  const as = { staffId: by, seq: seen.seq - 1, send: true }
  expect(await writeVersion(shop, seen, draftOf([lineOf('TEA-GC-250', 1, 1)]), as)).toMatchObject({
    refusal: { code: 'conflict' },
  })
})

test('two units that accept the first version of theirs have an order each', async () => {
  const both = [await sent(), await sent()]
  for (const number of both) expect((await acceptQuotation(shop, number, acceptanceOf())).ok).toBe(true)
  expect(await shop.db.all(sql`SELECT id FROM orders`)).toHaveLength(2)
})
