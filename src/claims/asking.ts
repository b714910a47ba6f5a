import { and, eq } from 'drizzle-orm'
import type { Statement } from '../db/client.ts'
import { failedOn } from '../db/failures.ts'
import { changedMeanwhile } from '../db/insisting.ts'
import { insert, insertRows, select } from '../db/query.ts'
import { newId } from '../kernel/ids.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import type { OrderView } from '../orders/queries.ts'
import { orderAsRead } from '../orders/transitions.ts'
import { deadlinesOf } from '../settings/deadlines.ts'
import type { Shop } from '../shop.ts'
import type { ClaimKind, ClaimReason } from './claim.ts'
import { type Clocks, dueAfter } from './clocks.ts'
import type { KeptPhoto } from './photos.ts'
import { claimsOfOrder } from './queries.ts'
import { clockStatements } from './reading.ts'
import { claimEvents, claimPhotos, claims } from './schema.ts'
import { type TeaParcel, teaUntil } from './tea-parcel.ts'
import { claimableOf, problemsOf } from './window.ts'

/** What a buyer asks for. */
export type AskedClaim = {
  kind: ClaimKind
  reason: ClaimReason
  quantity: number
  words: string
  photos: KeptPhoto[]
  /** The form's own: the same again finds the first claim. */
  clientKey: string
}

/** What it is about, as it stood when it was read. */
type About = { orderId: string; orderSeq: number; line: number; dispatchId: string | null }

/**
 * Claims pieces of a line of goods, as far as its window allows (window.ts). Answers the claim's id; a form sent twice
 * answers the first one's. Refusal: conflict (the order changed since it was read, or this cannot be claimed of it).
 */
export async function claimGoods(
  shop: Shop,
  order: OrderView,
  line: number,
  asked: AskedClaim,
): Promise<Result<{ id: string }>> {
  const [before, stored, holidays] = await shop.db.batch([
    claimsOfOrder(shop.db, order.id),
    ...clockStatements(shop),
  ])
  const again = before.find(({ clientKey }) => clientKey === asked.clientKey)
  if (again) return ok({ id: again.id })
  const clocks = { deadlines: deadlinesOf(stored.deadlines), holidays }
  const offer = claimableOf(order, before, clocks.deadlines, shop.now).find((own) => own.line === line)
  if (!offer || problemsOf({ ...asked, photos: asked.photos.length }, offer).length)
    return refuse({ code: 'conflict' })
  return write(shop, { orderId: order.id, orderSeq: order.seq, line, dispatchId: null }, asked, clocks)
}

/** Claims a parcel of an adoption's tea: it is sent again. Answers and refuses as above. */
export async function claimTea(
  shop: Shop,
  parcel: TeaParcel,
  asked: AskedClaim,
): Promise<Result<{ id: string }>> {
  const [stored, holidays] = await shop.db.batch([...clockStatements(shop)])
  const { orderId, orderSeq, line, id } = parcel
  const clocks = { deadlines: deadlinesOf(stored.deadlines), holidays }
  if (shop.now > teaUntil(parcel, clocks.deadlines)) return refuse({ code: 'conflict' })
  return write(shop, { orderId, orderSeq, line, dispatchId: id }, asked, clocks)
}

async function write(
  shop: Shop,
  about: About,
  asked: AskedClaim,
  clocks: Clocks,
): Promise<Result<{ id: string }>> {
  const { db, now } = shop
  const { photos, ...said } = asked
  const { orderSeq, ...where } = about
  const claim = { ...where, ...said }
  const id = newId('clm', now)
  const dueAt = dueAfter('appealed', 'asked', { dueAt: null }, now, clocks)
  try {
    await db.batch([
      orderAsRead(db, { id: claim.orderId, seq: orderSeq }),
      db.run(insert(claims).values({ ...claim, id, state: 'asked', seq: 1, askedAt: now, dueAt })),
      db.run(
        insert(claimEvents).values({ claimId: id, seq: 1, kind: 'asked', at: now, actor: 'buyer', note: '' }),
      ),
      ...photoRows(shop, id, photos),
    ])
    return ok({ id })
  } catch (error) {
    if (failedOn(error, 'claims.client_key, claims.order_id')) return known(shop, claim)
    if (changedMeanwhile(error) || failedOn(error, 'claim_limit')) {
      const first = await known(shop, claim)
      return first.ok ? first : refuse({ code: 'conflict' })
    }
    throw error
  }
}

const photoRows = ({ db, now }: Shop, claimId: string, photos: KeptPhoto[]): Statement<unknown>[] =>
  photos.length
    ? [
        db.run(
          insertRows(
            claimPhotos,
            photos.map((photo) => ({ ...photo, id: `${claimId}-${photo.place}`, claimId, at: now })),
          ),
        ),
      ]
    : []

async function known(
  { db }: Shop,
  { orderId, clientKey }: Pick<About, 'orderId'> & Pick<AskedClaim, 'clientKey'>,
): Promise<Result<{ id: string }>> {
  const [row] = await db.all(
    select({ id: claims.id })
      .from(claims)
      .where(and(eq(claims.orderId, orderId), eq(claims.clientKey, clientKey))),
  )
  return row ? ok(row) : refuse({ code: 'conflict' })
}
