import { formatYuan } from '../kernel/money.ts'
import { blankListing } from './listing-editor.ts'
import { parseListing, type Values, valuesOf } from './listing-form.ts'
import { type OtherSku, publishingProblems } from './listing-ground.ts'
import type { ListingInput, VariantInput } from './listing-input.ts'
import type { ListingProblem } from './listing-problems.ts'
import { type Publication, publicationOf } from './publication.ts'
import type { Published } from './published.ts'
import { cellsOf, publishedCells, settled } from './sheet-cells.ts'
import { COLUMNS, readCell, SHELF_WORDS, TITLES } from './sheet-columns.ts'
import type { SheetGround } from './sheet-ground.ts'
import type { CellChange, PlannedRow, ProductAct, RowStatus } from './sheet-plan.ts'
import type { SheetRow } from './sheet-rows.ts'
import { readStockCell } from './sheet-stock.ts'
import type { StockChange } from './stock-adjusting.ts'

/** The rows of one product; `guessed`: its address was made from its name. */
export type Group = { slug: string; known: Published | null; rows: SheetRow[]; guessed: boolean }

type Reasons = Map<SheetRow, Record<string, string>>
type Filled = { content: ListingInput; reasons: Reasons; skus: string[]; state: string; stock: StockChange[] }

/** Decides what the rows of one product do; an act only where none of them is wrong and something changes. */
export function planProduct(
  group: Group,
  ground: SheetGround,
  fresh: Map<string, OtherSku>,
  place: { id: string; position: number },
): { rows: PlannedRow[]; act: ProductAct | null } {
  const filled = fill(group, ground)
  const { known } = group
  const id = known?.id ?? place.id
  const changes = known ? changesOf(group, known, filled, ground, id) : []
  const republished = changes.some(({ field }) => field !== 'stock')
  const problems = known && !republished ? [] : problemsOf(group, filled.content, ground, fresh)
  const draft = known ? null : draftOf(filled, problems)
  tell(group, filled, draft === null ? problems : problems.filter(({ field }) => DRAFT_FIELDS.has(field)))
  const kept = ground.drafts.get(group.slug)
  if (!known && kept) {
    const same = filled.reasons.size === 0 && sameDraft(kept, filled.content, ground)
    if (same) return { rows: rowsOf(group, filled, [], 'same'), act: null }
    add(filled.reasons, group.rows[0]!, 'slug', '已有一份草稿用这个网址,请到商品列表里编辑它')
  }
  if (filled.reasons.size) return { rows: rowsOf(group, filled, changes, 'wrong'), act: null }
  if (!known) return created(group, filled, place, draft)
  const rows = rowsOf(group, filled, changes, 'changed')
  if (!changes.length) return { rows, act: null }
  const publication = republished ? publicationOf(filled.content, known, place) : null
  const next = publication ? { ...publication, listed: shelf(filled.state, known.listed) } : null
  return { rows, act: { publication: next, draft: null, stock: filled.stock, changes } }
}

const shelf = (state: string, now: number): number => (state ? Number(state === SHELF_WORDS.listed) : now)

/** Only these keep a draft from being kept. */
const DRAFT_FIELDS = new Set(['slug', 'nameZh'])

/** Why a new product becomes a draft; null when it is published, or should be and cannot. */
function draftOf({ state }: Filled, problems: ListingProblem[]): string | null {
  if (state === SHELF_WORDS.draft) return problems[0]?.sentence ?? '按表里写的存为草稿'
  const lacking = problems.length > 0 && problems.every(({ kind }) => kind === 'fact')
  return state === '' && lacking ? problems.map(({ sentence }) => sentence).join('') : null
}

const sameDraft = (kept: ListingInput, content: ListingInput, ground: SheetGround): boolean => {
  const cells = (listing: ListingInput) => {
    const skus = listing.variants.map(({ sku }) => sku)
    const { product, skus: own } = cellsOf(settled(listing), skus, ground.choices)
    return JSON.stringify([product, [...own], listing.variants.map(({ stock }) => stock)])
  }
  return cells(kept) === cells(content)
}

function created(
  group: Group,
  filled: Filled,
  place: { id: string; position: number },
  draft: string | null,
): { rows: PlannedRow[]; act: ProductAct } {
  const { content, state } = filled
  const change = (sku: string, field: string, before: string, after: string): CellChange => ({
    id: place.id,
    slug: content.slug,
    sku,
    field,
    before,
    after,
  })
  const kind = draft === null ? (state === SHELF_WORDS.listed ? 'listed' : 'unlisted') : 'draft'
  const changes = [
    change('', 'created', '', SHELF_WORDS[kind]),
    ...(draft === null ? content.variants : [])
      .filter(({ stock, components }) => stock > 0 && !components.length)
      .map(({ sku, stock }) => change(sku, 'stock', '0', String(stock))),
  ]
  const rows = rowsOf(group, filled, [], 'added').map((row) => ({
    ...row,
    summary: `${row.summary} · ${SHELF_WORDS[kind]}`,
    draft,
  }))
  const publication: Publication | null =
    draft === null ? { ...publicationOf(content, null, place), listed: shelf(state, 0) } : null
  return {
    rows,
    act: { publication, draft: draft === null ? null : { id: place.id, content }, stock: [], changes },
  }
}

/** The product's fields with the cells written over them. */
function fill(group: Group, ground: SheetGround): Filled {
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
    if ('reason' in read) add(reasons, row, field, read.reason)
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
      add(reasons, row, 'stock', '礼盒的库存按里面的东西算,请留空')
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
function tellers(rows: SheetRow[], field: string, before: string | undefined): SheetRow[] {
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

function problemsOf(
  { slug, known, guessed, rows }: Group,
  content: ListingInput,
  ground: SheetGround,
  fresh: Map<string, OtherSku>,
): ListingProblem[] {
  const { families, producers, templates } = ground.choices
  const problems = publishingProblems(content, known, {
    families: families.map(([code]) => code),
    producers: producers.map(([id]) => id).filter((id) => id === content.producerId),
    templates: templates.map(([code]) => code),
    slugOwner: known?.id ?? null,
    skus: { get: (sku) => ground.skus.get(sku) ?? fresh.get(sku) },
    boxes: [],
  })
  if (guessed && known && rows[0]!.cells.nameZh !== known.content.nameZh)
    problems.push({
      field: 'slug',
      kind: 'other',
      sentence: `按名称生成的网址 ${slug} 已是“${known.content.nameZh}”,请在网址列另写一个`,
    })
  return problems
}

/** Puts each problem at the cell it is about. */
function tell({ rows }: Group, { reasons, skus }: Filled, problems: ListingProblem[]) {
  for (const { field, sentence } of problems) {
    const [, index, part] = /^sku\.(\d+)\.(\w+)$/.exec(field) ?? []
    const own = index ? rows.find(({ cells }) => cells.sku === skus[Number(index)]) : undefined
    const column = part ?? (TITLES[field] ? field : 'sku')
    const row = own ?? rows.find(({ cells }) => cells[column] !== undefined) ?? rows[0]!
    add(reasons, row, column, sentence)
  }
}

function add(reasons: Reasons, row: SheetRow, field: string, sentence: string) {
  const known = reasons.get(row) ?? {}
  known[field] ??= sentence
  reasons.set(row, known)
}

/** Values that differ from what is published. */
function changesOf(
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
function rowsOf(
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
  [priceFen ? `${formatYuan(priceFen)} 元` : '没有价格', components.length ? '礼盒' : `${stock} 件`].join(
    ' · ',
  )
