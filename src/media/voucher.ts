import type { R2Bucket } from '@cloudflare/workers-types'
import { newId } from '../kernel/ids.ts'
import { readScan, type ScanFault, scanName } from './scan.ts'

/** A scan of a bank's paper that lies in the bucket; its row is written by who keeps the arrival. */
export type StoredVoucher = { id: string; name: string; type: string }

/** Where it lies: beside the other scans, where no address of pictures reaches. */
const keyOf = (id: string): string => `scans/${id}`

/** Keeps a scan under a new id, before its row: without one it is opened by nobody. Faults: those of `readScan`. */
export async function storeVoucher(
  bucket: R2Bucket,
  { bytes, name }: { bytes: Uint8Array<ArrayBuffer>; name: string },
  now: number,
): Promise<StoredVoucher | ScanFault> {
  const scan = readScan(bytes)
  if (typeof scan === 'string') return scan
  const id = newId('vch', now)
  await bucket.put(keyOf(id), scan.bytes, { httpMetadata: { contentType: scan.type } })
  return { id, name: scanName(name, scan.type), type: scan.type }
}

export const openVoucher = (bucket: R2Bucket, id: string) => bucket.get(keyOf(id))

/** Deletes one that got no row. */
export const dropVoucher = (bucket: R2Bucket, id: string): Promise<void> => bucket.delete(keyOf(id))
