import { expect, test } from 'vitest'
import { channelName, channelsTold } from '../../src/admin/words.ts'
import { trackingLink } from '../../src/kernel/carriers.ts'
import { own } from '../../src/kernel/own.ts'

test('names every object has are no keys of a table: no carrier, no channel, no word', () => {
  for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
    expect(own<unknown>({ sf: 1 }, name)).toBeUndefined()
    expect(trackingLink(name, 'SF123456')).toEqual(trackingLink('other', 'SF123456'))
    expect(channelName(name)).toBe(`合作方 ${name}`)
    expect(channelsTold([name])).toBe('合作方：别家系统下的单，后面是对方起的代号')
  }
  expect(own({ sf: 1 }, 'sf')).toBe(1)
})
