import { type Pieces, shelve } from '../catalog/stock/moving.ts'
import type { Statement } from '../db/client.ts'
import { drawnStock } from '../orders/writing.ts'
import { isOpen } from '../payments/refunds/due.ts'
import type { Shop } from '../shop.ts'
import { sentStanding } from './due.ts'
import type { ClaimDesk } from './reading.ts'

type Line = ClaimDesk['account']['lines'][number]

/** Stocked SKUs of the claimed pieces, of which there are at most so many; none of a parcel of tea. */
const drawn = ({ claim, account }: ClaimDesk, most: (line: Line) => number): Pieces =>
  drawnStock(
    account.lines
      .filter(({ line, sku }) => line === claim.line && sku !== null)
      .map((line) => ({ quantity: Math.min(claim.quantity, most(line)), stock: JSON.parse(line.stock) })),
  ).filter(({ quantity }) => quantity > 0)

/** What is sent again: what waits leaves anyway, and what was refunded is not given twice. */
export const goingOut = (desk: ClaimDesk): Pieces => drawn(desk, (line) => sentStanding(desk.account, line))

/** Whether nothing stands of what would be sent again: its goods or, of tea, its plot. */
export function isGone(desk: ClaimDesk): boolean {
  const { claim, account } = desk
  if (!isOpen(account)) return true
  return claim.dispatchId === null
    ? !goingOut(desk).length
    : account.adoptions.some(({ line, releasedAt }) => line === claim.line && releasedAt !== null)
}

/** Puts back on the shelf what was kept for the buyer and is not sent after all: all but the pieces that go out. */
export function unsentBack(
  { db, now }: Shop,
  { claim, kept }: ClaimDesk,
  out: Pieces = [],
): Statement<unknown>[] {
  const sent = (sku: string) => out.find((own) => own.sku === sku)?.quantity ?? 0
  const pieces = kept
    .map(({ sku, quantity }) => ({ sku, quantity: quantity - sent(sku) }))
    .filter(({ quantity }) => quantity > 0)
  return claim.state === 'resending' && pieces.length
    ? shelve(db, `${claim.id}:unsent`, 'restocked', pieces, now)
    : []
}

/** Puts what came back on the shelf: no more than was sent. */
export function cameBack({ db, now }: Shop, desk: ClaimDesk): Statement<unknown>[] {
  const pieces = drawn(desk, ({ line }) =>
    desk.account.sentLines.reduce((sum, part) => sum + (part.line === line ? part.quantity : 0), 0),
  )
  return pieces.length ? shelve(db, `${desk.claim.id}:returned`, 'restocked', pieces, now) : []
}
