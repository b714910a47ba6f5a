import { asc } from 'drizzle-orm'
import { type Db, mapped, type Statement } from '../../db/client.ts'
import { raiseContentVersion } from '../../db/content-version.ts'
import { insertRows, remove, select } from '../../db/query.ts'
import { ok, type Result, refuse } from '../../kernel/result.ts'
import { audit } from '../../staff/auditing.ts'
import { type Editor, editedMeanwhile, readEdit, stillStands, takeEdit } from '../../staff/edit-lock.ts'
import { searchSynonyms } from '../schema.ts'
import { expressionOf, linesOf, type Synonyms } from './synonyms.ts'

/** The name of the list in the lock and in the audit log. */
export const SYNONYM_FORM = 'search:synonyms'

/** All lines in their order. */
export function readSynonyms(db: Db): Statement<Synonyms> {
  const { word, line, place } = searchSynonyms
  return mapped(
    db.all(select({ word, line }).from(searchSynonyms).orderBy(asc(line), asc(place))),
    (rows) => {
      const lines = new Map<number, string[]>()
      for (const row of rows) lines.set(row.line, [...(lines.get(row.line) ?? []), row.word])
      return [...lines.values()]
    },
  )
}

/** The statements that put lines in the place of all there are. */
export const synonymStatements = (db: Db, synonyms: Synonyms) => [
  db.run(remove(searchSynonyms)),
  db.run(
    insertRows(
      searchSynonyms,
      synonyms.flatMap((words, line) =>
        words.map((word, place) => ({ word, line, place, expression: expressionOf(word) })),
      ),
    ),
  ),
]

/** Keeps the whole list as its editor saw it, checked before (synonymProblem). Refusals: conflict (saved meanwhile). */
export async function keepSynonyms(
  { db, now }: { db: Db; now: number },
  editor: Editor,
  synonyms: Synonyms,
): Promise<Result<null>> {
  const [edit, before] = await db.batch([readEdit(db, SYNONYM_FORM), readSynonyms(db)])
  if (!stillStands(edit, editor)) return refuse({ code: 'conflict' })
  const entry = {
    staffId: editor.staffId,
    verb: 'synonyms.kept',
    object: SYNONYM_FORM,
    before: { synonyms: linesOf(before) },
    after: { synonyms: linesOf(synonyms) },
  }
  try {
    await db.batch([
      takeEdit(db, SYNONYM_FORM, editor, now),
      ...synonymStatements(db, synonyms),
      raiseContentVersion(db),
      audit(db, entry, now),
    ])
    return ok(null)
  } catch (error) {
    if (editedMeanwhile(error)) return refuse({ code: 'conflict' })
    throw error
  }
}
