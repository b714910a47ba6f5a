import { expect, test } from 'vitest'
import { answering } from '../../src/api/answering.ts'
import type { Ctx } from '../../src/http/context.ts'

const c = { json: (value: unknown, status: number) => [value, status] } as unknown as Ctx
const hold = { id: 'x', expiresAt: 1 }
const family = { code: 'tea', name: '茶', products: 1 }

test('an answer that lacks a described field does not compile, nor one with a field the description lacks', () => {
  // @ts-expect-error expiresAt is missing
  answering('plotHolds')(c, { id: 'x' })
  // @ts-expect-error nobody described a plot
  answering('plotHolds')(c, { ...hold, plot: 'A-07' })
  const more = [{ ...family, position: 1 }].map((row) => ({ ...row }))
  // @ts-expect-error nobody described a position, deep in a list that was made elsewhere
  answering('families')(c, { items: more, nextCursor: null })
  const action = { kind: 'qr' as const, text: 'x', note: 'x' }
  // @ts-expect-error no kind of action has a note
  answering('orderPayments')(c, { id: 'x', outTradeNo: 'x', state: 'requested', action })
  // @ts-expect-error an order is in no such state
  answering('orderCancellation')(c, { number: 'x', state: 'gone' })
  expect(answering('families')(c, { items: [family], nextCursor: null })).toEqual([
    { items: [family], nextCursor: null },
    200,
  ])
})
