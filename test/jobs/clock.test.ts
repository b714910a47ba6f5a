import { expect, test } from 'vitest'
import { JOBS } from '../../src/jobs.ts'

test('the clock starts these jobs, each minute or each night, and no other', () => {
  const named = (when: string) => JOBS.filter((job) => job.when === when).map(({ name }) => name)
  expect(named('minute')).toEqual([
    ...['orders.unpaid', 'payments.learned', 'orders.indexed', 'outbox', 'notices', 'alarms'],
    ...['bills', 'deliveries'],
    ...['claims', 'search.words'],
  ])
  expect(named('night')).toEqual([
    ...[
      'orders.finished',
      'orders.forgotten',
      'quotations.expired',
      'quotations.forgotten',
      'copies',
      'season',
      'stock',
    ],
    ...['books', 'limits', 'sessions', 'user_sessions', 'codes', 'setups', 'keys', 'holds'],
    ...['sheets', 'notices.forgotten', 'photos', 'misses'],
  ])
})
