import { toJsonSchema } from '@valibot/to-json-schema'
import type * as v from 'valibot'
import { problemTitle } from '../http/problems.ts'
import { type ApiTexts, apiTexts } from '../i18n/api-texts.ts'
import type { Language } from '../i18n/texts.ts'
import { API, apiUrls } from '../urls.ts'
import { ANSWERS } from './answer-schemas/answers.ts'
import { PROBLEMS, type ProblemCode, problemName } from './answer-schemas/problems.ts'
import { CALLS, type Call, TAGS } from './calls.ts'
import { componentOf, components, refTo, type Schema } from './components.ts'
import { ANSWERED, ANSWERED_ELSE, FILLED, NAMED, REQUESTS } from './examples.ts'

/** Of the description; docs/api-changes.md says what changed, and when the first number would. */
export const API_VERSION = '1.1.0'

type CallName = keyof typeof CALLS
export type Parameter = {
  name: string
  in: 'path' | 'query' | 'header'
  required: boolean
  description: string
  schema: Schema
  example?: string | number
}
type Media = { schema: Schema; example?: unknown; examples?: Record<string, { $ref: string }> }
export type Reply = {
  description: string
  headers?: Record<string, { $ref: string }>
  content?: Record<string, Media>
}
export type Operation = {
  operationId: string
  tags: string[]
  summary: string
  description: string
  security: Record<string, string[]>[]
  parameters: (Parameter | { $ref: string })[]
  requestBody?: { required: true; content: { 'application/json': Media } }
  responses: Record<string, Reply>
}

const ACCEPT_LANGUAGE = { $ref: '#/components/parameters/AcceptLanguage' }
const headerRef = (name: string) => ({ $ref: `#/components/headers/${name}` })
const COUNTED = { 'RateLimit-Policy': headerRef('RateLimitPolicy'), RateLimit: headerRef('RateLimit') }
/** Statuses a call may answer without having been counted, or after. */
const UNCOUNTED = [400, 403, 413, 415, 500, 503]

/** OpenAPI 3.1 of every call of the table, in one language; made of the schemas that parse requests and type answers. */
export function openApi(publicUrl: string, language: Language) {
  const texts = apiTexts(language)
  const paths: Record<string, Record<string, Operation>> = {}
  for (const name of Object.keys(CALLS) as CallName[]) {
    const path = pathOf(name)
    paths[path] = { ...paths[path], [CALLS[name].method]: operation(name, texts) }
  }
  const { title, summary, about } = texts.apiAbout
  return {
    openapi: '3.1.0',
    info: {
      title,
      version: API_VERSION,
      summary,
      description: about,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: publicUrl + API, description: texts.apiAbout.server }],
    tags: TAGS.map((name) => ({ name, description: texts.apiTags[name] })),
    security: [],
    paths,
    components: {
      securitySchemes: {
        orderToken: { type: 'http', scheme: 'bearer', description: texts.apiAbout.bearer },
      },
      parameters: {
        AcceptLanguage: {
          name: 'Accept-Language',
          in: 'header',
          required: false,
          description: texts.apiParameters['Accept-Language'],
          schema: { type: 'string' },
          example: 'en',
        },
      },
      headers: {
        RateLimitPolicy: { description: texts.apiHeaders.policy, schema: { type: 'string' } },
        RateLimit: { description: texts.apiHeaders.left, schema: { type: 'string' } },
        RetryAfter: { required: true, description: texts.apiHeaders.retry, schema: { type: 'integer' } },
      },
      examples: Object.fromEntries(
        (Object.keys(PROBLEMS) as ProblemCode[]).map((code) => [
          code,
          { summary: problemTitle(code, language), value: problemExample(code, publicUrl, language) },
        ]),
      ),
      schemas: components(texts.apiFields),
    },
  }
}
export type ApiDescription = ReturnType<typeof openApi>

/** A call's address below the server's, as OpenAPI writes it. */
const pathOf = (name: CallName): string => apiUrls[name].path.slice(API.length).replace(/:(\w+)/g, '{$1}')

function operation(name: CallName, texts: ApiTexts): Operation {
  const call: Call = CALLS[name]
  const { summary, description } = texts.apiCalls[name]
  const body = call.body && {
    requestBody: {
      required: true as const,
      content: {
        'application/json': {
          schema: componentOf(call.body),
          example: REQUESTS[name as keyof typeof REQUESTS],
        },
      },
    },
  }
  return {
    operationId: call.id,
    tags: [call.tag],
    summary,
    description,
    security: call.bearer ? [{ orderToken: [] }] : [],
    parameters: [...parameters(name, call, texts), ACCEPT_LANGUAGE],
    ...body,
    responses: { ...successes(name, call, texts), ...problems(call, texts) },
  }
}

function parameters(name: CallName, call: Call, texts: ApiTexts): Parameter[] {
  const words: Record<string, string> = texts.apiParameters
  const one = (where: Parameter['in'], own: string, schema: v.GenericSchema): Parameter => {
    // A query is mostly left out: only what is named for this call stands in its example.
    const example = FILLED[`${name}.${own}`] ?? (where === 'query' ? undefined : FILLED[own])
    const { $schema: _dialect, ...described } = toJsonSchema(schema, {
      target: 'draft-2020-12',
      errorMode: 'ignore',
      // A query says what its text is read as; what stands in a path or header is a text.
      typeMode: where === 'query' ? 'output' : 'input',
    })
    return {
      name: own,
      in: where,
      required: where !== 'query',
      description: words[`${name}.${own}`] ?? words[own] ?? '',
      schema: described as Schema,
      ...(example === undefined ? {} : { example }),
    }
  }
  const all = (where: Parameter['in'], entries: Record<string, v.GenericSchema> = {}) =>
    Object.entries(entries).map(([own, schema]) => one(where, own, schema))
  const query = call.query?.entries as Record<string, v.GenericSchema> | undefined
  return [...all('path', call.path), ...all('query', query), ...all('header', call.headers)]
}

function successes(name: CallName, call: Call, texts: ApiTexts): Record<string, Reply> {
  const schema = ANSWERS[name]
  const other: Partial<Record<CallName, Record<number, unknown>>> = ANSWERED_ELSE
  const replies = call.statuses.map((status): [number, Reply] => {
    const headers = call.counted ? { headers: COUNTED } : {}
    const description = texts.apiStatuses[status]
    if (!schema) return [status, { description, ...headers }]
    const example = other[name]?.[status] ?? ANSWERED[name as keyof typeof ANSWERED]
    return [
      status,
      {
        description,
        ...headers,
        content: { 'application/json': { schema: componentOf(schema), example } },
      },
    ]
  })
  return Object.fromEntries(replies)
}

/** Its problems by status, each code with a schema and an example of its own. */
function problems(call: Call, texts: ApiTexts): Record<string, Reply> {
  const statuses = [...new Set(call.problems.map((code) => PROBLEMS[code][0]))].sort((a, b) => a - b)
  return Object.fromEntries(
    statuses.map((status): [number, Reply] => {
      const codes = call.problems.filter((code) => PROBLEMS[code][0] === status)
      const headers = {
        ...(call.counted && !UNCOUNTED.includes(status) ? COUNTED : {}),
        ...(status === 429 || status === 503 ? { 'Retry-After': headerRef('RetryAfter') } : {}),
      }
      return [
        status,
        {
          description: texts.apiAbout.problem(codes),
          ...(Object.keys(headers).length ? { headers } : {}),
          content: {
            'application/problem+json': {
              schema: oneOf(codes),
              examples: Object.fromEntries(
                codes.map((code) => [code, { $ref: `#/components/examples/${code}` }]),
              ),
            },
          },
        },
      ]
    }),
  )
}

function oneOf(codes: ProblemCode[]): Schema {
  if (codes.length === 1) return refTo(problemName(codes[0]!))
  const mapping = Object.fromEntries(codes.map((code) => [code, refTo(problemName(code)).$ref]))
  const discriminator = { propertyName: 'code', mapping }
  return { oneOf: codes.map((code) => refTo(problemName(code))), ...{ discriminator } }
}

function problemExample(code: ProblemCode, publicUrl: string, language: Language): object {
  const [status, named] = PROBLEMS[code]
  const told =
    NAMED[code] ?? ('minimumFen' in named ? { minimumFen: code === 'code_below_minimum' ? 20_000 : 0 } : {})
  return {
    type: `${publicUrl}/problems/${code}`,
    title: problemTitle(code, language),
    status,
    code,
    ...told,
  }
}
