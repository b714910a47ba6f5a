import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { failedOn } from '../db/failures.ts'

/** The newest save of a form; `edit` 0 when nobody has saved it yet. */
export type Edit = { edit: number; at: number; name: string }
/** Who keeps a form, and the save that person began from. */
export type Editor = { staffId: string; over: number }

const NEVER: Edit = { edit: 0, at: 0, name: '' }

/** Who saved a form last, and when. Forms are named as in the audit log: `settings:contact`, `freight:cold`. */
export async function readEdit(db: Db, form: string): Promise<Edit> {
  const [row] = await db.all<Edit>(sql`
    SELECT e.edit, e.at, s.name FROM form_edits e JOIN staff s ON s.id = e.staff_id
    WHERE e.form = ${form} ORDER BY e.edit DESC LIMIT 1`)
  return row ?? NEVER
}

/** The statement that reads the newest saves of some forms; those nobody saved are left out. */
export const editsStatement = (db: Db, forms: string[]) =>
  db.all<{ form: string; edit: number }>(sql`
    SELECT j.value form, (SELECT max(e.edit) FROM form_edits e WHERE e.form = j.value) edit
    FROM json_each(${JSON.stringify(forms)}) j WHERE edit > 0`)

/** Whether a form still stands as its editor saw it; an edit nobody made counts as an old one. */
export const stillStands = async (db: Db, form: string, { over }: Editor): Promise<boolean> =>
  (await readEdit(db, form)).edit === over

/** The statement that takes the next save of a form: of two editors at once the second one's batch breaks here. */
export const takeEdit = (db: Db, form: string, { staffId, over }: Editor, now: number) =>
  takeEdits(db, [{ form, over }], staffId, now)

/** The same of many forms that are saved in one piece. */
export const takeEdits = (db: Db, forms: { form: string; over: number }[], staffId: string, now: number) =>
  db.run(sql`INSERT INTO form_edits (form, edit, at, staff_id)
    SELECT j.value ->> 'form', (j.value ->> 'over') + 1, CAST(${now} AS INTEGER), ${staffId}
    FROM json_each(${JSON.stringify(forms)}) j`)

/** Whether a batch broke because somebody saved the same form meanwhile. */
export const editedMeanwhile = (error: unknown): boolean => failedOn(error, 'form_edits.form')
