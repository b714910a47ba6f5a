import { and, inArray, isNotNull, type SQL, sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { update } from '../db/query.ts'
import { adoptionGifts, certificates } from './schema.ts'
import { dispatches } from './season-schema.ts'

/** Statements that take names, phones and addresses out of adoptions; `adopted` selects their ids in brackets. */
export const forgetAdopters = (db: Db, adopted: SQL) => [
  // Certificates stay verifiable; a gift's receiver keeps the name given there, and only there.
  db.run(
    update(certificates)
      .set({ holder: '—' })
      .where(sql`${certificates.adoptionId} IN ${adopted} AND (${certificates.supersededAt} IS NOT NULL OR NOT EXISTS (
        SELECT 1 FROM adoption_gifts g WHERE g.adoption_id = certificates.adoption_id AND g.claimed_at IS NOT NULL))`),
  ),
  // Tea of these adoptions was sent or never will be; a receiver's own address goes with the gift.
  db.run(
    update(dispatches)
      .set({
        recipientName: '—',
        phoneSealed: null,
        street: '',
        regionCode: sql`substr(${dispatches.regionCode}, 1, 2) || '0000'`,
      })
      .where(and(isNotNull(dispatches.street), inArray(dispatches.adoptionId, adopted))),
  ),
  db.run(
    update(adoptionGifts)
      .set({
        ...{ phoneSealed: '', phoneHmac: sql`hex(randomblob(32))`, message: '' },
        ...{ toName: null, toRegion: null, toStreet: null },
      })
      .where(inArray(adoptionGifts.adoptionId, adopted)),
  ),
]
