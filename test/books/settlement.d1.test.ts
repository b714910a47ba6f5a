import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { adjustSettlement, setCommission } from '../../src/books/adjusting.ts'
import { freezeSettlement } from '../../src/books/freezing.ts'
import { goodsOf, groupedBy } from '../../src/books/ledger.ts'
import { readLedger } from '../../src/books/reading.ts'
import { readSettlement, readSettlements } from '../../src/books/settlement-reading.ts'
import { formatYuan } from '../../src/kernel/money.ts'
import { HOUR_MS } from '../../src/kernel/time.ts'
import { allowGoodwill } from '../../src/payments/refunds/allowing.ts'
import { refundLines } from '../../src/payments/refunds/refunding-lines.ts'
import type { Shop } from '../../src/shop.ts'
import { adminPaths } from '../../src/urls.ts'
import { broken } from '../support/invariants.ts'
import { paidOrder } from '../support/orders.ts'
import { at, openShop } from '../support/shop.ts'
import { fillStaff, idOf, signedIn } from '../support/staff.ts'

const MONTH = '2026-11'
const DECEMBER = Date.parse('2026-12-02T10:00:00+08:00')
let shop: Shop
let later: Shop
let by: string
let producerId: string
beforeEach(async () => {
  shop = await openShop()
  later = at(shop, DECEMBER)
  await fillStaff(shop)
  by = await idOf(shop, 'owner')
  const number = await paidOrder(shop, [
    ['TEA-DH-100', 3],
    ['CHV-BQ-0500', 1],
  ])
  await refundLines(shop, number, [{ line: 1, quantity: 1 }], '缺货', by)
  await allowGoodwill(shop, number, { line: 1, amountFen: 77, note: '破损' }, by)
  await allowGoodwill(shop, number, { line: null, amountFen: 50, note: '晚到' }, by)
  const [line] = await shop.db.all<{ id: string }>(
    sql`SELECT producer_id id FROM order_lines WHERE sku = 'TEA-DH-100'`,
  )
  producerId = line!.id
})

const sheet = async () => (await readSettlement(shop.db, MONTH, producerId))!.sheet
const freeze = async (seen?: number) =>
  freezeSettlement(later, MONTH, producerId, seen ?? (await sheet()).dueFen, by)

test('a month’s sheets are the books’ goods of each producer, and what was allowed for a whole order is not theirs', async () => {
  const { entries } = await readLedger(shop.db, { from: '2026-11-01', to: '2026-11-30' })
  const books = new Map(groupedBy(entries, 'producer').map(({ value, sums }) => [value, goodsOf(sums)]))
  for (const settlement of await readSettlements(shop.db, MONTH))
    expect(settlement.sheet.netFen).toBe(books.get(settlement.sheet.producerId) ?? 0)
  expect(await sheet()).toMatchObject({
    rows: [{ sku: 'TEA-DH-100', sold: 3, returned: 1 }],
    ...{ basisPoints: 0, commissionFen: 0, dueFen: books.get(producerId) },
  })
})

test('a month is closed once, after it is over and at the sum that was seen; then nothing changes it', async () => {
  const { dueFen } = await sheet()
  expect(await freezeSettlement(shop, MONTH, producerId, dueFen, by)).toMatchObject({ ok: false })
  expect(await freeze(dueFen + 1)).toMatchObject({ ok: false, refusal: { code: 'conflict' } })
  // A sale that was begun in its last second may still be written.
  const midnight = Date.parse('2026-12-01T00:00:00+08:00')
  const early = { ...later, now: midnight + HOUR_MS - 1 }
  expect(await freezeSettlement(early, MONTH, producerId, dueFen, by)).toMatchObject({ ok: false })
  expect(await freezeSettlement(later, MONTH, 'nobody', 0, by)).toMatchObject({
    refusal: { code: 'not_found' },
  })
  expect((await freeze()).ok).toBe(true)
  expect(await freeze()).toMatchObject({ ok: false, refusal: { code: 'conflict' } })
  const kept = await readSettlement(shop.db, MONTH, producerId)
  await shop.db.run(sql`UPDATE order_lines SET producer_id = NULL`)
  expect(await readSettlement(shop.db, MONTH, producerId)).toEqual(kept)
  const of = { month: MONTH, producerId }
  expect(await adjustSettlement(later, of, { amountFen: 1, reason: '补' }, by)).toMatchObject({ ok: false })
  expect(await setCommission(later, of, 500, by)).toMatchObject({ ok: false, refusal: { code: 'conflict' } })
})

test('what a closed month got wrong goes into the next, and a commission holds from its month on', async () => {
  expect((await setCommission(shop, { month: MONTH, producerId }, 1_000, by)).ok).toBe(true)
  expect((await setCommission(shop, { month: MONTH, producerId }, 800, by)).ok).toBe(true)
  expect((await setCommission(shop, { month: '2026-12', producerId }, 500, by)).ok).toBe(true)
  const { netFen, basisPoints, commissionFen } = await sheet()
  expect([basisPoints, commissionFen]).toEqual([800, Math.floor((netFen * 800) / 10_000)])
  await freeze()
  const next = { month: '2026-12', producerId }
  expect((await adjustSettlement(later, next, { amountFen: -120, reason: '十一月多付' }, by)).ok).toBe(true)
  expect((await readSettlement(shop.db, '2026-12', producerId))!.sheet).toMatchObject({
    ...{ rows: [], basisPoints: 500, adjustmentFen: -120, dueFen: -120 },
  })
  expect(await broken(shop)).toEqual([])
})

test('the page says the hash, files carry the sheet, the text is the very one that was hashed; owners alone set a commission', async () => {
  const visit = { SHOP_NOW: new Date(DECEMBER).toISOString() }
  const [finance, owner] = [await signedIn('finance', visit), await signedIn('owner', visit)]
  const share = { share: '8.5' }
  expect((await finance.post(adminPaths.settlementCommission(MONTH, producerId), share)).status).toBe(403)
  expect((await owner.post(adminPaths.settlementCommission(MONTH, producerId), share)).status).toBe(303)
  expect(
    (await owner.post(adminPaths.settlementCommission(MONTH, producerId), { share: '101' })).status,
  ).toBe(422)
  const typed = { direction: 'less', amount: '1.20', reason: '' }
  const refused = await finance.post(adminPaths.settlementAdjustments(MONTH, producerId), typed)
  expect([refused.status, (await refused.text()).includes('value="1.20"')]).toEqual([422, true])
  const { dueFen } = await sheet()
  const freezing = adminPaths.settlementFreezing(MONTH, producerId)
  const seen = String(dueFen)
  expect((await finance.post(freezing, { seen, confirm: '' })).status).toBe(422)
  expect((await readSettlement(shop.db, MONTH, producerId))!.frozen).toBeNull()
  const frozen = await finance.post(freezing, { seen, confirm: formatYuan(dueFen) })
  expect(frozen.status).toBe(303)
  const { hash, content } = (await readSettlement(shop.db, MONTH, producerId))!.frozen!
  expect(await (await finance.get(adminPaths.settlement(MONTH, producerId))).text()).toContain(hash)
  expect(await (await finance.get(adminPaths.settlements({ month: MONTH }))).text()).toContain(
    hash.slice(0, 8),
  )
  expect(await (await finance.get(adminPaths.settlementJson(MONTH, producerId))).text()).toBe(content)
  expect(await (await finance.get(adminPaths.settlementCsv(MONTH, producerId))).text()).toContain(
    '佣金 8.50%',
  )
  expect((await finance.get(adminPaths.settlementXlsx(MONTH, producerId))).status).toBe(200)
  expect((await finance.get(adminPaths.settlement('2026-13', producerId))).status).toBe(404)
  expect((await finance.get(adminPaths.settlement(MONTH, 'nobody'))).status).toBe(404)
})
