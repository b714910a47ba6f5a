import type { Ctx } from './context.ts'
import { readForm, ticked, wholeOf } from './form.ts'

/** What a form that calls something off said: the tick, and the sum in fen that stood on the page. */
export async function readConsent(c: Ctx): Promise<{ sure: boolean; seenFen: number | null }> {
  const form = await readForm(c)
  return { sure: ticked(form, 'sure'), seenFen: wholeOf(form, 'seen') }
}
