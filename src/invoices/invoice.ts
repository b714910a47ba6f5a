import { type Machine, transition } from '../kernel/machine.ts'

/** 普票, 专票. */
export const INVOICE_KINDS = ['ordinary', 'special'] as const
export type InvoiceKind = (typeof INVOICE_KINDS)[number]
export type TitleType = 'personal' | 'company'

export type InvoiceState = 'requested' | 'issuing' | 'issued' | 'red_pending' | 'red' | 'cancelled'

/**
 * What happens to a request. `refunded` comes with the refund itself, by a trigger. `issued_short`: money went back
 * while it was being issued. `reddened`: a red invoice came, and more is due; `red_done`: none is; `red_whole`: nothing
 * of the blue one is left.
 */
export type InvoiceEventKind =
  | 'changed'
  | 'cancelled'
  | 'begun'
  | 'released'
  | 'issued'
  | 'issued_short'
  | 'refunded'
  | 'reddened'
  | 'red_done'
  | 'red_whole'

export const invoiceMachine: Machine<InvoiceState, InvoiceEventKind> = {
  requested: { changed: 'requested', cancelled: 'cancelled', begun: 'issuing' },
  issuing: { released: 'requested', refunded: 'issuing', issued: 'issued', issued_short: 'red_pending' },
  issued: { refunded: 'red_pending' },
  red_pending: { refunded: 'red_pending', reddened: 'red_pending', red_done: 'issued', red_whole: 'red' },
  red: {},
  cancelled: {},
}

export const INVOICE_STATES = Object.keys(invoiceMachine) as InvoiceState[]

export const mayHappen = (state: InvoiceState, event: InvoiceEventKind): boolean =>
  transition(invoiceMachine, state, event) !== null

/** Whether the order may ask for another one. */
export const isOver = (state: InvoiceState): boolean => state === 'red' || state === 'cancelled'

/** Who it is made out to, and where it goes. What an ordinary invoice does not carry is ''. */
export type Buyer = {
  kind: InvoiceKind
  titleType: TitleType
  title: string
  taxNo: string
  address: string
  phone: string
  bank: string
  account: string
  email: string
}

/** What a red invoice of `amountFen` leads to, from what is due and what of the blue one stands. */
export function redEvent(
  amountFen: number,
  dueFen: number,
  standingFen: number,
): 'reddened' | 'red_done' | 'red_whole' {
  if (amountFen < dueFen) return 'reddened'
  return amountFen < standingFen ? 'red_done' : 'red_whole'
}
