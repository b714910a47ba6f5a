import type { Db, Statement } from '../db/client.ts'
import type { Settings } from '../env.ts'
import { forgetHits, takeHitBack, withinLimit } from '../http/rate-limit.ts'
import { hmac } from '../kernel/secrets.ts'
import { DAY_MS, MINUTE_MS } from '../kernel/time.ts'

/** Wrong tries; the arithmetic stands in docs/decisions/0050. */
export const SIGN_IN_LIMITS = {
  /** At one name from one network: who spends these locks nobody else out. */
  pair: { limit: 5, windowMs: 15 * MINUTE_MS },
  /** From one network, which a whole office may share. */
  network: { limit: 30, windowMs: 10 * MINUTE_MS },
  /** At one name from everywhere; past it the name is slowed, not locked. */
  name: { limit: 100, windowMs: DAY_MS },
  slowed: { limit: 1, windowMs: 2 * MINUTE_MS },
}

type Limit = keyof typeof SIGN_IN_LIMITS
type Place = { db: Db; settings: Settings; now: number }

export type CountedTry = {
  /** The statements of a right try: it counts nowhere, and forgets the wrong ones before it from there. */
  forgive: () => Statement<unknown>[]
}

/** Counts a try at a password before it is looked at; null when it is one too many. */
export async function countTry(
  { db, settings, now }: Place,
  login: string,
  network: string,
): Promise<CountedTry | null> {
  const counted: { limit: Limit; bucket: string }[] = []
  const spend = async (limit: Limit, of: string): Promise<boolean> => {
    const bucket = `staff:${limit}:${await hmac(settings.phonePepper, of)}`
    counted.push({ limit, bucket })
    return withinLimit(db, bucket, SIGN_IN_LIMITS[limit].limit, SIGN_IN_LIMITS[limit].windowMs, now)
  }
  const back = (limits: Limit[]) =>
    counted
      .filter(({ limit }) => limits.includes(limit))
      .map(({ limit, bucket }) => takeHitBack(db, bucket, SIGN_IN_LIMITS[limit].windowMs, now))
  // In this order: a try that is refused to its own network costs the name, which others share, nothing.
  if (!(await spend('pair', `${login} ${network}`)) || !(await spend('network', network))) return null
  if (!(await spend('name', login)) && !(await spend('slowed', login))) {
    // Nothing was learned by it: whoever waits for a place keeps their own tries.
    await db.batch(back(['pair', 'network']))
    return null
  }
  const pair = counted[0]!.bucket
  return { forgive: () => [forgetHits(db, pair), ...back(['network', 'name', 'slowed'])] }
}
