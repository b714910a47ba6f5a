import { describe, expect, test } from 'vitest'
import { type BillLine, sumsOf } from '../../../src/payments/reconciliation/bill.ts'
import {
  differencesOf,
  type OurPayment,
  type OurRefund,
} from '../../../src/payments/reconciliation/comparing.ts'
import { bothSides } from '../../../src/payments/reconciliation/queries.ts'
import { windowOf } from '../../../src/payments/reconciliation/reading.ts'
import type { RefundState } from '../../../src/payments/refunds/refund.ts'

const DAY = '2026-11-22'
/** The bill of the day before is here, the next one is not. */
const IN_TURN = { before: 1, after: 0 }
const WINDOW = windowOf(DAY, IN_TURN)
const at = (time: string, day = DAY) => Date.parse(`${day}T${time}+08:00`)
const NOON = at('12:00:00')

const paid = (outTradeNo: string, amountFen: number, when = NOON): BillLine => ({
  ...{ kind: 'payment', outTradeNo, outRefundNo: '', amountFen, feeFen: 1, at: when, providerNo: '1' },
})
const back = (outRefundNo: string, amountFen: number): BillLine => ({
  ...{ kind: 'refund', outTradeNo: 'T', outRefundNo, amountFen, feeFen: 0, at: NOON, providerNo: '1' },
})
const payment = (outTradeNo: string, amountFen: number, more: Partial<OurPayment> = {}): OurPayment => ({
  ...{ outTradeNo, orderId: 'ord', amountFen, paidAt: NOON, billed: 0, ...more },
})
const refund = (outRefundNo: string, amountFen: number, more: Partial<OurRefund> = {}): OurRefund => ({
  ...{
    outRefundNo,
    outTradeNo: 'T',
    orderId: 'ord',
    amountFen,
    state: 'succeeded',
    settledAt: NOON,
    billed: 0,
  },
  ...more,
})
const found = (lines: BillLine[], payments: OurPayment[], refunds: OurRefund[] = []) =>
  differencesOf(lines, { payments, refunds }, WINDOW).map(
    ({ kind, outTradeNo, outRefundNo, thereFen, hereFen }) =>
      [kind, outRefundNo || outTradeNo, thereFen, hereFen].join(' '),
  )

describe('payments', () => {
  test('that both sides know with one sum differ in nothing', () => {
    expect(found([paid('A', 100)], [payment('A', 100)])).toEqual([])
  })

  test('paid there and not here, of a trade we never made or one that is open here', () => {
    expect(found([paid('A', 100), paid('B', 200)], [payment('A', 100, { paidAt: null })])).toEqual([
      'paid_there_not_here A 100 ',
      'paid_there_not_here B 200 ',
    ])
  })

  test('of another sum differ by both', () => {
    expect(found([paid('A', 90)], [payment('A', 100)])).toEqual(['amount_differs A 90 100'])
  })

  test('paid here that the bill does not have', () => {
    expect(found([], [payment('A', 100)])).toEqual(['paid_here_not_there A  100'])
  })

  test('around midnight are the provider’s day’s: what an earlier bill has, or the next one may, is no difference', () => {
    const late = payment('A', 100, { paidAt: at('00:01:00'), billed: 1 })
    expect(found([], [late])).toEqual([])
    const soon = payment('B', 100, { paidAt: at('23:55:00') })
    expect(found([], [soon])).toEqual([])
    expect(
      differencesOf([], { payments: [soon], refunds: [] }, windowOf('2026-11-23', IN_TURN)),
    ).toHaveLength(1)
    expect(found([paid('C', 100)], [payment('C', 100, { paidAt: at('00:00:30', '2026-11-23') })])).toEqual([])
  })
})

describe('refunds', () => {
  test('that are under way or went back differ in nothing', () => {
    for (const state of ['requested', 'processing', 'succeeded'] as RefundState[])
      expect(found([back('R', 50)], [], [refund('R', 50, { state })]), state).toEqual([])
  })

  test('made there and not here: unknown, or of one that nobody here counts as gone back this way', () => {
    expect(found([back('R', 50)], [])).toEqual(['refunded_there_not_here R 50 '])
    for (const state of ['failed', 'given_up', 'repaid'] as RefundState[])
      expect(found([back('R', 50)], [], [refund('R', 50, { state })]), state).toEqual([
        'refunded_there_not_here R 50 ',
      ])
  })

  test('gone back here that the bill does not have; nothing else here is missed there', () => {
    expect(found([], [], [refund('R', 50)])).toEqual(['refund_here_not_there R  50'])
    expect(found([], [], [refund('R', 50, { billed: 1 })])).toEqual([])
    expect(found([], [], [refund('R', 50, { state: 'failed' }), refund('N', 0)])).toEqual([])
  })

  test('of another sum differ by both', () => {
    expect(found([back('R', 40)], [], [refund('R', 50)])).toEqual(['amount_differs R 40 50'])
  })
})

test('whatever came, the bill’s sums are ours and what differs, to the fen', () => {
  let seed = 7
  const random = (most: number) => {
    seed = (seed * 1103515245 + 12345) % 2147483648
    return seed % most
  }
  for (let round = 0; round < 300; round += 1) {
    const lines: BillLine[] = []
    const ours: { payments: OurPayment[]; refunds: OurRefund[] } = { payments: [], refunds: [] }
    for (let no = 0; no < 8; no += 1) {
      const fen = 1 + random(9_999)
      const other = random(4) ? fen : fen + 1 + random(50)
      const refunded = random(3) === 0
      if (random(5)) lines.push(refunded ? back(`R${no}`, fen) : paid(`T${no}`, fen))
      if (!random(5)) continue
      if (refunded) ours.refunds.push(refund(`R${no}`, other, random(4) ? {} : { state: 'failed' }))
      else ours.payments.push(payment(`T${no}`, other, random(4) ? {} : { paidAt: null }))
    }
    const differences = differencesOf(lines, ours, WINDOW)
    const sides = bothSides(sumsOf(lines), differences)
    const sum = (rows: { amountFen: number }[]) => rows.reduce((all, { amountFen }) => all + amountFen, 0)
    expect(sides.paid.here).toBe(sum(ours.payments.filter(({ paidAt }) => paidAt !== null)))
    expect(sides.refunded.here).toBe(sum(ours.refunds.filter(({ state }) => state === 'succeeded')))
    expect(
      new Set(differences.map(({ kind, outTradeNo, outRefundNo }) => kind + outTradeNo + outRefundNo)).size,
    ).toBe(differences.length)
  }
})
