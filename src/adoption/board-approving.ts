import { and, eq, gte, isNull, ne, sql } from 'drizzle-orm'
import { changedMeanwhile, insist } from '../db/insisting.ts'
import { select, update } from '../db/query.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { civilDate } from '../kernel/time.ts'
import type { Shop } from '../shop.ts'
import { audit } from '../staff/auditing.ts'
import { boardStateOf } from './adoption.ts'
import { adoptions } from './schema.ts'

/**
 * Staff read a board name before it is painted: approved or refused, once for each name. Refusal: conflict (a colleague
 * was first, the adopter has written another name since, or the season was closed).
 */
export async function judgeBoardName(
  { db, now }: Pick<Shop, 'db' | 'now'>,
  adoptionId: string,
  seenName: string,
  state: 'approved' | 'refused',
  staffId: string,
): Promise<Result<null>> {
  const [row] = await db.all(
    select({
      ...{ boardName: adoptions.boardName, boardState: adoptions.boardState },
      concludedAt: adoptions.concludedAt,
    })
      .from(adoptions)
      .where(eq(adoptions.id, adoptionId)),
  )
  if (!row) return refuse({ code: 'not_found' })
  if (row.boardState !== 'waiting' || row.boardName !== seenName || row.concludedAt !== null)
    return refuse({ code: 'conflict' })
  try {
    await db.batch([
      insist(
        db,
        sql`EXISTS (SELECT 1 FROM adoptions
          WHERE id = ${adoptionId} AND board_state = 'waiting' AND board_name = ${seenName}
            AND concluded_at IS NULL)`,
      ),
      db.run(update(adoptions).set({ boardState: state }).where(eq(adoptions.id, adoptionId))),
      // A name may be a person's: the log holds the verdict, not the name.
      audit(db, { staffId, verb: `board_name.${state}`, object: `adoption:${adoptionId}` }, now),
    ])
  } catch (error) {
    if (changedMeanwhile(error)) return refuse({ code: 'conflict' })
    throw error
  }
  return ok(null)
}

/** The adopter writes another name after a refusal (or before anybody has read the first), until the season is over. */
export async function renameBoard(
  { db, now }: Pick<Shop, 'db' | 'now'>,
  adoptionId: string,
  name: string,
): Promise<Result<null>> {
  const rows = await db.all(
    update(adoptions)
      .set({ boardName: name, boardState: boardStateOf(name), boardNamedAt: now })
      .where(
        and(
          eq(adoptions.id, adoptionId),
          ne(adoptions.boardState, 'approved'),
          isNull(adoptions.releasedAt),
          isNull(adoptions.concludedAt),
          gte(adoptions.season, Number(civilDate(now).slice(0, 4))),
        ),
      )
      .returning({ id: adoptions.id }),
  )
  return rows.length ? ok(null) : refuse({ code: 'conflict' })
}
