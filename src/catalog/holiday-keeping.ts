import { eq, type SQL, sql } from 'drizzle-orm'
import { type Db, mapped, type Statement } from '../db/client.ts'
import { raiseContentVersion } from '../db/content-version.ts'
import { insert, remove, selectAll } from '../db/query.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { audit } from '../staff/auditing.ts'
import { type Editor, editedMeanwhile, readEdit, stillStands, takeEdit } from '../staff/edit-lock.ts'
import { holidays } from './schema.ts'

/** Civil dates, both included. */
export type NamedHoliday = typeof holidays.$inferSelect

const HOLIDAYS = sql`SELECT first_on firstOn, last_on lastOn, name_zh nameZh, name_en nameEn, kind FROM holidays`

/** All of them by date, 200 at most, each with its newest save. */
export const readHolidays = async (db: Db): Promise<(NamedHoliday & { edit: number })[]> =>
  db.all<NamedHoliday & { edit: number }>(sql`SELECT h.*, coalesce((
    SELECT max(e.edit) FROM form_edits e WHERE e.form = 'holiday:' || h.firstOn), 0) edit
    FROM (${HOLIDAYS} ORDER BY first_on LIMIT 200) h ORDER BY h.firstOn`)

/** The holiday that begins on a day; undefined when none does. */
export const readHoliday = (db: Db, firstOn: string): Statement<NamedHoliday | undefined> =>
  mapped(db.all(selectAll(holidays).where(eq(holidays.firstOn, firstOn))), ([holiday]) => holiday)

const readOver = (db: Db, firstOn: string) =>
  db.batch([readEdit(db, holidayForm(firstOn)), readHoliday(db, firstOn)])

/** A holiday's name in the lock and in the audit log. */
export const holidayForm = (firstOn: string): string => `holiday:${firstOn}`

/**
 * Adds a holiday (`fresh`) or corrects the one its editor opened. Refusals: conflict (one begins on that day already,
 * or it was saved or deleted meanwhile).
 */
export async function keepHoliday(
  desk: { db: Db; now: number },
  editor: Editor,
  holiday: NamedHoliday,
  fresh: boolean,
): Promise<Result<null>> {
  const { firstOn, lastOn, nameZh, nameEn, kind } = holiday
  const [edit, before] = await readOver(desk.db, firstOn)
  if ((fresh ? before : !before) || !stillStands(edit, editor)) return refuse({ code: 'conflict' })
  const change = desk.db.run(
    insert(holidays)
      .values(holiday)
      .onConflictDoUpdate({ target: holidays.firstOn, set: { lastOn, nameZh, nameEn, kind } }),
  )
  return write(desk, editor, firstOn, change, { verb: 'holiday.kept', before, after: holiday })
}

/** Deletes a holiday as its editor saw it. Refusals: conflict (saved meanwhile). */
export async function removeHoliday(
  desk: { db: Db; now: number },
  editor: Editor,
  firstOn: string,
): Promise<Result<null>> {
  const [edit, before] = await readOver(desk.db, firstOn)
  if (!before) return ok(null)
  if (!stillStands(edit, editor)) return refuse({ code: 'conflict' })
  const change = desk.db.run(remove(holidays).where(eq(holidays.firstOn, firstOn)))
  return write(desk, editor, firstOn, change, { verb: 'holiday.removed', before })
}

// Product pages tell when goods leave: copies of them end with the old calendar.
async function write(
  { db, now }: { db: Db; now: number },
  editor: Editor,
  firstOn: string,
  change: ReturnType<Db['run']>,
  entry: { verb: string; before?: unknown; after?: unknown },
): Promise<Result<null>> {
  const form = holidayForm(firstOn)
  try {
    await db.batch([
      takeEdit(db, form, editor, now),
      change,
      raiseContentVersion(db),
      audit(db, { staffId: editor.staffId, object: form, ...entry }, now),
    ])
    return ok(null)
  } catch (error) {
    if (editedMeanwhile(error)) return refuse({ code: 'conflict' })
    throw error
  }
}

/** One row, from FROM on, while the next year's calendar, published in autumn, should be in the table and is not. */
export const missingHolidayRows = (today: string): SQL => sql`(SELECT 1) WHERE ${today.slice(5)} >= '10-01'
  AND NOT EXISTS (SELECT 1 FROM holidays WHERE kind = 'rest' AND first_on >= ${`${yearAfter(today)}-01-01`})`

/** The year whose calendar should be in the table by now and is not; null when none. */
export async function missingHolidays(db: Db, today: string): Promise<number | null> {
  return (await db.all(sql`SELECT 1 FROM ${missingHolidayRows(today)}`)).length ? yearAfter(today) : null
}

const yearAfter = (on: string): number => Number(on.slice(0, 4)) + 1
