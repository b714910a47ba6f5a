import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Shop } from '../../src/shop.ts'
import { adminPaths } from '../../src/urls.ts'
import { browser, hidden } from '../support/browser.ts'
import { draftOf, lineOf, sentQuotation, staffOf } from '../support/quotations.ts'
import { openShop } from '../support/shop.ts'
import { signedIn } from '../support/staff.ts'

let shop: Shop
let staffId: string
beforeEach(async () => {
  shop = await openShop()
  staffId = await staffOf(shop)
})

const filled = {
  skus: 'TEA-GC-250',
  'pieces-TEA-GC-250': '30',
  wanted: '',
  unitName: '花都区总工会',
  contactName: '陈秋雨',
  phone: '020 3688 1234',
  deliverOn: '2026-12-10',
  purpose: 'benefits',
  region: '440000',
  note: '',
  consents: 'privacy',
  idempotencyKey: 'a-key-of-one-form-0001',
}
const countOf = async () => (await shop.db.all<{ n: number }>(sql`SELECT count(*) n FROM quotations`))[0]!.n

describe('the institutions’ door', () => {
  test('takes a form sent twice as one request and leads both to it', async () => {
    const visitor = browser()
    const places = [await visitor.post('/institutions', filled), await visitor.post('/institutions', filled)]
    expect(new Set(places.map((answer) => answer.headers.get('Location'))).size).toBe(1)
    expect(await countOf()).toBe(1)
    const told = await (await visitor.get(places[0]!.headers.get('Location')!)).text()
    expect(told).toContain('需求已收到')
    // Monday, 23 November: two working days.
    expect(told).toContain('最晚在 2026-11-25 给您答复')
  })

  test.each([
    ['no unit', { unitName: ' ' }, 'unitName'],
    ['no contact', { contactName: '' }, 'contactName'],
    ['half a phone', { phone: '3688' }, 'phone'],
    ['no goods at all', { 'pieces-TEA-GC-250': '0' }, 'wanted'],
    ['half a piece', { 'pieces-TEA-GC-250': '1.5' }, 'pieces-TEA-GC-250'],
    ['too many pieces', { 'pieces-TEA-GC-250': '100000' }, 'pieces-TEA-GC-250'],
    ['today', { deliverOn: '2026-11-23' }, 'deliverOn'],
    ['a day there is not', { deliverOn: '2027-02-30' }, 'deliverOn'],
    ['another purpose', { purpose: 'admin' }, 'purpose'],
    ['another place', { region: '440114' }, 'region'],
    ['a book of notes', { note: '字'.repeat(501) }, 'note'],
    ['no consent', { consents: '' }, 'consents'],
  ])(
    'says at its field that %s will not do, keeps what was typed and writes nothing',
    async (_, wrong, field) => {
      const typed = { ...filled, unitName: '<b>花都</b>', ...wrong }
      const answer = await browser().post('/institutions', typed)
      const html = await answer.text()
      expect([answer.status, html.includes(`href="#${field}"`), await countOf()]).toEqual([422, true, 0])
      expect(html).not.toContain('<b>花都')
      expect(hidden(html, 'skus')).toBe('TEA-GC-250')
    },
  )

  test('counts the requests of a /64 as those of one network, whatever phones they name', async () => {
    const answers: number[] = []
    for (let i = 0; i < 22; i += 1) {
      const form = { ...filled, phone: `1390000${1000 + i}`, idempotencyKey: `a-key-of-network-${i + 10}` }
      const answer = await browser().send('/institutions', {
        method: 'POST',
        body: new URLSearchParams(form),
        headers: { 'CF-Connecting-IP': `2001:db8:0:7::${i + 1}` },
      })
      answers.push(answer.status)
    }
    expect(answers).toEqual([...Array(20).fill(303), 429, 429])
  })

  test('answers too many requests of one phone with what was typed, and keeps none of them', async () => {
    const answers: number[] = []
    for (let i = 0; i < 6; i += 1) {
      const answer = await browser().post('/institutions', {
        ...filled,
        idempotencyKey: `a-key-of-form-000${i}`,
      })
      answers.push(answer.status)
    }
    expect([answers, await countOf()]).toEqual([[303, 303, 303, 303, 303, 429], 5])
  })

  test('opens a quotation to its link alone', async () => {
    const visitor = browser()
    const place = (await visitor.post('/institutions', filled)).headers.get('Location')!
    const other = await sentQuotation(shop, staffId, draftOf([lineOf('TEA-GC-250', 1, 100)]))
    expect((await visitor.get(place)).status).toBe(200)
    expect((await browser().get(place)).status).toBe(404)
    const [own] = [...visitor.jar.values()].filter((value) => value.includes('.'))
    const token = own!.split('.')[1]!
    for (const path of ['', '/acceptance', '/refusal']) {
      const address = `/institutions/quotations/${other}${path}`
      await visitor.get(`/institutions/quotations/${other}?key=${token}`)
      const answer = path ? await visitor.post(address, { version: '1' }) : await visitor.get(address)
      expect([path, answer.status]).toEqual([path, 404])
    }
  })

  test('sends an address outside the quoted province back to its field', async () => {
    const number = await sentQuotation(shop, staffId, draftOf([lineOf('TEA-GC-250', 1, 100)]))
    const manager = await signedIn('manager')
    const html = await (await manager.get(adminPaths.quotation(number))).text()
    const link = new URL(/<code>([^<]+)<\/code>/.exec(html)![1]!)
    const visitor = browser()
    await visitor.get(link.pathname + link.search)
    const answer = await visitor.post(`${link.pathname}/acceptance`, {
      version: '1',
      ...{ name: '陈秋雨', phone: '02036881234', street: '文昌路1号', consents: 'terms,privacy' },
      ...{ province: '650000', city: '650100', district: '650102' },
    })
    expect([answer.status, (await answer.text()).includes('请选择广东内的地址')]).toEqual([422, true])
  })
})

describe('the desk of quotations', () => {
  const typed = {
    skus: 'TEA-GC-250~CHV-PD-05K',
    'pieces-TEA-GC-250': '30',
    'price-TEA-GC-250': '148.5',
    'pieces-CHV-PD-05K': '2',
    'price-CHV-PD-05K': '138',
    freight: '60',
    validUntil: '2026-12-08',
    payWithinDays: '15',
    note: '',
    q: '',
    act: 'send',
  }
  async function asked() {
    const place = (await browser().post('/institutions', filled)).headers.get('Location')!
    return place.split('/').at(-1)!
  }

  test.each([
    ['a price of three decimals', { 'price-TEA-GC-250': '1.005' }, 'price-TEA-GC-250'],
    ['no pieces', { 'pieces-CHV-PD-05K': '0' }, 'pieces-CHV-PD-05K'],
    ['no freight where no table has one', { freight: '' }, 'freight'],
    [
      'a sum past a hundred million yuan',
      { 'price-TEA-GC-250': '1000000', 'pieces-TEA-GC-250': '99999' },
      'freight',
    ],
    ['a day that is over', { validUntil: '2026-11-22' }, 'validUntil'],
    ['no days to pay', { payWithinDays: '0' }, 'payWithinDays'],
    ['no goods', { skus: '' }, 'q'],
    ['goods the shop does not know', { skus: 'NOPE' }, 'pieces-NOPE'],
  ])('refuses %s at its field and sends nothing', async (_, wrong, field) => {
    const number = await asked()
    const manager = await signedIn('manager')
    const answer = await manager.post(adminPaths.quotationVersion(number), { ...typed, seq: '1', ...wrong })
    expect([answer.status, (await answer.text()).includes(`href="#${field}"`)]).toEqual([422, true])
    expect(await shop.db.all(sql`SELECT 1 FROM quotation_versions`)).toEqual([])
  })

  test('shows the sheet, its sum and its days before sending; what is sent is what was looked at', async () => {
    const number = await asked()
    const manager = await signedIn('manager')
    const wish = { ...typed, skus: 'TEA-GC-250', freight: '', note: '含礼盒袋' }
    const post = (act: string, more = {}) =>
      manager.post(adminPaths.quotationVersion(number), { ...wish, seq: '1', ...more, act })
    const looked = await post('look')
    const page = await looked.text()
    expect([looked.status, await shop.db.all(sql`SELECT 1 FROM quotation_versions`)]).toEqual([200, []])
    for (const words of ['还没有发送', '有效期至', '2026年12月8日', '接受后 15 天内', '含礼盒袋', '大写'])
      expect(page).toContain(words)
    const freight = /name="freight"[^>]* value="([^"]+)"/.exec(page)![1]!
    expect(page).toContain('name="pieces-TEA-GC-250" value="30"')
    const back = await (await post('edit', { freight })).text()
    expect(/name="freight"[^>]* value="([^"]+)"/.exec(back)![1]).toBe(freight)
    expect(await shop.db.all(sql`SELECT 1 FROM quotation_versions`)).toEqual([])
    expect((await post('send', { freight })).status).toBe(303)
    expect((await post('look', { freight })).status).toBe(409)
    expect((await post('look', { freight, payWithinDays: '0' })).status).toBe(422)
  })

  test('two goods that share a tin beyond what there is are said before sending, and to the customer', async () => {
    const number = await asked()
    const manager = await signedIn('manager')
    const both = {
      ...typed,
      skus: 'GFT-P4-STD~TEA-DH-100',
      ...{ 'pieces-GFT-P4-STD': '100', 'price-GFT-P4-STD': '190' },
      ...{ 'pieces-TEA-DH-100': '150', 'price-TEA-DH-100': '80' },
    }
    const post = (act: string) =>
      manager.post(adminPaths.quotationVersion(number), { ...both, seq: '1', act })
    const edited = await (await post('edit')).text()
    expect(edited).toMatch(/TEA-DH-100<\/small> <span class="tag tag-out">[^<]*GFT-P4-STD[^<]*100</)
    const looked = await (await post('look')).text()
    expect(looked).toMatch(/朵贝红·红茶 要150件[^<]*100件[^<]*普定四味礼盒/)
    expect((await post('send')).status).toBe(303)
    const desk = await (await manager.get(adminPaths.quotation(number))).text()
    const visitor = browser()
    await visitor.get(
      new URL(/https?:[^"<]*\?key=[\w-]+/.exec(desk)![0]).pathname + /\?key=[\w-]+/.exec(desk)![0],
    )
    const refused = await visitor.post(`/institutions/quotations/${number}/acceptance`, {
      ...{ version: '1', name: '陈秋雨', phone: '020-36881234', street: '新华街道公益大道1号' },
      ...{ province: '440000', city: '440100', district: '440114', consents: 'terms,privacy' },
    })
    expect(refused.status).toBe(409)
    expect(await refused.text()).toMatch(/朵贝红·红茶 100 g[^<]*普定四味礼盒[^<]*100件/)
  })

  test('takes the tables’ freight where every line has one', async () => {
    const number = await asked()
    const manager = await signedIn('finance')
    const only = {
      ...typed,
      skus: 'HNY-YL-500',
      'pieces-HNY-YL-500': '1',
      'price-HNY-YL-500': '50',
      freight: '',
    }
    const answer = await manager.post(adminPaths.quotationVersion(number), { ...only, seq: '1' })
    expect(answer.status).toBe(303)
    const [row] = await shop.db.all<{ fee: number; total: number }>(
      sql`SELECT freight_fen fee, total_fen total FROM quotation_versions`,
    )
    expect(row!.fee).toBeGreaterThan(0)
    expect(row!.total).toBe(5_000 + row!.fee)
  })

  test('tells a colleague whose page is old, and keeps what was typed', async () => {
    const number = await asked()
    const manager = await signedIn('manager')
    await manager.post(adminPaths.quotationVersion(number), { ...typed, act: 'save', seq: '1' })
    const late = await manager.post(adminPaths.quotationVersion(number), {
      ...typed,
      freight: '77',
      seq: '1',
    })
    expect([late.status, (await late.text()).includes('value="77"')]).toEqual([409, true])
  })

  test('gives the customer’s link, which accepts a quotation, to who may answer it and to nobody who only reads', async () => {
    const number = await sentQuotation(shop, staffId, draftOf([lineOf('TEA-GC-250', 1, 100)]))
    for (const role of ['owner', 'manager', 'finance', 'fulfilment', 'viewer']) {
      const visitor = await signedIn(role)
      const [page, sheet] = [adminPaths.quotation(number), adminPaths.quotationSheet(number)]
      const html = (await (await visitor.get(page)).text()) + (await (await visitor.get(sheet)).text())
      const may = !['fulfilment', 'viewer'].includes(role)
      expect([role, html.includes('key=')]).toEqual([role, may])
    }
  })

  test('shows a whole phone to who may write, and enters it in the log', async () => {
    const number = await asked()
    const manager = await signedIn('manager')
    expect(await (await manager.get(adminPaths.quotation(number))).text()).not.toContain('020-36881234')
    const shown = await manager.post(adminPaths.quotationContact(number), {})
    expect(await shown.text()).toContain('020-36881234')
    const verbs = await shop.db.all<{ verb: string }>(sql`SELECT verb FROM audit_entries`)
    expect(verbs.map(({ verb }) => verb)).toContain('quotation.contact_seen')
    expect((await (await signedIn('viewer')).post(adminPaths.quotationContact(number), {})).status).toBe(403)
  })
})
