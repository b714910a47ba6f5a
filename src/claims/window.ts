import { DAY_MS } from '../kernel/time.ts'
import { isReturnable } from '../orders/order.ts'
import type { OrderParcel, OrderView } from '../orders/queries.ts'
import type { Deadlines } from '../settings/deadlines.ts'
import {
  CLAIM_REASONS,
  type ClaimKind,
  type ClaimReason,
  isShopsFault,
  MOST_CLAIMS,
  MOST_PHOTOS,
  REASONS,
} from './claim.ts'
import type { Claim } from './schema.ts'

/** Fresh goods are claimed within a day of delivery. */
const FRESH_MS = DAY_MS

type Line = Pick<OrderView['lines'][number], 'line' | 'sku' | 'quantity' | 'returnRule'>
export type ClaimedBefore = Pick<
  Claim,
  'line' | 'dispatchId' | 'state' | 'quantity' | 'refundId' | 'proposedFen'
>

/** What may be claimed of one line now: how many pieces, and for each reason in which ways. */
export type Claimable = {
  line: number
  most: number
  ways: Partial<Record<ClaimReason, ClaimKind[]>>
  /** Where a reason is about fewer pieces: those that were sent, or of `late` those that wait. */
  pieces?: Partial<Record<ClaimReason, number>>
  /** The last instant (UTC ms) for the reason that ends first; null while none runs out. */
  until: number | null
}

const STANDS_NO_MORE = ['closed', 'lapsed', 'withdrawn']
export const claimedPieces = (before: ClaimedBefore[]): number =>
  before.reduce((sum, { state, quantity }) => sum + (STANDS_NO_MORE.includes(state) ? 0 : quantity), 0)

/** Lines of an order that can be claimed now, in their order. Pure; what is over tells nothing of why. */
export function claimableOf(
  order: Pick<OrderView, 'state' | 'cancelled' | 'lines' | 'parcels' | 'leftToShip' | 'refundedPieces'>,
  before: ClaimedBefore[],
  deadlines: Deadlines,
  now: number,
): Claimable[] {
  if (order.cancelled || (order.state !== 'paid' && order.state !== 'completed')) return []
  return order.lines.flatMap((line) => {
    if (line.sku === null) return []
    const own = before.filter((claim) => claim.line === line.line && claim.dispatchId === null)
    if (own.length >= MOST_CLAIMS) return []
    const refunded = order.refundedPieces.find((part) => part.line === line.line)?.quantity ?? 0
    const byClaims = own.reduce(
      (sum, { refundId, proposedFen, quantity }) => sum + (refundId && proposedFen === null ? quantity : 0),
      0,
    )
    const most = line.quantity - claimedPieces(own) - Math.max(0, refunded - byClaims)
    const found = most > 0 ? waysOf(order, line, deadlines, now) : null
    return found && Object.keys(found.ways).length ? [{ line: line.line, most, ...found }] : []
  })
}

type Sent = Pick<OrderParcel, 'deliveredAt' | 'receivedAt' | 'lines'>

function waysOf(
  order: Pick<OrderView, 'parcels' | 'leftToShip'>,
  line: Line,
  deadlines: Deadlines,
  now: number,
): Pick<Claimable, 'ways' | 'pieces' | 'until'> {
  const parcels = order.parcels.filter((parcel) => parcel.lines.some((part) => part.line === line.line))
  const waiting = order.leftToShip.find((part) => part.line === line.line)?.left ?? 0
  const sent = parcels
    .flatMap(({ lines }) => lines)
    .reduce((sum, part) => sum + (part.line === line.line ? part.quantity : 0), 0)
  const ways: Claimable['ways'] = {}
  const pieces: Claimable['pieces'] = {}
  let until: number | null = null
  for (const reason of CLAIM_REASONS) {
    const kinds = parcels.length
      ? kindsOf(reason, line, waiting > 0)
      : reason === 'late' || !isShopsFault(reason)
        ? (['refund_only'] as ClaimKind[])
        : []
    const end = parcels.length ? endOf(reason, line, parcels, deadlines) : null
    if (!kinds.length || (end !== null && now > end)) continue
    ways[reason] = kinds
    if (parcels.length && waiting > 0) pieces[reason] = reason === 'late' ? waiting : sent
    if (end !== null) until = Math.min(until ?? end, end)
  }
  return { ways, pieces, until }
}

function kindsOf(reason: ClaimReason, line: Line, waits: boolean): ClaimKind[] {
  const fresh = line.returnRule === 'perishable'
  switch (reason) {
    case 'unwanted':
    case 'wrong_choice':
      return isReturnable(line.returnRule) ? ['return_refund'] : []
    case 'late':
      return waits ? ['refund_only'] : []
    case 'missing':
    case 'not_arrived':
      return ['refund_only', 'resend']
    default:
      return fresh ? ['refund_only', 'resend'] : ['refund_only', 'return_refund', 'exchange', 'resend']
  }
}

/** The last instant at which a reason may be given; null while its clock does not run. */
function endOf(reason: ClaimReason, line: Line, parcels: Sent[], deadlines: Deadlines): number | null {
  const last = (of: (parcel: Sent) => number | null) =>
    parcels.reduce<number | null>((latest, parcel) => {
      const at = of(parcel)
      return latest === null || at === null ? null : Math.max(latest, at)
    }, 0)
  const delivered = last(({ deliveredAt }) => deliveredAt)
  // Received: the shopper said so, or time did; until then a parcel may still be on its way.
  const received = last(({ receivedAt }) => receivedAt)
  if (reason === 'late') return null
  if (!isShopsFault(reason))
    return received === null ? null : received + deadlines.claimReturnRightDays * DAY_MS
  if (reason !== 'not_arrived' && line.returnRule === 'perishable')
    return delivered === null ? null : delivered + FRESH_MS
  return delivered === null ? null : delivered + deadlines.claimFaultDays * DAY_MS
}

/** What a buyer asks for, as it was typed. */
export type ClaimForm = { reason: string; kind: string; quantity: number | null; photos: number }
export type ClaimProblem = 'reason' | 'kind' | 'quantity' | 'photos' | 'tooManyPhotos' | 'words'

/** What is wrong with a form, at its fields; none when it may be asked. */
export function problemsOf(
  { reason, kind, quantity, photos }: ClaimForm,
  { most, ways, pieces }: Pick<Claimable, 'most' | 'ways' | 'pieces'>,
): ClaimProblem[] {
  const known = CLAIM_REASONS.find((own) => own === reason)
  const kinds = known ? ways[known] : undefined
  const limit = Math.min(most, (known && pieces?.[known]) ?? most)
  return [
    ...(kinds ? [] : ['reason' as const]),
    ...(kinds && !kinds.includes(kind as ClaimKind) ? ['kind' as const] : []),
    ...(quantity !== null && quantity >= 1 && quantity <= limit ? [] : ['quantity' as const]),
    ...(known && REASONS[known].photo && photos === 0 ? ['photos' as const] : []),
    ...(photos > MOST_PHOTOS ? ['tooManyPhotos' as const] : []),
  ]
}
