import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  INVOICE_STATES,
  type InvoiceEventKind,
  type InvoiceState,
  invoiceMachine,
  isOver,
  mayHappen,
  redEvent,
} from '../../src/invoices/invoice.ts'
import { transition } from '../../src/kernel/machine.ts'

/** Written down by hand: what may come upon each state, and where it leads. */
const TABLE: Record<InvoiceState, Partial<Record<InvoiceEventKind, InvoiceState>>> = {
  requested: { changed: 'requested', cancelled: 'cancelled', begun: 'issuing' },
  issuing: { released: 'requested', refunded: 'issuing', issued: 'issued', issued_short: 'red_pending' },
  issued: { refunded: 'red_pending' },
  red_pending: { refunded: 'red_pending', reddened: 'red_pending', red_done: 'issued', red_whole: 'red' },
  red: {},
  cancelled: {},
}
const EVENTS = [...new Set(Object.values(TABLE).flatMap((row) => Object.keys(row)))] as InvoiceEventKind[]

describe('an invoice', () => {
  test('goes from every state by every event where the table says, and nowhere else', () => {
    for (const state of INVOICE_STATES)
      for (const event of EVENTS) {
        expect(transition(invoiceMachine, state, event), `${state} ${event}`).toBe(
          TABLE[state][event] ?? null,
        )
        expect(mayHappen(state, event)).toBe(TABLE[state][event] !== undefined)
      }
  })

  test('is over, so that another may be asked for, exactly where nothing can come any more', () => {
    for (const state of INVOICE_STATES)
      expect(isOver(state), state).toBe(Object.keys(TABLE[state]).length === 0)
  })

  test('ends its red letters when the sum that is due is made up, and is over when nothing of it stands', () => {
    const sums = fc.tuple(fc.integer({ min: 1, max: 1e7 }), fc.nat(1e7), fc.nat(1e7))
    fc.assert(
      fc.property(sums, ([red, moreDue, moreStanding]) => {
        const due = red + moreDue
        const event = redEvent(red, due, due + moreStanding)
        expect(event).toBe(moreDue ? 'reddened' : moreStanding ? 'red_done' : 'red_whole')
      }),
    )
  })
})
