import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import type { Plot } from './schema.ts'

/** Digits a code may have after its garden's letters. */
const DIGITS = [2, 3, 4, 5]
/** Plots shown before the one looked for: a row of the plan. */
const BEFORE = 6

/** Codes of a garden that may be meant by what was typed: "7", "a7", "A 07", "A-07号"; none when it can be no code. */
export function codesMeant(garden: string, typed: string): string[] {
  const text = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s号\-–—−]/g, '')
  const [, letters, number] = /^([A-Z]{0,3})(\d{1,5})$/.exec(text) ?? []
  if (!number || (letters && letters !== garden)) return []
  return [...new Set(DIGITS.map((digits) => `${garden}-${String(Number(number)).padStart(digits, '0')}`))]
}

export type FoundPlot = Pick<Plot, 'code'> & {
  /** Where a page of the list begins that shows it: the code before its first plot; null at the start. */
  after: string | null
}

/** The plot of a garden that is meant; null when there is none. Reads as many rows in a large garden as in a small one. */
export async function findPlot(db: Db, garden: string, typed: string): Promise<FoundPlot | null> {
  const codes = codesMeant(garden, typed)
  if (!codes.length) return null
  const [row] = await db.all<FoundPlot>(sql`
    SELECT p.code, (SELECT b.code FROM plots b WHERE b.garden = p.garden AND b.code < p.code
      ORDER BY b.code DESC LIMIT 1 OFFSET ${BEFORE}) after
    FROM json_each(${JSON.stringify(codes)}) j CROSS JOIN plots p ON p.code = j.value WHERE p.garden = ${garden} LIMIT 1`)
  return row ?? null
}
