import type { TooMany } from '../kernel/result.ts'
import type { Visit } from './context.ts'

/** What is said to whoever meets a limit of unpaid orders and holds: what helps, and whom to call where a phone is known. */
export async function tooManyText({ t, shopfront }: Visit, by: TooMany): Promise<string> {
  const { phone } = (await shopfront()).contact
  const { because, call } = t.tooMany
  return phone ? `${because[by]} ${call(phone)}` : because[by]
}
