import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskPhone, numberOf, parseMobile, parsePhone } from '../../src/kernel/phone.ts'

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
  ])('is not read from %j', (text) => expect(parsePhone(text)).toBeNull())

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
        const phone = parsePhone(text)
        if (phone !== null) expect(parsePhone(phone)).toBe(phone)
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
  ])('%j is %j where any phone will do', (text, expected) => expect(parsePhone(text)).toBe(expected))

  it('is refused where a mobile is needed', () => expect(parseMobile('020-82345678')).toBeNull())
})

describe('a number that a courier calls', () => {
  it.each([
    ['4008208820', '400-820-8820'],
    ['400-820-8820', '400-820-8820'],
    ['+852 9123 4567', '+85291234567'],
    ['(852)61234567', '+85261234567'],
    ['00853-66123456', '+85366123456'],
    ['+886 0912 345 678', '+886912345678'],
    ['+886-2-2345-6789', '+886223456789'],
    ['+852 1234567', null],
    ['91234567', null],
    ['12306', null],
  ])('%j is %j', (text, expected) => expect(parsePhone(text)).toBe(expected))

  it.each([
    ['18412345678-7804', '18412345678-7804'],
    ['184 1234 5678 － 7804', '18412345678-7804'],
    ['17012345678转3321', '17012345678转3321'],
    ['17012345678 轉 3321', '17012345678转3321'],
    ['17012345678#3321', '17012345678转3321'],
    ['18412345678[2568]', '18412345678[2568]'],
    ['18412345678【2568】', '18412345678[2568]'],
    ['0551-62881234-801', '0551-62881234-801'],
    ['0838-2501234 分机 806', '0838-2501234转806'],
    ['400-830-1234-2', '400-830-1234-2'],
    ['18412345678转12345678', null],
    ['1841234567转3321', null],
  ])('keeps the extension of %j: %j', (text, expected) => {
    expect(parsePhone(text)).toBe(expected)
    if (expected) expect(numberOf(expected)).toBe(parsePhone(numberOf(expected)))
  })

  it('is known by its number alone', () => {
    expect(numberOf('18412345678-7804')).toBe('18412345678')
    expect(numberOf('17012345678转3321')).toBe('17012345678')
    expect(numberOf('18412345678[2568]')).toBe('18412345678')
    expect(numberOf('0551-62881234-801')).toBe('0551-62881234')
    expect(numberOf('400-830-1234-2')).toBe('400-830-1234')
    expect(numberOf('+85291234567')).toBe('+85291234567')
  })

  it('is no mobile where a gift needs one', () => {
    for (const phone of ['18412345678-7804', '400-820-8820', '+85291234567'])
      expect(parseMobile(phone)).toBeNull()
  })
})

it('hides the middle of a number and its extension', () => {
  expect(maskPhone('18412345678-7804')).toBe('184****5678-****')
  expect(maskPhone('+85291234567')).toBe('+852****4567')
  expect(maskPhone('400-820-8820')).toBe('400-****8820')
  expect(maskPhone('13800001234')).toBe('138****1234')
  expect(maskPhone('020-82345678')).toBe('020-****5678')
  expect(maskPhone('02082345678')).not.toContain('8234')
})
