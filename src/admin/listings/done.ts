import { sql } from 'drizzle-orm'
import { may } from '../../accounts/roles.ts'
import { REVERTIBLE } from '../../catalog/listings/reverting.ts'
import type { Ctx } from '../../http/context.ts'
import { formatYuan } from '../../kernel/money.ts'
import type { Done } from './table-page.tsx'

type Changed = Partial<Record<'prices' | 'stock' | 'listed', Record<string, number>>>
type Entry = { id: string; verb: string; staffId: string; before: Changed; after: Record<string, unknown> }

async function entriesOf(c: Ctx, ids: string[]): Promise<Map<string, Entry>> {
  const rows = await c.var.visit.db.all<Record<keyof Entry, string>>(sql`
    SELECT a.id, a.verb, a.staff_id staffId, coalesce(a.before, '{}') before, coalesce(a.after, '{}') after
    FROM json_each(${JSON.stringify(ids)}) j CROSS JOIN audit_entries a ON a.id = j.value`)
  return new Map(
    rows.map((row) => [row.id, { ...row, before: JSON.parse(row.before), after: JSON.parse(row.after) }]),
  )
}

/** What was just done, read back from its audit entry, which is also what undoes it. */
export async function doneOf(c: Ctx, id: string | undefined): Promise<Done | null> {
  if (!id || !may(c.var.staff.role, 'prices.write')) return null
  const entry = (await entriesOf(c, [id])).get(id)
  if (!entry || entry.staffId !== c.var.staff.staffId) return null
  const { before } = entry
  const after = entry.after as Changed
  if (before.prices) {
    const lines = Object.entries(before.prices).map(
      ([sku, old]) => `${sku} ${formatYuan(old)} → ${formatYuan(after.prices![sku]!)}`,
    )
    return { text: `已改价:${some(lines)}`, entry: id }
  }
  if (before.stock) {
    const lines = Object.entries(before.stock).map(([sku, old]) => `${sku} ${old} → ${after.stock![sku]}`)
    return { text: `已改库存:${some(lines)}`, entry: id }
  }
  if (!before.listed) return null
  const verb = entry.verb === 'listing.listed' ? '上架' : '下架'
  return { text: `已${verb} ${Object.keys(before.listed).length} 款商品`, entry: id }
}

/**
 * What undoing an entry came to, read back from both: `done` is the entry the undoing made, none where nothing was as
 * it had been left. Null for what this person may not undo.
 */
export async function undoneOf(c: Ctx, undone: string, done: string | undefined): Promise<Done | null> {
  const entries = await entriesOf(c, [undone, done ?? ''])
  const [first, back] = [entries.get(undone), entries.get(done ?? '')]
  const wanted = first && REVERTIBLE[first.verb]
  if (!first || !wanted || !may(c.var.staff.role, wanted)) return null
  if (back && back.staffId !== c.var.staff.staffId) return null
  if (first.verb === 'listing.imported') {
    const { restored = 0, left = 0, kept = [] } = (back?.after ?? {}) as Sheet
    if (!back) return { text: '没有撤销:表里改的都已经再改过,或已是原来的样子', entry: null }
    return { text: `已撤销 ${restored} 项${leftWords(left, kept)}`, entry: back.id }
  }
  const restored = keysOf(back?.before)
  const left = keysOf(first.before).filter((key) => !restored.includes(key))
  return { text: `已撤销 ${restored.length} 项${leftWords(left.length, left)}`, entry: back?.id ?? null }
}

type Sheet = { restored?: number; left?: number; kept?: string[] }

const keysOf = (changed: Changed | undefined): string[] =>
  Object.keys(changed?.prices ?? changed?.stock ?? changed?.listed ?? {})

const MOST_NAMED = 10
const leftWords = (left: number, names: string[]): string =>
  left ? `;这些之后又改过,没有动:${names.slice(0, MOST_NAMED).join('、')}` : ''

const some = (lines: string[]): string =>
  lines.length > 3 ? `${lines.slice(0, 3).join(';')} 等 ${lines.length} 个` : lines.join(';')
