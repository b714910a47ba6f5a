import * as v from 'valibot'
import type { CodeProblem, TooMany } from '../../kernel/result.ts'
import { areaMu, fen, whole } from './common.ts'
import { shortLine } from './orders.ts'

const skus = { skus: v.array(v.string()) }
const minimum = { minimumFen: fen }
const BY = [
  'phone',
  'phone_plots',
  'order_plots',
  'order',
  'visitor',
  'network',
  'network_plots',
  'network_code',
] as const satisfies TooMany[]

const errors = v.array(v.object({ path: v.string(), code: v.string(), message: v.string() }))

/** Every problem by its code: the status it comes with, and what it names beside the fields all have (RFC 9457). */
export const PROBLEMS = {
  malformed: [400, {}],
  idempotency_key_required: [400, {}],
  forbidden: [403, {}],
  not_found: [404, {}],
  out_of_stock: [409, { items: v.array(shortLine) }],
  price_changed: [409, { totalFen: fen }],
  plot_taken: [
    409,
    { plot: v.string(), season: whole, near: v.array(v.object({ code: v.string(), areaMu })) },
  ],
  undeliverable: [409, skus],
  dispatch_paused: [409, skus],
  out_of_season: [409, skus],
  by_quotation: [409, skus],
  sample: [409, skus],
  too_many_open: [
    409,
    {
      by: v.picklist(BY),
      items: v.optional(v.array(v.object({ sku: v.string(), most: whole }))),
      detail: v.string(),
    },
  ],
  closed_for_now: [409, {}],
  code_unknown: [409, minimum],
  code_not_started: [409, minimum],
  code_expired: [409, minimum],
  code_used_up: [409, minimum],
  code_already_used: [409, minimum],
  code_not_yours: [409, minimum],
  code_not_applicable: [409, minimum],
  code_below_minimum: [409, minimum],
  conflict: [409, {}],
  too_large: [413, {}],
  unsupported_media_type: [415, {}],
  validation: [422, { errors }],
  consent_required: [422, { consents: v.array(v.string()) }],
  idempotency_mismatch: [422, {}],
  rate_limited: [429, {}],
  internal: [500, {}],
  unavailable: [503, {}],
} as const satisfies Record<string, readonly [status: number, named: v.ObjectEntries]> &
  Record<CodeProblem, unknown>

export type ProblemCode = keyof typeof PROBLEMS

/** A problem whole, as a program reads it. */
export const problemSchema = (code: ProblemCode) => {
  const [status, named] = PROBLEMS[code]
  return v.object({
    type: v.string(),
    title: v.string(),
    status: v.literal(status),
    code: v.literal(code),
    ...(named as v.ObjectEntries),
  })
}

/** Component of a problem: `ProblemOutOfStock`. */
export const problemName = (code: string): string =>
  `Problem${code.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase())}`
