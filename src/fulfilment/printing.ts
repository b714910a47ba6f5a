import { packingBegun } from '../orders/address-correcting.ts'
import type { Shop } from '../shop.ts'
import { type AuditEntry, audit } from '../staff/auditing.ts'

type Place = Pick<Shop, 'db' | 'now'>

/** Slips of these orders go to paper, whole addresses on them: who printed them is written, and packing has begun. */
export const printSlips = (place: Place, numbers: string[], storage: string, staffId: string) =>
  handOut(place, numbers, {
    staffId,
    verb: 'slips.printed',
    object: `slips:${storage}`,
    after: { orders: numbers },
  })

/** The same of the courier's sheet, one row a parcel to be. */
export const exportParcels = (place: Place, numbers: string[], staffId: string) =>
  handOut(place, [...new Set(numbers)], {
    ...{ staffId, verb: 'shipments.exported', object: 'shipments:waiting' },
    after: { rows: numbers.length },
  })

async function handOut({ db, now }: Place, numbers: string[], entry: AuditEntry): Promise<void> {
  await db.batch([packingBegun(db, numbers, now), audit(db, entry, now)])
}
