import { expect, test } from 'vitest'
import { transition } from '../../src/kernel/machine.ts'
import { orderMachine } from '../../src/orders/order.ts'
import { attemptMachine } from '../../src/payments/attempt.ts'
import { refundMachine } from '../../src/payments/refunds/refund.ts'

const ATTEMPT: Record<string, string> = {
  'created asked': 'requested',
  'created unanswered': 'unknown',
  'created succeeded': 'paid',
  'created ended': 'closed',
  'requested unanswered': 'unknown',
  'requested succeeded': 'paid',
  'requested ended': 'closed',
  'unknown asked': 'requested',
  'unknown succeeded': 'paid',
  'unknown ended': 'closed',
  'closed succeeded': 'paid',
}

test('a payment attempt moves as its table says, pays late, and never leaves paid', () => {
  for (const state of ['created', 'requested', 'unknown', 'paid', 'closed'] as const)
    for (const event of ['asked', 'unanswered', 'succeeded', 'ended'] as const)
      expect([state, event, transition(attemptMachine, state, event)]).toEqual([
        state,
        event,
        ATTEMPT[`${state} ${event}`] ?? null,
      ])
})

const REFUND: Record<string, string> = {
  'requested processing': 'processing',
  'requested succeeded': 'succeeded',
  'requested failed': 'failed',
  'processing processing': 'processing',
  'processing succeeded': 'succeeded',
  'processing failed': 'failed',
  'requested given_up': 'given_up',
  'processing given_up': 'given_up',
  'requested by_hand': 'given_up',
  'processing by_hand': 'given_up',
  'failed asked_again': 'requested',
  'failed repaid': 'repaid',
  'given_up succeeded': 'succeeded',
  'given_up failed': 'failed',
  'given_up taken_up': 'requested',
  'given_up repaid': 'repaid',
}

test('a refund moves as its table says, never leaves success or what was repaid, and leaves failure under a new number only', () => {
  const states = ['requested', 'processing', 'succeeded', 'failed', 'given_up', 'repaid'] as const
  const words = [
    'processing',
    'succeeded',
    'failed',
    'given_up',
    'taken_up',
    'asked_again',
    'repaid',
    'by_hand',
  ] as const
  for (const state of states)
    for (const event of words)
      expect([state, event, transition(refundMachine, state, event)]).toEqual([
        state,
        event,
        REFUND[`${state} ${event}`] ?? null,
      ])
})

const ORDER: Record<string, string> = {
  'awaiting_payment cancel_requested': 'cancelling',
  'awaiting_payment paid': 'paid',
  'awaiting_payment address_corrected': 'awaiting_payment',
  'awaiting_payment deadline_extended': 'awaiting_payment',
  'paid address_corrected': 'paid',
  'cancelling close_confirmed': 'cancelled',
  'cancelling paid': 'paid',
  'paid completed': 'completed',
  'paid refund_requested': 'paid',
  'paid gift_claimed': 'paid',
  'completed refund_requested': 'completed',
  'completed gift_claimed': 'completed',
  'paid personal_data_deleted': 'paid',
  'completed personal_data_deleted': 'completed',
  'cancelled personal_data_deleted': 'cancelled',
}

test('an order moves as its table says, and nothing leaves cancelled', () => {
  for (const state of ['awaiting_payment', 'cancelling', 'cancelled', 'paid', 'completed'] as const)
    for (const event of [
      'cancel_requested',
      'close_confirmed',
      'paid',
      'completed',
      'refund_requested',
      'gift_claimed',
      'address_corrected',
      'deadline_extended',
      'personal_data_deleted',
    ] as const)
      expect([state, event, transition(orderMachine, state, event)]).toEqual([
        state,
        event,
        ORDER[`${state} ${event}`] ?? null,
      ])
})
