import { type SQL, sql } from 'drizzle-orm'
import { type Db, mapped, type Statement } from '../db/client.ts'
import { int, selectAll, upsertRows } from '../db/query.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { setShopPart } from '../settings/keeping.ts'
import type { StoredShop } from '../settings/shop.ts'
import { audit } from '../staff/auditing.ts'
import { type Editor, editedMeanwhile, readEdit, stillStands, takeEdit } from '../staff/edit-lock.ts'
import { type FreightTemplate, freightFor } from './freight.ts'
import type { FreightInput } from './freight-form.ts'
import { freightTemplates } from './schema.ts'

/** All templates, a handful. */
export const readTemplates = (db: Db): Statement<FreightTemplate[]> =>
  mapped(db.all(selectAll(freightTemplates).orderBy(freightTemplates.code)), (rows) =>
    rows.map((row) => ({ ...row, rules: JSON.parse(row.rules) as FreightTemplate['rules'] })),
  )

/** What the strip above every page says of freight to Guangdong, in fen; null where a template does not go there. */
type FreightFrom = NonNullable<StoredShop['freightFrom']>

function freightFrom(templates: Pick<FreightTemplate, 'code' | 'rules'>[]): FreightFrom {
  const to = (code: string) => {
    const template = templates.find((one) => one.code === code)
    return template ? freightFor(template.rules, '广东', 1, 0) : null
  }
  const [ambient, cold] = [to('ambient'), to('cold')]
  return {
    ambientFen: ambient?.fee ?? null,
    freeOverFen: ambient?.freeOverFen ?? null,
    coldFen: cold?.fee ?? null,
  }
}

/** Says the line of some templates as a whole, where no staff kept them one by one. */
export const sayFreightOf = (
  db: Db,
  templates: Pick<FreightTemplate, 'code' | 'rules'>[],
): Statement<unknown> =>
  setShopPart(db, 'freightFrom', () => sql`json(${JSON.stringify(freightFrom(templates))})`)

/** What of the line each template says. */
const SAID: Record<string, (keyof FreightFrom)[]> = {
  ambient: ['ambientFen', 'freeOverFen'],
  cold: ['coldFen'],
}

/** The line with one template's part of it in place: a colleague may be keeping the other one. */
const sayFreight = (code: string, whole: FreightFrom) => (before: SQL) => {
  const parts = (SAID[code] ?? []).map((key) => sql`, ${`$.${key}`}, ${int(whole[key])}`)
  return sql`json_set(coalesce(${before}, ${JSON.stringify(whole)})${sql.join(parts)})`
}

/** A template's name in the lock and in the audit log. */
export const freightLock = (code: string): string => `freight:${code}`

/**
 * Keeps a template over the save its editor began from, one the shop had not kept yet too: carts and orders count with it
 * from now on, orders placed keep what they were charged. Refusals: conflict (saved meanwhile).
 */
export async function keepFreight(
  { db, now }: { db: Db; now: number },
  editor: Editor,
  { code }: Pick<FreightTemplate, 'code'>,
  after: FreightInput,
): Promise<Result<null>> {
  const form = freightLock(code)
  const [edit, templates] = await db.batch([readEdit(db, form), readTemplates(db)])
  if (!stillStands(edit, editor)) return refuse({ code: 'conflict' })
  const before = templates.find((template) => template.code === code)
  const others = templates.filter((template) => template.code !== code)
  const line = freightFrom([...others, { code, ...after }])
  const { staffId } = editor
  try {
    await db.batch([
      takeEdit(db, form, editor, now),
      db.run(upsertRows(freightTemplates, [{ code, ...after, rules: JSON.stringify(after.rules) }])),
      setShopPart(db, 'freightFrom', sayFreight(code, line)),
      audit(db, { staffId, verb: 'freight.kept', object: form, before, after }, now),
    ])
    return ok(null)
  } catch (error) {
    if (editedMeanwhile(error)) return refuse({ code: 'conflict' })
    throw error
  }
}
