import { packingBegun } from '../orders/address-correcting.ts'
import type { Shop } from '../shop.ts'
import { audit } from '../staff/auditing.ts'

/** Slips of these orders go to paper, whole addresses on them: who printed them is written, and packing has begun. */
export async function printSlips(
  { db, now }: Pick<Shop, 'db' | 'now'>,
  numbers: string[],
  storage: string,
  staffId: string,
): Promise<void> {
  const entry = { staffId, verb: 'slips.printed', object: `slips:${storage}`, after: { orders: numbers } }
  await db.batch([packingBegun(db, numbers, now), audit(db, entry, now)])
}
