import { app } from '../../src/app.tsx'
import { bindings, NOW, newBuyer } from './shop.ts'

/** A visitor of the API who comes from an address; without one nobody knows where from. */
export function caller(address: string | null, language = 'zh') {
  const post = async (path: string, body: unknown) => {
    const response = await app.request(
      `http://shop.test/api/v1${path}`,
      {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'Idempotency-Key': crypto.randomUUID(),
          'Accept-Language': language,
          ...(address ? { 'CF-Connecting-IP': address } : {}),
        },
        body: JSON.stringify(body),
      },
      { ...bindings, SHOP_NOW: new Date(NOW).toISOString() },
    )
    const json = (await response.json()) as Record<string, unknown>
    return { status: response.status, code: response.ok ? 'placed' : String(json.code), json }
  }
  return {
    /** Orders pieces of one SKU for somebody nobody else is. */
    order: (sku: string, quantity = 1) =>
      post('/orders', {
        items: [{ sku, quantity }],
        recipient: newBuyer(),
        consents: ['terms', 'privacy', 'no_return'],
      }),
    hold: (plot: string, season: number) => post(`/plots/${plot}/holds`, { season }),
  }
}
