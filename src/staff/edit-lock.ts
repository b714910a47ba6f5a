import { desc, eq, type SQL, sql } from 'drizzle-orm'
import { type Db, mapped, type Statement } from '../db/client.ts'
import { failedOn } from '../db/failures.ts'
import { insertRows, select } from '../db/query.ts'
import { type FormEdit, formEdits, staff } from './schema.ts'

/** The newest save of a form; `edit` 0 when nobody has saved it yet. */
export type Edit = Pick<FormEdit, 'edit' | 'at'> & { name: string }
/** Who keeps a form, and the save that person began from. */
export type Editor = { staffId: string; over: number }

const NEVER: Edit = { edit: 0, at: 0, name: '' }

/** Who saved a form last, and when. Forms are named as in the audit log: `settings:contact`, `freight:cold`. */
export function readEdit(db: Db, form: string): Statement<Edit> {
  const { edit, at } = formEdits
  const newest = select({ edit, at, name: staff.name })
    .from(formEdits)
    .innerJoin(staff, eq(staff.id, formEdits.staffId))
    .where(eq(formEdits.form, form))
    .orderBy(desc(edit))
    .limit(1)
  return mapped(db.all(newest), ([row]) => row ?? NEVER)
}

/** The number of the newest save of a form that the statement around it names; 0 when nobody saved it. */
export const newestEdit = (form: SQL): SQL<number> =>
  sql<number>`coalesce((SELECT max(e.edit) FROM form_edits e WHERE e.form = ${form}), 0)`

/** The statement that reads the newest saves of some forms; those nobody saved are left out. */
export const editsStatement = (db: Db, forms: string[]) =>
  db.all<Pick<FormEdit, 'form' | 'edit'>>(sql`
    SELECT j.value form, (SELECT max(e.edit) FROM form_edits e WHERE e.form = j.value) edit
    FROM json_each(${JSON.stringify(forms)}) j WHERE edit > 0`)

/** Whether a form still stands as its editor saw it; an edit nobody made counts as an old one. */
export const stillStands = ({ edit }: Pick<Edit, 'edit'>, { over }: Editor): boolean => edit === over

/** The statement that takes the next save of a form: of two editors at once the second one's batch breaks here. */
export const takeEdit = (db: Db, form: string, { staffId, over }: Editor, now: number) =>
  takeEdits(db, [{ form, over }], staffId, now)

/** The same of many forms that are saved in one piece. */
export const takeEdits = (db: Db, forms: { form: string; over: number }[], staffId: string, now: number) =>
  db.run(
    insertRows(
      formEdits,
      forms.map(({ form, over }) => ({ form, edit: over + 1, at: now, staffId })),
    ),
  )

/** Whether a batch broke because somebody saved the same form meanwhile. */
export const editedMeanwhile = (error: unknown): boolean => failedOn(error, 'form_edits.form')
