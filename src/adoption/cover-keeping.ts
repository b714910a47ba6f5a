import { eq } from 'drizzle-orm'
import { coverKey, type ShareCover } from '../catalog/share-cover.ts'
import type { Db } from '../db/client.ts'
import { raiseContentVersion } from '../db/content-version.ts'
import { selectAll, update } from '../db/query.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { audit } from '../staff/auditing.ts'
import { gardenForm } from './garden-keeping.ts'
import { gardens } from './schema.ts'
import { gardenCover, ownCoverOf } from './share-cover.ts'

/** The cover a garden should have, what stands for it, and the one it has. */
export type GardenCoverState = { cover: ShareCover; key: string; current: string | null }

/** Null when there is no garden of that code. */
export async function readGardenCover(db: Db, code: string): Promise<GardenCoverState | null> {
  const [garden] = await db.all(selectAll(gardens).where(eq(gardens.code, code)))
  if (!garden) return null
  const cover = gardenCover(garden)
  return { cover, key: coverKey(cover), current: ownCoverOf(garden) }
}

/**
 * Makes a kept picture the one that links to a garden show; pages are drawn anew. Refusals: not_found; conflict when the
 * garden is no longer what was drawn (`key`).
 */
export async function keepGardenCover(
  { db, now }: { db: Db; now: number },
  code: string,
  key: string,
  address: string,
  staffId: string,
): Promise<Result<null>> {
  const state = await readGardenCover(db, code)
  if (!state) return refuse({ code: 'not_found' })
  if (state.key !== key) return refuse({ code: 'conflict' })
  if (state.current === address) return ok(null)
  const entry = {
    ...{ staffId, verb: 'garden.share_cover', object: gardenForm(code) },
    ...{ before: { cover: state.current }, after: { cover: address } },
  }
  await db.batch([
    // It counts only for what it was drawn of: a garden renamed meanwhile shows its scene's again.
    db.run(update(gardens).set({ shareCover: address, shareCoverOf: key }).where(eq(gardens.code, code))),
    raiseContentVersion(db),
    audit(db, entry, now),
  ])
  return ok(null)
}
