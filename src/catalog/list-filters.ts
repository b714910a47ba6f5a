import { parseYuan } from '../kernel/money.ts'
import type { Sort } from './listing.ts'

/** What a list is narrowed to and sorted by, as the address says it. */
export type ListFilters = {
  family?: string
  storage?: string
  origin?: string
  region?: string
  q?: string
  sort: Sort
  low?: string
  high?: string
}

/** Whether the lowest price is above the highest: nothing can cost that. */
export function isSwapped({ low, high }: ListFilters): boolean {
  const [from, to] = [parseYuan(low ?? ''), parseYuan(high ?? '')]
  return from !== null && to !== null && from > to
}
