import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { app } from '../../src/app.tsx'
import type { Shop } from '../../src/shop.ts'
import { browser, checkoutForm, hidden } from '../support/browser.ts'
import { bindings, NOW, newBuyer, openShop } from '../support/shop.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})

const TEA = { sku: 'TEA-GC-250', quantity: 1 }
/** Sound, as a phone types it. */
const SMALL = '91440114ma5abcde1g'
/** Its check letter should be another. */
const DOUBTFUL = '91440114MA5ABCDE19'

const place = (own: object, headers: Record<string, string> = {}, key: string = crypto.randomUUID()) =>
  browser().send('/api/v1/orders', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key, ...headers },
    body: JSON.stringify({ items: [TEA], recipient: newBuyer(), consents: ['terms', 'privacy'], ...own }),
  })

async function shopper() {
  const visitor = browser()
  await visitor.post('/cart/lines', { sku: TEA.sku, quantity: '1', action: 'add' })
  const form = Object.fromEntries(await checkoutForm(visitor))
  return { visitor, form: { ...form, consents: 'terms,privacy' } as Record<string, string> }
}

describe('a trailing slash', () => {
  test.each([
    ['/products/', '/products'],
    ['/products/?family=tea&q=%E8%8C%B6', '/products?family=tea&q=%E8%8C%B6'],
    ['/en/', '/en'],
    ['/en/products//?sort=price', '/en/products?sort=price'],
    ['/api/v1/families/', '/api/v1/families'],
    ['//evil.example/', '/evil.example'],
    ['/\\evil.example/', '/evil.example'],
    ['/./%2F/evil.example//', '/%2F/evil.example'],
  ])('%s leads to %s, on this site', async (from, to) => {
    const answer = await browser().get(from)
    expect([answer.status, answer.headers.get('Location')]).toEqual([308, to])
  })

  test('of a form that is sent is not led anywhere', async () => {
    expect((await browser().post('/cart/lines/', { sku: TEA.sku })).status).toBe(404)
  })

  test('that takes a form only, opened like a page, leads to the page of that form', async () => {
    const led = await browser().get('/en/orders/7GQ4N2W8C3KD/cancellation')
    expect([led.status, led.headers.get('Location')]).toEqual([303, '/en/orders/7GQ4N2W8C3KD'])
  })
})

describe('the API', () => {
  test('takes a call with a token that has no body, no content type and no Origin', async () => {
    const { number, accessToken } = (await (await place({})).json()) as Record<string, string>
    const cancel = (headers: Record<string, string>) =>
      app.request(
        `http://shop.test/api/v1/orders/${number}/cancellation`,
        { method: 'POST', headers },
        { ...bindings, SHOP_NOW: new Date(NOW).toISOString() },
      )
    const token = { Authorization: `Bearer ${accessToken}` }
    expect((await cancel({ ...token, 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403)
    expect((await cancel({ Cookie: 'orders=a' })).status).toBe(403)
    expect((await cancel({})).status).toBe(404)
    expect((await cancel(token)).status).toBe(200)
  })

  test('answers one key in the language of each call, with the same keys', async () => {
    const body = { recipient: newBuyer() }
    const asked = async (accept: string) => {
      const answer = await place(body, { 'Accept-Language': accept }, 'one key')
      const json = (await answer.json()) as { number: string; lines: { title: string }[] }
      return { json, language: answer.headers.get('Content-Language'), vary: answer.headers.get('Vary') }
    }
    const [zh, en] = [await asked('zh-CN,zh;q=0.9,en;q=0.8'), await asked('fr;q=0.9, en-GB, zh;q=0.5')]
    expect([zh.language, en.language, en.vary]).toEqual(['zh-CN', 'en', 'Accept-Language'])
    expect(en.json.number).toBe(zh.json.number)
    expect(Object.keys(en.json)).toEqual(Object.keys(zh.json))
    expect([zh.json.lines[0]!.title, en.json.lines[0]!.title]).toEqual([
      '朵贝贡茶·高山绿茶',
      'Duobei Gongcha Green Tea',
    ])
  })

  test('and the page take the same: a landline, a tax number in small letters', async () => {
    const invoice = { kind: 'company', title: '花都茶业有限公司', taxNo: SMALL, email: 'a@b.example' }
    const recipient = { ...newBuyer(), phone: '020-8686 1234' }
    const answer = await place({ recipient, invoice })
    expect(((await answer.json()) as { recipient: object }).recipient).toMatchObject({
      phone: '020-****1234',
    })
    const { visitor, form } = await shopper()
    const { title: invoiceTitle, taxNo, ...rest } = invoice
    const sent = await visitor.post('/checkout', {
      ...form,
      ...rest,
      ...{ phone: recipient.phone, invoiceKind: 'company', invoiceTitle, taxNo },
    })
    expect(sent.status).toBe(303)
    const kept = await shop.db.all<{ taxNo: string }>(sql`SELECT invoice ->> 'taxNo' taxNo FROM orders`)
    expect(kept.map(({ taxNo }) => taxNo)).toEqual([SMALL.toUpperCase(), SMALL.toUpperCase()])
  })

  test('and the page ask about a tax number whose check letter is wrong, once', async () => {
    const invoice = {
      kind: 'company',
      title: '花都茶业有限公司',
      taxNo: DOUBTFUL.toLowerCase(),
      email: 'a@b.example',
    }
    const first = await place({ invoice })
    expect(first.status).toBe(422)
    expect(await first.json()).toMatchObject({ errors: [{ path: 'invoice.taxNo', code: 'tax_no_check' }] })
    expect((await place({ invoice, confirmedTaxNo: '914401140000000' })).status).toBe(422)
    expect((await place({ invoice, confirmedTaxNo: DOUBTFUL })).status).toBe(201)

    const { visitor, form } = await shopper()
    const typed = {
      ...form,
      ...{ invoiceKind: 'company', invoiceTitle: invoice.title, taxNo: DOUBTFUL, email: invoice.email },
    }
    const asked = await visitor.post('/checkout', typed)
    const html = await asked.text()
    expect([asked.status, html.includes('税号的校验码不符')]).toEqual([422, true])
    const taxNoAsked = hidden(html, 'taxNoAsked')
    expect((await visitor.post('/checkout', { ...typed, taxNoAsked })).status).toBe(303)
  })

  test('and the page refuse NUL and half a character in every text, at its field', async () => {
    for (const [path, own] of [
      ['recipient.name', { recipient: { ...newBuyer(), name: '林\0晓禾' } }],
      ['recipient.street', { recipient: { ...newBuyer(), street: '新华街道公益大道\ud800' } }],
      ['note', { note: '放门口\udc00' }],
    ] as const) {
      const answer = await place(own)
      expect([answer.status, await answer.json()]).toMatchObject([422, { errors: [{ path }] }])
    }
    for (const name of ['name', 'street', 'note']) {
      const { visitor, form } = await shopper()
      const answer = await visitor.post('/checkout', { ...form, [name]: '新华街道公益大道\0一号' })
      expect([name, answer.status]).toEqual([name, 422])
      expect(await answer.text()).toMatch(new RegExp(`id="${name}"[^>]*aria-invalid="true"`))
    }
  })
})
