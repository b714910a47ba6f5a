import type { Settings } from '../env.ts'
import { hmac, sameSecret } from '../kernel/secrets.ts'

/** The right to read one order: 256 bits derived from its id, so that a replayed request gets it again. */
export const accessToken = (settings: Settings, orderId: string): Promise<string> =>
  hmac(settings.sessionSecret, `order-access:1:${orderId}`)

export async function opens(settings: Settings, orderId: string, token: string): Promise<boolean> {
  return sameSecret(await accessToken(settings, orderId), token)
}
