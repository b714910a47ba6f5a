import type { Choices } from '../listings/editor.ts'
import { parseListing, type Values, valuesOf } from '../listings/form.ts'
import type { ListingInput } from '../listings/input.ts'
import type { Published } from '../listings/published.ts'
import { COLUMNS, cellOf, SHELF_WORDS } from './columns.ts'

export type Cells = Record<string, string>
/** A product as its sheet shows it: what all its SKUs share, and each SKU's own cells. */
export type ProductCells = { product: Cells; skus: Map<string, Cells> }

/** A listing's fields as they read after being written and read once, so that what comes back equals what went out. */
export const settled = (content: ListingInput): Values => valuesOf(parseListing(valuesOf(content)).content)

/** Cells of a listing from its settled fields; stock and state are no fields and not among them. */
export function cellsOf(values: Values, skus: string[], choices: Choices): ProductCells {
  const product: Cells = {}
  const own = new Map<string, Cells>(skus.map((sku) => [sku, {}]))
  for (const { field, of } of COLUMNS) {
    if (field === 'state' || field === 'stock' || field === 'seen') continue
    if (of === 'product') product[field] = cellOf(field, values, field, choices)
    else
      for (const [row, sku] of skus.entries())
        own.get(sku)![field] = cellOf(field, values, `sku.${row}.${field}`, choices)
  }
  return { product, skus: own }
}

/** A published product with its stock and state. */
export function publishedCells(published: Published, choices: Choices): ProductCells {
  const { variants } = published.content
  const cells = cellsOf(
    settled(published.content),
    variants.map(({ sku }) => sku),
    choices,
  )
  cells.product.state = published.listed ? SHELF_WORDS.listed : SHELF_WORDS.unlisted
  for (const { sku, components } of variants)
    if (!components.length) cells.skus.get(sku)!.stock = String(published.stock[sku] ?? 0)
  return cells
}
