import { takeOff } from '../catalog/stock/moving.ts'
import type { Statement } from '../db/client.ts'
import { failedOn } from '../db/failures.ts'
import { changedMeanwhile } from '../db/insisting.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { notice } from '../notices/owing.ts'
import { orderAsRead } from '../orders/transitions.ts'
import { giveBack } from '../payments/refunds/giving-back.ts'
import type { Shop } from '../shop.ts'
import { type AuditEntry, audit } from '../staff/auditing.ts'
import { ACCEPTANCE, type ClaimEventKind, GRANT, mayHappen } from './claim.ts'
import { overdueEvent } from './clocks.ts'
import { claimDue } from './due.ts'
import { cameBack, goingOut, isGone, unsentBack } from './pieces.ts'
import { type ClaimDesk, readClaimDesk } from './reading.ts'
import { type By, type Said, STEP_LOCK, stepClaim } from './stepping.ts'

/** What came of an act on a claim. */
export type Moved = { event: ClaimEventKind; amountFen: number | null }

type Facts = Parameters<typeof stepClaim>[7]
type Step = { event: ClaimEventKind; by: By; said?: Said; facts?: Facts; more?: Statement<unknown>[] }

/** Writes one step, with its entry in the log where a member of staff made it. Refusal: conflict (somebody was first). */
export async function move(shop: Shop, desk: ClaimDesk, step: Step): Promise<Result<Moved>> {
  const { db, now } = shop
  const { event, by, said = {}, facts, more = [] } = step
  try {
    await db.batch([
      ...stepClaim(db, desk.claim, event, by, now, desk.clocks, said, facts),
      ...more,
      ...tellBuyer(shop, desk, event),
      ...entryOf(shop, desk, step),
    ] as [Statement<unknown>, ...Statement<unknown>[]])
    return ok({ event, amountFen: said.amountFen ?? null })
  } catch (error) {
    const lost = failedOn(error, STEP_LOCK) || failedOn(error, 'stock_available') || changedMeanwhile(error)
    if (lost) return refuse({ code: 'conflict' })
    throw error
  }
}

/** Steps after which it is the buyer's turn. */
const TOLD = {
  return_granted: 'claim.granted',
  proposed: 'claim.proposed',
  refused: 'claim.refused',
} as const

const tellBuyer = ({ db, now }: Shop, { claim }: ClaimDesk, event: ClaimEventKind): Statement<unknown>[] =>
  event === 'return_granted' || event === 'proposed' || event === 'refused'
    ? [notice(db, { event: TOLD[event], subject: claim.id, occurrence: String(claim.seq + 1) }, now)]
    : []

const logged = (desk: ClaimDesk, { event, by, said = {} }: Step): AuditEntry | null =>
  by.actor === 'staff'
    ? {
        staffId: by.staffId,
        verb: `claim.${event}`,
        object: `order:${desk.account.order.number}`,
        after: {
          claimId: desk.claim.id,
          ...(said.amountFen == null ? {} : { amountFen: said.amountFen }),
          ...(said.note ? { note: said.note } : {}),
        },
      }
    : null

function entryOf({ db, now }: Shop, desk: ClaimDesk, step: Step) {
  const entry = logged(desk, step)
  return entry ? [audit(db, entry, now)] : []
}

/**
 * Gives the claim's money back, through the one writer of refunds: pieces that came back whole go on the shelf in the
 * same batch. Where nothing of the goods stands any more the claim ends as covered.
 */
export async function refund(
  shop: Shop,
  desk: ClaimDesk,
  by: By,
  { note = '', facts = {}, restock = false }: { note?: string; facts?: Facts; restock?: boolean } = {},
): Promise<Result<Moved>> {
  const { db, now } = shop
  const { claim, account, clocks } = desk
  const due = claimDue(account, claim)
  const shelved = restock ? cameBack(shop, desk) : []
  if (!due) return cover(shop, desk, by, { note, facts, more: shelved })
  const said = { note, amountFen: due.amountFen }
  const step: Step = { event: 'refunded', by, said }
  const entry = logged(desk, step)
  const actor = by.actor === 'buyer' ? 'shopper' : by.actor === 'time' ? 'timeout' : 'staff'
  const given = await giveBack(
    shop,
    account,
    { ...due, note: null },
    { actor, ...(entry ? { entry } : {}) },
    (refundId) => [
      ...stepClaim(db, claim, 'refunded', by, now, clocks, said, { ...facts, refundId }),
      ...shelved,
      ...unsentBack(shop, desk),
    ],
  )
  return given.ok ? ok({ event: 'refunded', amountFen: given.value.amountFen }) : given
}

/** Nothing of the goods stands any more: what was reserved for a parcel that is not sent is on the shelf again. */
function cover(
  shop: Shop,
  desk: ClaimDesk,
  by: By,
  { note = '', facts = {}, more = [] }: { note?: string; facts?: Facts; more?: Statement<unknown>[] } = {},
): Promise<Result<Moved>> {
  return move(shop, desk, {
    event: 'covered',
    by,
    said: { note },
    facts,
    more: [...more, ...unsentBack(shop, desk)],
  })
}

/** Sends the goods again; where their money went back meanwhile the claim ends as covered instead. */
export function send(
  shop: Shop,
  desk: ClaimDesk,
  by: By,
  parcel: { carrier: string; trackingNo: string },
): Promise<Result<Moved>> {
  if (isGone(desk)) return cover(shop, desk, by)
  const facts = { sentCarrier: parcel.carrier, sentNo: parcel.trackingNo }
  const more = [orderAsRead(shop.db, desk.account.order), ...unsentBack(shop, desk, goingOut(desk))]
  return move(shop, desk, { event: 'sent', by, facts, more })
}

/** Grants that goods are sent again: reserved at once. Where there are none, their money goes back instead. */
export async function grantResend(
  shop: Shop,
  desk: ClaimDesk,
  by: By,
  { note = '', facts = {}, restock = false }: { note?: string; facts?: Facts; restock?: boolean } = {},
): Promise<Result<Moved>> {
  const { db, now } = shop
  const { claim } = desk
  const pieces = goingOut(desk)
  const back = restock ? cameBack(shop, desk) : []
  if (isGone(desk)) return cover(shop, desk, by, { note, facts, more: back })
  const out = pieces.length ? takeOff(db, claim.id, pieces, now) : []
  const stands = orderAsRead(db, desk.account.order)
  const step = stepClaim(db, claim, 'resend_granted', by, now, desk.clocks, { note }, facts)
  const logs = entryOf(shop, desk, { event: 'resend_granted', by, said: { note } })
  try {
    await db.batch([stands, ...step, ...back, ...out, ...logs])
    return ok({ event: 'resend_granted', amountFen: null })
  } catch (error) {
    if (failedOn(error, 'stock_available')) return refund(shop, desk, by, { note, facts, restock })
    if (failedOn(error, STEP_LOCK) || changedMeanwhile(error)) return refuse({ code: 'conflict' })
    throw error
  }
}

/** Grants what was asked: money at once, the way back, or a new parcel. */
export function grant(shop: Shop, desk: ClaimDesk, by: By, note = ''): Promise<Result<Moved>> {
  const whole = { ...desk, claim: { ...desk.claim, proposedFen: null } }
  switch (GRANT[desk.claim.kind]) {
    case 'refunded':
      return refund(shop, whole, by, { note, facts: { proposedFen: null } })
    case 'resend_granted':
      return grantResend(shop, whole, by, { note })
    case 'return_granted':
      return move(shop, desk, {
        event: 'return_granted',
        by,
        said: { note },
        facts: { returnTo: desk.returns ? JSON.stringify(desk.returns) : null, proposedFen: null },
      })
  }
}

/** Accepts what came back: money, or the exchange; pieces that are sealed and checked go on the shelf again. */
export function acceptReturn(
  shop: Shop,
  desk: ClaimDesk,
  by: By,
  { note = '', restock = false }: { note?: string; restock?: boolean } = {},
): Promise<Result<Moved>> {
  const facts: Facts = { returned: restock ? 'restocked' : 'written_off' }
  const doing = { note, facts, restock }
  return ACCEPTANCE[desk.claim.kind] === 'refunded'
    ? refund(shop, desk, by, doing)
    : grantResend(shop, desk, by, doing)
}

/** What silence decided, written down; null when it decided nothing. */
export function settleSilence(shop: Shop, desk: ClaimDesk): Promise<Result<Moved>> | null {
  const { claim } = desk
  const event = overdueEvent(claim, shop.now)
  const time: By = { actor: 'time' }
  switch (event) {
    case null:
      return null
    case 'declined':
    case 'lapsed':
    case 'upheld':
      return move(shop, desk, { event, by: time, facts: event === 'declined' ? { proposedFen: null } : {} })
    default:
      return claim.state === 'asked' ? grant(shop, desk, time) : acceptReturn(shop, desk, time)
  }
}

/**
 * The claim as it stands at this moment: what silence has decided is written down first, so that nobody speaks after
 * their time. Null when there is none.
 */
export async function readStanding(shop: Shop, id: string): Promise<ClaimDesk | null> {
  const desk = await readClaimDesk(shop, id)
  const settled = desk && settleSilence(shop, desk)
  if (!settled) return desk
  await settled
  return readClaimDesk(shop, id)
}

/** For an act: the claim, where the machine knows the event from its state. */
export async function standingFor(shop: Shop, id: string, event: ClaimEventKind): Promise<Result<ClaimDesk>> {
  const desk = await readStanding(shop, id)
  if (!desk) return refuse({ code: 'not_found' })
  return mayHappen(desk.claim.state, event) ? ok(desk) : refuse({ code: 'conflict' })
}
