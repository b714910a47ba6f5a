import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, test } from 'vitest'
import { beginIssuing, releaseInvoice } from '../../src/invoices/issuing.ts'
import { keepInvoice, keepRedInvoice } from '../../src/invoices/keeping.ts'
import { frozenSheet, readInvoiceDesk } from '../../src/invoices/reading.ts'
import { cancelInvoice, requestInvoice } from '../../src/invoices/requesting.ts'
import { exportPersonalData, forgetBuyer } from '../../src/orders/personal-data.ts'
import { cancelOrder } from '../../src/payments/cancelling.ts'
import { allowGoodwill } from '../../src/payments/refunds/allowing.ts'
import { refundLines } from '../../src/payments/refunds/refunding-lines.ts'
import type { Shop } from '../../src/shop.ts'
import { broken } from '../support/invariants.ts'
import {
  faithful,
  type filesOf,
  invoiceOf,
  issuedOf,
  orderIdOf,
  redOf,
  requestsOf,
  storeOf,
  taxWorld,
} from '../support/invoices.ts'
import { COMPANY } from '../support/invoices-xml.ts'
import { paidOrder } from '../support/orders.ts'
import { openShop } from '../support/shop.ts'
import { fillStaff, idOf } from '../support/staff.ts'

let shop: Shop
let clerk: string
beforeEach(async () => {
  shop = await openShop()
  await fillStaff(shop)
  await taxWorld(shop)
  clerk = await idOf(shop, 'finance')
})

const TEA: [string, number][] = [
  ['TEA-DH-100', 2],
  ['CHV-BQ-0500', 1],
]
const BUYER = { actor: 'buyer' } as const
const WISH = { kind: 'personal' as const, title: '', taxNo: '', email: 'a@example.com' }
const requestNow = async (id: string) => (await readInvoiceDesk(shop.db, id))!.request
const state = async (id: string) => (await requestNow(id)).state
const refund = (number: string, line: number, quantity = 1) =>
  refundLines(shop, number, [{ line, quantity }], '缺货', clerk)
const keepRed = async (id: string, fen: number) =>
  keepRedInvoice(storeOf(shop), id, { files: await redOf(shop, id, fen), reason: '', staffId: clerk })

describe('asking for an invoice', () => {
  test('a wish of the checkout is asked for with the payment, and no other order is', async () => {
    const [wished, plain] = [await paidOrder(shop, TEA, { invoice: WISH }), await paidOrder(shop, TEA)]
    expect(await requestsOf(shop, wished)).toMatchObject([
      {
        state: 'requested',
        titleType: 'personal',
        title: '个人',
        email: 'a@example.com',
        requestedAt: shop.now,
      },
    ])
    expect(await requestsOf(shop, plain)).toEqual([])
    expect(await broken(shop)).toEqual([])
  })

  test('later is asked once, changed while nobody began to issue, and taken back', async () => {
    const number = await paidOrder(shop, TEA)
    const id = await invoiceOf(shop, number)
    expect(await invoiceOf(shop, number)).toBe(id)
    expect(await invoiceOf(shop, number, { ...COMPANY, title: '另一家公司' })).toBe(id)
    expect(await requestNow(id)).toMatchObject({ title: '另一家公司', seq: 2 })
    expect((await cancelInvoice(shop, id, BUYER)).ok).toBe(true)
    expect(await invoiceOf(shop, number)).not.toBe(id)
    const [open] = await requestsOf(shop, number)
    expect((await beginIssuing(shop, open!.id, {}, clerk)).ok).toBe(true)
    expect(await invoiceOf(shop, number, { ...COMPANY, title: '晚了' })).toBe('conflict')
    expect((await cancelInvoice(shop, open!.id, BUYER)).ok).toBe(false)
  })

  test('is refused where nothing of the money is left', async () => {
    const number = await paidOrder(shop, TEA)
    const id = await invoiceOf(shop, number)
    expect((await cancelOrder(shop, number, 'shopper')).ok).toBe(true)
    expect((await beginIssuing(shop, id, {}, clerk)).ok).toBe(false)
    expect((await cancelInvoice(shop, id, { actor: 'staff', staffId: clerk })).ok).toBe(true)
    expect(await invoiceOf(shop, number)).toBe('conflict')
  })
})

describe('issuing', () => {
  test('leaves out what was refunded before, and takes what goes back during it for a red letter', async () => {
    const number = await paidOrder(shop, TEA)
    const id = await invoiceOf(shop, number)
    await refund(number, 2)
    expect((await beginIssuing(shop, id, {}, clerk)).ok).toBe(true)
    const sheet = frozenSheet(await requestNow(id))!
    expect(sheet.lines.map(({ key }) => key)).toEqual(['line.1'])
    const back = await refund(number, 1)
    const fen = back.ok ? back.value.amountFen : 0
    expect(await requestNow(id)).toMatchObject({
      state: 'issuing',
      redDueFen: fen,
      amountFen: sheet.amountFen,
    })
    const kept = await keepInvoice(storeOf(shop), id, {
      files: await faithful(shop, id),
      reason: '',
      staffId: clerk,
    })
    expect(kept).toEqual({ ok: true, event: 'issued_short' })
    expect([await state(id), await broken(shop)]).toEqual(['red_pending', []])
  })

  test('is not begun while a line has no code or rate, unless they are typed for this invoice', async () => {
    const number = await paidOrder(shop, [['TEA-DH-100', 1]])
    await shop.db.run(sql`UPDATE variants SET tax_code = NULL, tax_rate_bp = NULL, tax_exempt_reason = NULL`)
    const id = await invoiceOf(shop, number)
    expect(await beginIssuing(shop, id, {}, clerk)).toMatchObject({
      ok: false,
      refusal: { code: 'too_late' },
    })
    const tax = { code: '1030101010100000000', rateBp: 1300, exemptReason: '', name: '' }
    expect((await beginIssuing(shop, id, { 'line.1': tax }, clerk)).ok).toBe(true)
    const sheet = frozenSheet(await requestNow(id))!
    expect(sheet.lines.every((line) => line.tax.rateBp === 1300)).toBe(true)
  })

  test('is stopped before an invoice was made, and reckons anew', async () => {
    const number = await paidOrder(shop, TEA)
    const id = await invoiceOf(shop, number)
    await beginIssuing(shop, id, {}, clerk)
    await refund(number, 1)
    expect((await releaseInvoice(shop, id, clerk)).ok).toBe(true)
    expect(await requestNow(id)).toMatchObject({
      state: 'requested',
      sheet: null,
      amountFen: null,
      redDueFen: 0,
    })
    await beginIssuing(shop, id, {}, clerk)
    expect(frozenSheet(await requestNow(id))!.lines.find(({ key }) => key === 'line.1')!.quantity).toBe(1)
  })
})

describe('an uploaded invoice', () => {
  const keep = async (id: string, more: Parameters<typeof filesOf>[0], reason = '') =>
    keepInvoice(storeOf(shop), id, { files: await faithful(shop, id, more), reason, staffId: clerk })

  test('is kept when it says what was asked for, once by its number, and its files are the ones that came', async () => {
    const number = await paidOrder(shop, TEA)
    const id = await issuedOf(shop, number, clerk)
    const { documents, request } = (await readInvoiceDesk(shop.db, id))!
    expect([request.state, documents.length, documents[0]!.amountFen]).toEqual([
      'issued',
      1,
      request.amountFen,
    ])
    const object = await storeOf(shop).bucket.get(`invoices/${documents[0]!.id}.xml`)
    expect(await object!.text()).toContain(documents[0]!.number)
    const other = await invoiceOf(shop, await paidOrder(shop, TEA))
    await beginIssuing(shop, other, {}, clerk)
    expect(await keep(other, { number: documents[0]!.number })).toEqual({ ok: false, code: 'number_known' })
    expect([await state(other), await broken(shop)]).toEqual(['issuing', []])
  })

  test('with another buyer passes with a reason alone, and with another total or as a red one never', async () => {
    const id = await invoiceOf(shop, await paidOrder(shop, TEA))
    await beginIssuing(shop, id, {}, clerk)
    expect(await keep(id, { buyer: '另一家公司' })).toMatchObject({
      differences: ['buyer'],
      needsReason: true,
    })
    for (const more of [{ amountFen: 1, taxFen: 0 }, { red: true }])
      expect(await keep(id, more, '就这样')).toMatchObject({ ok: false, code: 'differs', needsReason: false })
    expect(await state(id)).toBe('issuing')
    expect(await keep(id, { buyer: '另一家公司' }, '顾客改了名')).toEqual({ ok: true, event: 'issued' })
    const { documents } = (await readInvoiceDesk(shop.db, id))!
    expect(documents[0]).toMatchObject({ differs: 'buyer', reason: '顾客改了名' })
  })
})

describe('a refund after an invoice', () => {
  test('opens a red letter of its sum without waiting, in parts is closed in parts, and whole ends the invoice', async () => {
    const number = await paidOrder(shop, TEA)
    const id = await issuedOf(shop, number, clerk)
    const back = await allowGoodwill(shop, number, { line: 1, amountFen: 1_000, note: '破损' }, clerk)
    expect(back.ok).toBe(true)
    expect(await requestNow(id)).toMatchObject({ state: 'red_pending', redDueFen: 1_000 })
    expect(await keepRed(id, 1_001)).toMatchObject({ ok: false, differences: ['total'] })
    expect(await keepRed(id, 400)).toEqual({ ok: true, event: 'reddened' })
    expect([await state(id), await broken(shop)]).toEqual(['red_pending', []])
    expect(await keepRed(id, 600)).toEqual({ ok: true, event: 'red_done' })
    expect([await state(id), await broken(shop)]).toEqual(['issued', []])
    expect((await cancelOrder(shop, number, 'shopper')).ok).toBe(true)
    const { redDueFen } = await requestNow(id)
    expect(await keepRed(id, redDueFen)).toEqual({ ok: true, event: 'red_whole' })
    expect([await state(id), await broken(shop)]).toEqual(['red', []])
  })
})

describe('who is forgotten', () => {
  test('leaves a request nothing came of without a name, and an issued invoice with what the law keeps', async () => {
    const [wished, made] = [
      await paidOrder(shop, TEA, { invoice: { ...WISH, title: '陈秋雨' } }),
      await paidOrder(shop, TEA),
    ]
    const id = await issuedOf(shop, made, clerk)
    expect((await exportPersonalData(shop, made))!.invoices).toMatchObject([
      { title: COMPANY.title, state: 'issued' },
    ])
    for (const number of [wished, made]) await cancelOrder(shop, number, 'shopper')
    // While a red letter waits its title is still needed.
    expect((await forgetBuyer(shop, made)).ok).toBe(false)
    await keepRed(id, (await requestNow(id)).redDueFen)
    for (const number of [wished, made]) expect((await forgetBuyer(shop, number)).ok).toBe(true)
    expect(await requestsOf(shop, wished)).toMatchObject([{ state: 'cancelled', title: '', email: '' }])
    expect(await requestsOf(shop, made)).toMatchObject([{ state: 'red', title: COMPANY.title, email: '' }])
    expect(await broken(shop)).toEqual([])
    expect((await requestInvoice(shop, await orderIdOf(shop, made), COMPANY)).ok).toBe(false)
  })
})
