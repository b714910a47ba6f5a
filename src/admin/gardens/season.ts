import { sql } from 'drizzle-orm'
import type { Ctx } from '../../http/context.ts'
import { civilDate } from '../../kernel/time.ts'

export type DeskGarden = { code: string; nameZh: string }

/** The season a page is about: asked for, else the present year. */
export function seasonOf(c: Ctx): number {
  const asked = c.req.query('season') ?? ''
  return /^20\d\d$/.test(asked) ? Number(asked) : Number(civilDate(c.var.visit.now).slice(0, 4))
}

export async function gardenOf(c: Ctx): Promise<DeskGarden | null> {
  const [row] = await c.var.visit.db.all<DeskGarden>(
    sql`SELECT code, name_zh nameZh FROM gardens WHERE code = ${c.req.param('code') ?? ''}`,
  )
  return row ?? null
}

/** A day that exists: 30 February does not. */
export function isCivilDate(text: string): boolean {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}
