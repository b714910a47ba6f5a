import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { readInvoiceDesk } from '../../src/invoices/reading.ts'
import { accessToken } from '../../src/orders/access-token.ts'
import { readOrder } from '../../src/orders/queries.ts'
import { refundLines } from '../../src/payments/refunds/refunding-lines.ts'
import type { Shop } from '../../src/shop.ts'
import { browser } from '../support/browser.ts'
import { broken } from '../support/invariants.ts'
import { faithful, redOf, requestsOf, taxWorld } from '../support/invoices.ts'
import { bytesOf, COMPANY } from '../support/invoices-xml.ts'
import { paidOrder } from '../support/orders.ts'
import { bindings, openShop } from '../support/shop.ts'
import { fillStaff, idOf, signedIn } from '../support/staff.ts'

let shop: Shop
let number: string
let buyer: ReturnType<typeof browser>
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
  await taxWorld(shop)
  number = await paidOrder(shop, [['TEA-DH-100', 2]])
  const { id } = (await readOrder(shop, number))!
  buyer = browser()
  await buyer.get(`/orders/${number}?key=${await accessToken(shop.settings, id)}`)
})

const page = () => `/orders/${number}/invoice`
const TYPED = {
  act: 'ask',
  kind: 'ordinary',
  titleType: 'company',
  title: COMPANY.title,
  email: COMPANY.email,
}
const TAX_NO = '91440101MA59ABCD12'
const ask = (more: Record<string, string> = {}) => buyer.post(page(), { ...TYPED, taxNo: TAX_NO, ...more })
const idNow = async () => (await requestsOf(shop, number))[0]!.id

/** The files of an upload as a clerk sends them. */
function upload(files: { xml: Uint8Array<ArrayBuffer>; pdf: Uint8Array<ArrayBuffer> }, reason = '') {
  const body = new FormData()
  body.append('xml', new File([files.xml], 'a.xml'))
  body.append('pdf', new File([files.pdf], 'a.pdf'))
  body.append('reason', reason)
  return { method: 'POST', body }
}

describe('the invoice page of an order', () => {
  test('is led to from the order, says at its fields what is wrong, and keeps what was typed', async () => {
    expect(await (await buyer.get(`/orders/${number}`)).text()).toContain(page())
    expect(await (await buyer.get(`/en${page()}`)).text()).toContain('The invoice of this order')
    const wrong = await ask({ taxNo: '12', email: 'nobody', kind: 'special', bank: '中国银行' })
    const told = await wrong.text()
    expect(wrong.status).toBe(422)
    for (const words of ['税号是15、17、18或20位', '请填写能收信的邮箱', COMPANY.title, '中国银行'])
      expect(told).toContain(words)
    const person = await ask({ kind: 'special', titleType: 'personal' })
    expect(await person.text()).toContain('专用发票只能开给企业或单位')
    const angle = await ask({ title: '<b>公司</b>' })
    expect(await angle.text()).toContain('不能有尖括号')
  })

  test('asks about a tax number whose check letter is wrong once, and of a union never', async () => {
    const first = await ask()
    expect([first.status, await first.text()]).toEqual([422, expect.stringContaining('校验位不对')])
    expect((await ask({ taxNoAsked: TAX_NO })).status).toBe(303)
    expect((await ask({ taxNo: `81${TAX_NO.slice(2)}` })).status).toBe(303)
    expect(await (await buyer.get(page())).text()).toContain('已申请，等待开票')
    expect((await buyer.post(page(), { act: 'cancel' })).status).toBe(303)
    expect(await requestsOf(shop, number)).toMatchObject([{ state: 'cancelled' }])
  })

  test('opens to nobody without the order’s key, files neither', async () => {
    const stranger = browser()
    expect((await stranger.get(page())).status).toBe(404)
    expect((await stranger.get(`${page()}/doc_1/pdf`)).status).toBe(404)
  })
})

describe('the desk of invoices', () => {
  test('leads from the queue over the copy sheet and the checked upload to the buyer’s download, and to the red one', async () => {
    await ask({ taxNoAsked: TAX_NO })
    const staff = await signedIn('finance')
    const id = await idNow()
    expect(await (await staff.get('/admin')).text()).toContain('张发票待开')
    expect(await (await staff.get('/admin/invoices?kind=ordinary')).text()).toContain(`/admin/invoices/${id}`)
    const begun = await staff.post(`/admin/invoices/${id}`, { act: 'begin' })
    expect(begun.headers.get('Location')).toContain('did=invoice_begun')
    const sheet = await (await staff.get(`/admin/invoices/${id}`)).text()
    for (const words of ['抄写单', '1030101010100000000', 'data-copy', COMPANY.email, '9%'])
      expect(sheet).toContain(words)
    const place = `/admin/invoices/${id}/documents`
    const strange = await staff.send(place, upload(await faithful(shop, id, { buyer: '另一家' })))
    expect([strange.status, await strange.text()]).toEqual([422, expect.stringContaining('写明原因再传一次')])
    const none = await staff.send(
      place,
      upload({ xml: new TextEncoder().encode('<!DOCTYPE x>'), pdf: new Uint8Array() }),
    )
    expect([none.status, await none.text()]).toEqual([422, expect.stringContaining('夹带了发票不该有的声明')])
    const kept = await staff.send(place, upload(await faithful(shop, id)))
    expect(kept.headers.get('Location')).toContain('did=invoice_issued')
    const [document] = (await readInvoiceDesk(shop.db, id))!.documents
    const file = await buyer.get(`${page()}/${document!.id}/xml`)
    expect(await file.text()).toContain(document!.number)
    expect(file.headers.get('Cache-Control')).toBe('private, no-store')
    expect(file.headers.get('Content-Disposition')).toBe(`attachment; filename="${document!.number}.xml"`)
    expect((await buyer.get(`${page()}/${document!.id}/ofd`)).status).toBe(404)
    expect((await staff.get(`${place}/${document!.id}/pdf`)).status).toBe(200)

    const back = await refundLines(
      shop,
      number,
      [{ line: 1, quantity: 1 }],
      '缺货',
      await idOf(shop, 'finance'),
    )
    expect(await (await staff.get('/admin/invoices?view=red')).text()).toContain(`/admin/invoices/${id}`)
    const fen = back.ok ? back.value.amountFen : 0
    const red = await staff.send(place, upload(await redOf(shop, id, fen)))
    expect(red.headers.get('Location')).toContain('did=invoice_reddened')
    expect(await (await buyer.get(page())).text()).toContain('红字发票')
  })

  test('takes the files of one invoice once more where the PDF was another’s, and the buyer is sent the right ones', async () => {
    await ask({ taxNoAsked: TAX_NO })
    const staff = await signedIn('finance')
    const id = await idNow()
    await staff.post(`/admin/invoices/${id}`, { act: 'begin' })
    const place = `/admin/invoices/${id}/documents`
    const right = await faithful(shop, id)
    await staff.send(place, upload({ ...right, pdf: bytesOf('%PDF-1.4 of somebody else') }))
    const document = async () => (await readInvoiceDesk(shop.db, id))!.documents[0]!
    const first = await document()
    const pdf = async () => (await buyer.get(`${page()}/${first.id}/pdf`)).text()
    expect([await pdf(), await (await staff.get(`/admin/invoices/${id}`)).text()]).toEqual([
      '%PDF-1.4 of somebody else',
      expect.stringContaining('文件传错了'),
    ])
    const unsaid = await staff.send(place, upload(right))
    expect([unsaid.status, await unsaid.text()]).toEqual([422, expect.stringContaining('请写为什么要换')])
    // Another sum under the same number is another invoice.
    const other = await staff.send(
      place,
      upload(await faithful(shop, id, { number: first.number, amountFen: 2, taxFen: 1 }), '传错了'),
    )
    expect([other.status, await pdf()]).toEqual([422, '%PDF-1.4 of somebody else'])
    const done = await staff.send(place, upload(right, '传成了别的订单的'))
    expect(done.headers.get('Location')).toContain('did=invoice_replaced')
    expect(await pdf()).toBe('%PDF-1.4\n%%EOF\n')
    const now = await document()
    expect([now.id, now.number, now.xmlSha256]).toEqual([first.id, first.number, first.xmlSha256])
    expect(now.pdfSha256).not.toBe(first.pdfSha256)
    expect(await bindings.MEDIA.get(`invoices/${first.id}.pdf`)).toBeNull()
    const keys = await shop.db.all<{ key: string }>(sql`
      SELECT dedupe_key key FROM outbox WHERE dedupe_key LIKE 'notice:invoice.ready:%' ORDER BY dedupe_key`)
    expect(keys.map(({ key }) => key.split(':').slice(3).join(':')).sort()).toEqual(
      ['1', '1#1', now.filesKey, `${now.filesKey}#1`].sort(),
    )
    expect(
      await shop.db.all(
        sql`SELECT after ->> 'reason' why FROM audit_entries WHERE verb = 'invoice.files_replaced'`,
      ),
    ).toEqual([{ why: '传成了别的订单的' }])
    expect(await broken(shop)).toEqual([])
  })

  test('masks a person’s name until somebody begins, which is recorded', async () => {
    await ask({ titleType: 'personal', title: '陈秋雨', taxNo: '' })
    const [staff, id] = [await signedIn('finance'), await idNow()]
    for (const path of ['/admin/invoices', `/admin/invoices/${id}`]) {
      const html = await (await staff.get(path)).text()
      expect(html).toContain('陈**')
      expect(html).not.toContain('陈秋雨')
    }
    await staff.post(`/admin/invoices/${id}`, { act: 'begin' })
    expect(await (await staff.get(`/admin/invoices/${id}`)).text()).toContain('陈秋雨')
    const released = await staff.post(`/admin/invoices/${id}`, { act: 'release' })
    expect(released.headers.get('Location')).toContain('did=invoice_released')
    const cancelled = await staff.post(`/admin/invoices/${id}`, { act: 'cancel' })
    expect(cancelled.headers.get('Location')).toContain('did=invoice_cancelled')
    expect((await staff.post(`/admin/invoices/${id}`, { act: 'begin' })).status).toBe(409)
  })
})
