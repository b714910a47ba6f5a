import * as v from 'valibot'
import { MOST_PLOTS } from '../adoption/plots.ts'
import { parseCertificateCode } from '../adoption/queries.ts'
import { parseCursor, type Sort } from '../catalog/listing.ts'
import type { Ctx } from '../http/context.ts'
import { parseOrderNumber } from '../kernel/ids.ts'

// What stands in addresses and headers, by the schemas that read it. Texts become numbers here, so a schema names what it
// makes of a text behind the step that makes it: that is what the description says.

const SORTS = ['season', 'price', 'price_desc'] as const satisfies Sort[]

const wholeFrom = <const More extends object>(more: More) =>
  v.pipe(
    v.string(),
    v.transform(Number),
    v.number(),
    v.integer(),
    v.minValue(1),
    v.metadata(more as Record<string, unknown>),
  )

/** A list's page is never longer, whatever is asked for. */
export const MOST_PRODUCTS = 24

export const productQuery = v.object({
  family: v.optional(v.string(), ''),
  // What is longer is cut: nobody types it.
  q: v.optional(
    v.pipe(
      v.string(),
      v.transform((text) => text.slice(0, 40)),
      v.string(),
    ),
    '',
  ),
  // An order nobody knows is the usual one.
  sort: v.optional(v.fallback(v.picklist(SORTS), 'season'), 'season'),
  limit: v.optional(wholeFrom({ default: MOST_PRODUCTS })),
  cursor: v.optional(
    v.pipe(
      v.string(),
      v.check((text) => text === '' || parseCursor(text) !== null, 'no cursor of ours'),
    ),
  ),
})

const season = v.pipe(
  v.string(),
  v.regex(/^20\d\d$/),
  v.transform(Number),
  v.number(),
  v.integer(),
  v.minValue(2000),
  v.maxValue(2099),
)

export const gardenQuery = v.object({ season: v.optional(season) })

export const plotQuery = v.object({
  season: v.optional(season),
  areaMu: v.optional(v.pipe(v.string(), v.transform(Number), v.number(), v.minValue(0.01), v.maxValue(1000))),
  limit: v.optional(wholeFrom({ default: MOST_PLOTS })),
  cursor: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{1,24}$/))),
})

export const idempotencyKey = v.pipe(
  v.string(),
  v.metadata({ minLength: 1, maxLength: 200 }),
  v.trim(),
  v.minLength(1),
  v.maxLength(200),
)

const slug = v.pipe(v.string(), v.minLength(1), v.maxLength(100))
/** What a text stands for, where it must be one of a kind. */
const read = (parse: (text: string) => string | null) =>
  v.pipe(
    v.string(),
    v.transform((text) => parse(text) ?? ''),
    v.minLength(1),
  )

/** What the parts of an address name. */
export const PATH = {
  slug,
  plot: v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{1,24}$/)),
  hold: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  certificate: read(parseCertificateCode),
  order: read(parseOrderNumber),
}

/** A part of the address as its schema reads it; '' where it can be none, which names nothing: 404. */
export function named(c: Ctx, part: 'slug' | 'code' | 'id' | 'number', of: keyof typeof PATH): string {
  const result = v.safeParse(PATH[of], c.req.param(part) ?? '')
  return result.success ? result.output : ''
}
