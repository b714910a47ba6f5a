import { type OtherSku, publishingProblems } from '../listings/ground.ts'
import type { ListingInput } from '../listings/input.ts'
import type { ListingProblem } from '../listings/problems.ts'
import { type Publication, publicationOf } from '../listings/publication.ts'
import { cellsOf, settled } from './cells.ts'
import { SHELF_WORDS } from './columns.ts'
import { changesOf, rowsOf } from './differing.ts'
import { add, type Filled, type Group, tell } from './filled.ts'
import { fill } from './filling.ts'
import type { SheetGround } from './ground.ts'
import type { CellChange, PlannedRow, ProductAct } from './plan.ts'

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
    add(filled.reasons, group.rows[0]!, 'slug', '已有一份草稿用这个网址，请到商品列表里编辑它')
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
      sentence: `按名称生成的网址 ${slug} 已是“${known.content.nameZh}”，请在网址列另写一个`,
    })
  return problems
}
