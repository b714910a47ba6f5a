import type { Shop } from '../shop.ts'
import type { Gateway } from './gateway.ts'
import { sandboxGateway } from './sandbox-gateway.ts'

/** The gateway behind a payment method; null when the method is not set up here. */
export function gatewayFor(shop: Shop, method: string): Gateway | null {
  const own = shop.gateways && Object.hasOwn(shop.gateways, method) ? shop.gateways[method] : undefined
  if (own) return own
  if (method === 'sandbox' && !shop.settings.production) return sandboxGateway(shop.db)
  return null
}
