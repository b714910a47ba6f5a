import type { ListingInput } from '../listings/input.ts'
import type { ListingProblem } from '../listings/problems.ts'
import type { Published } from '../listings/published.ts'
import type { StockChange } from '../stock/adjusting.ts'
import { TITLES } from './columns.ts'
import type { SheetRow } from './rows.ts'

/** The rows of one product; `guessed`: its address was made from its name. */
export type Group = { slug: string; known: Published | null; rows: SheetRow[]; guessed: boolean }

export type Reasons = Map<SheetRow, Record<string, string>>
/** A product's fields after its rows were written over them. */
export type Filled = {
  content: ListingInput
  reasons: Reasons
  skus: string[]
  state: string
  stock: StockChange[]
}

/** Puts each problem at the cell it is about. */
export function tell({ rows }: Group, { reasons, skus }: Filled, problems: ListingProblem[]) {
  for (const { field, sentence } of problems) {
    const [, index, part] = /^sku\.(\d+)\.(\w+)$/.exec(field) ?? []
    const own = index ? rows.find(({ cells }) => cells.sku === skus[Number(index)]) : undefined
    const column = part ?? (TITLES[field] ? field : 'sku')
    const row = own ?? rows.find(({ cells }) => cells[column] !== undefined) ?? rows[0]!
    add(reasons, row, column, sentence)
  }
}

export function add(reasons: Reasons, row: SheetRow, field: string, sentence: string) {
  const known = reasons.get(row) ?? {}
  known[field] ??= sentence
  reasons.set(row, known)
}
