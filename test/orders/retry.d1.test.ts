import { beforeEach, describe, expect, test } from 'vitest'
import { app } from '../../src/app.tsx'
import { bindings, NOW, newBuyer, openShop } from '../support/shop.ts'

beforeEach(async () => {
  await openShop()
})

const env = { ...bindings, SHOP_NOW: new Date(NOW).toISOString() }

async function place(body: object, key: string, language = 'zh') {
  const init = {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key, 'Accept-Language': language },
  }
  const answer = await app.request('http://shop.test/api/v1/orders', init, env)
  return { status: answer.status, json: (await answer.json()) as Record<string, unknown> }
}

const bodyOf = (more: object = {}) => ({
  items: [{ sku: 'TEA-GC-250', quantity: 1 }],
  recipient: newBuyer(),
  consents: ['terms', 'privacy'],
  ...more,
})

describe('a repeated order of the API', () => {
  test('in another language is the same order, told in the language of the retry', async () => {
    const body = bodyOf()
    const first = await place(body, 'k1', 'zh')
    const again = await place(body, 'k1', 'en')
    expect([first.status, again.status]).toEqual([201, 201])
    expect(again.json.number).toBe(first.json.number)
    expect(again.json.accessToken).toBe(first.json.accessToken)
    const titleOf = (answer: typeof first) => (answer.json.lines as { title: string }[])[0]!.title
    expect([titleOf(first), titleOf(again)]).toEqual([
      expect.stringMatching(/贡茶/),
      expect.stringMatching(/^[\x20-\x7e]+$/),
    ])
  })

  const [note, code] = ['', null]
  const body = bodyOf()
  const { name, phone, region, street } = body.recipient
  test.each([
    ['keys in another order', { recipient: { street, region, phone, name } }],
    ['defaults spelt out', { note, code, invoice: null, shipOn: null, adoptions: [], channel: 'api' }],
    ['an empty code', { code: '' }],
    ['fields nobody knows', { utm: 'x', total: 1, recipient: { ...body.recipient, vip: true } }],
    [
      'a phone with spaces',
      { recipient: { ...body.recipient, phone: `+86 ${phone.slice(0, 3)} ${phone.slice(3)}` } },
    ],
    ['consents in another order, one twice', { consents: ['privacy', 'terms', 'terms'] }],
  ])('with %s is the same order', async (_name, spelt) => {
    const first = await place(body, 'k1')
    const again = await place({ ...body, ...spelt }, 'k1')
    expect([again.status, again.json.number]).toEqual([201, first.json.number])
  })

  test.each([
    ['quantity', { items: [{ sku: 'TEA-GC-250', quantity: 2 }] }],
    ['street', { recipient: { ...body.recipient, street: '新华街道公益大道99号' } }],
    ['note', { note: '放门卫处' }],
    ['total', { expectedTotalFen: 15_800 }],
    ['invoice', { invoice: { kind: 'personal', title: '林晓禾', email: 'a@example.com' } }],
  ])('with another %s is refused', async (_name, other) => {
    await place(body, 'k1')
    expect(await place({ ...body, ...other }, 'k1')).toMatchObject({
      status: 422,
      json: { code: 'idempotency_mismatch' },
    })
  })
})
