import type { ListingProblem } from './problems.ts'

/** Outcomes a member of staff can meet while keeping listings; numbers are pieces or fen as named. */
export type ListingRefusal =
  | { code: 'not_found' }
  /** Somebody else saved, published or changed it since it was read. */
  | { code: 'conflict' }
  /** A price or a stock with a digit too many that nobody said was right. */
  | { code: 'mistyped' }
  | { code: 'slug_taken' }
  | { code: 'draft_exists' }
  | { code: 'unpublishable'; problems: ListingProblem[] }
  | { code: 'stock_moved'; sku: string; available: number; reserved: number }
  | { code: 'price_moved'; sku: string; priceFen: number }

export type ListingResult<T> = { ok: true; value: T } | { ok: false; refusal: ListingRefusal }

export const done = <T>(value: T): ListingResult<T> => ({ ok: true, value })
export const declined = (refusal: ListingRefusal): { ok: false; refusal: ListingRefusal } => ({
  ok: false,
  refusal,
})

export type Place = { db: import('../../db/client.ts').Db; now: number }
