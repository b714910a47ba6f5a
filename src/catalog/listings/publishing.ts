import type { Db } from '../../db/client.ts'
import { newId } from '../../kernel/ids.ts'
import type { ListingInput } from './input.ts'
import { publicationOf } from './publication.ts'
import { publicationStatements } from './publication-statements.ts'
import { readBefore } from './published.ts'

/** Listings per batch: each statement carries its rows as one JSON parameter. */
const CHUNK = 500

/**
 * Publishes listings as they are, new ones from `firstPosition` on and known slugs as their next version, one batch
 * per 500. Stock in pieces opens new SKUs only; weights in grams, prices in fen. Whether a listing may be published
 * is decided before (listing-problems.ts); a SKU of another product breaks its batch.
 */
export async function publishListings(
  db: Db,
  listings: ListingInput[],
  firstPosition: number,
  now: number,
  by: string | null = null,
) {
  for (let from = 0; from < listings.length; from += CHUNK) {
    const part = listings.slice(from, from + CHUNK)
    const known = await readBefore(
      db,
      part.map(({ slug }) => slug),
    )
    const publications = part.map((listing, index) =>
      publicationOf(listing, known.get(listing.slug) ?? null, {
        id: newId('prd', now),
        position: firstPosition + from + index,
      }),
    )
    const [first, ...rest] = publicationStatements(publications, by, now).map((statement) =>
      db.run(statement),
    )
    await db.batch([first!, ...rest])
  }
}
