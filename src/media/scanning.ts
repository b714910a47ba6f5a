import type { R2Bucket } from '@cloudflare/workers-types'
import { and, eq } from 'drizzle-orm'
import type { Db, Statement } from '../db/client.ts'
import { failedOn } from '../db/failures.ts'
import { insert, remove, select, selectAll } from '../db/query.ts'
import { newId } from '../kernel/ids.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { audit } from '../staff/auditing.ts'
import { readScan, type ScanFault, type ScanType, scanName } from './scan.ts'
import { type ProducerScan, producerScans } from './schema.ts'

type ScanStore = { db: Db; bucket: R2Bucket; now: number }
/** What staff send: the file, its name, which paper it shows, and the sending's own key. */
export type ScanUpload = { clientKey: string; bytes: Uint8Array<ArrayBuffer>; name: string; kind: string }

/** As many as one producer keeps. */
export const MOST_SCANS = 24

/** Where a scan lies: no address of pictures reaches a key with a slash in it (media/key.ts). */
const keyOf = (id: string): string => `scans/${id}`

/** A producer's scans, the oldest first. */
export const readScans = (db: Db, producerId: string): Statement<ProducerScan[]> =>
  db.all(
    selectAll(producerScans)
      .where(eq(producerScans.producerId, producerId))
      .orderBy(producerScans.id)
      .limit(MOST_SCANS),
  )

/**
 * Keeps a scan of a producer's paper, with its audit entry; the same client key again changes nothing. Faults: those of
 * `readScan`, and `too_many`.
 */
export async function keepScan(
  { db, bucket, now }: ScanStore,
  producerId: string,
  { clientKey, bytes, name, kind }: ScanUpload,
  staffId: string,
): Promise<null | ScanFault | 'too_many'> {
  const scan = readScan(bytes)
  if (typeof scan === 'string') return scan
  const known = await readScans(db, producerId)
  if (known.some((one) => one.staffId === staffId && one.clientKey === clientKey)) return null
  if (known.length >= MOST_SCANS) return 'too_many'
  const id = newId('scn', now)
  const row = { id, producerId, kind, name: scanName(name, scan.type), type: scan.type }
  // Bytes first: without its row an object is only unused, a row without its object would be a broken paper.
  await bucket.put(keyOf(id), scan.bytes, { httpMetadata: { contentType: scan.type } })
  const entry = {
    staffId,
    verb: 'producer.scan_kept',
    object: `producer:${producerId}`,
    after: { kind, name: row.name },
  }
  try {
    await db.batch([
      db.run(insert(producerScans).values({ ...row, bytes: scan.bytes.length, clientKey, staffId, at: now })),
      audit(db, entry, now),
    ])
  } catch (error) {
    // Two sendings of one form: the other was first.
    if (!failedOn(error, 'producer_scans.client_key')) throw error
    await bucket.delete(keyOf(id))
  }
  return null
}

const scanOf = (db: Db, producerId: string, id: string) =>
  db.all(
    select({ name: producerScans.name, type: producerScans.type, kind: producerScans.kind })
      .from(producerScans)
      .where(and(eq(producerScans.id, id), eq(producerScans.producerId, producerId))),
  )

/** One scan of a producer with its bytes; null when there is none. */
export async function openScan({ db, bucket }: Omit<ScanStore, 'now'>, producerId: string, id: string) {
  const [scan] = await scanOf(db, producerId, id)
  const object = scan ? await bucket.get(keyOf(id)) : null
  return scan && object ? { name: scan.name, type: scan.type as ScanType, object } : null
}

/** Deletes a scan for good, with its audit entry. Refusals: not_found. */
export async function removeScan(
  { db, bucket, now }: ScanStore,
  producerId: string,
  id: string,
  staffId: string,
): Promise<Result<null>> {
  const [scan] = await scanOf(db, producerId, id)
  if (!scan) return refuse({ code: 'not_found' })
  const { kind, name } = scan
  await db.batch([
    db.run(remove(producerScans).where(eq(producerScans.id, id))),
    audit(
      db,
      { staffId, verb: 'producer.scan_removed', object: `producer:${producerId}`, before: { kind, name } },
      now,
    ),
  ])
  // The row first: what is left without one is opened by nobody.
  await bucket.delete(keyOf(id))
  return ok(null)
}
