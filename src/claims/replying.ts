import { type Result, refuse } from '../kernel/result.ts'
import type { Shop } from '../shop.ts'
import { isLate } from './clocks.ts'
import { type Moved, move, refund, standingFor } from './moving.ts'

// What the buyer says. Refusals of all: not_found; conflict (the claim moved on, or silence decided before).

const by = { actor: 'buyer' } as const

/** Takes the sum the shop proposes; `seenFen` is the sum that was read. */
export async function acceptProposal(shop: Shop, id: string, seenFen: number): Promise<Result<Moved>> {
  const read = await standingFor(shop, id, 'declined')
  if (!read.ok) return read
  if (read.value.claim.proposedFen !== seenFen) return refuse({ code: 'conflict' })
  return refund(shop, read.value, by)
}

/** Declines it: the shop has another day. */
export async function declineProposal(shop: Shop, id: string, note: string): Promise<Result<Moved>> {
  const read = await standingFor(shop, id, 'declined')
  if (!read.ok) return read
  return move(shop, read.value, { event: 'declined', by, said: { note }, facts: { proposedFen: null } })
}

/** Takes the money, because the parcel that was promised did not leave in time. */
export async function takeMoneyInstead(shop: Shop, id: string): Promise<Result<Moved>> {
  const read = await standingFor(shop, id, 'refunded')
  if (!read.ok) return read
  return isLate(read.value.claim, shop.now) ? refund(shop, read.value, by) : refuse({ code: 'conflict' })
}

export async function withdrawClaim(shop: Shop, id: string): Promise<Result<Moved>> {
  const read = await standingFor(shop, id, 'withdrawn')
  return read.ok ? move(shop, read.value, { event: 'withdrawn', by }) : read
}

/** The goods are on their way back; a number typed wrong is said again. */
export async function postReturn(
  shop: Shop,
  id: string,
  parcel: { carrier: string; trackingNo: string },
): Promise<Result<Moved>> {
  const read = await standingFor(shop, id, 'posted')
  if (!read.ok) return read
  // Saying it again is no new clock.
  const { state, dueAt } = read.value.claim
  const facts = { ...parcel, ...(state === 'returning' ? { dueAt } : {}) }
  return move(shop, read.value, { event: 'posted', by, facts })
}

/** Asks, once, for somebody who did not refuse. */
export async function appealClaim(shop: Shop, id: string, note: string): Promise<Result<Moved>> {
  const read = await standingFor(shop, id, 'appealed')
  if (!read.ok) return read
  if (read.value.claim.appealed) return refuse({ code: 'conflict' })
  return move(shop, read.value, { event: 'appealed', by, said: { note }, facts: { appealed: 1 } })
}

/** Wants to be called by a person; said once. */
export async function askForPerson(shop: Shop, id: string): Promise<Result<Moved>> {
  const read = await standingFor(shop, id, 'person_asked')
  if (!read.ok) return read
  if (read.value.claim.personAskedAt !== null) return refuse({ code: 'conflict' })
  return move(shop, read.value, { event: 'person_asked', by, facts: { personAskedAt: shop.now } })
}
