import { expect } from 'vitest'
import { app } from '../../src/app.tsx'
import { undescribed } from './api-description.ts'
import { bindings, NOW } from './shop.ts'

/** What was answered so far, as `POST /orders 409 price_changed`. */
export const seen = new Set<string>()

/** Lets the shop answer a request to its API, and holds each answer against the description, to the last field. */
export async function described(
  request: Request,
  now = NOW,
  more: Record<string, unknown> = {},
): Promise<Response> {
  const { method, url } = request
  const answer = await app.fetch(request, {
    ...bindings,
    SHOP_NOW: new Date(now).toISOString(),
    ...more,
  })
  const told = await undescribed(method, url, answer)
  expect(told.wrong).toEqual([])
  seen.add(told.seen)
  return answer
}

/** Pays an attempt in the sandbox. */
export async function paySandbox(outTradeNo: string, now = NOW) {
  const answer = await app.request(
    `http://shop.test/payments/sandbox/${outTradeNo}`,
    {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{"outcome":"success"}',
    },
    { ...bindings, SHOP_NOW: new Date(now).toISOString() },
  )
  expect(answer.status).toBe(200)
}
