import type * as v from 'valibot'
import type { apiUrls } from '../urls.ts'
import type { ProblemCode } from './answer-schemas/problems.ts'
import type { Limit } from './counting.ts'
import { gardenQuery, idempotencyKey, PATH, plotQuery, productQuery } from './parameters.ts'
import { holdRequest, orderRequest, paymentRequest, previewRequest } from './schemas.ts'

export const TAGS = ['catalog', 'gardens', 'orders', 'description'] as const

/** What there is to say of a call beside its address, its answer and its words. */
export type Call = {
  method: 'get' | 'post' | 'delete'
  /** Its name in generated clients. */
  id: string
  tag: (typeof TAGS)[number]
  path?: Record<string, v.GenericSchema>
  query?: v.ObjectSchema<v.ObjectEntries, undefined>
  headers?: Record<string, v.GenericSchema>
  body?: v.GenericSchema
  /** Opened by the access token of its order. */
  bearer?: true
  statuses: readonly (200 | 201 | 202 | 204)[]
  problems: readonly ProblemCode[]
  /** Counted against a limit, whenever it gets as far as that. */
  counted?: Limit
}

const ALWAYS = ['internal', 'unavailable'] as const
/** What any call that changes something can answer. */
const CHANGES = ['forbidden', 'too_large', ...ALWAYS] as const
const BODY = ['malformed', 'unsupported_media_type', 'validation', ...CHANGES] as const
const PROMOTION = [
  'code_unknown',
  'code_not_started',
  'code_expired',
  'code_used_up',
  'code_already_used',
  'code_not_yours',
  'code_not_applicable',
  'code_below_minimum',
] as const

const slug = { slug: PATH.slug }
const number = { number: PATH.order }
const read = { method: 'get', statuses: [200] } as const

/** Every call of the table, in the order a reader meets them. */
export const CALLS = {
  families: { ...read, id: 'listFamilies', tag: 'catalog', problems: ALWAYS },
  products: {
    ...read,
    id: 'listProducts',
    tag: 'catalog',
    query: productQuery,
    problems: ['malformed', 'validation', ...ALWAYS],
  },
  product: { ...read, id: 'getProduct', tag: 'catalog', path: slug, problems: ['not_found', ...ALWAYS] },
  impact: { ...read, id: 'getImpact', tag: 'catalog', problems: ALWAYS },
  gardens: { ...read, id: 'listGardens', tag: 'gardens', problems: ALWAYS },
  garden: {
    ...read,
    id: 'getGarden',
    tag: 'gardens',
    path: slug,
    query: gardenQuery,
    problems: ['not_found', 'validation', ...ALWAYS],
  },
  gardenPlots: {
    ...read,
    id: 'listPlots',
    tag: 'gardens',
    path: slug,
    query: plotQuery,
    problems: ['malformed', 'not_found', 'validation', ...ALWAYS],
  },
  plotHolds: {
    method: 'post',
    id: 'holdPlot',
    tag: 'gardens',
    path: { code: PATH.plot },
    body: holdRequest,
    statuses: [201],
    problems: [
      'not_found',
      'plot_taken',
      'out_of_season',
      'too_many_open',
      'closed_for_now',
      'rate_limited',
      ...BODY,
    ],
    counted: 'holds',
  },
  plotHold: {
    method: 'delete',
    id: 'releaseHold',
    tag: 'gardens',
    path: { code: PATH.plot, id: PATH.hold },
    statuses: [204],
    problems: ['not_found', ...CHANGES],
  },
  certificate: {
    ...read,
    id: 'verifyCertificate',
    tag: 'gardens',
    path: { code: PATH.certificate },
    problems: ['not_found', ...ALWAYS],
  },
  checkoutPreview: {
    method: 'post',
    id: 'previewOrder',
    tag: 'orders',
    body: previewRequest,
    statuses: [200],
    problems: [...PROMOTION, 'rate_limited', ...BODY],
    counted: 'codes',
  },
  orders: {
    method: 'post',
    id: 'placeOrder',
    tag: 'orders',
    headers: { 'Idempotency-Key': idempotencyKey },
    body: orderRequest,
    statuses: [201],
    problems: [
      'idempotency_key_required',
      'consent_required',
      'idempotency_mismatch',
      'out_of_stock',
      'price_changed',
      'plot_taken',
      'undeliverable',
      'dispatch_paused',
      'out_of_season',
      'by_quotation',
      'sample',
      'too_many_open',
      'closed_for_now',
      ...PROMOTION,
      'conflict',
      'rate_limited',
      ...BODY,
    ],
    counted: 'codes',
  },
  order: {
    ...read,
    id: 'getOrder',
    tag: 'orders',
    path: number,
    bearer: true,
    problems: ['not_found', ...ALWAYS],
  },
  orderPayments: {
    method: 'post',
    id: 'startPayment',
    tag: 'orders',
    path: number,
    bearer: true,
    body: paymentRequest,
    statuses: [201],
    problems: ['not_found', 'closed_for_now', 'sample', 'conflict', ...BODY],
  },
  orderCancellation: {
    method: 'post',
    id: 'cancelOrder',
    tag: 'orders',
    path: number,
    bearer: true,
    statuses: [200, 202],
    problems: ['not_found', 'conflict', ...CHANGES],
  },
  openApi: { ...read, id: 'getDescription', tag: 'description', problems: ALWAYS },
} as const satisfies Record<keyof typeof apiUrls, Call>
