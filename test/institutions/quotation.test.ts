import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  QUOTATION_STATES,
  type QuotationEvent,
  type QuotationState,
  quotationMachine,
  stateOn,
  sumsOf,
} from '../../src/institutions/quotation.ts'
import { transition } from '../../src/kernel/machine.ts'

const EVENTS: QuotationEvent[] = ['saved', 'sent', 'accepted', 'declined', 'expired']
const ALLOWED: Record<string, QuotationState> = {
  'draft saved': 'draft',
  'draft sent': 'sent',
  'draft declined': 'declined',
  'sent saved': 'sent',
  'sent sent': 'sent',
  'sent accepted': 'accepted',
  'sent declined': 'declined',
  'sent expired': 'expired',
  'declined saved': 'declined',
  'declined sent': 'sent',
  'expired saved': 'expired',
  'expired sent': 'sent',
}

describe('a quotation', () => {
  test.each(QUOTATION_STATES.flatMap((state) => EVENTS.map((event) => [state, event] as const)))(
    '%s by %s goes where the table says, or nowhere',
    (state, event) => {
      expect(transition(quotationMachine, state, event)).toBe(ALLOWED[`${state} ${event}`] ?? null)
    },
  )

  test('is accepted for good: nothing leads out of it', () => {
    expect(EVENTS.map((event) => transition(quotationMachine, 'accepted', event))).toEqual(
      EVENTS.map(() => null),
    )
  })

  test('holds through its last day and not a day longer', () => {
    const sent = { state: 'sent', validUntil: '2026-12-08' } as const
    expect(['2026-12-07', '2026-12-08', '2026-12-09'].map((today) => stateOn(sent, today))).toEqual([
      'sent',
      'sent',
      'expired',
    ])
    expect(stateOn({ ...sent, state: 'accepted' }, '2027-01-01')).toBe('accepted')
  })

  test('costs the sum of its lines and the freight, whole fen, in any order', () => {
    const line = fc.record({
      quantity: fc.integer({ min: 1, max: 99_999 }),
      unitPriceFen: fc.integer({ min: 0, max: 100_000 }),
    })
    fc.assert(
      fc.property(fc.array(line, { maxLength: 50 }), fc.nat(1_000_000), (lines, freightFen) => {
        const sums = sumsOf(lines, freightFen)
        const each = lines.map(({ quantity, unitPriceFen }) => BigInt(quantity) * BigInt(unitPriceFen))
        expect(BigInt(sums.subtotalFen)).toBe(each.reduce((a, b) => a + b, 0n))
        expect(sums.totalFen).toBe(sums.subtotalFen + freightFen)
        expect(sumsOf([...lines].reverse(), freightFen)).toEqual(sums)
      }),
      { seed: 8, numRuns: 200 },
    )
  })
})
