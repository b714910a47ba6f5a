import { type GardenInput, readGardenRow } from '../../adoption/garden-keeping.ts'
import type { Ctx } from '../../http/context.ts'
import { withNamed } from '../../http/named.ts'
import { civilDate } from '../../kernel/time.ts'

/** The season a page is about: asked for, else the present year. */
export function seasonOf(c: Ctx): number {
  const asked = c.req.query('season') ?? ''
  return /^20\d\d$/.test(asked) ? Number(asked) : Number(civilDate(c.var.visit.now).slice(0, 4))
}

/** The garden an address names; null when there is none. */
export const gardenOf = (c: Ctx): PromiseLike<GardenInput | null> =>
  readGardenRow(c.var.visit.db, c.req.param('code') ?? '')

/** For what is shown and done of one garden. */
export const withGarden = withNamed(gardenOf)
