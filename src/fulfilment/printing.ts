import { packingBegun } from '../orders/address-correcting.ts'
import type { Shop } from '../shop.ts'
import { type AuditEntry, audit } from '../staff/auditing.ts'
import { readWaiting, type WaitingLine } from './queries.ts'

/** As many as one person packs in a go; the next print goes on with the next. */
export const PRINTED = 100

type Place = Pick<Shop, 'db' | 'now'>
type Query = Parameters<typeof readWaiting>[1]

/** What goes on slips, whole addresses on them: who printed them is written, and packing has begun. */
export const takeForSlips = (place: Place, query: Query & { storage: string }, staffId: string) =>
  handOut(place, query, (parcels) => ({
    ...{ staffId, verb: 'slips.printed', object: `slips:${query.storage}` },
    after: { orders: parcels.map(({ number }) => number) },
  }))

/** The same for the courier's sheet, at most so many parcels to be. */
export const takeForCourier = (place: Place, limit: number, staffId: string) =>
  handOut(place, { limit }, (parcels) => ({
    ...{ staffId, verb: 'shipments.exported', object: 'shipments:waiting' },
    after: { rows: parcels.length },
  }))

/**
 * Says first that packing has begun, and reads the addresses afterwards: one that a buyer corrects meanwhile is the one on
 * paper, or it is refused.
 */
async function handOut(
  { db, now }: Place,
  query: Query,
  entryOf: (parcels: WaitingLine[]) => AuditEntry,
): Promise<WaitingLine[]> {
  const waiting = await readWaiting(db, query)
  const parcels = waiting.filter(
    ({ number, storage }, at) =>
      waiting.findIndex((one) => one.number === number && one.storage === storage) === at,
  )
  const numbers = [...new Set(parcels.map(({ number }) => number))]
  await db.batch([packingBegun(db, numbers, now), audit(db, entryOf(parcels), now)])
  return numbers.length ? readWaiting(db, { ...query, numbers }) : []
}
