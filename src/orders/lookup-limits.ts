import { takeHitBack, withinLimit } from '../http/rate-limit.ts'
import { networkOf } from '../kernel/network.ts'
import { hmac } from '../kernel/secrets.ts'
import { DAY_MS, MINUTE_MS } from '../kernel/time.ts'
import type { Shop } from '../shop.ts'

const HOUR_MS = 60 * MINUTE_MS

/** Wrong tries; the arithmetic stands in docs/decisions/0027. */
export const LOOKUP_LIMITS = {
  /** At one number from one network address: who spends these locks nobody else out. */
  pair: { limit: 10, windowMs: DAY_MS },
  /** From one network address, which a whole office or phone network may share. */
  address: { limit: 20, windowMs: 10 * MINUTE_MS },
  /** At one number from everywhere; past it the number is slowed, not locked. */
  number: { limit: 60, windowMs: DAY_MS },
  slowed: { limit: 2, windowMs: HOUR_MS },
}

type Name = keyof typeof LOOKUP_LIMITS

/** Counts a try before it is looked at; null when it is one too many. What it answers takes the try back. */
export async function countTry(
  { db, settings, now }: Shop,
  purpose: string,
  number: string,
  ip: string,
): Promise<{ takeBack: () => Promise<void> } | null> {
  const address = networkOf(ip)
  const counted: { name: Name; bucket: string }[] = []
  const spend = async (name: Name, of: string): Promise<boolean> => {
    const bucket = `${purpose}:${name}:${await hmac(settings.phonePepper, of)}`
    const { limit, windowMs } = LOOKUP_LIMITS[name]
    counted.push({ name, bucket })
    return withinLimit(db, bucket, limit, windowMs, now)
  }
  const takeBack = async (names?: Name[]) => {
    const [first, ...rest] = counted
      .filter(({ name }) => !names || names.includes(name))
      .map(({ name, bucket }) => takeHitBack(db, bucket, LOOKUP_LIMITS[name].windowMs, now))
    if (first) await db.batch([first, ...rest])
  }
  // In this order: a try that is refused to its own address costs the number, which others share, nothing.
  if (!(await spend('pair', `${number} ${address}`)) || !(await spend('address', address))) return null
  if (!(await spend('number', number)) && !(await spend('slowed', number))) {
    // Nothing was learned by it: the owner, waiting for a place, keeps their own tries.
    await takeBack(['pair'])
    return null
  }
  return { takeBack: () => takeBack() }
}
