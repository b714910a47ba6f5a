import createClient, { type Client } from 'openapi-fetch'
import type { components, paths } from './paths.ts'

// What an integrator writes against the generated types, and nothing of ours beside them: it compiles only as long as the
// description says what it says.

export type ShopClient = Client<paths>
type Schemas = components['schemas']
type Recipient = Schemas['OrderRequest']['recipient']
export type Placed = Schemas['PlacedOrder']

export const shopClient = (baseUrl: string, fetch: (request: Request) => Promise<Response>): ShopClient =>
  createClient<paths>({ baseUrl, fetch })

/** The answer, or the problem as an error: by its code, and with what it names. */
function told<T>(data: T | undefined, error: { code: string; title: string } | undefined): T {
  if (error) throw new Error(`${error.code}: ${error.title}`)
  if (data === undefined) throw new Error('no answer')
  return data
}

/** Buys the first product of a family that is in stock: list, preview, order, payment. */
export async function buy(client: ShopClient, family: string, recipient: Recipient) {
  const { data: list, error: none } = await client.GET('/products', {
    params: { query: { family, limit: 5 } },
  })
  const listed = told(list, none).items.find(({ variants }) =>
    variants.some(({ available }) => available > 1),
  )
  if (!listed) throw new Error('nothing is left')
  const { data: found, error: gone } = await client.GET('/products/{slug}', {
    params: { path: { slug: listed.slug } },
  })
  const { sku } = told(found, gone).variants[0]!
  const items = [{ sku, quantity: 2 }]
  const preview = await client.POST('/checkout/preview', { body: { items, region: recipient.region! } })
  const { totalFen, undeliverable } = told(preview.data, preview.error)
  if (undeliverable.length) throw new Error(undeliverable[0]!.reason)
  const placed = await order(client, {
    items,
    recipient,
    consents: ['terms', 'privacy'],
    expectedTotalFen: totalFen,
  })
  return { placed, started: await pay(client, placed) }
}

/** Adopts the first free plot of the first garden on sale: season, plot, hold, order with a name for its board, payment. */
export async function adopt(client: ShopClient, recipient: Recipient) {
  const gardens = await client.GET('/gardens')
  const { slug } = told(gardens.data, gardens.error).items.find(({ onSale }) => onSale)!
  const garden = await client.GET('/gardens/{slug}', { params: { path: { slug } } })
  const { offer } = told(garden.data, garden.error)
  if (!offer) throw new Error('nothing is on sale')
  const path = { slug }
  const listed = await client.GET('/gardens/{slug}/plots', {
    params: { path, query: { season: offer.season } },
  })
  const plot = told(listed.data, listed.error).items.find(({ state }) => state === 'available')!
  const { season } = offer
  const kept = await client.POST('/plots/{code}/holds', {
    params: { path: { code: plot.code } },
    body: { season },
  })
  const hold = told(kept.data, kept.error)
  const placed = await order(client, {
    adoptions: [{ plot: plot.code, season, holdId: hold.id, nameBoard: '花都工会' }],
    recipient,
    consents: ['terms', 'privacy', 'adoption_terms', 'adoption_risk'],
  })
  return { placed, plot, started: await pay(client, placed) }
}

/** Places an order; tried again with the same key it is the same order, whatever became of the first answer. */
async function order(client: ShopClient, body: Schemas['OrderRequest']): Promise<Placed> {
  const params = { header: { 'Idempotency-Key': crypto.randomUUID() } }
  const first = await client.POST('/orders', { params, body })
  // A problem tells by its code what else it holds.
  if (first.error?.code === 'price_changed') throw new Error(`now ${first.error.totalFen} fen`)
  if (first.error?.code === 'plot_taken') throw new Error(`near: ${first.error.near.map(({ code }) => code)}`)
  const again = await client.POST('/orders', { params, body })
  const placed = told(first.data, first.error)
  if (told(again.data, again.error).number !== placed.number) throw new Error('ordered twice')
  return placed
}

const asBuyer = ({ number, accessToken }: Placed) => ({
  params: { path: { number } },
  headers: { Authorization: `Bearer ${accessToken}` },
})

async function pay(client: ShopClient, placed: Placed) {
  const started = await client.POST('/orders/{number}/payments', {
    ...asBuyer(placed),
    body: { method: 'sandbox' },
  })
  const { outTradeNo, action } = told(started.data, started.error)
  if (action.kind !== 'redirect') throw new Error(`not led anywhere: ${action.kind}`)
  return { outTradeNo, leadsTo: action.url }
}

/** The order as it stands. */
export async function orderNow(client: ShopClient, placed: Placed) {
  const { data, error } = await client.GET('/orders/{number}', asBuyer(placed))
  return told(data, error)
}

export async function cancel(client: ShopClient, placed: Placed) {
  const { data, error, response } = await client.POST('/orders/{number}/cancellation', asBuyer(placed))
  return { ...told(data, error), status: response.status }
}

export async function certificate(client: ShopClient, code: string) {
  const { data, error } = await client.GET('/certificates/{code}', {
    params: { path: { code }, header: { 'Accept-Language': 'en' } },
  })
  return told(data, error)
}
