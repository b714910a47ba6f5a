import { readSkuNames } from '../../catalog/listings/chosen.ts'
import { REVERTIBLE } from '../../catalog/listings/reverting.ts'
import type { Ctx } from '../../http/context.ts'
import { formatYuan } from '../../kernel/money.ts'
import { readEntries } from '../../staff/auditing.ts'
import { may } from '../../staff/roles.ts'
import type { Done } from './table-page.tsx'

type Changed = Partial<Record<'prices' | 'stock' | 'listed', Record<string, number>>>
type Entry = { id: string; verb: string; staffId: string; before: Changed; after: Record<string, unknown> }

const MOST_ENTRIES = 4

async function entriesOf(c: Ctx, ids: string[]): Promise<Map<string, Entry>> {
  return new Map((await readEntries(c.var.visit.db, ids)).map((entry) => [entry.id, entry]))
}

/** What was just done, read back from its audit entries, which are also what undoes it. */
export async function doneOf(c: Ctx, ids: string[] = []): Promise<Done[]> {
  if (!ids.length || !may(c.var.staff.role, 'prices.write')) return []
  const entries = await entriesOf(c, ids.slice(0, MOST_ENTRIES))
  const own = [...entries.values()].filter(({ staffId }) => staffId === c.var.staff.staffId)
  const names = await namesOf(c, own)
  return own.flatMap((entry) => {
    const text = doneText(entry, names)
    return text ? [{ text, entry: entry.id }] : []
  })
}

function doneText({ verb, before, after }: Entry, names: Map<string, string>): string | null {
  const now = after as Changed
  const lines = (changed: Record<string, number>, line: (sku: string, old: number) => string) =>
    some(Object.entries(changed).map(([sku, old]) => `${names.get(sku) ?? sku} ${line(sku, old)}`))
  if (before.prices)
    return `已改价：${lines(before.prices, (sku, old) => `价格 ${formatYuan(old)} → ${formatYuan(now.prices![sku]!)} 元`)}`
  if (before.stock) {
    const reason = after.reason ? `（${after.reason}）` : ''
    return `已改库存：${lines(before.stock, (sku, old) => `库存 ${old} → ${now.stock![sku]}${reason}`)}`
  }
  if (!before.listed) return null
  return `已${verb === 'listing.listed' ? '上架' : '下架'} ${Object.keys(before.listed).length} 款商品`
}

/** SKUs by the names a clerk knows them by. */
const namesOf = (c: Ctx, entries: Entry[]): Promise<Map<string, string>> =>
  readSkuNames(
    c.var.visit.db,
    entries.flatMap(({ before }) => Object.keys({ ...before.prices, ...before.stock })),
  )

/**
 * What undoing an entry came to, read back from both: `done` is the entry the undoing made, none where nothing was as
 * it had been left. Nothing for what this person may not undo.
 */
export async function undoneOf(c: Ctx, undone: string, done: string | undefined): Promise<Done[]> {
  const entries = await entriesOf(c, [undone, done ?? ''])
  const [first, back] = [entries.get(undone), entries.get(done ?? '')]
  const wanted = first && REVERTIBLE[first.verb]
  if (!first || !wanted || !may(c.var.staff.role, wanted)) return []
  if (back && back.staffId !== c.var.staff.staffId) return []
  if (first.verb === 'listing.imported') {
    const { restored = 0, left = 0, kept = [] } = (back?.after ?? {}) as Sheet
    if (!back) return [{ text: '没有撤销：表里改的都已经再改过，或已是原来的样子', entry: null }]
    return [{ text: `已撤销 ${restored} 项${leftWords(left, kept)}`, entry: back.id }]
  }
  const restored = keysOf(back?.before)
  const left = keysOf(first.before).filter((key) => !restored.includes(key))
  return [{ text: `已撤销 ${restored.length} 项${leftWords(left.length, left)}`, entry: back?.id ?? null }]
}

type Sheet = { restored?: number; left?: number; kept?: string[] }

const keysOf = (changed: Changed | undefined): string[] =>
  Object.keys(changed?.prices ?? changed?.stock ?? changed?.listed ?? {})

const MOST_NAMED = 10
const leftWords = (left: number, names: string[]): string =>
  left ? `；这些之后又改过，没有动：${names.slice(0, MOST_NAMED).join('、')}` : ''

const some = (lines: string[]): string =>
  lines.length > 3 ? `${lines.slice(0, 3).join('；')} 等 ${lines.length} 个` : lines.join('；')
