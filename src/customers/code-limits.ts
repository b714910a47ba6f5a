import type { Statement } from '../db/client.ts'
import { takeHitBack, withinLimit } from '../http/rate-limit.ts'
import { hmac } from '../kernel/secrets.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../kernel/time.ts'
import type { Shop } from '../shop.ts'

/** Codes sent, beside one a minute; the arithmetic stands in docs/decisions/0062. A network is an IPv4 address or a /64. */
export const SEND_LIMITS = {
  network: { limit: 20, windowMs: HOUR_MS },
  network_day: { limit: 60, windowMs: DAY_MS },
  phone: { limit: 5, windowMs: HOUR_MS },
  phone_day: { limit: 10, windowMs: DAY_MS },
  /** What one bill may come to, whoever asks. */
  shop: { limit: 2000, windowMs: DAY_MS },
}
/** Wrong codes, whichever code they were tried at. */
export const TRY_LIMITS = {
  network: { limit: 20, windowMs: 10 * MINUTE_MS },
  phone: { limit: 10, windowMs: DAY_MS },
}

type Limits = Record<string, { limit: number; windowMs: number }>

export type Counted = {
  /** The statements that take it back; `butNetwork` where whoever asked made us ask a carrier for nothing. */
  takeBack: (which?: 'all' | 'butNetwork') => Statement<unknown>[]
}

/** Counts at each place in turn, by a hash that no other table has; null at the first that is full, where the places after it are not charged. */
export async function countAt(
  { db, settings, now }: Shop,
  kind: string,
  limits: Limits,
  of: (name: string) => string,
): Promise<Counted | null> {
  const counted: { name: string; bucket: string; windowMs: number }[] = []
  for (const [name, { limit, windowMs }] of Object.entries(limits)) {
    const bucket = `${kind}:${name}:${await hmac(settings.phonePepper, `${kind}:${of(name)}`)}`
    counted.push({ name, bucket, windowMs })
    if (!(await withinLimit(db, bucket, limit, windowMs, now))) return null
  }
  return {
    takeBack: (which = 'all') =>
      counted
        .filter(({ name }) => which === 'all' || !name.startsWith('network'))
        .map(({ bucket, windowMs }) => takeHitBack(db, bucket, windowMs, now)),
  }
}

const placeOf = (phone: string, network: string) => (name: string) =>
  name.startsWith('network') ? network : name.startsWith('phone') ? phone : 'shop'

/** Counts a code about to be sent to a phone; null when it is one too many. */
export const countSending = (shop: Shop, phone: string, network: string) =>
  countAt(shop, 'code-sent', SEND_LIMITS, placeOf(phone, network))

/** Counts a try before it is looked at; null when it is one too many. What is right takes its try back. */
export const countCodeTry = (shop: Shop, phone: string, network: string) =>
  countAt(shop, 'code-tried', TRY_LIMITS, placeOf(phone, network))
