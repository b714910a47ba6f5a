import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { blueDiffers, foldName, redDiffers } from '../../src/invoices/checking.ts'
import type { Sheet } from '../../src/invoices/sheet.ts'
import { type InvoiceXml, MOST_XML_BYTES, readInvoiceXml } from '../../src/invoices/xml-reading.ts'
import { bytesOf, COMPANY, xmlOf } from '../support/invoices-xml.ts'

const read = (text: string) => readInvoiceXml(bytesOf(text))

describe('the XML of an invoice', () => {
  test('is read with its number, day, colour, buyer, sums to the fen and lines', () => {
    expect(read(xmlOf({ remark: '样品' }))).toEqual({
      ...{ number: '26442000000000000001', issuedOn: '2026-11-24', red: false, sellerName: '普定县某合作社' },
      ...{
        buyerName: COMPANY.title,
        buyerTaxNo: COMPANY.taxNo,
        netFen: 10_000,
        taxFen: 900,
        amountFen: 10_900,
      },
      ...{
        redOf: '',
        confirmNo: '',
        remark: '样品',
        items: [{ name: '*茶*绿茶', amountFen: 10_900, taxFen: 0 }],
      },
    })
    expect(read(xmlOf({ amountFen: -10_900, taxFen: -900, red: true }))).toMatchObject({
      red: true,
      amountFen: -10_900,
    })
    // Whatever its label says, a sum below zero is red.
    expect(read(xmlOf({ amountFen: -1, taxFen: 0 }))).toMatchObject({ red: true })
  })

  test('is not read where it declares a document type or an entity, in any spelling', () => {
    const bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    const outside = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    for (const head of [bomb, outside, '<!doctype x>', '<! DOCTYPE x>', '<!ENTITY a "b">'])
      expect(read(xmlOf({ head })), head).toBe('declares')
  })

  test('is not read in another encoding, cut short, nested without end or far too large', () => {
    expect(read(xmlOf({ head: '<?xml version="1.0" encoding="GBK"?>' }))).toBe('encoding')
    expect(readInvoiceXml(new Uint8Array([0xff, 0xfe, 0x3c, 0x00]))).toBe('encoding')
    expect(readInvoiceXml(new Uint8Array())).toBe('empty')
    expect(readInvoiceXml(new Uint8Array(MOST_XML_BYTES + 1))).toBe('too_large')
    expect(read(xmlOf().slice(0, 500))).toBe('broken')
    expect(read(`${'<a>'.repeat(40)}${'</a>'.repeat(40)}`)).toBe('broken')
    expect(read(`<a>${'<b/>'.repeat(30_000)}</a>`)).toBe('broken')
    expect(read('PK not xml')).toBe('broken')
  })

  test('is no invoice without a number of 20 digits, a day and its three sums, or where it says one thing twice', () => {
    for (const number of ['2644200000000000001', '2644200000000000000A', ''])
      expect(read(xmlOf({ number })), number).toBe('not_invoice')
    expect(read(xmlOf().replace('10:00:00', '').replace('2026-11-24', 'gestern'))).toBe('not_invoice')
    expect(read(xmlOf().replace('109.00</TotalTax-included', '109.001</TotalTax-included'))).toBe(
      'not_invoice',
    )
    const again =
      '<BasicInformation><TotalTax-includedAmount>1.00</TotalTax-includedAmount></BasicInformation>'
    expect(read(xmlOf().replace('<BasicInformation>', `${again}<BasicInformation>`))).toBe('not_invoice')
  })

  test('never makes the reader throw, whatever the file holds', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(1_500), (noise, at) => {
        const bytes = bytesOf(xmlOf())
        bytes.set(noise.subarray(0, Math.max(0, bytes.length - at)), Math.min(at, bytes.length))
        readInvoiceXml(noise)
        readInvoiceXml(bytes)
      }),
    )
  })
})

const SHEET = { amountFen: 10_900, lines: [{ name: '绿茶', amountFen: 10_900 }] } as unknown as Sheet
const blue = (said: Parameters<typeof xmlOf>[0] = {}, asked = COMPANY) =>
  blueDiffers(read(xmlOf(said)) as InvoiceXml, asked, SHEET)

describe('the check of an invoice', () => {
  test('finds nothing where brackets and spaces are of the other width', () => {
    expect(blue({ buyer: '广州某某(集团) 有限公司', taxNo: '91440101ma59abcd12' })).toEqual([])
    expect(foldName('甲（乙）　丙 公司')).toBe(foldName('甲(乙)丙公司'))
    const person = { ...COMPANY, titleType: 'personal' as const, title: '陈秋雨', taxNo: '' }
    expect(blue({ buyer: '陈秋雨（个人）', taxNo: '' }, person)).toEqual([])
  })

  test('finds another buyer, another tax number, a total a fen off, other goods and a red one', () => {
    expect(blue({ buyer: '另一家公司' })).toEqual(['buyer'])
    expect(blue({ taxNo: '91440101MA59ABCD13' })).toEqual(['tax_no'])
    expect(blue({ amountFen: 10_901, items: [['绿茶', 10_900]] })).toEqual(['total'])
    expect(blue({ items: [['食品', 10_900]] })).toEqual(['items'])
    expect(blue({ items: [['绿茶', 10_800]] })).toEqual(['items'])
    expect(blue({ red: true })).toEqual(['colour'])
    expect(
      blue().concat(blueDiffers({ ...(read(xmlOf()) as InvoiceXml), netFen: 1 }, COMPANY, SHEET)),
    ).toEqual(['parts'])
  })

  test('wants a red one for no more than is due, that names its blue one', () => {
    const due = { dueFen: 1_000, blueNumber: '26442000000000000001' }
    const red = (said: Parameters<typeof xmlOf>[0]) =>
      redDiffers(
        read(xmlOf({ red: true, taxFen: 0, remark: due.blueNumber, ...said })) as InvoiceXml,
        COMPANY,
        due,
      )
    expect(red({ amountFen: -1_000 })).toEqual([])
    expect(red({ amountFen: -999 })).toEqual([])
    expect(red({ amountFen: -1_001 })).toEqual(['total'])
    expect(red({ amountFen: -1_000, remark: '' })).toEqual(['blue_named'])
    expect(red({ amountFen: 1_000, red: false })).toEqual(['colour', 'total'])
  })
})
