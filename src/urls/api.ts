import type { Url } from './url.ts'

/** Where the JSON API begins. */
export const API = '/api/v1'

export const apiUrls = {
  openApi: { path: `${API}/openapi.json`, get: 'anyone' },
  families: { path: `${API}/families`, get: 'anyone' },
  products: { path: `${API}/products`, get: 'anyone' },
  product: { path: `${API}/products/:slug`, get: 'anyone' },
  impact: { path: `${API}/impact`, get: 'anyone' },
  gardens: { path: `${API}/gardens`, get: 'anyone' },
  garden: { path: `${API}/gardens/:slug`, get: 'anyone' },
  gardenPlots: { path: `${API}/gardens/:slug/plots`, get: 'anyone' },
  plotHolds: { path: `${API}/plots/:code/holds`, post: 'anyone' },
  plotHold: { path: `${API}/plots/:code/holds/:id`, delete: 'anyone' },
  certificate: { path: `${API}/certificates/:code`, get: 'anyone' },
  checkoutPreview: { path: `${API}/checkout/preview`, post: 'anyone' },
  orders: { path: `${API}/orders`, post: 'anyone' },
  order: { path: `${API}/orders/:number`, get: 'order_holder' },
  orderCancellation: { path: `${API}/orders/:number/cancellation`, post: 'order_holder' },
  orderPayments: { path: `${API}/orders/:number/payments`, post: 'order_holder' },
} as const satisfies Record<string, Url>
