import { expect, test } from 'vitest'
import { app } from '../../src/app.tsx'
import { bindings, NOW, openShop } from '../support/shop.ts'

test('a program lets a plot go by the id alone, as the description says: no body, no content type, no Origin', async () => {
  await openShop()
  const env = { ...bindings, SHOP_NOW: new Date(NOW).toISOString() }
  const url = 'http://shop.test/api/v1/plots/A-07/holds'
  const held = await app.request(
    url,
    { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"season":2027}' },
    env,
  )
  const { id } = (await held.json()) as { id: string }
  expect((await app.request(`${url}/${id}`, { method: 'DELETE' }, env)).status).toBe(204)
})
