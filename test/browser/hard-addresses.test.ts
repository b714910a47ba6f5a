import { describe, expect, it } from 'vitest'
import { FURTHER_LINES } from './addresses/further-lines.ts'
import { KNOWN_LINES } from './addresses/known-lines.ts'
import { LATER_LINES } from './addresses/later-lines.ts'
import { MISLEADING_LINES } from './addresses/misleading-lines.ts'
import { wrongFields } from './addresses/reading.ts'

describe.each([
  ['known', KNOWN_LINES],
  ['further', FURTHER_LINES],
  ['later', LATER_LINES],
  ['misleading', MISLEADING_LINES],
])('the %s hard addresses', (_, lines) => {
  const { wrong, share } = wrongFields(lines)

  it('have at least 95 % of their fields read right', () =>
    expect(share, wrong.map(({ told }) => told).join('\n')).toBeGreaterThanOrEqual(0.95))

  it('have no wrong field that is not marked', () =>
    expect(wrong.filter(({ marked }) => !marked).map(({ told }) => told)).toEqual([]))
})
