import { claimsIn } from '../catalog/listings/claims.ts'

/** What is wrong with a text of the campaign, as one sentence that says how to fix it; null when nothing is. */
export const wordingFault = (text: string): string | null =>
  claimsIn(text).find((claim) => claim.severity === 'refuse')?.sentence ?? null
