import { allocateFen, fen } from '../kernel/money.ts'

export type Share = { adoptionId: string; grams: number }

/**
 * Shares a harvest out over adoptions by area, to the gram: the largest remainders get what is left, so that the shares
 * sum to the harvest exactly. Pure and independent of the order of its input; no adoptions, no shares.
 */
export function shareHarvest(harvestG: number, adoptions: { id: string; areaCmu: number }[]): Share[] {
  if (!adoptions.length) return []
  const sorted = [...adoptions].sort((a, b) => (a.id < b.id ? -1 : 1))
  // Whole grams by largest remainder is the same arithmetic as whole fen.
  const grams = allocateFen(
    fen(harvestG),
    sorted.map((adoption) => adoption.areaCmu),
  )
  return sorted.map(({ id }, index) => ({ adoptionId: id, grams: grams[index]! }))
}
