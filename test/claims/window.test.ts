import { describe, expect, test } from 'vitest'
import { type ClaimedBefore, claimableOf, problemsOf } from '../../src/claims/window.ts'
import { DAY_MS, HOUR_MS } from '../../src/kernel/time.ts'
import { deadlinesOf } from '../../src/settings/deadlines.ts'

const NOW = Date.parse('2026-11-23T10:00:00+08:00')
type Order = Parameters<typeof claimableOf>[0]

const line = (more: object = {}) =>
  ({ line: 1, sku: 'TEA', quantity: 3, returnRule: 'seven_days', ...more }) as Order['lines'][number]

const parcel = (more: object = {}) =>
  ({
    lines: [{ line: 1, quantity: 3 }],
    deliveredAt: NOW - DAY_MS,
    receivedAt: NOW - HOUR_MS,
    ...more,
  }) as Order['parcels'][number]

const order = (more: Partial<Order> = {}): Order => ({
  state: 'paid',
  cancelled: false,
  lines: [line()],
  parcels: [parcel()],
  leftToShip: [{ line: 1, left: 0 }],
  refundedPieces: [],
  ...more,
})

const claimed = (more: Partial<ClaimedBefore> = {}): ClaimedBefore => ({
  ...{ line: 1, dispatchId: null, state: 'asked', quantity: 1, refundId: null, proposedFen: null },
  ...more,
})

const look = (own: Order, before: ClaimedBefore[] = [], now = NOW) =>
  claimableOf(own, before, deadlinesOf({}), now)

describe('what may be claimed', () => {
  test('is nothing of an order that is unpaid, called off, or of plots', () => {
    expect(look(order({ state: 'awaiting_payment' }))).toEqual([])
    expect(look(order({ cancelled: true }))).toEqual([])
    expect(look(order({ lines: [line({ sku: null })] }))).toEqual([])
  })

  test('is money alone before anything was sent', () => {
    const [found] = look(order({ parcels: [], leftToShip: [{ line: 1, left: 3 }] }))
    expect(found?.ways).toEqual({
      unwanted: ['refund_only'],
      wrong_choice: ['refund_only'],
      late: ['refund_only'],
    })
  })

  test('is no more than was bought, less what stands under claim and what went back otherwise', () => {
    expect(look(order(), [claimed({ quantity: 2 })])[0]?.most).toBe(1)
    expect(look(order(), [claimed({ quantity: 3 })])).toEqual([])
    expect(look(order(), [claimed({ state: 'withdrawn', quantity: 3 })])[0]?.most).toBe(3)
    expect(look(order({ refundedPieces: [{ line: 1, quantity: 2 }] }))[0]?.most).toBe(1)
    const settled = claimed({ state: 'settled', refundId: 'ref_1', quantity: 2 })
    expect(look(order({ refundedPieces: [{ line: 1, quantity: 2 }] }), [settled])[0]?.most).toBe(1)
  })

  test('is asked five times of a line at most, those withdrawn among them', () => {
    expect(look(order(), Array(5).fill(claimed({ state: 'withdrawn' })))).toEqual([])
  })

  test('is what was promised: fresh goods within a day of delivery, and never for nothing', () => {
    const fresh = order({ lines: [line({ returnRule: 'perishable' })] })
    const [found] = look(fresh, [], NOW - HOUR_MS)
    expect(found?.ways.spoiled).toEqual(['refund_only', 'resend'])
    expect(found?.ways.unwanted).toBeUndefined()
    expect(found?.until).toBe(NOW)
    expect(look(fresh, [], NOW)[0]?.ways.spoiled).toEqual(['refund_only', 'resend'])
    expect(look(fresh, [], NOW + 1)[0]?.ways.spoiled).toBeUndefined()
    expect(look(fresh, [], NOW + 1)[0]?.ways.not_arrived).toEqual(['refund_only', 'resend'])
  })

  test('is not over while a parcel has not come', () => {
    const late = order({ parcels: [parcel({ deliveredAt: null, receivedAt: null })] })
    expect(look(late, [], NOW + 90 * DAY_MS)[0]?.ways.not_arrived).toEqual(['refund_only', 'resend'])
  })

  test('is returned without a reason for seven days from receipt, where the goods allow it', () => {
    const end = NOW - HOUR_MS + 7 * DAY_MS
    expect(look(order(), [], end)[0]?.ways.unwanted).toEqual(['return_refund'])
    expect(look(order(), [], end + 1)[0]?.ways.unwanted).toBeUndefined()
    const opened = order({ lines: [line({ returnRule: 'unopened' })] })
    expect(look(opened)[0]?.ways.unwanted).toEqual(['return_refund'])
  })

  test('is over when all its times are', () => {
    expect(look(order(), [], NOW + 90 * DAY_MS)).toEqual([])
  })
})

describe('a form', () => {
  const offer = look(order())[0]!
  const form = { reason: 'damaged', kind: 'resend', quantity: 1, photos: 1 }

  test('is in order with a reason, a way it allows, some pieces and a photo where one is needed', () => {
    expect(problemsOf(form, offer)).toEqual([])
    expect(problemsOf({ ...form, reason: 'not_arrived', photos: 0 }, offer)).toEqual([])
  })

  test('says at each field what is wrong', () => {
    expect(problemsOf({ ...form, reason: 'x' }, offer)).toEqual(['reason'])
    expect(problemsOf({ ...form, reason: 'late' }, offer)).toEqual(['reason'])
    expect(problemsOf({ ...form, reason: 'unwanted', kind: 'exchange' }, offer)).toEqual(['kind'])
    expect(problemsOf({ ...form, quantity: 4 }, offer)).toEqual(['quantity'])
    expect(problemsOf({ ...form, quantity: null, photos: 0 }, offer)).toEqual(['quantity', 'photos'])
    expect(problemsOf({ ...form, photos: 7 }, offer)).toEqual(['tooManyPhotos'])
  })
})
