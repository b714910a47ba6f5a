import { toJsonSchemaDefs } from '@valibot/to-json-schema'
import type * as v from 'valibot'
import { ANSWERS } from './answer-schemas/answers.ts'
import * as catalog from './answer-schemas/catalog.ts'
import * as gardens from './answer-schemas/gardens.ts'
import * as orders from './answer-schemas/orders.ts'
import { PROBLEMS, type ProblemCode, problemName, problemSchema } from './answer-schemas/problems.ts'
import { adoption, holdRequest, item, orderRequest, paymentRequest, previewRequest } from './schemas.ts'

/** JSON Schema, as far as it is looked into. */
export type Schema = {
  $ref?: string
  type?: string
  format?: string
  description?: string
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  additionalProperties?: Schema | boolean
  enum?: unknown[]
  const?: unknown
  default?: unknown
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  maxItems?: number
  pattern?: string
}

const ASKED = {
  OrderItem: item,
  AdoptionWish: adoption,
  HoldRequest: holdRequest,
  PreviewRequest: previewRequest,
  OrderRequest: orderRequest,
  PaymentRequest: paymentRequest,
}

const ANSWERED = {
  Family: catalog.family,
  FamilyList: ANSWERS.families,
  ListedVariant: catalog.listedVariant,
  ListedProduct: catalog.listedProduct,
  ProductList: ANSWERS.products,
  Variant: catalog.variant,
  Product: ANSWERS.product,
  ImpactFact: catalog.impactFact,
  Impact: ANSWERS.impact,
  GardenTier: gardens.tier,
  Garden: gardens.garden,
  GardenList: ANSWERS.gardens,
  Offer: gardens.offer,
  GardenWithOffer: ANSWERS.garden,
  Plot: gardens.plot,
  PlotList: ANSWERS.gardenPlots,
  Hold: ANSWERS.plotHolds,
  Certificate: ANSWERS.certificate,
  ShortLine: orders.shortLine,
  Preview: ANSWERS.checkoutPreview,
  OrderAdoption: orders.orderAdoption,
  OrderLine: orders.orderLine,
  Parcel: orders.parcel,
  Order: ANSWERS.order,
  PlacedOrder: ANSWERS.orders,
  Cancellation: ANSWERS.orderCancellation,
  PaymentAction: orders.paymentAction,
  Payment: ANSWERS.orderPayments,
  Description: ANSWERS.openApi,
}

const NAMES = new Map<unknown, string>(
  Object.entries({ ...ASKED, ...ANSWERED }).map(([name, schema]) => [schema, name]),
)

export const refTo = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` })

/** The component of a schema that a call takes or answers. */
export function componentOf(schema: v.GenericSchema): Schema {
  const name = NAMES.get(schema)
  if (!name) throw new Error('a call takes or answers what no component describes')
  return refTo(name)
}

const OPTIONS = {
  target: 'draft-2020-12',
  // Checks such as "a district that exists" have no word in JSON Schema; the server still makes them.
  errorMode: 'ignore',
  overrideRef: ({ referenceId }: { referenceId: string }) => refTo(referenceId).$ref,
} as const

/** Every component, from the schemas that parse requests and type answers; `fields` says what fields hold. */
export function components(fields: Record<string, string>): Record<string, Schema> {
  const problems = Object.fromEntries(
    Object.keys(PROBLEMS).map((code) => [problemName(code), problemSchema(code as ProblemCode)]),
  )
  const asked = toJsonSchemaDefs(ASKED, { ...OPTIONS, typeMode: 'input' })
  const answered = toJsonSchemaDefs({ ...ANSWERED, ...problems }, { ...OPTIONS, typeMode: 'output' })
  const all = { ...asked, ...answered } as unknown as Record<string, Schema>
  return Object.fromEntries(
    Object.entries(all).map(([name, schema]) => [name, worded(schema, [name], fields)]),
  )
}

/** The schema with what its fields hold said beside them; `path` is its component and the fields it stands in. */
function worded(schema: Schema, path: string[], fields: Record<string, string>): Schema {
  const within = (one: Schema) => worded(one, path, fields)
  const properties = schema.properties && {
    properties: Object.fromEntries(
      Object.entries(schema.properties).map(([name, own]) => {
        const description = wordsOf(path, name, fields)
        const inner = worded(own, [...path, name], fields)
        return [name, description ? { ...inner, description } : inner]
      }),
    ),
  }
  // A default makes a field look required to generators of clients, whose users may leave it out all the same.
  const { default: _usual, ...rest } = schema
  return {
    ...rest,
    ...properties,
    ...(schema.items ? { items: within(schema.items) } : {}),
    ...(schema.anyOf ? { anyOf: schema.anyOf.map(within) } : {}),
    ...(schema.oneOf ? { oneOf: schema.oneOf.map(within) } : {}),
  }
}

/** The nearest words: by component and way to the field, by the object it stands in, by its own name. */
function wordsOf(path: string[], name: string, fields: Record<string, string>): string | undefined {
  const problem = path.length === 1 && path[0]!.startsWith('Problem') ? [`Problem.${name}`] : []
  const ways = [[...path, name].join('.'), `${path.at(-1)}.${name}`, ...problem, name]
  return ways.map((way) => fields[way]).find(Boolean)
}
