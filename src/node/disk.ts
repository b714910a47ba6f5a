import { statfs } from 'node:fs/promises'
import type { Ran } from '../jobs/running.ts'

/** Less than either is free: bytes, and the part of the whole. */
const LEAST_FREE = { bytes: 500_000_000, part: 0.05 }

/** The disk is nearly full; its message says what is left (`free_312_mb`), as a code that staff may be shown. */
class DiskLow extends Error {
  override name = 'DiskLow'
}

type Seen = { bavail: number; blocks: number; bsize: number }

/**
 * Looks at what the disk of a folder has left for its owner, while there is still room to act. Throws DiskLow below
 * 500 MB or 5 %: a shop whose disk is full takes no order.
 */
export async function lookAtDisk(
  folder: string,
  look: (path: string) => Promise<Seen> = statfs,
): Promise<Ran> {
  const { bavail, blocks, bsize } = await look(folder)
  const left = `free_${Math.floor((bavail * bsize) / 1_000_000)}_mb`
  if (bavail * bsize < LEAST_FREE.bytes || bavail < blocks * LEAST_FREE.part) throw new DiskLow(left)
  return { note: left }
}
