import { type Machine, transition } from '../kernel/machine.ts'

/** 仅退款, 退货退款, 换货, 补发. */
export const CLAIM_KINDS = ['refund_only', 'return_refund', 'exchange', 'resend'] as const
export type ClaimKind = (typeof CLAIM_KINDS)[number]

export type ClaimState =
  | 'asked'
  | 'proposed'
  | 'awaiting_return'
  | 'returning'
  | 'disputed'
  | 'refused'
  | 'resending'
  | 'settled'
  | 'closed'
  | 'lapsed'
  | 'withdrawn'

/**
 * What happens to a claim; each leads to one state wherever it comes from. `covered`: nothing of the goods stands any
 * more, their money went back otherwise. `person_asked`: the buyer wants to be called.
 */
export type ClaimEventKind =
  | 'proposed'
  | 'declined'
  | 'refunded'
  | 'return_granted'
  | 'resend_granted'
  | 'refused'
  | 'appealed'
  | 'upheld'
  | 'withdrawn'
  | 'posted'
  | 'signed'
  | 'disputed'
  | 'lapsed'
  | 'sent'
  | 'covered'
  | 'person_asked'

const OPEN: Machine<ClaimState, ClaimEventKind> = {
  asked: {
    proposed: 'proposed',
    refunded: 'settled',
    return_granted: 'awaiting_return',
    resend_granted: 'resending',
    refused: 'refused',
    upheld: 'closed',
    withdrawn: 'withdrawn',
    covered: 'closed',
  },
  proposed: {
    declined: 'asked',
    refunded: 'settled',
    return_granted: 'awaiting_return',
    resend_granted: 'resending',
    withdrawn: 'withdrawn',
    covered: 'closed',
  },
  awaiting_return: { posted: 'returning', lapsed: 'lapsed', withdrawn: 'withdrawn', covered: 'closed' },
  returning: {
    posted: 'returning',
    signed: 'returning',
    refunded: 'settled',
    resend_granted: 'resending',
    disputed: 'disputed',
    covered: 'closed',
  },
  // The shop says that what came back is not what was sent: somebody else decides.
  disputed: { refunded: 'settled', resend_granted: 'resending', upheld: 'closed', covered: 'closed' },
  refused: { appealed: 'asked', upheld: 'closed', withdrawn: 'withdrawn' },
  resending: { sent: 'settled', refunded: 'settled', covered: 'closed' },
  settled: {},
  closed: {},
  lapsed: {},
  withdrawn: {},
}

export const CLAIM_STATES = Object.keys(OPEN) as ClaimState[]

/** The states from which something may still come. */
export const OPEN_STATES = CLAIM_STATES.filter((state) => Object.keys(OPEN[state]).length > 0)

/** A claim's machine; the buyer may ask for a person wherever it is open. */
export const claimMachine: Machine<ClaimState, ClaimEventKind> = Object.fromEntries(
  CLAIM_STATES.map((state) => [
    state,
    OPEN_STATES.includes(state) ? { ...OPEN[state], person_asked: state } : {},
  ]),
) as Record<ClaimState, Partial<Record<ClaimEventKind, ClaimState>>>

export const mayHappen = (state: ClaimState, event: ClaimEventKind): boolean =>
  transition(claimMachine, state, event) !== null

export const isOver = (state: ClaimState): boolean => !OPEN_STATES.includes(state)

/** Whose turn it is; null when it is over. */
export function turnOf(state: ClaimState): 'shop' | 'buyer' | null {
  if (isOver(state)) return null
  return state === 'proposed' || state === 'awaiting_return' || state === 'refused' ? 'buyer' : 'shop'
}

/** What granting a kind leads to at once. */
export const GRANT: Record<ClaimKind, 'refunded' | 'return_granted' | 'resend_granted'> = {
  refund_only: 'refunded',
  return_refund: 'return_granted',
  exchange: 'return_granted',
  resend: 'resend_granted',
}

/** What accepting the goods that came back leads to. */
export const ACCEPTANCE: Record<ClaimKind, 'refunded' | 'resend_granted'> = {
  refund_only: 'refunded',
  return_refund: 'refunded',
  exchange: 'resend_granted',
  resend: 'resend_granted',
}

type Silent = 'refunded' | 'return_granted' | 'resend_granted' | 'declined' | 'lapsed' | 'upheld'

/** What happens when the one whose turn it is stays silent: the shop's silence is consent. Null: nothing does. */
export function silence(state: ClaimState, kind: ClaimKind): Silent | null {
  switch (state) {
    case 'asked':
      return GRANT[kind]
    case 'returning':
    case 'disputed':
      return ACCEPTANCE[kind]
    case 'proposed':
      return 'declined'
    case 'awaiting_return':
      return 'lapsed'
    case 'refused':
      return 'upheld'
    default:
      return null
  }
}

/** Why something is claimed, and who is answerable for it. */
export const REASONS = {
  unwanted: { fault: 'buyer', photo: false },
  wrong_choice: { fault: 'buyer', photo: false },
  damaged: { fault: 'shop', photo: true },
  spoiled: { fault: 'shop', photo: true },
  missing: { fault: 'shop', photo: true },
  wrong_goods: { fault: 'shop', photo: true },
  not_as_described: { fault: 'shop', photo: true },
  near_expiry: { fault: 'shop', photo: true },
  not_arrived: { fault: 'shop', photo: false },
  late: { fault: 'shop', photo: false },
} as const satisfies Record<string, { fault: 'buyer' | 'shop'; photo: boolean }>
export type ClaimReason = keyof typeof REASONS
export const CLAIM_REASONS = Object.keys(REASONS) as ClaimReason[]

export const isShopsFault = (reason: ClaimReason): boolean => REASONS[reason].fault === 'shop'

export const MOST_PHOTOS = 6
/** Claims of one line, those that were withdrawn among them. */
export const MOST_CLAIMS = 5
