import { fieldWords, UNTOLD, valueWords } from './audit-words.ts'

/** One field of an entry in words; null on the side that has none. */
export type AuditChange = { field: string; before: string | null; after: string | null }

/**
 * What an entry changed, field by field, equal ones left out. Pure; `before` and `after` are the JSON of the entry,
 * null where the act had no such side.
 */
export function auditChanges(before: string | null, after: string | null): AuditChange[] {
  const [old, now] = [leavesOf(before), leavesOf(after)]
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((field) => {
    const change = { field, before: old.get(field) ?? null, after: now.get(field) ?? null }
    return change.before === change.after ? [] : [change]
  })
}

function leavesOf(json: string | null): Map<string, string> {
  const leaves = new Map<string, string>()
  if (json !== null) collect(JSON.parse(json), [], {}, leaves)
  return leaves
}

/** Objects are walked into; a list of rows is walked by what names a row, a list of plain values is one leaf. */
function collect(
  value: unknown,
  path: string[],
  beside: Record<string, unknown>,
  leaves: Map<string, string>,
): void {
  if (Array.isArray(value) && value.some(isRow)) {
    for (const [at, row] of value.entries()) collect(row, [...path, nameOf(row, at)], beside, leaves)
  } else if (isTree(value)) {
    for (const [key, own] of Object.entries(value))
      if (!UNTOLD.has(key) && !(isRowName(key) && path.at(-1) === own))
        collect(own, [...path, key], value, leaves)
  } else if (value !== null || path.length) leaves.set(fieldWords(path), valueWords(path, value, beside))
}

const isTree = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
/** Lines of an order are said in one breath; other rows have fields of their own to tell. */
const isRow = (value: unknown): boolean => isTree(value) && !('line' in value)
const isRowName = (key: string): boolean => key === 'sku'
const nameOf = (row: unknown, at: number): string =>
  isTree(row) && typeof row.sku === 'string' ? row.sku : `${at + 1}`
