import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { atOnce } from '../../src/kernel/at-once.ts'
import { WAITS_MS, waitMs } from '../../src/kernel/back-off.ts'
import { tellFailure } from '../../src/kernel/telling.ts'
import { TimedOut, within } from '../../src/kernel/within.ts'

describe('what is told of a failure', () => {
  test.each([
    [
      new Error('UNIQUE constraint failed: order_events.order_id, order_events.seq: SQLITE_CONSTRAINT'),
      'Error: UNIQUE constraint failed: order_events.order_id, order_events.seq',
    ],
    [new Error('D1_ERROR: Network connection lost.'), 'Error: Network connection lost.'],
    [new TimedOut('no answer in 10000 ms'), 'TimedOut: no answer in 10000 ms'],
    [new Error('gateway answered 503'), 'Error: 503'],
    ['trade_not_found', 'failed: trade_not_found'],
    [new TypeError('Cannot read properties of undefined'), 'TypeError'],
    [new Error('receiver 林晓禾 13800001234 is unknown'), 'Error'],
    [null, 'failed: null'],
  ])('%s → %s', (failure, told) => expect(tellFailure(failure)).toBe(told))

  test('is never a name, a phone, an address or a key that it quotes', () => {
    const secret = fc.constantFrom(
      '林晓禾',
      '13812345678',
      '新华街道1号',
      'sk_live_4eC39HqLyjWDarjtT1zdp7dc',
      'a@b.cn',
    )
    const around = fc.constantFrom('bad value ', 'D1_ERROR: near "', 'https://x.cn/?key=', '(')
    fc.assert(
      fc.property(around, secret, (before, text) => {
        expect(tellFailure(new Error(`${before}${text}" failed`))).not.toContain(text)
      }),
    )
  })
})

describe('waiting', () => {
  test('grows from a minute to six hours and stays there', () => {
    expect([1, 2, 3, 4, 5, 6, 99].map((tries) => waitMs(tries) / 60_000)).toEqual([
      1, 5, 30, 120, 360, 360, 360,
    ])
    expect(waitMs(0)).toBe(WAITS_MS[0])
  })

  test('ends at the limit, tells the work, and passes on what came in time', async () => {
    let told: AbortSignal | undefined
    const hanging = within(5, (signal) => {
      told = signal
      return new Promise(() => undefined)
    })
    await expect(hanging).rejects.toThrow(TimedOut)
    expect(told!.aborted).toBe(true)
    expect(await within(60_000, async () => 'here')).toBe('here')
    await expect(within(60_000, () => Promise.reject(new Error('own')))).rejects.toThrow('own')
  })
})

test('at most so many at once, in order, and all of them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 6 }), fc.nat(20), async (most, count) => {
      let [now, peak] = [0, 0]
      const begun: number[] = []
      await atOnce(most, [...Array(count).keys()], async (item) => {
        begun.push(item)
        now += 1
        peak = Math.max(peak, now)
        await Promise.resolve()
        now -= 1
      })
      expect(begun).toEqual([...Array(count).keys()])
      expect(peak).toBeLessThanOrEqual(most)
    }),
  )
})
