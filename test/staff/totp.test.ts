import { expect, it } from 'vitest'
import { matchingStep, totpCode, totpStep } from '../../src/staff/totp.ts'

// RFC 6238, appendix B: the ASCII secret 12345678901234567890, SHA-1, last six of the eight digits printed there.
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

it.each([
  [59, '287082'],
  [1111111109, '081804'],
  [1111111111, '050471'],
  [1234567890, '005924'],
  [2000000000, '279037'],
  [20000000000, '353130'],
])('shows the code RFC 6238 prints for second %d', async (second, code) => {
  expect(await totpCode(SECRET, totpStep(second * 1000))).toBe(code)
})

it('takes the code of the step before and after, never one of a step already used', async () => {
  const now = 1_111_111_111_000
  const step = totpStep(now)
  expect(await matchingStep(SECRET, await totpCode(SECRET, step - 1), now, 0)).toBe(step - 1)
  expect(await matchingStep(SECRET, await totpCode(SECRET, step + 1), now, 0)).toBe(step + 1)
  expect(await matchingStep(SECRET, await totpCode(SECRET, step - 2), now, 0)).toBeNull()
  expect(await matchingStep(SECRET, await totpCode(SECRET, step), now, step)).toBeNull()
})
