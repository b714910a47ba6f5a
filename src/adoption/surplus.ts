import type { Grams } from './dispatching.ts'

/** What a share brought beyond the promised grams, by grade, and how far it has come. */
export type Surplus = { sent: Grams; planned: Grams; left: Grams }

/**
 * Where the grams beyond the promise are. The share is the adopter's, whatever was promised: it is sent, on its way or
 * left. `sent` and `planned` (parcels that wait) are grams of all parcels; the promise is filled first. Pure.
 */
export function surplusOf(promised: Grams, harvested: Grams, sent: Grams, planned: Grams): Surplus {
  const found: Surplus = { sent: {}, planned: {}, left: {} }
  for (const [grade, all] of Object.entries(harvested)) {
    const due = promised[grade] ?? 0
    const beyond = (grams: number) => Math.min(Math.max(0, grams - due), Math.max(0, all - due))
    const gone = beyond(sent[grade] ?? 0)
    const going = beyond((sent[grade] ?? 0) + (planned[grade] ?? 0)) - gone
    const left = beyond(all) - gone - going
    for (const [part, grams] of [
      ['sent', gone],
      ['planned', going],
      ['left', left],
    ] as const)
      if (grams > 0) found[part][grade] = grams
  }
  return found
}

/** Grams by grade of several parcels together. */
export const sumGrams = (parcels: Grams[]): Grams => {
  const sum: Grams = {}
  for (const grams of parcels)
    for (const [grade, own] of Object.entries(grams)) sum[grade] = (sum[grade] ?? 0) + own
  return sum
}
