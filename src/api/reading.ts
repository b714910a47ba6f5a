import { type ApiTexts, apiTexts } from '../i18n/api-texts.ts'
import type { Language } from '../i18n/texts.ts'
import type { Paths } from '../urls.ts'
import type { Schema } from './components.ts'
import { type ApiDescription, type Operation, openApi, type Parameter, type Reply } from './openapi.ts'

// The description in the shapes its pages show. Pure.

export type ShownCall = { method: string; path: string; operation: Operation }
export type Api = {
  description: ApiDescription
  /** Where the calls begin. */
  base: string
  calls: ShownCall[]
  t: ApiTexts
  paths: Paths
}

export function readApi(publicUrl: string, language: Language, paths: Paths): Api {
  const description = openApi(publicUrl, language)
  const calls = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  )
  return { description, base: description.servers[0]!.url, calls, t: apiTexts(language), paths }
}

/** A field as one row: `lines[].sku`, its type, and what it holds. */
export type Field = {
  name: string
  type: string
  nullable: boolean
  required: boolean
  description: string
}

const named = (all: Record<string, Schema>, schema: Schema): Schema =>
  schema.$ref ? { ...all[schema.$ref.split('/').at(-1)!], ...schema, $ref: undefined } : schema

/** The alternatives of a schema without null, and whether null is one. */
function alternatives(all: Record<string, Schema>, schema: Schema): { some: Schema[]; nullable: boolean } {
  const whole = named(all, schema)
  const choices = whole.anyOf ?? whole.oneOf
  if (!choices) return { some: whole.type === 'null' ? [] : [whole], nullable: whole.type === 'null' }
  const inner = choices.map((one) => alternatives(all, one))
  return { some: inner.flatMap((one) => one.some), nullable: inner.some((one) => one.nullable) }
}

/** Every field of a schema, those of objects and lists in it too, in the order they are described. */
export function fieldsOf(all: Record<string, Schema>, schema: Schema, prefix = ''): Field[] {
  const rows = new Map<string, Field>()
  for (const one of alternatives(all, schema).some)
    for (const [own, described] of Object.entries(one.properties ?? {})) {
      const name = prefix + own
      const { some, nullable } = alternatives(all, described)
      const type = [...new Set(some.map((each) => typeOf(all, each)))].join(' | ')
      const required = one.required?.includes(own) ?? false
      const known = rows.get(name)
      // A name that several alternatives have, such as `kind`, is one row.
      rows.set(name, {
        name,
        type: known ? [...new Set([...known.type.split(' | '), type])].join(' | ') : type,
        nullable,
        required: required && (known?.required ?? true),
        description: described.description ?? '',
      })
      for (const each of some)
        for (const inner of fieldsOf(all, itemOf(all, each), `${name}${each.items ? '[]' : ''}.`))
          if (!rows.has(inner.name)) rows.set(inner.name, inner)
    }
  return [...rows.values()]
}

const itemOf = (all: Record<string, Schema>, schema: Schema): Schema =>
  schema.items ? named(all, schema.items) : schema

/** A type in a few letters; what may be chosen is spelt out. */
export function typeOf(all: Record<string, Schema>, schema: Schema): string {
  if (schema.enum) return schema.enum.map(String).join(' | ')
  if (schema.const !== undefined) return String(schema.const)
  if (schema.items) {
    const item = named(all, schema.items)
    return item.properties || item.anyOf ? 'array' : `array of ${typeOf(all, item)}`
  }
  return schema.format ?? schema.type ?? 'any'
}

export const parametersOf = ({ components }: ApiDescription, operation: Operation): Parameter[] =>
  operation.parameters.map((one) =>
    '$ref' in one ? (components.parameters.AcceptLanguage as Parameter) : one,
  )

/** What an answer holds; nothing where it has no body. */
export const contentOf = (reply: Reply) => Object.values(reply.content ?? {})[0]

/** The codes of its problems, in the order of their statuses. */
export const codesOf = ({ responses }: Operation): string[] =>
  Object.values(responses).flatMap((reply) => Object.keys(contentOf(reply)?.examples ?? {}))

/** The call as one types it into a terminal. */
export function curlOf({ base }: Api, { method, path, operation }: ShownCall): string {
  const own = operation.parameters.flatMap((one) => ('$ref' in one ? [] : [one]))
  const filled = own
    .filter((one) => one.in === 'path')
    .reduce((text, { name, example }) => text.replace(`{${name}}`, String(example ?? name)), path)
  const body = operation.requestBody?.content['application/json'].example
  const headers = [
    ...(operation.security.length ? ['Authorization: Bearer <accessToken>'] : []),
    ...own.filter((one) => one.in === 'header').map(({ name, example }) => `${name}: ${example}`),
    ...(body ? ['Content-Type: application/json'] : []),
  ]
  const query = own
    .flatMap(({ in: where, name, example }) => (where === 'query' && example ? [`${name}=${example}`] : []))
    .join('&')
  return [
    `curl ${method === 'GET' ? '' : `-X ${method} `}'${base}${filled}${query && `?${query}`}'`,
    ...headers.map((header) => `-H '${header}'`),
    ...(body ? [`-d '${JSON.stringify(body, null, 2)}'`] : []),
  ].join(' \\\n  ')
}
