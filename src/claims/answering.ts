import { sql } from 'drizzle-orm'
import { insist } from '../db/insisting.ts'
import { type Result, refuse } from '../kernel/result.ts'
import type { Shop } from '../shop.ts'
import { permittedStaff } from '../staff/permitted.ts'
import { claimDue } from './due.ts'
import { acceptReturn, grant, type Moved, move, refund, send, standingFor } from './moving.ts'
import type { ClaimDesk } from './reading.ts'

// What staff answer. Refusals of all: not_found; conflict (the claim moved on, or silence decided before).

/** Grants what was asked. Refusal more: too_late where goods should come back and nobody has said where to. */
export async function grantClaim(
  shop: Shop,
  id: string,
  note: string,
  staffId: string,
): Promise<Result<Moved>> {
  const read = await standingFor(shop, id, 'refused')
  if (!read.ok) return read
  const { claim, returns } = read.value
  const comesBack = claim.kind === 'return_refund' || claim.kind === 'exchange'
  if (comesBack && !returns) return refuse({ code: 'too_late' })
  return grant(shop, read.value, { actor: 'staff', staffId }, note)
}

/** The most that may be proposed: what the claim would give back whole; of tea what the adoption cost. */
export function mostProposed({ claim, account }: ClaimDesk): number {
  const line = account.lines.find((own) => own.line === claim.line)
  const due = claimDue(account, { ...claim, proposedFen: line ? line.amountFen : null })
  if (!line?.sku) return due?.amountFen ?? 0
  const whole = claimDue(account, { ...claim, proposedFen: null })
  return Math.min(due?.amountFen ?? 0, whole?.lines[0]?.amountFen ?? 0)
}

/**
 * Proposes a sum instead, in fen, with a reason; the goods stay with the buyer. Refusal more: too_many_open never;
 * conflict also where more is proposed than the claim is worth.
 */
export async function proposeSum(
  shop: Shop,
  id: string,
  amountFen: number,
  note: string,
  staffId: string,
): Promise<Result<Moved>> {
  const read = await standingFor(shop, id, 'proposed')
  if (!read.ok) return read
  if (amountFen <= 0 || amountFen > mostProposed(read.value)) return refuse({ code: 'conflict' })
  return move(shop, read.value, {
    event: 'proposed',
    by: { actor: 'staff', staffId },
    said: { note, amountFen },
    facts: { proposedFen: amountFen },
  })
}

/** Nobody else may decide: found out by the statement that writes it down. */
const nobodyElse = ({ settings }: Shop, staffId: string) =>
  sql`NOT EXISTS (SELECT 1 FROM ${permittedStaff('claims.write', settings)} WHERE id <> ${staffId})`

/**
 * Refuses, with a reason the buyer reads: they may ask for another person once. Of what came back or was refused before
 * it is the last word, by somebody else than who refused.
 */
export async function refuseClaim(
  shop: Shop,
  id: string,
  note: string,
  staffId: string,
): Promise<Result<Moved>> {
  const read = await standingFor(shop, id, 'upheld')
  if (!read.ok) return read
  const { claim } = read.value
  // The buyer may still object: a colleague who refuses at the same moment ends nothing.
  if (claim.state === 'refused') return refuse({ code: 'conflict' })
  const by = { actor: 'staff', staffId } as const
  if (claim.state === 'asked' && !claim.appealed)
    return move(shop, read.value, { event: 'refused', by, said: { note }, facts: { refusedBy: staffId } })
  const same = claim.refusedBy === staffId
  return move(shop, read.value, {
    event: 'upheld',
    by,
    said: { note },
    more: same ? [insist(shop.db, nobodyElse(shop, staffId))] : [],
  })
}

/** The goods came back as they should: money, or the exchange. */
export async function receiveReturn(
  shop: Shop,
  id: string,
  { note, restock }: { note: string; restock: boolean },
  staffId: string,
): Promise<Result<Moved>> {
  const read = await standingFor(shop, id, 'refunded')
  if (!read.ok) return read
  const { state } = read.value.claim
  if (state !== 'returning' && state !== 'disputed') return refuse({ code: 'conflict' })
  return acceptReturn(shop, read.value, { actor: 'staff', staffId }, { note, restock })
}

/** What came back is not what was sent: a colleague decides. */
export async function disputeReturn(
  shop: Shop,
  id: string,
  note: string,
  staffId: string,
): Promise<Result<Moved>> {
  const read = await standingFor(shop, id, 'disputed')
  if (!read.ok) return read
  const facts = { refusedBy: staffId }
  return move(shop, read.value, { event: 'disputed', by: { actor: 'staff', staffId }, said: { note }, facts })
}

/** The parcel that comes back was signed for: it is looked at within three days. */
export async function signReturn(shop: Shop, id: string, staffId: string): Promise<Result<Moved>> {
  const read = await standingFor(shop, id, 'signed')
  return read.ok ? move(shop, read.value, { event: 'signed', by: { actor: 'staff', staffId } }) : read
}

/** Gives the money back instead of a parcel that is not sent after all. */
export async function refundInstead(
  shop: Shop,
  id: string,
  note: string,
  staffId: string,
): Promise<Result<Moved>> {
  const read = await standingFor(shop, id, 'refunded')
  if (!read.ok) return read
  const { state, dispatchId } = read.value.claim
  // Tea has no price to give back.
  if (state !== 'resending' || dispatchId !== null) return refuse({ code: 'conflict' })
  return refund(shop, read.value, { actor: 'staff', staffId }, { note })
}

/** The parcel that goes out again is on its way. */
export async function sendAgain(
  shop: Shop,
  id: string,
  parcel: { carrier: string; trackingNo: string },
  staffId: string,
): Promise<Result<Moved>> {
  const read = await standingFor(shop, id, 'sent')
  if (!read.ok) return read
  return send(shop, read.value, { actor: 'staff', staffId }, parcel)
}
