import type { Ctx } from '../http/context.ts'
import { problem } from '../http/problems.ts'
import { type Counted, countHit } from '../http/rate-limit.ts'
import { hmac } from '../kernel/secrets.ts'
import { MINUTE_MS } from '../kernel/time.ts'
import { CODE_TRIES, countCodeTry } from '../promotions/trying.ts'

/** What one network may call, and within what time; the names stand in the headers. */
export const LIMITS = {
  holds: { limit: 240, windowMs: 15 * MINUTE_MS },
  codes: CODE_TRIES,
}
export type Limit = keyof typeof LIMITS

/** A limit as RateLimit-Policy says it: so many in so many seconds. */
export const policyOf = (name: Limit, { limit, windowMs } = LIMITS[name]): string =>
  `"${name}";q=${limit};w=${windowMs / 1000}`

const secondsLeft = (c: Ctx, { endsAt }: Counted): number => Math.ceil((endsAt - c.var.visit.now) / 1000)

/** Tells what is left of a limit (draft-ietf-httpapi-ratelimit-headers). The row that counted says it: nothing more is read. */
function tell(c: Ctx, name: Limit, counted: Counted, left = counted.left) {
  c.header('RateLimit-Policy', policyOf(name, counted))
  c.header('RateLimit', `"${name}";r=${left};t=${secondsLeft(c, counted)}`)
}

function tooMany(c: Ctx, counted: Counted) {
  c.header('Retry-After', String(secondsLeft(c, counted)))
  return problem(c, 429)
}

/** Counts a hold that is asked for; the answer when it is one too many, else null. */
export async function countedHold(c: Ctx): Promise<Response | null> {
  const { db, settings, now, network } = c.var.visit
  const { limit, windowMs } = LIMITS.holds
  const bucket = `hold:${await hmac(settings.phonePepper, network ?? 'local')}`
  const counted = await countHit(db, bucket, limit, windowMs, now)
  tell(c, 'holds', counted)
  return counted.within ? null : tooMany(c, counted)
}

type Tried = { ok: true; takeBack: () => Promise<void> } | { ok: false; answer: Response }

/** Counts a try at a code, where one was typed. A code that exists takes it back, and the headers say so. */
export async function countedCode(c: Ctx, typed: string | null): Promise<Tried> {
  if (!typed) return { ok: true, takeBack: async () => {} }
  const { counted, takeBack } = await countCodeTry(c.var.visit)
  tell(c, 'codes', counted)
  if (!counted.within) return { ok: false, answer: tooMany(c, counted) }
  return {
    ok: true,
    takeBack: async () => {
      await takeBack()
      tell(c, 'codes', counted, counted.left + 1)
    },
  }
}
