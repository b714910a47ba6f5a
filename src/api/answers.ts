import * as v from 'valibot'
import type { Ctx } from '../http/context.ts'
import { problem } from '../http/problems.ts'
import { tooManyText } from '../http/too-many.ts'
import type { Refusal } from '../kernel/result.ts'

const STATUS: Partial<Record<Refusal['code'], number>> = {
  not_found: 404,
  consent_required: 422,
  idempotency_mismatch: 422,
  not_sold: 422,
  rate_limited: 429,
}

/** Which field of an adoption a reason speaks of. */
const FIELDS: Record<string, string> = {
  no_offer: 'season',
  no_tier: 'areaMu',
  other_garden: 'garden',
  not_your_adoption: 'renews',
}

/** Turns a refusal of the domain into its problem answer; what it names goes along. */
export async function refused(c: Ctx, refusal: Refusal, within = 'adoptions.') {
  const { code, ...named } = refusal
  if (refusal.code === 'not_sold') {
    const errors = refusal.skus.map((sku) => ({ path: 'items', code: 'unknown_sku', message: sku }))
    return problem(c, 422, 'validation', { errors })
  }
  if (refusal.code === 'adoption_invalid') {
    const errors = refusal.problems.map(({ index, plot, reason }) => ({
      path: within ? `${within}${index}.${FIELDS[reason] ?? 'plot'}` : (FIELDS[reason] ?? 'plot'),
      code: reason,
      message: plot,
    }))
    return problem(c, 422, 'validation', { errors })
  }
  if (refusal.code === 'plot_taken') {
    const near = refusal.near.map((plot) => ({ code: plot.code, areaMu: plot.areaCmu / 100 }))
    return problem(c, 409, code, { plot: refusal.plot, season: refusal.season, near })
  }
  if (refusal.code === 'too_many_open')
    return problem(c, 409, code, { ...named, detail: await tooManyText(c.var.visit, refusal.by) })
  return problem(c, STATUS[code] ?? 409, code === 'too_late' ? 'conflict' : code, named)
}

type Parsed<S extends v.GenericSchema> =
  | { ok: true; value: v.InferOutput<S> }
  | { ok: false; answer: Response }

/**
 * Reads the query by a schema: 400 for a cursor we never gave out, else 422 with a path for each wrong parameter. `codes`
 * says what is wrong with a parameter where `invalid` says too little.
 */
export function queried<S extends v.GenericSchema>(
  c: Ctx,
  schema: S,
  codes: Record<string, string> = {},
): Parsed<S> {
  const result = v.safeParse(schema, c.req.query())
  if (result.success) return { ok: true, value: result.output }
  const paths = result.issues.map((issue) => v.getDotPath(issue) ?? '')
  if (paths.includes('cursor')) return { ok: false, answer: problem(c, 400, 'malformed') }
  const errors = paths.map((path) => ({ path, code: codes[path] ?? 'invalid', message: path }))
  return { ok: false, answer: problem(c, 422, 'validation', { errors }) }
}

/** Reads the JSON body by a schema: 415, 400 or 422 with a path for each wrong field. */
export async function parsed<S extends v.GenericSchema>(c: Ctx, schema: S): Promise<Parsed<S>> {
  const wrong = (answer: Response) => ({ ok: false as const, answer })
  if (!c.req.header('Content-Type')?.toLowerCase().startsWith('application/json'))
    return wrong(problem(c, 415, 'unsupported_media_type'))
  const body = await c.req.json<unknown>().catch(() => undefined)
  if (body === undefined || body === null || typeof body !== 'object')
    return wrong(problem(c, 400, 'malformed'))
  const result = v.safeParse(schema, body)
  if (result.success) return { ok: true as const, value: result.output }
  const errors = result.issues.slice(0, 20).map((issue) => ({
    path: v.getDotPath(issue) ?? '',
    code: issue.type,
    message: issue.message,
  }))
  return wrong(problem(c, 422, 'validation', { errors }))
}
