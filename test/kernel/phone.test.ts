import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskPhone, parsePhone } from '../../src/kernel/phone.ts'

describe('a mobile number', () => {
  it.each([
    '13800001234',
    ' 138 0000 1234 ',
    '138-0000-1234',
    '138–0000—1234',
    '138－0000－1234',
    '138.0000.1234',
    '(+86)138 0000 1234',
    '+86 13800001234',
    '+8613800001234',
    '0086-138-0000-1234',
    '8613800001234',
    '１３８００００１２３４',
    '＋８６　１３８－００００－１２３４',
    '\u202d13800001234\u202c',
    '138\u00a00000\u200b1234',
  ])('is read from %j', (text) => expect(parsePhone(text)).toBe('13800001234'))

  it.each(['17000001234', '17100001234', '19900001234', '16600001234'])(
    'may be of a newer range: %s',
    (text) => expect(parsePhone(text)).toBe(text),
  )

  it.each([
    '',
    '1380000123',
    '138000012345',
    '12800001234',
    '23800001234',
    '86138000012',
    '📱13800001234',
    '1️⃣3800001234',
    '138O0001234',
    '138****1234',
    '13800001234/13900001234',
    '一三八00001234',
    '1'.repeat(10_000),
  ])('is not read from %j', (text) => expect(parsePhone(text, { landline: true })).toBeNull())

  it('is read whatever separates its digits', () => {
    const separator = fc.constantFrom('', ' ', '-', '－', '—', '.', '\u3000', '\u200e')
    fc.assert(
      fc.property(
        fc.stringMatching(/^1[3-9]\d{9}$/),
        fc.array(separator, { minLength: 11, maxLength: 11 }),
        (phone, marks) => {
          expect(parsePhone([...phone].map((digit, at) => digit + marks[at]).join(''))).toBe(phone)
        },
      ),
    )
  })

  it('is canonical already when it comes out of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const phone = parsePhone(text, { landline: true })
        if (phone !== null) expect(parsePhone(phone, { landline: true })).toBe(phone)
      }),
    )
  })
})

describe('a landline', () => {
  it.each([
    ['020-12345678', null],
    ['020-82345678', '020-82345678'],
    ['02082345678', '020-82345678'],
    ['（020）8234 5678', '020-82345678'],
    ['+86 20 8234 5678', '020-82345678'],
    ['+86 (020) 82345678', '020-82345678'],
    ['0851-38221234', '0851-38221234'],
    ['0853 822 1234', '0853-8221234'],
    ['020-8234567', null],
    ['0853-822123', null],
    ['82345678', null],
    ['10086', null],
  ])('%j is %j where institutions may give one', (text, expected) =>
    expect(parsePhone(text, { landline: true })).toBe(expected),
  )

  it('is refused where a mobile is needed', () => expect(parsePhone('020-82345678')).toBeNull())
})

it('hides the middle of a number', () => {
  expect(maskPhone('13800001234')).toBe('138****1234')
  expect(maskPhone('020-82345678')).toBe('020-****5678')
  expect(maskPhone('02082345678')).not.toContain('8234')
})
