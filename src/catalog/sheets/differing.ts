import { formatYuan } from '../../kernel/money.ts'
import { valuesOf } from '../listings/form.ts'
import type { VariantInput } from '../listings/input.ts'
import type { Published } from '../listings/published.ts'
import { cellsOf, publishedCells } from './cells.ts'
import { COLUMNS } from './columns.ts'
import type { Filled, Group } from './filled.ts'
import { tellers } from './filling.ts'
import type { SheetGround } from './ground.ts'
import type { CellChange, PlannedRow, RowStatus } from './plan.ts'

/** Values that differ from what is published. */
export function changesOf(
  group: Group,
  known: Published,
  filled: Filled,
  { choices }: SheetGround,
  id: string,
): CellChange[] {
  const before = publishedCells(known, choices)
  const after = cellsOf(valuesOf(filled.content), filled.skus, choices)
  const change = (sku: string, field: string, old: string, next: string): CellChange[] =>
    old === next ? [] : [{ id, slug: group.slug, sku, field, before: old, after: next }]
  const shared = COLUMNS.filter(({ of, field }) => of === 'product' && field !== 'slug' && field !== 'state')
  const own = COLUMNS.filter(({ of, field }) => of === 'sku' && field !== 'stock' && field !== 'seen')
  return [
    ...shared.flatMap(({ field }) => change('', field, before.product[field]!, after.product[field]!)),
    ...change('', 'state', before.product.state!, filled.state || before.product.state!),
    ...[...before.skus.keys()]
      .filter((sku) => !after.skus.has(sku))
      .flatMap((sku) => change(sku, 'sku', sku, '')),
    ...filled.skus.flatMap((sku) => {
      const old = before.skus.get(sku)
      if (!old) return change(sku, 'sku', '', sku)
      return own.flatMap(({ field }) => change(sku, field, old[field]!, after.skus.get(sku)![field]!))
    }),
    ...filled.stock.flatMap(({ sku, seen, available }) =>
      change(sku, 'stock', String(seen), String(available)),
    ),
  ]
}

/** Rows as they are shown: what a product's SKUs share belongs to the row that wrote it. */
export function rowsOf(
  group: Group,
  { reasons, content }: Filled,
  changes: CellChange[],
  status: RowStatus,
): PlannedRow[] {
  return group.rows.map((row, index) => {
    const sku = row.cells.sku ?? ''
    const own = changes.filter((change) => {
      if (change.sku) return change.sku === sku
      const told = group.rows.indexOf(tellers(group.rows, change.field, change.before)[0]!)
      return Math.max(0, told) === index
    })
    const wrong = reasons.get(row)
    const fresh = own.some(({ field, before }) => field === 'sku' && before === '')
    const good = status === 'changed' ? (fresh ? 'added' : own.length ? 'changed' : 'same') : status
    const variant = content.variants.find((known) => known.sku === sku)
    return {
      at: row.at,
      sku,
      name: `${content.nameZh} ${variant?.specZh ?? ''}`.trim(),
      status: status === 'wrong' ? (wrong ? 'wrong' : 'held') : good,
      typed: wrong ? row.cells : {},
      reasons: wrong ?? {},
      changes: own,
      summary: good === 'added' && variant ? summaryOf(variant) : '',
      draft: null,
    }
  })
}

const summaryOf = ({ priceFen, stock, components }: VariantInput): string =>
  [priceFen ? `${formatYuan(priceFen)} 元` : '没有价格', components.length ? '礼盒' : `${stock}件`].join(
    ' · ',
  )
