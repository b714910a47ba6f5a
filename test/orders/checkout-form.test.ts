import { describe, expect, it } from 'vitest'
import { checkout } from '../../src/i18n/zh/checkout.ts'
import { parseCheckout, readCheckout, settleRegion } from '../../src/orders/checkout-form.ts'

const filled = {
  name: ' 林晓禾 ',
  phone: '+86 １３８-0000-1234',
  province: '440000',
  city: '440100',
  district: '440114',
  street: '新华街道公益大道1号3楼',
  items: 'TEA-1.2.5800',
  consents: ['terms,privacy', 'no_return'],
  idempotencyKey: 'f1f7b1f2-0000-4000-8000-000000000000',
  expectedTotalFen: '12400',
}
const parse = (form: Record<string, unknown>) => parseCheckout(readCheckout(form), checkout.errors)

describe('checkout form', () => {
  it('drops invisible and direction marks, so that no name is blank or reads backwards', () => {
    const bidi = parse({ ...filled, name: '\u202e林晓禾\u200b' })
    expect(bidi.ok && bidi.value.recipient.name).toBe('林晓禾')
    // Fillers and the blank of braille pass for letters; U+FFFF is no character and breaks a drawing that holds it.
    for (const name of ['\u200b\u2060', '\u3164', '\u2800\uffa0', '\uffff'])
      expect(parse({ ...filled, name })).toMatchObject({ ok: false, errors: { name: checkout.errors.name } })
  })

  it('refuses NUL and half a character in every text, with a sentence at its field', () => {
    const { spoilt } = checkout.errors
    for (const bad of ['\0', '\ud83d', '\udf75'])
      expect(
        parse({
          ...{ ...filled, name: `林${bad}`, street: `公益大道${bad}1号`, note: `轻放${bad}` },
          ...{
            invoiceKind: 'company',
            invoiceTitle: `茶行${bad}`,
            taxNo: '91520422MA6DLXXXX1',
            email: `a${bad}@b.cn`,
          },
        }),
      ).toMatchObject({
        ok: false,
        errors: { name: spoilt, street: spoilt, note: spoilt, invoiceTitle: spoilt, email: spoilt },
      })
  })

  it('fixes a phone typed in full-width digits with +86 and trims what surrounds a name', () => {
    expect(parse(filled)).toEqual({
      ok: true,
      value: {
        recipient: {
          name: '林晓禾',
          phone: '13800001234',
          region: '440114',
          street: '新华街道公益大道1号3楼',
        },
        buyer: null,
        note: '',
        invoice: null,
      },
    })
  })

  it('says at each field how to fix it and loses nothing of what was typed', () => {
    const form = { ...filled, name: ' ', phone: '1380000123', district: '999999', street: '1号' }
    const parsed = parse(form)
    expect(parsed).toEqual({
      ok: false,
      errors: {
        name: checkout.errors.name,
        phone: checkout.errors.phone,
        region: checkout.errors.region,
        street: checkout.errors.street,
      },
    })
    expect(readCheckout(form)).toMatchObject({ phone: '1380000123', street: '1号' })
  })

  it('drops a city and a district that do not lie in the province chosen last', () => {
    const settled = settleRegion(readCheckout({ ...filled, province: '520000' }))
    expect(settled).toMatchObject({ province: '520000', city: '', district: '' })
    expect(settleRegion(readCheckout(filled))).toMatchObject({ city: '440100', district: '440114' })
  })

  it('wants a company title and a tax number for a company invoice only, and an e-mail of nobody', () => {
    const company = { ...filled, invoiceKind: 'company', invoiceTitle: '', taxNo: '123', email: 'x' }
    expect(parse(company)).toEqual({
      ok: false,
      errors: {
        invoiceTitle: checkout.errors.invoiceTitle,
        taxNo: checkout.errors.taxNo,
        email: checkout.errors.email,
      },
    })
    const right = {
      ...company,
      invoiceTitle: '花都区某单位',
      taxNo: '9144 0101 MA5A BCDE 1X'.toLowerCase(),
      taxNoAsked: '91440101MA5ABCDE1X',
      email: 'a@b.cn',
    }
    expect(parse(right)).toMatchObject({ ok: true, value: { invoice: { taxNo: '91440101MA5ABCDE1X' } } })
    expect(parse({ ...filled, invoiceKind: 'personal', email: 'a@b.cn' }).ok).toBe(true)
    expect(parse({ ...right, email: '' })).toMatchObject({ ok: true, value: { invoice: { email: '' } } })
  })

  it('reads consents from both boxes and gives a form without a key its own', () => {
    const form = readCheckout({ ...filled, idempotencyKey: '<script>' })
    expect(form.consents).toEqual(['terms', 'privacy', 'no_return'])
    expect(form.idempotencyKey).toMatch(/^[\w-]{36}$/)
  })
})
