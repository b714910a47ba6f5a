import { toJsonSchema } from '@valibot/to-json-schema'
import { HOLD_MINUTES } from '../kernel/limits.ts'
import { API, apiUrls, type Url } from '../urls.ts'
import { holdRequest, orderRequest, paymentRequest, previewRequest } from './schemas.ts'

type Described = {
  method: 'get' | 'post' | 'delete'
  url: Url
  summary: string
  description?: string
  body?: object
  status: number
}

const bodyOf = (schema: Parameters<typeof toJsonSchema>[0]): object => {
  // Checks such as "a district that exists" have no word in JSON Schema; the server still makes them.
  const { $schema: _dialect, ...rest } = toJsonSchema(schema, { errorMode: 'ignore', typeMode: 'input' })
  return rest
}

const ADDRESS =
  'recipient.region and recipient.street are needed unless the order holds gifted plots alone, which are sent nowhere: ' +
  'there they are left out of the order. The receiver of a gift says where its tea goes.'

const BUYER =
  'buyer.phone is optional: the phone of who orders for somebody else. Messages, look-up, codes per phone and accounts go ' +
  'by it, parcels by recipient.phone. Left out, the recipient is the buyer.'

/** Why a code takes nothing off, in the answers of both calls that take one (409). */
const CODE_PROBLEMS =
  'Optional code. Answers 409 with code_unknown, code_not_started, code_expired, code_used_up, code_already_used, ' +
  'code_not_yours, code_not_applicable or code_below_minimum (minimumFen) when it takes nothing off. ' +
  'discountFen of the lines sums to discountFen; freight is not discounted and at least 1 fen stays to be paid.'

/** What a basket may have of each SKU, in the answers of both calls. */
const STOCK =
  'The lines of a basket share the stock, bundles taken apart. A SKU that is short is named with available, the pieces ' +
  'with which the order succeeds, and where other lines took the rest with shared: the sku they all draw on, its ' +
  'pieces, the SKUs it is shared with, and how many of all are possible together (null where one takes more of it ' +
  'than another).'

/** What is asked about a tax number, in the answers of the call that takes one. */
const TAX_NO =
  'A tax number of 18 characters whose check character (GB 32100) is wrong is asked about once: 422 with tax_no_check at ' +
  'invoice.taxNo; sent again with confirmedTaxNo it is taken.'

/** What cannot be sent for now, in the answers of both calls. */
const PAUSED = 'dispatch_paused: nothing of it leaves for months, and nobody knows from when on.'

/** Which order a repeated call answers. */
const REPEATED =
  'The same Idempotency-Key and request answer the same order: the order of keys, fields nobody knows, defaults ' +
  'spelt out and Accept-Language make no other request, and the answer follows the language of the retry.'
/** What holds while the desk has stopped the shop, in the answers of the calls that order or pay (409). */
const CLOSED = 'closed_for_now: the shop takes no new orders and starts no payments; what was begun goes on.'

/** Whose unpaid orders stand in the way, in the answers of the calls that bind something (409). */
const TOO_MANY =
  'Answers 409 with too_many_open when what is unpaid binds as much as it may: `by` says whose (phone, phone_plots, ' +
  'order_plots, order, network, network_plots, network_code), `items` how many pieces of a SKU can still be ordered, ' +
  '`detail` what helps. One network (an IPv6 address counts by its /64) binds a tenth of the stock without paying.'

const CALLS: Described[] = [
  { method: 'get', url: apiUrls.families, summary: 'Product families with counts', status: 200 },
  {
    method: 'get',
    url: apiUrls.products,
    summary: 'Products by family, words and price',
    description:
      'Words (q) go with family, sort, limit and cursor. Where they find nothing, items are of what was probably meant: ' +
      'didYouMean says what that is, null elsewhere.',
    status: 200,
  },
  { method: 'get', url: apiUrls.product, summary: 'One product', status: 200 },
  { method: 'get', url: apiUrls.impact, summary: 'Sourced facts and our own sums', status: 200 },
  {
    method: 'get',
    url: apiUrls.gardens,
    summary: 'The campaign and its gardens with what is left',
    status: 200,
  },
  { method: 'get', url: apiUrls.garden, summary: 'One garden with its offer', status: 200 },
  {
    method: 'get',
    url: apiUrls.gardenPlots,
    summary: 'Plots by season: state and plan geometry',
    status: 200,
  },
  {
    method: 'post',
    url: apiUrls.plotHolds,
    summary: `Keep a plot for ${HOLD_MINUTES} minutes`,
    description: `${TOO_MANY} ${CLOSED}`,
    body: bodyOf(holdRequest),
    status: 201,
  },
  { method: 'delete', url: apiUrls.plotHold, summary: 'Let go of a hold', status: 204 },
  { method: 'get', url: apiUrls.certificate, summary: 'Verify a certificate', status: 200 },
  {
    method: 'post',
    url: apiUrls.checkoutPreview,
    summary: 'Prices and freight; writes nothing',
    description: `${CODE_PROBLEMS} ${STOCK} ${PAUSED}`,
    body: bodyOf(previewRequest),
    status: 200,
  },
  {
    method: 'post',
    url: apiUrls.orders,
    summary: 'Place an order (Idempotency-Key)',
    description: `${CODE_PROBLEMS} ${STOCK} ${PAUSED} ${TAX_NO} ${TOO_MANY} ${CLOSED} ${REPEATED} ${ADDRESS} ${BUYER}`,
    body: bodyOf(orderRequest),
    status: 201,
  },
  { method: 'get', url: apiUrls.order, summary: 'One order (Bearer token)', status: 200 },
  { method: 'post', url: apiUrls.orderCancellation, summary: 'Cancel an order', status: 200 },
  {
    method: 'post',
    url: apiUrls.orderPayments,
    summary: 'Start a payment',
    description: CLOSED,
    body: bodyOf(paymentRequest),
    status: 201,
  },
]

/** OpenAPI 3.1, its bodies generated from the schemas that parse the requests. */
export function openApi(publicUrl: string) {
  const paths: Record<string, Record<string, object>> = {}
  for (const { method, url, summary, description, body, status } of CALLS) {
    const path = url.path.slice(API.length).replace(/:(\w+)/g, '{$1}')
    const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    }))
    paths[path] = {
      ...paths[path],
      [method]: {
        summary,
        ...(description ? { description } : {}),
        parameters,
        ...(body
          ? { requestBody: { required: true, content: { 'application/json': { schema: body } } } }
          : {}),
        responses: {
          [status]: { description: 'OK' },
          default: {
            description: 'Problem',
            content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
          },
        },
      },
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Puding shop', version: '1' },
    servers: [{ url: publicUrl + API }],
    paths,
    components: {
      schemas: {
        Problem: {
          type: 'object',
          required: ['type', 'title', 'status', 'code'],
          properties: {
            type: { type: 'string' },
            title: { type: 'string' },
            status: { type: 'integer' },
            code: { type: 'string' },
          },
        },
      },
    },
  }
}
