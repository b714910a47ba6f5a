import type { Ctx } from './context.ts'

/** What a form that calls something off said: the tick, and the sum in fen that stood on the page. */
export async function readConsent(c: Ctx): Promise<{ sure: boolean; seenFen: number | null }> {
  const { sure, seen } = await c.req.parseBody()
  return {
    sure: sure === '1',
    seenFen: typeof seen === 'string' && /^\d{1,9}$/.test(seen) ? Number(seen) : null,
  }
}
