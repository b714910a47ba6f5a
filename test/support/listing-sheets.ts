import { applySheet } from '../../src/catalog/sheets/applying.ts'
import { exportListings } from '../../src/catalog/sheets/exporting.ts'
import { keepSheet } from '../../src/catalog/sheets/keeping.ts'
import { digestOf } from '../../src/catalog/sheets/plan.ts'
import { planSheet } from '../../src/catalog/sheets/planning.ts'
import { listingRows, type SheetTable } from '../../src/catalog/sheets/rows.ts'
import type { Shop } from '../../src/shop.ts'

/** A sheet as typed: its headings, then rows of cells. */
export const sheetOf = (headings: string[], ...rows: string[][]): SheetTable => {
  const read = listingRows([headings, ...rows])
  if (!read) throw new Error('no column SKU')
  return read
}

/** Everything published, as the sheet that comes back unchanged. */
export const exported = async (shop: Shop): Promise<SheetTable> =>
  listingRows((await exportListings(shop.db)).rows)!

/** Looks at a sheet and applies what it would do, as one person does right after the other. */
export async function importSheet(shop: Shop, sheet: SheetTable, by: string) {
  const id = await keepSheet(shop, 'a.csv', sheet, by)
  const plan = await planSheet(shop, sheet.rows)
  return { id, plan, applied: await applySheet(shop, id, digestOf(plan), by) }
}

export const statuses = (rows: { status: string }[]): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const { status } of rows) counts[status] = (counts[status] ?? 0) + 1
  return counts
}
