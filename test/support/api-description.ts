import { Ajv2020 } from 'ajv/dist/2020.js'
import type { Schema } from '../../src/api/components.ts'
import { type ApiDescription, type Operation, openApi, type Reply } from '../../src/api/openapi.ts'
import { API } from '../../src/urls.ts'

export const DESCRIPTION: ApiDescription = openApi('http://shop.test', 'zh')

/** The calls by what one says: `GET /products/{slug}`. */
export const OPERATIONS: [call: string, operation: Operation][] = Object.entries(DESCRIPTION.paths).flatMap(
  ([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [
      `${method.toUpperCase()} ${path}`,
      operation,
    ]),
)

/** An answer may gain fields, so its schema is open; here it is closed, and a field nobody described is a fault. */
function closed<T>(schema: T): T {
  if (Array.isArray(schema)) return schema.map(closed) as T
  if (schema === null || typeof schema !== 'object') return schema
  const own = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]))
  const open = own.type === 'object' && own.properties && own.additionalProperties === undefined
  return (open ? { ...own, additionalProperties: false } : own) as T
}

const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true, discriminator: false })
ajv.addSchema({ $id: 'api', components: { schemas: closed(DESCRIPTION.components.schemas) } })
const pointed = (schema: Schema): Schema =>
  JSON.parse(JSON.stringify(closed(schema)).replaceAll('"#/components', '"api#/components'))

const validators = new Map<Schema, ReturnType<typeof ajv.compile>>()

/** What is wrong with a value by a schema of the description, to the last field; empty when nothing is. */
export function faults(schema: Schema, value: unknown): string[] {
  if (!validators.has(schema)) validators.set(schema, ajv.compile(pointed(schema)))
  const validate = validators.get(schema)!
  if (validate(value)) return []
  return validate.errors!.map(
    ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  )
}

/** The call a request is. */
export function operationOf(method: string, url: string): { call: string; operation: Operation } {
  const path = new URL(url).pathname.slice(API.length)
  const found = OPERATIONS.find(([call]) => {
    const [verb, pattern] = call.split(' ') as [string, string]
    return (
      verb === method &&
      new RegExp(`^${pattern.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`).test(path)
    )
  })
  if (!found) throw new Error(`${method} ${path} is described nowhere`)
  return { call: found[0], operation: found[1] }
}

export const contentOf = (reply: Reply) => Object.entries(reply.content ?? {})[0]

/** What a running shop answered and nobody described, and the call with its status and code, for whoever counts them. */
export async function undescribed(
  method: string,
  url: string,
  answer: Response,
): Promise<{ seen: string; wrong: string[] }> {
  const { call, operation } = operationOf(method, url)
  const text = await answer.clone().text()
  const body = text ? JSON.parse(text) : undefined
  const code = answer.status < 400 ? '' : ` ${body?.code}`
  const seen = `${call} ${answer.status}${code}`
  const reply = operation.responses[answer.status]
  if (!reply) return { seen, wrong: [`${seen}: no such status`] }
  const headers = ['RateLimit', 'RateLimit-Policy', 'Retry-After'].filter(
    (name) => answer.headers.has(name) && !reply.headers?.[name],
  )
  const [type, media] = contentOf(reply) ?? []
  const given = answer.headers.get('Content-Type')?.split(';')[0]
  const wrong = [
    ...headers.map((name) => `${name} is not described`),
    ...(given === type ? [] : [`${given} instead of ${type}`]),
    ...(media ? faults(media.schema, body) : text ? ['a body where none is described'] : []),
  ]
  return { seen, wrong: wrong.map((one) => `${seen}: ${one}`) }
}
