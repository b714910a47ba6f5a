import type { Machine } from '../kernel/machine.ts'

export type AdoptionState = 'held' | 'adopted' | 'concluded' | 'released'
export type AdoptionEvent = 'paid' | 'season_closed' | 'expired' | 'cancelled' | 'refunded'

export const adoptionMachine: Machine<AdoptionState, AdoptionEvent> = {
  held: { paid: 'adopted', expired: 'released', cancelled: 'released' },
  adopted: { season_closed: 'concluded', refunded: 'released' },
  concluded: {},
  released: {},
}

/** Name boards start unread; staff approve each before it is printed. */
export type BoardState = 'none' | 'waiting' | 'approved' | 'refused'
export const boardStateOf = (name: string): BoardState => (name ? 'waiting' : 'none')

export type CertificateStatus = 'valid' | 'transferred' | 'refunded' | 'concluded'

/** The worst news first: money given back, then handed on, then over. */
export function certificateStatus(of: {
  releasedAt: number | null
  supersededAt: number | null
  concludedAt: number | null
}): CertificateStatus {
  if (of.releasedAt !== null) return 'refunded'
  if (of.supersededAt !== null) return 'transferred'
  return of.concludedAt !== null ? 'concluded' : 'valid'
}

/** A season is a calendar year. */
export const lastDayOf = (season: number): string => `${season}-12-31`

/** Whether an adoption's season is over on a civil date: closed by staff, or past its year. Visits and boards end with it. */
export const seasonOver = (
  { season, concludedAt }: { season: number; concludedAt: number | null },
  today: string,
): boolean => concludedAt !== null || today > lastDayOf(season)

/** 50 → "0.5": hundredths of a mu as people write them. */
export const formatMu = (areaCmu: number): string => String(areaCmu / 100)
