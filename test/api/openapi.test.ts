import { createConfig, lintFromString } from '@redocly/openapi-core'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { CALLS, type Call } from '../../src/api/calls.ts'
import { components, type Schema } from '../../src/api/components.ts'
import { type Operation, openApi, type Parameter } from '../../src/api/openapi.ts'
import { apiTexts } from '../../src/i18n/api-texts.ts'
import { API, apiUrls, METHODS, type Url } from '../../src/urls.ts'
import { contentOf, DESCRIPTION, faults, OPERATIONS } from '../support/api-description.ts'
import { clientTypes } from '../support/api-types.ts'

const parametersOf = (operation: Operation): Parameter[] =>
  operation.parameters.map((one) =>
    '$ref' in one ? (DESCRIPTION.components.parameters.AcceptLanguage as Parameter) : one,
  )

describe('the description of the API', () => {
  test('names every call of the table, and no other', () => {
    const table = Object.values<Url>(apiUrls).flatMap((url) =>
      METHODS.filter((method) => url[method]).map(
        (method) =>
          `${method.toUpperCase()} ${url.path.slice(API.length).replace(/:(\w+)/g, '{$1}')} ${url[method]}`,
      ),
    )
    const described = OPERATIONS.map(
      ([call, { security }]) => `${call} ${security.length ? 'order_holder' : 'anyone'}`,
    )
    expect(described.toSorted()).toEqual(table.toSorted())
  })

  test.each(OPERATIONS)('%s has all a program asks for', (call, operation) => {
    const { operationId, tags, summary, description, security, requestBody, responses } = operation
    expect([operationId, summary, description].every((text) => text.length > 1)).toBe(true)
    expect(DESCRIPTION.tags.map(({ name }) => name)).toEqual(expect.arrayContaining(tags))
    expect(security).toEqual(call.includes('/orders/{number}') ? [{ orderToken: [] }] : [])
    const parameters = parametersOf(operation)
    expect(parameters.filter(({ description }) => !description)).toEqual([])
    const inPath = [...call.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    expect(parameters.filter((one) => one.in === 'path').map(({ name }) => name)).toEqual(inPath)
    expect(parameters.filter((one) => one.in === 'path' && !(one.required && one.example))).toEqual([])
    expect(parameters.map(({ name }) => name)).toContain('Accept-Language')
    if (requestBody) expect(requestBody.content['application/json'].example).toBeDefined()
    expect(Boolean(requestBody)).toBe(call.startsWith('POST') && !call.endsWith('/cancellation'))
    for (const [status, reply] of Object.entries(responses)) {
      expect([status, Boolean(reply.description)]).toEqual([status, true])
      const [type, media] = contentOf(reply) ?? []
      if (status === '204') expect(type).toBeUndefined()
      else
        expect([status, type, Boolean(media!.example ?? media!.examples)]).toEqual([
          status,
          Number(status) < 400 ? 'application/json' : 'application/problem+json',
          true,
        ])
    }
    expect(Object.keys(responses)).toEqual(expect.arrayContaining(['500', '503']))
    expect(Boolean(responses[429])).toBe(Boolean(responses[429]?.headers?.['Retry-After']))
    expect(Boolean(responses[429])).toBe(Boolean(Object.values(responses)[0]!.headers?.RateLimit))
  })

  test('names its calls once, for clients that are generated', () => {
    const ids = OPERATIONS.map(([, { operationId }]) => operationId)
    expect(ids).toEqual([...new Set(ids)])
    expect(parametersOf(DESCRIPTION.paths['/orders']!.post!).map(({ name }) => name)).toEqual([
      'Idempotency-Key',
      'Accept-Language',
    ])
  })

  test('says of every field what it holds, in both languages, and of nothing else', () => {
    for (const language of ['zh', 'en'] as const) {
      const { apiFields } = apiTexts(language)
      const used = new Set<string>()
      const watched = new Proxy(apiFields, {
        get: (fields, name: string) => {
          if (fields[name]) used.add(name)
          return fields[name]
        },
      })
      const without = Object.entries(components(watched)).flatMap(([name, schema]) => unsaid(name, schema))
      expect([language, without]).toEqual([language, []])
      // The nearest words are taken, so a further way that is there was asked for too.
      expect(Object.keys(apiFields).filter((name) => !used.has(name))).toEqual([])
      expect(Object.values(apiFields).filter((text) => !text.trim())).toEqual([])
    }
  })

  test('is written in the language asked for', () => {
    const [zh, en] = (['zh', 'en'] as const).map((language) => openApi('http://shop.test', language))
    const words = (text: object) => JSON.stringify({ ...text, components: {} })
    expect(words(zh!.info)).toMatch(/\p{sc=Han}/u)
    expect(words(en!.info)).not.toMatch(/\p{sc=Han}/u)
    for (const [, { summary, description }] of OPERATIONS)
      expect(summary + description).toMatch(/\p{sc=Han}/u)
    for (const methods of Object.values(en!.paths))
      for (const { summary, description } of Object.values(methods))
        expect(summary + description).not.toMatch(/\p{sc=Han}/u)
    expect(en!.components.examples.plot_taken!.summary).toBe('This plot has just been taken')
  })

  test('gives examples that its own schemas take, to the last field', () => {
    const wrong = OPERATIONS.flatMap(([call, { requestBody, responses }]) => {
      const body = requestBody?.content['application/json']
      const asked = body ? faults(body.schema, body.example) : []
      const answered = Object.entries(responses).flatMap(([status, reply]) => {
        const [, media] = contentOf(reply) ?? []
        if (!media) return []
        const examples = media.examples
          ? Object.keys(media.examples).map(
              (code) => (DESCRIPTION.components.examples as Record<string, { value: unknown }>)[code]!.value,
            )
          : [media.example]
        return examples.flatMap((example) => faults(media.schema, example).map((one) => `${status} ${one}`))
      })
      return [...asked, ...answered].map((one) => `${call} ${one}`)
    })
    expect(wrong).toEqual([])
  })

  test('gives example requests that the shop’s own schemas parse', () => {
    for (const call of Object.values<Call>(CALLS)) {
      if (!call.body) continue
      const found = OPERATIONS.find(([, { operationId }]) => operationId === call.id)!
      const { example } = found[1].requestBody!.content['application/json']
      expect([call.id, v.safeParse(call.body, example).issues]).toEqual([call.id, undefined])
    }
  })

  test('notices a field that nobody described', () => {
    const { schema } = contentOf(DESCRIPTION.paths['/orders']!.post!.responses[201]!)![1]
    const { example } = contentOf(DESCRIPTION.paths['/orders']!.post!.responses[201]!)![1]
    expect(faults(schema, example)).toEqual([])
    expect(faults(schema, { ...(example as object), secret: 1 }).join()).toContain('secret')
    expect(faults(schema, { ...(example as object), lines: [{ sku: 'X' }] }).join()).toContain('title')
  })

  test.each(['zh', 'en'] as const)('passes redocly lint without an error (%s)', async (language) => {
    const config = await createConfig({ extends: ['recommended'] })
    const source = JSON.stringify(openApi('https://shop.example', language))
    const found = await lintFromString({ source, config, absoluteRef: 'openapi.json' })
    expect(found.filter(({ severity }) => severity === 'error')).toEqual([])
    // Four reads have nothing to refuse; a status that never comes is not described.
    const warnings = found.map(({ ruleId, location }) => `${ruleId} ${location[0]?.pointer}`)
    expect(warnings).toEqual(
      ['families', 'impact', 'gardens', 'openapi.json'].map(
        (path) => `operation-4xx-response #/paths/~1${path}/get/responses`,
      ),
    )
  })

  test('is what the committed types of a client were generated from', async () => {
    await expect(await clientTypes()).toMatchFileSnapshot('./client/paths.ts')
  })
})

/** The fields of a schema that nothing is said of. */
function unsaid(path: string, schema: Schema): string[] {
  const fields = Object.entries(schema.properties ?? {}).flatMap(([name, own]) => [
    ...(own.description ? [] : [`${path}.${name}`]),
    ...unsaid(`${path}.${name}`, own),
  ])
  const inner = [schema.items, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]
  return [...fields, ...inner.flatMap((one) => (one ? unsaid(path, one) : []))]
}
