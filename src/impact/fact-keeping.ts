import { eq, sql } from 'drizzle-orm'
import type { Db, Statement } from '../db/client.ts'
import { raiseContentVersion } from '../db/content-version.ts'
import { changedMeanwhile, insist } from '../db/insisting.ts'
import { insert, selectAll, update } from '../db/query.ts'
import { newId } from '../kernel/ids.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { audit } from '../staff/auditing.ts'
import { type Editor, editedMeanwhile, readEdit, stillStands, takeEdit } from '../staff/edit-lock.ts'
import { type Fact, type FactTexts, MOST_SHOWN } from './facts.ts'
import { impactFacts } from './schema.ts'

type Desk = { db: Db; now: number }

/** All facts, shown and hidden, in their order. */
export const readFacts = (db: Db): Statement<Fact[]> =>
  db.all(selectAll(impactFacts).orderBy(impactFacts.position, impactFacts.id).limit(200))

const AT_THE_END = sql`(SELECT coalesce(max(position), 0) + 1 FROM impact_facts)`

/** The words of a fact, without its place. */
export const textsOf = ({ id, position, visible, ...texts }: Fact): FactTexts => texts

/** Adds a fact at the end, hidden until somebody shows it; answers its id. */
export async function addFact({ db, now }: Desk, staffId: string, texts: FactTexts): Promise<string> {
  const id = newId('fct', now)
  await db.batch([
    db.run(insert(impactFacts).values({ ...texts, id, visible: 0, position: AT_THE_END })),
    audit(db, { staffId, verb: 'fact.added', object: `fact:${id}`, after: texts }, now),
  ])
  return id
}

/** A fact's name in the lock and in the audit log. */
export const factForm = (id: string): string => `fact:${id}`

/** Corrects a fact's texts over the save its editor began from. Refusals: not_found; conflict (saved meanwhile). */
export async function keepFact(
  { db, now }: Desk,
  editor: Editor,
  id: string,
  texts: FactTexts,
): Promise<Result<null>> {
  const [form, { staffId }] = [factForm(id), editor]
  const [edit, facts] = await db.batch([readEdit(db, form), readFacts(db)])
  const before = facts.find((fact) => fact.id === id)
  if (!before) return refuse({ code: 'not_found' })
  if (!stillStands(edit, editor)) return refuse({ code: 'conflict' })
  try {
    await db.batch([
      takeEdit(db, form, editor, now),
      db.run(update(impactFacts).set(texts).where(eq(impactFacts.id, id))),
      raiseContentVersion(db),
      audit(db, { staffId, verb: 'fact.kept', object: form, before: textsOf(before), after: texts }, now),
    ])
    return ok(null)
  } catch (error) {
    if (editedMeanwhile(error)) return refuse({ code: 'conflict' })
    throw error
  }
}

/** Shows or hides a fact. Refusals: not_found; conflict when twenty are shown already. */
export async function showFact(
  { db, now }: Desk,
  staffId: string,
  id: string,
  visible: boolean,
): Promise<Result<null>> {
  const facts = await readFacts(db)
  if (!facts.some((fact) => fact.id === id)) return refuse({ code: 'not_found' })
  if (visible && facts.filter((fact) => fact.visible && fact.id !== id).length >= MOST_SHOWN)
    return refuse({ code: 'conflict' })
  try {
    await db.batch([
      db.run(
        update(impactFacts)
          .set({ visible: visible ? 1 : 0 })
          .where(eq(impactFacts.id, id)),
      ),
      insist(db, sql`(SELECT count(*) FROM impact_facts WHERE visible = 1) <= ${MOST_SHOWN}`),
      raiseContentVersion(db),
      audit(db, { staffId, verb: visible ? 'fact.shown' : 'fact.hidden', object: `fact:${id}` }, now),
    ])
  } catch (error) {
    if (changedMeanwhile(error)) return refuse({ code: 'conflict' })
    throw error
  }
  return ok(null)
}

/** Moves a fact one place up or down; at the edge it stays. Refusals: not_found. */
export async function moveFact(
  { db, now }: Desk,
  staffId: string,
  id: string,
  by: -1 | 1,
): Promise<Result<null>> {
  const ids = (await readFacts(db)).map((fact) => fact.id)
  const at = ids.indexOf(id)
  if (at < 0) return refuse({ code: 'not_found' })
  const other = ids[at + by]
  if (!other) return ok(null)
  const order = ids.with(at, other).with(at + by, id)
  await db.batch([
    db.run(sql`UPDATE impact_facts SET position = (
      SELECT j.key FROM json_each(${JSON.stringify(order)}) j WHERE j.value = impact_facts.id)
      WHERE id IN (SELECT value FROM json_each(${JSON.stringify(order)}))`),
    raiseContentVersion(db),
    audit(
      db,
      {
        staffId,
        verb: 'fact.moved',
        object: `fact:${id}`,
        before: { place: at + 1 },
        after: { place: at + by + 1 },
      },
      now,
    ),
  ])
  return ok(null)
}
