import { expect, test } from 'vitest'
import { parseCreditCode } from '../../src/kernel/credit-code.ts'

test('a credit code is read with spaces and small letters, and a slip in any one place is found', () => {
  const code = '91350100M000100Y43'
  expect(parseCreditCode(' 9135 0100 m000100y43 ')).toBe(code)
  for (let at = 0; at < code.length; at += 1) {
    const slip = code.slice(0, at) + (code[at] === '7' ? '8' : '7') + code.slice(at + 1)
    expect([slip, parseCreditCode(slip)]).toEqual([slip, null])
  }
  for (const wrong of ['', '9135', `${code}1`, code.replace('M', 'O')])
    expect(parseCreditCode(wrong)).toBeNull()
})
