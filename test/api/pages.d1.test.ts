import { beforeAll, describe, expect, test } from 'vitest'
import { API_VERSION } from '../../src/api/openapi.ts'
import { apiTexts } from '../../src/i18n/api-texts.ts'
import { OPERATIONS } from '../support/api-description.ts'
import { browser } from '../support/browser.ts'
import { PAGE_BUDGET } from '../support/budgets.ts'
import { openShop } from '../support/shop.ts'

beforeAll(async () => {
  await openShop()
})

const read = async (path: string) => {
  const answer = await browser().get(path)
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}
const gzipped = async (text: string): Promise<number> =>
  (await new Response(new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer())
    .byteLength
const ids = OPERATIONS.map(([, { operationId }]) => operationId)

describe('the page of the API', () => {
  test.each(['/api', '/en/api'])(
    '%s tells the rules, every call, every code and what changed',
    async (path) => {
      const { status, text } = await read(path)
      const t = apiTexts(path === '/api' ? 'zh' : 'en')
      expect(status).toBe(200)
      for (const [call, { operationId, summary }] of OPERATIONS) {
        const [method, below] = call.split(' ')
        const row = text.split(`href="${path}?call=${operationId}"`)[1]!.split('</li>')[0]!
        expect(row).toContain(`<b>${method}</b> ${below}`)
        expect(path === '/api' ? row : summary).toContain(summary)
      }
      for (const [title] of t.apiPage.guide) expect(text).toContain(title)
      for (const code of ['price_changed', 'plot_taken', 'rate_limited']) expect(text).toContain(code)
      expect(t.apiChanges[0]![0]).toBe(API_VERSION)
      expect(text).toContain(`${API_VERSION} <time`)
      expect(text).toContain('href="/api/v1/openapi.json"')
      expect(text).toContain(path === '/api' ? '金额是整数的分' : 'Money is whole fen')
    },
  )

  test.each(ids)(
    '%s stands whole on a page of its own, in both languages, within the budget of a page',
    async (id) => {
      for (const prefix of ['', '/en']) {
        const { status, text } = await read(`${prefix}/api?call=${id}`)
        expect([id, status]).toEqual([id, 200])
        const { operation } = OPERATIONS.map(([, own]) => ({ operation: own })).find(
          (one) => one.operation.operationId === id,
        )!
        for (const one of operation.parameters)
          if (!('$ref' in one)) expect(text).toContain(`<code>${one.name}</code>`)
        const codes = Object.values(operation.responses).flatMap((reply) =>
          Object.keys(reply.content?.['application/problem+json']?.examples ?? {}),
        )
        expect(codes.filter((code) => !text.includes(`<code>${code}</code>`))).toEqual([])
        expect(text).toContain('curl ')
        expect(await gzipped(text)).toBeLessThanOrEqual(PAGE_BUDGET.html)
        // Nothing of it is fetched elsewhere or runs in the page.
        expect(text.match(/(?:src|href)="(?:https?:)?\/\/(?!shop\.test|beian)[^"]*"/g) ?? []).toEqual([])
        expect(text.match(/<script(?! type="module" src="\/build\/)[^>]*>/g) ?? []).toEqual([])
      }
    },
  )

  test('an order’s fields are told to the last, with the request as one types it', async () => {
    const { text } = await read('/en/api?call=placeOrder')
    for (const field of [
      'adoptions[].gift.phone',
      'recipient.region',
      'invoice.taxNo',
      'lines[].adoption.gift.token',
      'accessToken',
    ])
      expect(text).toContain(`<code>${field}</code>`)
    expect(text).toContain('-H &#39;Idempotency-Key: ')
    expect(text).toContain('array of string · required')
    expect(text).toContain('{&quot;totalFen&quot;:92900}')
  })

  test('a call nobody knows is not found, and the policy of the page is that of every page', async () => {
    expect((await read('/api?call=nothing')).status).toBe(404)
    const policy = async (path: string) => (await read(path)).headers.get('Content-Security-Policy')
    expect(await policy('/api')).toBe(await policy('/terms'))
  })
})
