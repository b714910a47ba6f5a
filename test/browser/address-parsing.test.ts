import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseAddress } from '../../src/browser/address-parsing.ts'
import { readDivisions } from '../../src/kernel/divisions/read.ts'
import { divisionsAsset } from '../../src/kernel/divisions.ts'
import { parsePhone } from '../../src/kernel/phone.ts'
import { ADDRESS_LINES } from './address-lines.ts'

const divisions = readDivisions(JSON.parse(divisionsAsset()))
const FIELDS = ['name', 'phone', 'region', 'street'] as const

describe('a pasted address', () => {
  it('has at least 95 % of its fields read right, over 100 and more varied lines', () => {
    const wrong: string[] = []
    for (const [text, ...expected] of ADDRESS_LINES) {
      const { name, phone, regionCode, street } = parseAddress(text, divisions)
      const read = [name, phone, regionCode, street]
      FIELDS.forEach((field, at) => {
        if ((read[at] ?? null) !== expected[at])
          wrong.push(`${field} ${read[at]} ≠ ${expected[at]} in ${text}`)
      })
    }
    expect(ADDRESS_LINES.length).toBeGreaterThanOrEqual(100)
    expect(wrong.length / (ADDRESS_LINES.length * FIELDS.length), wrong.join('\n')).toBeLessThanOrEqual(0.05)
  })

  it('is marked where it leaves something out', () => {
    for (const [text, ...expected] of ADDRESS_LINES) {
      const { unsure } = parseAddress(text, divisions)
      FIELDS.forEach((field, at) => {
        if (expected[at] === null) expect(unsure, text).toContain(field)
      })
    }
  })

  it('keeps the extension of a number, and is marked where it stands apart or beside another number', () => {
    const lines: [string, string, ('phone' | 'name')[]][] = [
      ['张三 13800001234转5678', '13800001234转5678', []],
      ['张三 13800001234-5678', '13800001234-5678', []],
      ['张三[5678] 13800001234-5678', '13800001234-5678', []],
      ['张三[5678] 13800001234', '13800001234[5678]', ['phone']],
      ['张三 13800001234/13900001234', '13800001234', ['phone']],
    ]
    for (const [text, phone, unsure] of lines) {
      const read = parseAddress(`${text} 广东省广州市花都区新华街道公益大道1号`, divisions)
      expect(read).toMatchObject({ name: '张三', phone, unsure, street: '新华街道公益大道1号' })
    }
  })

  it('never fails, whatever was pasted', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(...ADDRESS_LINES.map(([text]) => text)),
      fc.constantFrom(
        '广东省',
        '广州',
        '收货人:',
        '电话',
        '13800001234',
        '1号',
        '\n',
        '【',
        '*',
        '\uE000',
        '\uE001',
      ),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        const { phone, regionCode } = parseAddress(pieces.join(''), divisions)
        if (phone !== undefined) expect(parsePhone(phone)).toBe(phone)
        if (regionCode !== undefined) expect(regionCode).toMatch(/^\d{6}$/)
      }),
    )
  })
})
