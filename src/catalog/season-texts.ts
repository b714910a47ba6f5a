import type { Texts } from '../i18n/texts.ts'
import type { ProductCard } from './card.ts'
import { inSeason, lastOpenMonth, nextSeasonMonth, seasonMonths } from './season.ts'

type T = Texts['catalog']

/** The season in words, runs of months: 产季:3月–5月, or the months alone. */
export function seasonText(mask: number, t: T, named = true): string {
  if (mask === 4095) return t.allYear
  const runs: number[][] = []
  for (const month of seasonMonths(mask)) {
    const run = runs.at(-1)
    if (run?.at(-1) === month - 1) run.push(month)
    else runs.push([month])
  }
  const parts = runs.map((run) =>
    run.length > 1 ? `${t.month(run[0]!)}–${t.month(run.at(-1)!)}` : t.month(run[0]!),
  )
  return named ? t.seasonLabel(t.months(parts)) : t.months(parts)
}

export function seasonTag(
  item: Pick<ProductCard, 'seasonMask' | 'family' | 'sellsOnlyInSeason' | 'over'>,
  month: number,
  t: T,
) {
  if (item.seasonMask === 4095) return { kind: '', text: t.allYear }
  if (inSeason(item.seasonMask, month) && !item.over) {
    const last = lastOpenMonth(item.seasonMask, month)
    return { kind: 'tag-season', text: last === month ? t.openThisMonth : t.openUntil(last) }
  }
  const next = nextSeasonMonth(item.seasonMask, month) ?? month
  if (item.sellsOnlyInSeason) return { kind: 'tag-next', text: t.next(t.families[item.family] ?? '', next) }
  return { kind: 'tag-next', text: item.family === 'tea' ? t.newTea(next) : t.nextHarvest(next) }
}
