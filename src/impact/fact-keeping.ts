import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { changedMeanwhile, insist } from '../db/insisting.ts'
import { newId } from '../kernel/ids.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { audit } from '../staff/auditing.ts'
import { type Editor, editedMeanwhile, stillStands, takeEdit } from '../staff/edit-lock.ts'
import { type Fact, type FactTexts, MOST_SHOWN } from './facts.ts'

type Desk = { db: Db; now: number }

/** All facts, shown and hidden, in their order. */
export const readFacts = async (db: Db): Promise<Fact[]> =>
  db.all<Fact>(sql`
    SELECT id, position, value_zh valueZh, value_en valueEn, label_zh labelZh, label_en labelEn, as_of asOf,
      source_zh sourceZh, source_en sourceEn, visible FROM impact_facts ORDER BY position, id LIMIT 200`)

const redrawn = (db: Db) => db.run(sql`UPDATE content_version SET version = version + 1 WHERE id = 1`)

/** The words of a fact, without its place. */
export const textsOf = ({ id, position, visible, ...texts }: Fact): FactTexts => texts

/** Adds a fact at the end, hidden until somebody shows it; answers its id. */
export async function addFact({ db, now }: Desk, staffId: string, texts: FactTexts): Promise<string> {
  const id = newId('fct', now)
  await db.batch([
    db.run(sql`
      INSERT INTO impact_facts (id, position, value_zh, value_en, label_zh, label_en, as_of, source_zh, source_en, visible)
      SELECT ${id}, coalesce(max(position), 0) + 1, ${texts.valueZh}, ${texts.valueEn}, ${texts.labelZh},
        ${texts.labelEn}, ${texts.asOf}, ${texts.sourceZh}, ${texts.sourceEn}, 0 FROM impact_facts`),
    audit(db, { staffId, verb: 'fact.added', object: `fact:${id}`, after: texts }, now),
  ])
  return id
}

/** A fact's name in the lock and in the audit log. */
export const factForm = (id: string): string => `fact:${id}`

/** Mends a fact's texts over the save its editor began from. Refusals: not_found; conflict (saved meanwhile). */
export async function keepFact(
  { db, now }: Desk,
  editor: Editor,
  id: string,
  texts: FactTexts,
): Promise<Result<null>> {
  const before = (await readFacts(db)).find((fact) => fact.id === id)
  if (!before) return refuse({ code: 'not_found' })
  const [form, { staffId }] = [factForm(id), editor]
  if (!(await stillStands(db, form, editor))) return refuse({ code: 'conflict' })
  try {
    await db.batch([
      takeEdit(db, form, editor, now),
      db.run(sql`UPDATE impact_facts SET value_zh = ${texts.valueZh}, value_en = ${texts.valueEn},
        label_zh = ${texts.labelZh}, label_en = ${texts.labelEn}, as_of = ${texts.asOf},
        source_zh = ${texts.sourceZh}, source_en = ${texts.sourceEn} WHERE id = ${id}`),
      redrawn(db),
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
      db.run(sql`UPDATE impact_facts SET visible = ${visible ? 1 : 0} WHERE id = ${id}`),
      insist(db, sql`(SELECT count(*) FROM impact_facts WHERE visible = 1) <= ${MOST_SHOWN}`),
      redrawn(db),
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
    redrawn(db),
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
