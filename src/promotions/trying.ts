import { takeHitBack, withinLimit } from '../http/rate-limit.ts'
import { hmac } from '../kernel/secrets.ts'
import { HOUR_MS } from '../kernel/time.ts'
import type { Shop } from '../shop.ts'

/** Codes that do not exist, tried an hour from one network, by whichever door. */
export const CODE_TRIES = { limit: 60, windowMs: HOUR_MS }

/** Counts a try at a code before it is looked at; null when it is one too many. A code that exists takes its try back. */
export async function countCodeTry({
  db,
  settings,
  now,
  network,
}: Shop): Promise<{ takeBack: () => Promise<unknown> } | null> {
  const bucket = `code:${await hmac(settings.phonePepper, network ?? 'local')}`
  const { limit, windowMs } = CODE_TRIES
  if (!(await withinLimit(db, bucket, limit, windowMs, now))) return null
  return { takeBack: async () => takeHitBack(db, bucket, windowMs, now) }
}
