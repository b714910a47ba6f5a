import { describe, expect, test } from 'vitest'
import {
  CLAIM_KINDS,
  CLAIM_STATES,
  type ClaimEventKind,
  type ClaimState,
  claimMachine,
  isOver,
  mayHappen,
  silence,
  turnOf,
} from '../../src/claims/claim.ts'
import { dueAfter, withHolidays } from '../../src/claims/clocks.ts'
import { sources, transition } from '../../src/kernel/machine.ts'
import { DAY_MS, HOUR_MS } from '../../src/kernel/time.ts'
import { deadlinesOf } from '../../src/settings/deadlines.ts'

/** Written down by hand: what may come upon each state, and where it leads. */
const TABLE: Record<ClaimState, Partial<Record<ClaimEventKind, ClaimState>>> = {
  asked: {
    ...{ proposed: 'proposed', refunded: 'settled', return_granted: 'awaiting_return' },
    ...{ resend_granted: 'resending', refused: 'refused', upheld: 'closed', withdrawn: 'withdrawn' },
    ...{ covered: 'closed', person_asked: 'asked' },
  },
  proposed: {
    ...{ declined: 'asked', refunded: 'settled', return_granted: 'awaiting_return' },
    ...{ resend_granted: 'resending', withdrawn: 'withdrawn', covered: 'closed', person_asked: 'proposed' },
  },
  awaiting_return: {
    ...{ posted: 'returning', lapsed: 'lapsed', withdrawn: 'withdrawn', covered: 'closed' },
    person_asked: 'awaiting_return',
  },
  returning: {
    ...{ posted: 'returning', signed: 'returning', refunded: 'settled', resend_granted: 'resending' },
    ...{ disputed: 'disputed', covered: 'closed', person_asked: 'returning' },
  },
  disputed: {
    ...{ refunded: 'settled', resend_granted: 'resending', upheld: 'closed', covered: 'closed' },
    person_asked: 'disputed',
  },
  refused: { appealed: 'asked', upheld: 'closed', withdrawn: 'withdrawn', person_asked: 'refused' },
  resending: { sent: 'settled', refunded: 'settled', covered: 'closed', person_asked: 'resending' },
  settled: {},
  closed: {},
  lapsed: {},
  withdrawn: {},
}

const EVENTS = [...new Set(Object.values(TABLE).flatMap((row) => Object.keys(row)))] as ClaimEventKind[]

describe('a claim', () => {
  test('goes from every state by every event where the table says, and nowhere else', () => {
    for (const state of CLAIM_STATES)
      for (const event of EVENTS)
        expect(transition(claimMachine, state, event), `${state} ${event}`).toBe(TABLE[state][event] ?? null)
  })

  test('waits for one side while it is open, and for nobody when it is over', () => {
    for (const state of CLAIM_STATES) expect(turnOf(state) === null, state).toBe(isOver(state))
  })

  test('is never left hanging by silence: whatever time decides, the machine allows', () => {
    for (const state of CLAIM_STATES)
      for (const kind of CLAIM_KINDS) {
        const event = silence(state, kind)
        if (isOver(state) || state === 'resending') expect(event).toBeNull()
        else expect(event && mayHappen(state, event), `${state} ${kind}`).toBe(true)
      }
  })

  test('reaches every state from the first', () => {
    const reached = new Set<ClaimState>(['asked'])
    for (const state of reached)
      for (const next of Object.values(claimMachine[state])) reached.add(next as ClaimState)
    expect([...reached].sort()).toEqual([...CLAIM_STATES].sort())
  })

  test('is refused by the buyer’s silence or a second person alone after the first refusal', () => {
    expect(sources(claimMachine, 'upheld')).toEqual(['asked', 'disputed', 'refused'])
  })
})

const AT = Date.parse('2026-11-23T10:00:00+08:00')
const clocks = { deadlines: deadlinesOf({}), holidays: [] }

describe('the clocks of a claim', () => {
  test('give the shop 48 hours to answer, 24 after a proposal was declined', () => {
    expect(dueAfter('appealed', 'asked', { dueAt: null }, AT, clocks)).toBe(AT + 48 * HOUR_MS)
    expect(dueAfter('declined', 'asked', { dueAt: null }, AT, clocks)).toBe(AT + 24 * HOUR_MS)
  })

  test('give the buyer 72 hours for a proposal, 7 days to send goods back and to appeal', () => {
    expect(dueAfter('proposed', 'proposed', { dueAt: null }, AT, clocks)).toBe(AT + 72 * HOUR_MS)
    expect(dueAfter('return_granted', 'awaiting_return', { dueAt: null }, AT, clocks)).toBe(AT + 7 * DAY_MS)
    expect(dueAfter('refused', 'refused', { dueAt: null }, AT, clocks)).toBe(AT + 7 * DAY_MS)
  })

  test('give the shop ten days from posting, three from the signature, whichever ends first', () => {
    const posted = dueAfter('posted', 'returning', { dueAt: null }, AT, clocks)!
    expect(posted).toBe(AT + 10 * DAY_MS)
    expect(dueAfter('signed', 'returning', { dueAt: posted }, AT + DAY_MS, clocks)).toBe(AT + 4 * DAY_MS)
    expect(dueAfter('signed', 'returning', { dueAt: posted }, AT + 9 * DAY_MS, clocks)).toBe(posted)
  })

  test('are not moved by asking for a person, and end with the claim', () => {
    expect(dueAfter('person_asked', 'asked', { dueAt: AT + 5 }, AT, clocks)).toBe(AT + 5)
    expect(dueAfter('refunded', 'settled', { dueAt: AT + 5 }, AT, clocks)).toBeNull()
  })

  test('stretch over holidays for the shop, not for the buyer', () => {
    const holidays = [{ firstOn: '2026-11-24', lastOn: '2026-11-26', kind: 'rest' as const }]
    expect(withHolidays(AT, 48 * HOUR_MS, holidays)).toBe(AT + 5 * DAY_MS)
    const longer = { ...clocks, holidays }
    expect(dueAfter('appealed', 'asked', { dueAt: null }, AT, longer)).toBe(AT + 5 * DAY_MS)
    expect(dueAfter('proposed', 'proposed', { dueAt: null }, AT, longer)).toBe(AT + 72 * HOUR_MS)
  })
})
