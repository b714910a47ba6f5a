import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { acceptQuotation } from '../../src/institutions/accepting.ts'
import { declineQuotation } from '../../src/institutions/declining.ts'
import { writeVersion } from '../../src/institutions/drafting.ts'
import { expireQuotations } from '../../src/institutions/expiring.ts'
import { listQuotations, readQuotation } from '../../src/institutions/queries.ts'
import { requestQuotation } from '../../src/institutions/requesting.ts'
import { unseal } from '../../src/kernel/secrets.ts'
import { DAY_MS } from '../../src/kernel/time.ts'
import { placeOrder } from '../../src/orders/placing.ts'
import { readOrder } from '../../src/orders/queries.ts'
import { startPayment } from '../../src/payments/attempting.ts'
import { cancelOrder } from '../../src/payments/cancelling.ts'
import { playOutcome } from '../../src/payments/sandbox.ts'
import { sweep } from '../../src/payments/sweeping.ts'
import type { Shop } from '../../src/shop.ts'
import { signInOn } from '../support/accounts.ts'
import { browser } from '../support/browser.ts'
import { misbound } from '../support/invariants.ts'
import { acceptanceOf, draftOf, lineOf, requestOf, sentQuotation, staffOf } from '../support/quotations.ts'
import { at, availableOf, newBuyer, openShop, orderOf, unreconciled } from '../support/shop.ts'

let shop: Shop
let staffId: string
beforeEach(async () => {
  shop = await openShop()
  staffId = await staffOf(shop)
})

const ordersOf = () =>
  shop.db.all<{ id: string; payBefore: number }>(sql`SELECT id, pay_before payBefore FROM orders`)
const goods = () =>
  draftOf([lineOf('TEA-GC-250', 30, 15_000), lineOf('CHV-PD-05K', 2, 12_000)], { freightFen: 4_000 })

describe('accepting a quotation', () => {
  test('makes an order at the quoted prices, of SKUs sold by quotation only too, to be paid within days', async () => {
    const number = await sentQuotation(shop, staffId, goods())
    const accepted = await acceptQuotation(shop, number, acceptanceOf())
    if (!accepted.ok) throw new Error(accepted.refusal.code)
    const order = (await readOrder(shop, accepted.value.number))!
    expect(order).toMatchObject({
      subtotalFen: 474_000,
      freightFen: 4_000,
      totalFen: 478_000,
      state: 'awaiting_payment',
    })
    expect(order.freight.map(({ storage }) => storage).sort()).toEqual(['ambient', 'cold'])
    expect(order.freight.reduce((sum, group) => sum + group.feeFen, 0)).toBe(4_000)
    expect(new Date(order.payBefore).toISOString()).toBe('2026-12-08T15:59:00.000Z')
    expect([await availableOf(shop.db, 'TEA-GC-250'), await availableOf(shop.db, 'CHV-PD-05K')]).toEqual([
      170, 38,
    ])
    expect(await unreconciled(shop.db)).toEqual([])
    expect(await readQuotation(shop, number)).toMatchObject({ state: 'accepted', order: accepted.value })
  })

  test('is theirs who asked: the phone of who receives it opens nothing of it', async () => {
    const [asked, receives] = ['13900001111', '13900002222']
    const { number } = await requestQuotation(shop, requestOf({ phone: asked }), 'asked')
    const quotation = (await readQuotation(shop, number))!
    await writeVersion(shop, quotation, goods(), { staffId, seq: quotation.seq, send: true })
    const accepted = await acceptQuotation(
      shop,
      number,
      acceptanceOf({ recipient: { ...newBuyer(), phone: receives } }),
    )
    if (!accepted.ok) throw new Error(accepted.refusal.code)
    const visitorOf = async (phone: string) => {
      const visitor = browser()
      await signInOn(visitor, shop, phone)
      return visitor
    }
    const [unit, canteen] = [await visitorOf(asked), await visitorOf(receives)]
    const order = `/orders/${accepted.value.number}`
    expect([(await unit.get(order)).status, (await canteen.get(order)).status]).toEqual([200, 404])
    const found = (phone: string) => browser().post('/orders', { number: accepted.value.number, phone })
    expect([(await found(asked)).status, (await found(receives)).status]).toEqual([303, 404])
    const [kept] = await shop.db.all<{ called: string; buyer: string }>(
      sql`SELECT phone_sealed called, buyer_sealed buyer FROM orders`,
    )
    const open = (one: string) => unseal(shop.settings.phoneKey, one)
    expect([await open(kept!.called), await open(kept!.buyer)]).toEqual([receives, asked])
  })

  test('eight times at once, in both languages, makes one order, and everybody reads that one', async () => {
    const number = await sentQuotation(shop, staffId, goods())
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, at) =>
        acceptQuotation(shop, number, acceptanceOf({ language: at % 2 ? 'en' : 'zh' })),
      ),
    )
    const orders = await ordersOf()
    expect(orders).toHaveLength(1)
    expect(answers.map((answer) => answer.ok && answer.value.id)).toEqual(Array(8).fill(orders[0]!.id))
    expect(await availableOf(shop.db, 'TEA-GC-250')).toBe(170)
  })

  test('the database itself allows one order a quotation', async () => {
    const number = await sentQuotation(shop, staffId, goods())
    await acceptQuotation(shop, number, acceptanceOf())
    const again = shop.db.run(
      sql`INSERT INTO quotation_orders SELECT quotation_id, version, 'ord_other' FROM quotation_orders`,
    )
    await expect(again).rejects.toThrow(/UNIQUE constraint failed: quotation_orders/)
  })

  test('draws a gift box from its components', async () => {
    const number = await sentQuotation(shop, staffId, draftOf([lineOf('GFT-P4-STD', 10, 20_000)]))
    expect((await acceptQuotation(shop, number, acceptanceOf())).ok).toBe(true)
    expect(await availableOf(shop.db, 'TEA-DH-100')).toBe(190)
    expect(await unreconciled(shop.db)).toEqual([])
  })

  test('says which goods are short and writes nothing at all', async () => {
    const number = await sentQuotation(
      shop,
      staffId,
      draftOf([lineOf('TEA-GC-250', 10, 15_000), lineOf('CHV-PD-05K', 41, 12_000)]),
    )
    const refused = await acceptQuotation(shop, number, acceptanceOf())
    expect(refused).toEqual({
      ok: false,
      refusal: { code: 'out_of_stock', items: [{ sku: 'CHV-PD-05K', available: 40 }] },
    })
    expect([await ordersOf(), await availableOf(shop.db, 'TEA-GC-250')]).toEqual([[], 200])
    expect((await readQuotation(shop, number))!.state).toBe('sent')
  })

  test('lines that share a component and are too much together are refused with what makes the order', async () => {
    const quoted = async (tins: number) =>
      sentQuotation(
        shop,
        staffId,
        draftOf([lineOf('GFT-P4-STD', 100, 20_000), lineOf('TEA-DH-100', tins, 8_000)]),
      )
    const number = await quoted(150)
    const shared = { sku: 'TEA-DH-100', available: 200, with: ['GFT-P4-STD'], together: 200 }
    expect(await acceptQuotation(shop, number, acceptanceOf())).toEqual({
      ok: false,
      refusal: { code: 'out_of_stock', items: [{ sku: 'TEA-DH-100', available: 100, shared }] },
    })
    expect([await ordersOf(), await unreconciled(shop.db)]).toEqual([[], []])
    expect((await readQuotation(shop, number))!.state).toBe('sent')
    expect((await acceptQuotation(shop, await quoted(100), acceptanceOf())).ok).toBe(true)
  })

  test('two at once for the last pieces are one order and one refusal that names what is left', async () => {
    const lines = [lineOf('GFT-P4-STD', 100, 20_000), lineOf('TEA-DH-100', 60, 8_000)]
    const numbers = [
      await sentQuotation(shop, staffId, draftOf(lines)),
      await sentQuotation(shop, staffId, draftOf(lines)),
    ]
    const answers = await Promise.all(numbers.map((number) => acceptQuotation(shop, number, acceptanceOf())))
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
    const refused = answers.find((answer) => !answer.ok)
    expect(refused).toMatchObject({
      refusal: {
        code: 'out_of_stock',
        items: [
          { sku: 'GFT-P4-STD', available: 40 },
          { sku: 'TEA-DH-100', available: 0 },
        ],
      },
    })
    expect(await unreconciled(shop.db)).toEqual([])
  })

  test('is too late the day after its last, before and after the nightly run', async () => {
    const number = await sentQuotation(
      shop,
      staffId,
      draftOf([lineOf('TEA-GC-250', 1, 100)], { validUntil: '2026-11-24' }),
    )
    const next = at(shop, shop.now + 2 * DAY_MS)
    expect(await acceptQuotation(next, number, acceptanceOf())).toEqual({
      ok: false,
      refusal: { code: 'too_late' },
    })
    await expireQuotations(next.db, at(shop, shop.now + DAY_MS).now)
    expect((await readQuotation(shop, number))!.stored).toBe('sent')
    await expireQuotations(next.db, next.now)
    expect((await readQuotation(next, number))!.stored).toBe('expired')
    expect(await acceptQuotation(next, number, acceptanceOf())).toEqual({
      ok: false,
      refusal: { code: 'too_late' },
    })
    expect(await ordersOf()).toEqual([])
  })

  test('of a version that was replaced is refused; the one sent before stays as it was', async () => {
    const number = await sentQuotation(shop, staffId, goods())
    const first = (await readQuotation(shop, number))!
    const dearer = draftOf([lineOf('TEA-GC-250', 30, 15_500)])
    await writeVersion(shop, first, dearer, { staffId, seq: first.seq, send: true })
    expect(await acceptQuotation(shop, number, acceptanceOf())).toEqual({
      ok: false,
      refusal: { code: 'conflict' },
    })
    await expect(
      shop.db.run(sql`UPDATE quotation_versions SET note = 'x' WHERE version = 1`),
    ).rejects.toThrow(/quotation_frozen/)
    const accepted = await acceptQuotation(shop, number, acceptanceOf({ version: 2 }))
    expect(accepted.ok && (await readOrder(shop, accepted.value.number))!.totalFen).toBe(465_000)
  })

  test('needs its consents, the quoted province, and goods that are still sold', async () => {
    const number = await sentQuotation(shop, staffId, goods())
    const codes = async (more: Parameters<typeof acceptanceOf>[0]) => {
      const answer = await acceptQuotation(shop, number, acceptanceOf(more))
      return answer.ok ? 'ok' : answer.refusal.code
    }
    expect(await codes({ consents: ['terms'] })).toBe('consent_required')
    expect(await codes({ recipient: { ...newBuyer(), region: '650102' } })).toBe('undeliverable')
    await shop.db.run(sql`UPDATE products SET listed = 0 WHERE slug LIKE '%gongcha%'`)
    expect(await codes({})).toBe('not_sold')
    expect(await ordersOf()).toEqual([])
  })

  test('stands outside the three open orders, and a shopper is still held to them', async () => {
    const recipient = newBuyer()
    for (let i = 0; i < 4; i += 1) {
      const number = await sentQuotation(shop, staffId, draftOf([lineOf('TEA-GC-250', 1, 100)]))
      expect((await acceptQuotation(shop, number, acceptanceOf({ recipient }))).ok).toBe(true)
    }
    const codes: string[] = []
    for (let i = 0; i < 4; i += 1) {
      const placed = await placeOrder(shop, orderOf([['TEA-GC-250', 1]], { recipient }), crypto.randomUUID())
      codes.push(placed.ok ? 'placed' : placed.refusal.code)
    }
    expect(codes).toEqual(['placed', 'placed', 'placed', 'too_many_open'])
  })

  test('binds what staff agreed to, whatever network it comes from, and takes nothing of its budget', async () => {
    const networked = { ...shop, network: '203.0.113.7' }
    const number = await sentQuotation(shop, staffId, draftOf([lineOf('TEA-GC-250', 150, 100)]))
    expect((await acceptQuotation(networked, number, acceptanceOf())).ok).toBe(true)
    expect(await shop.db.all(sql`SELECT * FROM network_claims`)).toEqual([])
    const place = async (pieces: number) => {
      const placed = await placeOrder(networked, orderOf([['TEA-GC-250', pieces]]), crypto.randomUUID())
      return placed.ok ? 'placed' : placed.refusal.code
    }
    // Fifty pieces are left of 200: half of them for an only order, and they are not counted as three quarters unpaid.
    expect([await place(26), await place(25), await place(1)]).toEqual([
      'too_many_open',
      'placed',
      'too_many_open',
    ])
    expect(await misbound(shop)).toEqual([])
  })

  test('leads to an order that is paid like any other, and that closes only after its days', async () => {
    const number = await sentQuotation(
      shop,
      staffId,
      draftOf([lineOf('TEA-GC-250', 5, 100)], { payWithinDays: 3 }),
    )
    const other = await sentQuotation(
      shop,
      staffId,
      draftOf([lineOf('TEA-GC-250', 7, 100)], { payWithinDays: 3 }),
    )
    const paid = await acceptQuotation(shop, number, acceptanceOf())
    const unpaid = await acceptQuotation(shop, other, acceptanceOf())
    if (!paid.ok || !unpaid.ok) throw new Error('not accepted')
    await sweep(at(shop, shop.now + 3 * DAY_MS))
    const later = at(shop, shop.now + 2 * DAY_MS)
    const started = await startPayment(later, paid.value.number, 'sandbox')
    if (!started.ok) throw new Error(started.refusal.code)
    await playOutcome(later, started.value.outTradeNo, 'success')
    await sweep(at(shop, shop.now + 4 * DAY_MS))
    expect((await readOrder(shop, paid.value.number))!.state).toBe('paid')
    expect((await readOrder(shop, unpaid.value.number))!.closedBy).toBe('timeout')
    expect([await availableOf(shop.db, 'TEA-GC-250'), await unreconciled(shop.db)]).toEqual([195, []])
    const [entry] = await shop.db.all<{ channel: string }>(sql`SELECT channel FROM impact_entries`)
    expect(entry!.channel).toBe('institution')
    expect((await cancelOrder(shop, unpaid.value.number, 'shopper')).ok).toBe(true)
  })
})

describe('writing a quotation', () => {
  test('the same form twice, in parallel too, is one request with one number', async () => {
    const key = crypto.randomUUID()
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => requestQuotation(shop, requestOf(), key)),
    )
    expect(new Set(answers.map(({ number, token }) => `${number} ${token}`)).size).toBe(1)
    expect((await listQuotations(shop.db, { view: 'all', limit: 10 })).rows).toHaveLength(1)
  })

  test('keeps the phone sealed and the consent with its version', async () => {
    await requestQuotation(shop, requestOf(), crypto.randomUUID())
    const [row] = await shop.db.all<Record<string, string>>(sql`SELECT * FROM quotations`)
    expect(JSON.stringify(row)).not.toContain('36881234')
    expect(JSON.parse(row!.consents!)).toEqual([{ code: 'privacy', version: '2026-11', at: shop.now }])
  })

  test('of two colleagues who write at once one is told; every act stands in the log', async () => {
    const { number } = await requestQuotation(shop, requestOf(), crypto.randomUUID())
    const seen = (await readQuotation(shop, number))!
    const write = (send: boolean) => writeVersion(shop, seen, goods(), { staffId, seq: seen.seq, send })
    const answers = await Promise.all([write(false), write(true)])
    expect(answers.map((answer) => answer.ok).sort()).toEqual([false, true])
    const verbs = await shop.db.all<{ verb: string }>(sql`SELECT verb FROM audit_entries`)
    expect(verbs).toHaveLength(1)
  })

  test('a version whose sum its lines do not explain is refused by the database', async () => {
    const number = await sentQuotation(shop, staffId, goods())
    const wrong = shop.db.run(sql`INSERT INTO quotation_versions
      SELECT quotation_id, 2, lines, subtotal_fen + 1, freight_fen, total_fen + 1, valid_until, pay_within_days, note,
        saved_at, saved_by, NULL FROM quotation_versions`)
    await expect(wrong).rejects.toThrow(/quotation_sum/)
    expect((await readQuotation(shop, number))!.draft).toBeNull()
  })

  test('declined is told with its reason, cannot be accepted, and may be quoted anew', async () => {
    const number = await sentQuotation(shop, staffId, goods())
    const seen = (await readQuotation(shop, number))!
    expect((await declineQuotation(shop, seen, '预算不够', null)).ok).toBe(true)
    expect((await declineQuotation(shop, seen, '再说一次', null)).ok).toBe(false)
    const declined = (await readQuotation(shop, number))!
    expect(declined.events.at(-1)).toMatchObject({ kind: 'declined', actor: 'customer', note: '预算不够' })
    expect(await acceptQuotation(shop, number, acceptanceOf())).toMatchObject({
      refusal: { code: 'conflict' },
    })
    const again = await writeVersion(shop, declined, goods(), { staffId, seq: declined.seq, send: true })
    expect(again.ok).toBe(true)
    expect((await acceptQuotation(shop, number, acceptanceOf({ version: 2 }))).ok).toBe(true)
  })

  test('the list is paged by key and counts what waits', async () => {
    for (let i = 0; i < 3; i += 1)
      await requestQuotation({ ...shop, now: shop.now + i }, requestOf(), `key-${i}-${'x'.repeat(16)}`)
    await sentQuotation({ ...shop, now: shop.now + 9 }, staffId, goods())
    const first = await listQuotations(shop.db, { view: 'draft', limit: 2 })
    expect([first.rows.length, first.counts]).toEqual([2, { draft: 3, sent: 1 }])
    const second = await listQuotations(shop.db, { view: 'draft', limit: 2, before: first.next! })
    expect([second.rows.length, second.next]).toEqual([1, null])
  })
})
