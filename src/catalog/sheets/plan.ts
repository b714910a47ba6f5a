import { sha256Hex } from '../../kernel/hashing.ts'
import { parseYuan } from '../../kernel/money.ts'
import type { ListingInput } from '../listings/input.ts'
import type { Publication } from '../listings/publication.ts'
import { type Slip, slipsAmong } from '../slips.ts'
import type { StockChange } from '../stock/adjusting.ts'

/** `held`: right in itself, but another row of the same product is not. */
export type RowStatus = 'added' | 'changed' | 'same' | 'wrong' | 'held'

/** One value that differs; `sku` is '' for what all SKUs of a product share. */
export type CellChange = {
  id: string
  slug: string
  sku: string
  field: string
  before: string
  after: string
}

export type PlannedRow = {
  at: number
  sku: string
  name: string
  status: RowStatus
  /** What is typed in the cells named by `reasons`. */
  typed: Record<string, string>
  reasons: Record<string, string>
  changes: CellChange[]
  /** Price, pieces and state of a new SKU, in words. */
  summary: string
  /** The new product goes among the drafts: what it lacks. */
  draft: string | null
}

/** What applying does to one product. */
export type ProductAct = {
  publication: Publication | null
  draft: { id: string; content: ListingInput } | null
  stock: StockChange[]
  changes: CellChange[]
}

export type SheetPlan = { rows: PlannedRow[]; acts: ProductAct[] }

/** Prices and stock that look mistyped beside those that stand. */
export const slipsIn = (plan: SheetPlan): Slip[] =>
  slipsAmong(
    plan.acts
      .flatMap(({ changes }) => changes)
      .flatMap(({ sku, field, before, after }): Slip[] => {
        if (field === 'price')
          return [{ what: field, sku, before: parseYuan(before) ?? 0, after: parseYuan(after) ?? 0 }]
        return field === 'stock' ? [{ what: field, sku, before: Number(before), after: Number(after) }] : []
      }),
  )

export const countRows = (plan: SheetPlan): Record<RowStatus, number> => {
  const counts = { added: 0, changed: 0, same: 0, wrong: 0, held: 0 }
  for (const { status } of plan.rows) counts[status] += 1
  return counts
}

/** Stands for all a plan would do: what is applied is what was looked at. */
export function digestOf(plan: SheetPlan): string {
  const told = plan.rows.map(({ at, status, changes }) => [
    at,
    status,
    changes.map(({ field, before, after }) => [field, before, after]),
  ])
  return sha256Hex(JSON.stringify(told))
}
