import { eq, type SQL, sql } from 'drizzle-orm'
import { type Db, mapped, type Statement } from '../db/client.ts'
import { select, update } from '../db/query.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { audit } from '../staff/auditing.ts'
import { type Editor, editedMeanwhile, readEdit, stillStands, takeEdit } from '../staff/edit-lock.ts'
import { shopSettings } from './schema.ts'
import type { StoredShop } from './shop.ts'

type Desk = { db: Db; now: number }
export type ShopPart = 'contact' | 'banner' | 'deadlines' | 'refunds' | 'returns'

/** A part's name in the lock and in the audit log. */
export const shopForm = (part: ShopPart): string => `settings:${part}`

/** What staff have set so far, one row. */
export const readStoredShop = (db: Db): Statement<StoredShop> =>
  mapped(
    db.all(select({ shop: shopSettings.shop }).from(shopSettings).where(eq(shopSettings.id, 1))),
    ([row]) => JSON.parse(row?.shop ?? '{}') as StoredShop,
  )

/**
 * The statement that sets one part of the row, reckoned from what stands there; the other parts stay. A trigger copies
 * the row beside the content version and raises it.
 */
export const setShopPart = (db: Db, part: keyof StoredShop, value: (before: SQL) => SQL) => {
  const [shop, path] = [shopSettings.shop, `$.${part}`]
  return db.run(
    update(shopSettings)
      .set({ shop: sql`json_set(${shop}, ${path}, ${value(sql`(${shop} -> ${path})`)})` })
      .where(eq(shopSettings.id, 1)),
  )
}

/**
 * Keeps one part of the shop's settings over the save its editor began from; the other parts stay as they are, whoever
 * edits them meanwhile. Every shop page shows the new one from its next answer. Refusals: conflict (saved meanwhile).
 */
export async function keepShopPart<Part extends ShopPart>(
  { db, now }: Desk,
  editor: Editor,
  part: Part,
  value: NonNullable<StoredShop[Part]> | null,
): Promise<Result<null>> {
  const form = shopForm(part)
  const [edit, { [part]: before }] = await db.batch([readEdit(db, form), readStoredShop(db)])
  if (!stillStands(edit, editor)) return refuse({ code: 'conflict' })
  const entry = { staffId: editor.staffId, verb: `settings.${part}_kept`, object: form, before, after: value }
  try {
    await db.batch([
      takeEdit(db, form, editor, now),
      setShopPart(db, part, () => sql`json(${JSON.stringify(value)})`),
      audit(db, entry, now),
    ])
    return ok(null)
  } catch (error) {
    if (editedMeanwhile(error)) return refuse({ code: 'conflict' })
    throw error
  }
}
