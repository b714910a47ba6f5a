import { allocateFen, fen } from '../kernel/money.ts'
import type { Adoption } from './schema.ts'

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

/** Whose share of an entry a correction moves; grams of that entry, and of its grade over the whole season. */
export type Sharer = Pick<Adoption, 'id' | 'areaCmu'> & {
  /** What counts now as the share of this entry. */
  grams: number
  harvestedG: number
  /** Sent or in a parcel that waits. */
  plannedG: number
}
export type MovedShare = {
  adoptionId: string
  beforeG: number
  afterG: number
  plannedG: number
  shortG: number
}

/**
 * Shares a corrected harvest out anew over those who shared the entry, by the same rule. `shortG` is by how much
 * somebody would be left with less than was sent or is on its way: 0 where the correction can stand. Pure.
 */
export function reshareHarvest(correctedG: number, sharers: Sharer[]): MovedShare[] {
  const after = new Map(shareHarvest(correctedG, sharers).map((share) => [share.adoptionId, share.grams]))
  return sharers.map(({ id, grams, harvestedG, plannedG }) => {
    const afterG = after.get(id) ?? 0
    const left = harvestedG - grams + afterG
    // A share that does not fall stands on what stood before.
    const shortG = afterG < grams ? Math.max(0, plannedG - left) : 0
    return { adoptionId: id, beforeG: grams, afterG, plannedG, shortG }
  })
}
