import { expect, test } from 'vitest'
import { workdayAfter } from '../../src/catalog/workdays.ts'

const NATIONAL_DAY = { firstOn: '2026-10-01', lastOn: '2026-10-07', kind: 'rest' as const }
const MADE_UP = { firstOn: '2026-10-10', lastOn: '2026-10-10', kind: 'work' as const }

test.each([
  ['the next day', '2026-11-23', 1, [], '2026-11-24'],
  ['over a weekend', '2026-11-27', 2, [], '2026-12-01'],
  ['asked on a Sunday', '2026-11-29', 1, [], '2026-11-30'],
  ['over a holiday', '2026-09-30', 1, [NATIONAL_DAY], '2026-10-08'],
  ['a Saturday on which everybody works counts', '2026-10-09', 1, [NATIONAL_DAY, MADE_UP], '2026-10-10'],
])('working days: %s', (_, on, days, calendar, by) => {
  expect(workdayAfter(on, days, calendar)).toBe(by)
})
