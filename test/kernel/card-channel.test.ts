import { expect, test } from 'vitest'
import { channelName, channelsTold } from '../../src/admin/words.ts'
import { cardChannel, isCardChannel, shelfOf } from '../../src/kernel/card-channel.ts'

test('a shelf’s number as somebody types it names one channel; what is no number names none', () => {
  expect(['A1', ' a1 ', 'Ａ１'].map(cardChannel)).toEqual(Array(3).fill('showroom-a1'))
  expect(cardChannel('')).toBe('showroom')
  for (const wrong of ['货架', 'a b', 'a'.repeat(13), 'a-1', '../x']) expect(cardChannel(wrong)).toBeNull()
})

test('no other channel passes for a card’s, and the desk calls each by its shelf', () => {
  for (const other of ['online', 'institution', 'api', 'showroom-', 'showrooms', 'showroom-A1', ''])
    expect([isCardChannel(other), shelfOf(other)]).toEqual([false, null])
  expect(['showroom', 'showroom-a1'].map(channelName)).toEqual(['专馆', '专馆 A1'])
  expect(channelsTold(['showroom-a1'])).toMatch(/^专馆：[^；]+$/)
})
