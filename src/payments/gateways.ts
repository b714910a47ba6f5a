import type { Shop } from '../orders/order.ts'
import type { Gateway } from './gateway.ts'
import { sandboxGateway } from './sandbox-gateway.ts'

/** The gateway behind a payment method; null when the method is not set up here. */
export function gatewayFor(shop: Shop, method: string): Gateway | null {
  if (method === 'sandbox' && !shop.settings.production) return sandboxGateway(shop.db)
  return null
}
