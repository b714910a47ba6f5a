import { eq, sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { raiseContentVersion } from '../../db/content-version.ts'
import { update } from '../../db/query.ts'
import { audit } from '../../staff/auditing.ts'
import type { Product } from '../schema.ts'
import { products } from '../schema.ts'
import { coverFor, coverKey, type ShareCover, shareCoverOf } from '../share-cover.ts'
import { declined, done, type ListingResult, type Place } from './refusal.ts'

type Row = Pick<Product, 'picture' | 'nameZh' | 'originZh' | 'shareCover' | 'shareCoverOf'>
export type CoverState = { cover: ShareCover; key: string; current: string | null }

/** The cover a published product should have and the one it has; null when there is no such product. */
export async function readShareCover(db: Db, id: string): Promise<CoverState | null> {
  const [row] =
    await db.all<Row>(sql`SELECT picture, name_zh nameZh, origin_zh originZh, share_cover shareCover,
    share_cover_of shareCoverOf FROM products WHERE id = ${id}`)
  if (!row) return null
  const cover = coverFor(row)
  return { cover, key: coverKey(cover), current: shareCoverOf(row) }
}

/**
 * Makes a kept picture the one that shared links show; pages are drawn anew. Refusals: not_found; conflict when the
 * product is no longer what was drawn (`key`).
 */
export async function keepShareCover(
  { db, now }: Place,
  id: string,
  key: string,
  address: string,
  by: string,
): Promise<ListingResult<null>> {
  const state = await readShareCover(db, id)
  if (!state) return declined({ code: 'not_found' })
  if (state.key !== key) return declined({ code: 'conflict' })
  if (state.current === address) return done(null)
  const before = { cover: state.current }
  await db.batch([
    db.run(update(products).set({ shareCover: address, shareCoverOf: key }).where(eq(products.id, id))),
    raiseContentVersion(db),
    audit(
      db,
      {
        staffId: by,
        verb: 'listing.share_cover',
        object: `product:${id}`,
        before,
        after: { cover: address },
      },
      now,
    ),
  ])
  return done(null)
}
