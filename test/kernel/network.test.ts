import { expect, test } from 'vitest'
import { networkOf } from '../../src/kernel/network.ts'

test('all addresses of one IPv6 /64 count as one, however they are written, and IPv4 addresses one by one', () => {
  const same = [
    '2001:db8:0:7::1',
    '2001:0db8:0000:0007:ffff::',
    '2001:DB8::7:1:2:3:4',
    '2001:db8:0:7:a:b:c:d',
  ]
  expect(new Set(same.map(networkOf))).toEqual(new Set(['2001:db8:0:7::/64']))
  expect(networkOf('2001:db8:0:8::1')).not.toBe(networkOf(same[0]!))
  expect(networkOf('::1')).toBe('0:0:0:0::/64')
  expect(['192.0.2.9', '::ffff:192.0.2.9', 'local', ''].map(networkOf)).toEqual([
    '192.0.2.9',
    '192.0.2.9',
    'local',
    '',
  ])
})
