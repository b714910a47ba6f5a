/** Season months are a mask: bit 0 is January. */
export const inSeason = (mask: number, month: number): boolean => (mask & (1 << (month - 1))) !== 0

export const seasonMask = (months: number[]): number =>
  months.reduce((mask, month) => mask | (1 << (month - 1)), 0)

export const seasonMonths = (mask: number): number[] =>
  [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].filter((month) => inSeason(mask, month))

/** First month after `month` in which the season opens again; null when it never closes. */
export function nextSeasonMonth(mask: number, month: number): number | null {
  if (mask === 4095) return null
  for (let step = 1; step <= 12; step += 1) {
    const candidate = ((month - 1 + step) % 12) + 1
    const before = ((candidate + 10) % 12) + 1
    if (inSeason(mask, candidate) && !inSeason(mask, before)) return candidate
  }
  return null
}

/** Last month of the run of season months that `month` stands in. */
export function lastOpenMonth(mask: number, month: number): number {
  let last = month
  for (let step = 1; step < 12; step += 1) {
    const next = ((month - 1 + step) % 12) + 1
    if (!inSeason(mask, next)) break
    last = next
  }
  return last
}

/** Only what sells in season alone is ever closed by its months. */
export const closedNow = (
  product: { seasonMask: number; sellsOnlyInSeason: number },
  month: number,
): boolean => product.sellsOnlyInSeason === 1 && !inSeason(product.seasonMask, month)

/** Lifts what its month has closed behind everything that can be bought, in the lists' order; tea is sold all year. */
export const OUT_OF_SEASON = 1_000_000_000
