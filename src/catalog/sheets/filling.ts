import { blankListing } from '../listings/editor.ts'
import { parseListing, type Values, valuesOf } from '../listings/form.ts'
import type { ListingInput } from '../listings/input.ts'
import type { StockChange } from '../stock/adjusting.ts'
import { cellsOf, settled } from './cells.ts'
import { COLUMNS, readCell, SHELF_WORDS } from './columns.ts'
import { add, type Filled, type Group, type Reasons, tell } from './filled.ts'
import type { SheetGround } from './ground.ts'
import type { SheetRow } from './rows.ts'
import { readStockCell } from './stock.ts'

/** The product's fields with the cells written over them. */
export function fill(group: Group, ground: SheetGround): Filled {
  const { known, rows } = group
  const reasons: Reasons = new Map()
  const gone = new Set(rows.filter(({ retired }) => retired).map(({ cells }) => cells.sku))
  const base: ListingInput = known
    ? { ...known.content, variants: known.content.variants.filter(({ sku }) => !gone.has(sku)) }
    : { ...blankListing(first(rows, 'nameZh'), familyOf(rows, ground), null), variants: [] }
  let values: Values = known ? settled(base) : { ...valuesOf(base), slug: group.slug }
  const skus = base.variants.map(({ sku }) => sku)
  const before = known ? cellsOf(settled(base), [], ground.choices).product : null
  const put = (row: SheetRow, field: string, at: string) => {
    const read = readCell(field, row.cells[field]!, at, ground.choices)
    if (ground.unreadable.has(row.cells[field]!))
      add(reasons, row, field, '引用、列表或加粗套得太深，排不出来。请改简单一些')
    else if ('reason' in read) add(reasons, row, field, read.reason)
    else values = Object.assign(values, read.values)
  }
  for (const { field, of } of COLUMNS) {
    if (of !== 'product' || field === 'slug' || field === 'state') continue
    const told = tellers(rows, field, before?.[field])
    for (const row of told.slice(1)) add(reasons, row, field, `同一商品第 ${told[0]!.at} 行写的不一样`)
    if (told[0]) put(told[0], field, field)
  }
  const stock: StockChange[] = []
  for (const row of rows) {
    if (row.retired || !row.cells.sku) continue
    let at = skus.indexOf(row.cells.sku)
    if (at < 0) {
      at = skus.push(row.cells.sku) - 1
      Object.assign(values, { [`sku.${at}.unit`]: 'g', [`sku.${at}.alone`]: 'on' })
    }
    for (const { field, of } of COLUMNS)
      if (of === 'sku' && field !== 'stock' && field !== 'seen' && row.cells[field] !== undefined)
        put(row, field, `sku.${at}.${field}`)
    const current = known?.stock[row.cells.sku]
    if (current === undefined) values[`sku.${at}.stock`] = row.cells.stock ?? ''
    if (values[`sku.${at}.parts`] && row.cells.stock)
      add(reasons, row, 'stock', '礼盒的库存按里面的东西算，请留空')
    else if (current !== undefined) {
      const read = readStockCell(row.cells, current)
      if (read && 'reason' in read) add(reasons, row, 'stock', read.reason)
      else if (read) stock.push({ sku: row.cells.sku, ...read })
    }
  }
  const { content, errors } = parseListing(values)
  const filled = {
    content: { ...content, slug: group.slug, picture: base.picture },
    reasons,
    skus,
    state: stateOf(group, reasons),
    stock,
  }
  tell(
    group,
    filled,
    Object.entries(errors).map(([field, sentence]) => ({ field, kind: 'form', sentence })),
  )
  return filled
}

/** A row for each thing the rows say of a field they share; who changes one row of several means all of them. */
export function tellers(rows: SheetRow[], field: string, before: string | undefined): SheetRow[] {
  const told = rows.filter(({ cells }) => cells[field] !== undefined)
  const changed = told.filter(({ cells }) => cells[field] !== before)
  return (changed.length ? changed : told.slice(0, 1)).filter(
    ({ cells }, index, all) => all.findIndex((row) => row.cells[field] === cells[field]) === index,
  )
}

const first = (rows: SheetRow[], field: string): string =>
  rows.find(({ cells }) => cells[field] !== undefined)?.cells[field] ?? ''

function familyOf(rows: SheetRow[], { choices }: SheetGround): string {
  const read = readCell('family', first(rows, 'family'), 'family', choices)
  return 'values' in read ? (read.values.family ?? '') : ''
}

function stateOf({ known, rows }: Group, reasons: Reasons): string {
  const row = rows.find(({ cells }) => cells.state !== undefined)
  if (!row) return ''
  const state = row.cells.state!
  const allowed: string[] = known ? [SHELF_WORDS.listed, SHELF_WORDS.unlisted] : Object.values(SHELF_WORDS)
  if (allowed.includes(state)) return state
  add(reasons, row, 'state', `状态请写${allowed.join('、')}`)
  return ''
}
