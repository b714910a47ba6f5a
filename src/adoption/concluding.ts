import { and, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { insertRows, int, update } from '../db/query.ts'
import { newId, newOrderNumber } from '../kernel/ids.ts'
import { addressOf } from './address-of.ts'
import { adoptions, gardenSeasons } from './schema.ts'
import { gardenVisits, type Shortfall, shortfalls } from './season-schema.ts'

/**
 * Statements that conclude a garden's season, note what each adoption is short of and call off visits nobody answered;
 * seasonOpen holds before them.
 */
export const concludeSeason = (
  db: Db,
  { garden, season }: { garden: string; season: number },
  short: Pick<Shortfall, 'adoptionId' | 'grams' | 'valueFen'>[],
  now: number,
) => [
  db.run(
    insertRows(
      shortfalls,
      short.map((row) => ({ ...row, notedAt: now })),
    ),
  ),
  db.run(
    update(gardenVisits)
      .set({ state: 'called_off', answeredAt: now })
      .where(
        and(
          isNull(gardenVisits.answeredAt),
          inArray(
            gardenVisits.adoptionId,
            sql`(SELECT id FROM adoptions WHERE garden = ${garden} AND season = ${season} AND adopted_at IS NOT NULL
              AND released_at IS NULL)`,
          ),
        ),
      ),
  ),
  db.run(
    update(adoptions)
      .set({ state: 'concluded', concludedAt: now })
      .where(
        and(
          ...[eq(adoptions.garden, garden), eq(adoptions.season, season), isNotNull(adoptions.adoptedAt)],
          ...[isNull(adoptions.releasedAt), isNull(adoptions.concludedAt)],
        ),
      ),
  ),
  db.run(
    update(gardenSeasons)
      .set({ closedAt: now })
      .where(and(eq(gardenSeasons.garden, garden), eq(gardenSeasons.season, season))),
  ),
]

/** The adopter has chosen; it fails on `shortfall_chosen_once` for a second choice. */
export const chooseShortfall = (
  db: Db,
  adoptionId: string,
  by: { choice: 'tea' | 'credit' | 'refund'; settledBy: string },
  now: number,
) =>
  db.run(
    update(shortfalls)
      .set({ ...by, chosenAt: now })
      .where(eq(shortfalls.adoptionId, adoptionId)),
  )

/** One more parcel for an adoption: `grams` by grade as JSON; the address is the order's until the adopter changes it. */
export const oneMoreDispatch = (
  db: Db,
  adoptionId: string,
  { period, grams, until }: { period: string; grams: string; until: string },
  now: number,
) =>
  db.run(sql`
    INSERT INTO dispatches (id, number, adoption_id, garden, season, period, grams, address_until, send_by,
      recipient_name, phone_sealed, region_code, street, planned_at)
    SELECT ${newId('dsp', now)}, ${newOrderNumber()}, a.id, a.garden, a.season, ${period}, ${grams}, ${until}, ${until},
      ${addressOf('recipient_name')}, ${addressOf('phone_sealed')}, ${addressOf('region_code')}, ${addressOf('street')},
      ${int(now)}
    FROM adoptions a CROSS JOIN orders o ON o.id = a.order_id LEFT JOIN adoption_gifts g ON g.adoption_id = a.id
    WHERE a.id = ${adoptionId}`)
