import { type Counted, countHit, takeHitBack } from '../http/rate-limit.ts'
import { hmac } from '../kernel/secrets.ts'
import { HOUR_MS } from '../kernel/time.ts'
import type { Shop } from '../shop.ts'

/** Codes that do not exist, tried an hour from one network, by whichever door. */
export const CODE_TRIES = { limit: 60, windowMs: HOUR_MS }

/** A try at a code: what it left of what its network may try, and how to take it back. */
export type CodeTry = { counted: Counted; takeBack: () => Promise<unknown> }

/** Counts a try at a code before it is looked at; one too many is not `within`. A code that exists takes its try back. */
export async function countCodeTry({ db, settings, now, network }: Shop): Promise<CodeTry> {
  const bucket = `code:${await hmac(settings.phonePepper, network ?? 'local')}`
  const { limit, windowMs } = CODE_TRIES
  const counted = await countHit(db, bucket, limit, windowMs, now)
  return { counted, takeBack: async () => takeHitBack(db, bucket, windowMs, now) }
}
