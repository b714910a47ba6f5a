/**
 * What came of it. `refused` is the provider's own word that it did not send: `again` it may be asked for later, `stop`
 * its text is not to be used any more. `unknown` is everything else, and may have been sent.
 */
export type Answer =
  | { outcome: 'sent'; providerId: string }
  | { outcome: 'refused'; code: string; again: boolean; stop: boolean }
  | { outcome: 'unknown'; why: string }

export const unknown = (why: string): Answer => ({ outcome: 'unknown', why })

/** Shorter than one attempt of the outbox, so that the answer can be written down. */
const TIMEOUT_MS = 3_000

/** Asks over HTTP once; nothing of it is logged. `read` makes the answer out of its JSON, or null when it says nothing known. */
export async function askOver(
  url: string,
  init: RequestInit,
  read: (told: Record<string, unknown>) => Answer | null,
): Promise<Answer> {
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS)
    const answer = await fetch(url, { ...init, method: 'POST', redirect: 'manual', signal })
    const told: unknown = await answer.json()
    const known = told && typeof told === 'object' ? read(told as Record<string, unknown>) : null
    return known ?? unknown(`http ${answer.status}`)
  } catch (error) {
    // Sent or not: the connection broke, or the answer is none.
    return unknown((error as Error).name === 'TimeoutError' ? 'no answer in time' : 'no answer')
  }
}
