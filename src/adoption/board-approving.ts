import { sql } from 'drizzle-orm'
import { changedMeanwhile, insist } from '../db/insisting.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import type { Shop } from '../shop.ts'
import { audit } from '../staff/auditing.ts'

/**
 * Staff read a board name before it is painted: approved or refused, once for each name. Refusal: conflict (a colleague
 * was first, or the adopter has written another name since).
 */
export async function judgeBoardName(
  { db, now }: Pick<Shop, 'db' | 'now'>,
  adoptionId: string,
  seenName: string,
  state: 'approved' | 'refused',
  staffId: string,
): Promise<Result<null>> {
  const [row] = await db.all<{ boardName: string; boardState: string }>(
    sql`SELECT board_name boardName, board_state boardState FROM adoptions WHERE id = ${adoptionId}`,
  )
  if (!row) return refuse({ code: 'not_found' })
  if (row.boardState !== 'waiting' || row.boardName !== seenName) return refuse({ code: 'conflict' })
  try {
    await db.batch([
      insist(
        db,
        sql`EXISTS (SELECT 1 FROM adoptions
          WHERE id = ${adoptionId} AND board_state = 'waiting' AND board_name = ${seenName})`,
      ),
      db.run(sql`UPDATE adoptions SET board_state = ${state} WHERE id = ${adoptionId}`),
      // A name may be a person's: the log holds the verdict, not the name.
      audit(db, { staffId, verb: `board_name.${state}`, object: `adoption:${adoptionId}` }, now),
    ])
  } catch (error) {
    if (changedMeanwhile(error)) return refuse({ code: 'conflict' })
    throw error
  }
  return ok(null)
}

/** The adopter writes another name after a refusal (or before anybody has read the first). */
export async function renameBoard(
  { db }: Pick<Shop, 'db'>,
  adoptionId: string,
  name: string,
): Promise<Result<null>> {
  const rows = await db.all(sql`
    UPDATE adoptions SET board_name = ${name}, board_state = ${name ? 'waiting' : 'none'}
    WHERE id = ${adoptionId} AND board_state <> 'approved' AND released_at IS NULL AND concluded_at IS NULL RETURNING id`)
  return rows.length ? ok(null) : refuse({ code: 'conflict' })
}
