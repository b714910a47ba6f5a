import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { allowGoodwill } from '../../src/payments/refunds/allowing.ts'
import { refundLines } from '../../src/payments/refunds/refunding-lines.ts'
import type { Shop } from '../../src/shop.ts'
import { paidOrder } from '../support/orders.ts'
import { openShop } from '../support/shop.ts'
import { fillStaff, idOf } from '../support/staff.ts'

// What the database refuses by itself, whatever code writes to it.
let shop: Shop
let finance: string
let owner: string
let orderId: string
let refundId: string
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
  finance = await idOf(shop, 'finance')
  owner = await idOf(shop, 'owner')
  const number = await paidOrder(shop, [['TEA-GC-250', 2]])
  const given = await allowGoodwill(shop, number, { line: 1, amountFen: 1000, note: '破损' }, finance)
  if (!given.ok || given.value.state !== 'given') throw new Error('not given')
  refundId = given.value.refundId
  const [order] = await shop.db.all<{ id: string }>(sql`SELECT id FROM orders`)
  orderId = order!.id
})

type Row = Record<string, string | number | null>
const USUAL = () => ({
  ...{ id: 'gwr_1', order_id: orderId, line: 1, amount_fen: 1000, note: '破损' },
  ...{ asked_by: finance, asked_at: 1, decided_by: null, decided_at: null, refund_id: null, alone: 0 },
})
/** Null when it was written, else what the database said. */
async function write(query: ReturnType<typeof sql>): Promise<string | null> {
  return shop.db.run(query).then(
    () => null,
    (error: Error) => error.message,
  )
}
const insert = (row: Row) => {
  const { id, order_id, line, amount_fen, note, asked_by, asked_at, ...rest } = { ...USUAL(), ...row } as Row
  return write(sql`INSERT INTO goodwill_requests (id, order_id, line, amount_fen, note, asked_by, asked_at, decided_by,
    decided_at, refund_id, alone) VALUES (${id}, ${order_id}, ${line}, ${amount_fen}, ${note}, ${asked_by}, ${asked_at},
    ${rest.decided_by}, ${rest.decided_at}, ${rest.refund_id}, ${rest.alone})`)
}
const confirm = (by: string) =>
  write(sql`UPDATE goodwill_requests SET decided_by = ${by}, decided_at = 2, refund_id = ${refundId}`)

describe('a request for goodwill', () => {
  test.each<[string, string, Row]>([
    ['nothing', 'goodwill_amount', { amount_fen: 0 }],
    ['less than nothing', 'goodwill_amount', { amount_fen: -1 }],
    ['a sum without a reason', 'goodwill_reason', { note: '  ' }],
    ['a person who is not of the staff', 'FOREIGN KEY', { asked_by: 'stf_none' }],
    ['an order that is not there', 'FOREIGN KEY', { order_id: 'ord_none' }],
    ['a decision without a person', 'decided_by_somebody', { decided_at: 2 }],
  ])('is never for %s', async (_name, constraint, row) => {
    expect(await insert(row)).toContain(constraint)
  })

  test('waits once an order', async () => {
    expect(await insert({})).toBeNull()
    expect(await insert({ id: 'gwr_2' })).toContain('UNIQUE')
  })

  test('gives no money by the word of who asked, unless nobody else was permitted', async () => {
    const own = { decided_by: finance, decided_at: 1, refund_id: refundId }
    expect(await insert(own)).toContain('second_person')
    expect(await insert({})).toBeNull()
    expect(await confirm(finance)).toContain('second_person')
    expect(await write(sql`UPDATE goodwill_requests SET decided_at = 2, refund_id = ${refundId}`)).toContain(
      'CHECK',
    )
    // Withdrawing moves none.
    expect(await write(sql`UPDATE goodwill_requests SET decided_by = ${finance}, decided_at = 2`)).toBeNull()
    expect(await insert({ ...own, id: 'gwr_2', alone: 1 })).toBeNull()
  })

  test('is given as it was asked: the same order, line and sum, and once', async () => {
    for (const other of [{ amount_fen: 999 }, { line: null }, { line: 2 }] as Row[]) {
      expect(await insert(other)).toBeNull()
      expect(await confirm(owner)).toContain('goodwill_refund_matches')
      await shop.db.run(sql`DELETE FROM goodwill_requests`)
    }
    const alone = { decided_by: finance, decided_at: 1, refund_id: refundId, alone: 1 }
    expect(await insert({ ...alone, amount_fen: 999 })).toContain('goodwill_refund_matches')
    expect(await insert({})).toBeNull()
    expect(await write(sql`UPDATE goodwill_requests SET amount_fen = 1`)).toContain('goodwill_stands')
    expect(await write(sql`UPDATE goodwill_requests SET line = NULL`)).toContain('goodwill_stands')
    expect(await write(sql`UPDATE goodwill_requests SET asked_by = ${owner}`)).toContain('goodwill_stands')
    expect(await confirm(owner)).toBeNull()
    expect(await insert({ ...alone, id: 'gwr_2' })).toContain('UNIQUE')
  })

  test('is decided once', async () => {
    expect(await insert({})).toBeNull()
    expect(await confirm(owner)).toBeNull()
    for (const change of [
      sql`decided_by = ${finance}`,
      sql`refund_id = NULL`,
      sql`answer = '不同意'`,
      sql`decided_by = NULL, decided_at = NULL, refund_id = NULL`,
    ])
      expect(await write(sql`UPDATE goodwill_requests SET ${change}`)).toContain('goodwill_stands')
  })
})

test('nobody is allowed more for a line than is left of what was paid for it', async () => {
  const allow = async (line: number | null, fen: number) => {
    const id = crypto.randomUUID()
    const refund = sql`INSERT INTO refunds (id, order_id, attempt_id, out_refund_no, amount_fen, reason, state, created_at)
      SELECT ${id}, id, (SELECT attempt_id FROM captures), ${id}, 1, 'goodwill', 'requested', 0 FROM orders`
    await shop.db.run(refund)
    return write(sql`INSERT INTO refund_allowances (refund_id, order_id, line, amount_fen)
      VALUES (${id}, ${orderId}, ${line}, ${fen})`)
  }
  const [line] = await shop.db.all<{ fen: number }>(
    sql`SELECT amount_fen - discount_fen fen FROM order_lines`,
  )
  // ¥10 of it were allowed before.
  expect(await allow(1, line!.fen - 999)).toContain('allowance_limit')
  expect(await allow(9, 1)).toContain('allowance_limit')
  const [order] = await shop.db.all<{ number: string }>(sql`SELECT number FROM orders`)
  expect((await refundLines(shop, order!.number, [{ line: 1, quantity: 1 }], '缺货', finance)).ok).toBe(true)
  expect(await allow(1, line!.fen / 2 - 999)).toContain('allowance_limit')
  expect(await allow(1, line!.fen / 2 - 1000)).toBeNull()
  expect(await allow(null, line!.fen)).toBeNull()
})
