import { eq, inArray, sql } from 'drizzle-orm'
import type { Db, Statement } from '../db/client.ts'
import { failedOn } from '../db/failures.ts'
import { insert, selectAll, update } from '../db/query.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { audit } from '../staff/auditing.ts'
import { type Editor, editedMeanwhile, readEdit, stillStands, takeEdit } from '../staff/edit-lock.ts'
import { type FamilyNames, MOST_FAMILIES } from './family.ts'
import { type Family, families } from './schema.ts'

type Desk = { db: Db; now: number }

// Triggers copy the names beside the content version and raise it (migration 0030).

/** All families in the shop's order. */
export const readFamilies = (db: Db): Statement<Family[]> =>
  db.all(
    selectAll(families)
      .orderBy(families.position, families.code)
      .limit(2 * MOST_FAMILIES),
  )

/** A family's name in the lock and in the audit log. */
export const familyForm = (code: string): string => `family:${code}`

const AT_THE_END = sql`(SELECT coalesce(max(position), 0) + 1 FROM families)`

/** Adds a family behind the others. Refusals: conflict (the code is taken, or there are as many as fit). */
export async function addFamily(
  { db, now }: Desk,
  staffId: string,
  code: string,
  names: FamilyNames,
): Promise<Result<null>> {
  if ((await readFamilies(db)).length >= MOST_FAMILIES) return refuse({ code: 'conflict' })
  try {
    await db.batch([
      db.run(insert(families).values({ ...names, code, position: AT_THE_END })),
      audit(db, { staffId, verb: 'family.added', object: familyForm(code), after: names }, now),
    ])
  } catch (error) {
    if (failedOn(error, 'families.code')) return refuse({ code: 'conflict' })
    throw error
  }
  return ok(null)
}

/** Names a family over the save its editor began from. Refusals: not_found; conflict (saved meanwhile). */
export async function keepFamily(
  { db, now }: Desk,
  editor: Editor,
  code: string,
  names: FamilyNames,
): Promise<Result<null>> {
  const [form, { staffId }] = [familyForm(code), editor]
  const [edit, known] = await db.batch([readEdit(db, form), readFamilies(db)])
  const before = known.find((family) => family.code === code)
  if (!before) return refuse({ code: 'not_found' })
  if (!stillStands(edit, editor)) return refuse({ code: 'conflict' })
  const { nameZh, nameEn } = before
  try {
    await db.batch([
      takeEdit(db, form, editor, now),
      db.run(update(families).set(names).where(eq(families.code, code))),
      audit(
        db,
        { staffId, verb: 'family.kept', object: form, before: { nameZh, nameEn }, after: names },
        now,
      ),
    ])
  } catch (error) {
    if (editedMeanwhile(error)) return refuse({ code: 'conflict' })
    throw error
  }
  return ok(null)
}

/** Moves a family one place up or down; at the edge it stays. Refusals: not_found. */
export async function moveFamily(
  { db, now }: Desk,
  staffId: string,
  code: string,
  by: -1 | 1,
): Promise<Result<null>> {
  const codes = (await readFamilies(db)).map((family) => family.code)
  const at = codes.indexOf(code)
  if (at < 0) return refuse({ code: 'not_found' })
  const other = codes[at + by]
  if (!other) return ok(null)
  const order = JSON.stringify(codes.with(at, other).with(at + by, code))
  const place = { before: { place: at + 1 }, after: { place: at + by + 1 } }
  await db.batch([
    db.run(
      update(families)
        .set({ position: sql`(SELECT j.key FROM json_each(${order}) j WHERE j.value = families.code)` })
        .where(inArray(families.code, sql`(SELECT value FROM json_each(${order}))`)),
    ),
    audit(db, { staffId, verb: 'family.moved', object: familyForm(code), ...place }, now),
  ])
  return ok(null)
}
