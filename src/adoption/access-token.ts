import type { Settings } from '../env.ts'
import { hexOf } from '../kernel/hashing.ts'
import { hmac, sameSecret } from '../kernel/secrets.ts'

/**
 * The right to one adoption. Claiming a gift changes it, so what the buyer held before opens nothing any more;
 * `claimedAt` is null until then.
 */
export const adoptionToken = (
  settings: Settings,
  adoptionId: string,
  claimedAt: number | null,
): Promise<string> => hmac(settings.sessionSecret, `adoption-access:1:${adoptionId}:${claimedAt ?? ''}`)

export async function opensAdoption(
  settings: Settings,
  adoption: { id: string; claimedAt: number | null },
  token: string,
): Promise<boolean> {
  return sameSecret(await adoptionToken(settings, adoption.id, adoption.claimedAt), token)
}

/** The secret in the link a buyer hands on with a gift; the phone is asked for as well. */
export const giftToken = (settings: Settings, adoptionId: string): Promise<string> =>
  hmac(settings.sessionSecret, `adoption-gift:1:${adoptionId}`)

/** A hold's id is a secret of 128 bits; the database knows its hash only. */
export const newHoldId = (): string => hexOf(crypto.getRandomValues(new Uint8Array(16)))
