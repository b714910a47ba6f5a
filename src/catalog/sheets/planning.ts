import { newId } from '../../kernel/ids.ts'
import { slugOf } from '../listings/editor.ts'
import type { OtherSku } from '../listings/ground.ts'
import type { Place } from '../listings/refusal.ts'
import type { Group } from './filled.ts'
import { readSheetGround, type SheetGround } from './ground.ts'
import type { PlannedRow, ProductAct, SheetPlan } from './plan.ts'
import { planProduct } from './product.ts'
import type { SheetRow } from './rows.ts'

/** Compares rows with what the shop holds and decides what each does; writes nothing. */
export const planSheet = async (place: Place, rows: SheetRow[]): Promise<SheetPlan> =>
  planOn(await groundOf(place, rows), rows, place.now)

/** What the shop holds of all that some rows name. */
export function groundOf({ db }: Place, rows: SheetRow[]): Promise<SheetGround> {
  const slugs = rows.flatMap(({ cells }) => [cells.slug ?? '', slugOf(cells.nameZh ?? '')]).filter(Boolean)
  return readSheetGround(db, rows, [...new Set(slugs)])
}

/** The same on a ground that was read for these rows or more. Pure but for the ids of what is new. */
export function planOn(ground: SheetGround, rows: SheetRow[], now: number): SheetPlan {
  const { groups, alone } = groupRows(rows, ground)
  // Boxes come last: what they hold may come from the same sheet.
  groups.sort((a, b) => Number(isBox(a)) - Number(isBox(b)))
  const fresh = new Map<string, OtherSku>()
  const planned: PlannedRow[] = [...alone]
  const acts: ProductAct[] = []
  let position = ground.lastPosition
  for (const group of groups) {
    const made = planProduct(group, ground, fresh, { id: newId('prd', now), position: position + 1 })
    planned.push(...made.rows)
    if (!made.act) continue
    acts.push(made.act)
    const { publication } = made.act
    if (!publication) continue
    if (!publication.before) position += 1
    for (const variant of publication.content.variants)
      fresh.set(variant.sku, {
        sku: variant.sku,
        productId: publication.id,
        nameZh: publication.content.nameZh,
        specZh: variant.specZh,
        priceFen: variant.priceFen,
        bundle: Number(variant.components.length > 0),
        retired: 0,
        sample: Number(publication.content.sample),
        factsMissing: 0,
      })
  }
  return { rows: planned.sort((a, b) => a.at - b.at), acts }
}

const isBox = (group: Group): boolean =>
  group.rows.some(({ cells }) => cells.parts) ||
  (group.known?.content.variants.some(({ components }) => components.length > 0) ?? false)

/** Rows by product; those that name none are wrong by themselves. */
function groupRows(rows: SheetRow[], ground: SheetGround): { groups: Group[]; alone: PlannedRow[] } {
  const groups = new Map<string, Group>()
  const alone: PlannedRow[] = []
  const seen = new Map<string, number>()
  for (const row of rows) {
    const { sku = '', slug, nameZh = '' } = row.cells
    const derived = ground.owners.get(sku) ?? slugOf(nameZh)
    const key = slug ?? derived
    const before = seen.get(sku)
    const fail = (field: string, reason: string) => alone.push(wrongRow(row, { [field]: reason }))
    if (!sku && !row.retired && !groups.has(key) && !ground.bySlug.has(key)) fail('sku', '请填 SKU')
    else if (sku && before) fail('sku', `第 ${before} 行已经写过这个 SKU`)
    else if (!key) fail('slug', '这个 SKU 还没有：新规格请写它商品的网址，新商品请写商品名称')
    else {
      if (sku) seen.set(sku, row.at)
      const known = ground.bySlug.get(key) ?? null
      const group = groups.get(key) ?? {
        slug: key,
        known,
        rows: [],
        guessed: !slug && !ground.owners.has(sku),
      }
      group.rows.push(row)
      groups.set(key, group)
    }
  }
  return { groups: [...groups.values()], alone }
}

export const wrongRow = (row: SheetRow, reasons: Record<string, string>): PlannedRow => ({
  at: row.at,
  sku: row.cells.sku ?? '',
  name: row.cells.nameZh ?? '',
  status: 'wrong',
  typed: row.cells,
  reasons,
  changes: [],
  summary: '',
  draft: null,
})
