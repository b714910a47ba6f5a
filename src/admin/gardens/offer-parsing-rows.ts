import type { OfferContent } from '../../adoption/offer.ts'
import { wordingFault } from '../../adoption/wording.ts'
import { parseYuan } from '../../kernel/money.ts'
import { isCivilDate } from '../../kernel/time.ts'
import { parseDecimal, parseWhole } from '../../kernel/typed-number.ts'
import type { GradeTyped, OfferErrors, TierTyped, WindowTyped } from './offer-form.ts'

const freshCode = (taken: string[], prefix: string): string => {
  let n = 1
  while (taken.includes(`${prefix}${n}`)) n += 1
  return `${prefix}${n}`
}

/** Rows that were filled in get the code they had, or a new one. */
export function coded<T extends { code: string }>(
  rows: T[],
  used: (row: T) => boolean,
  prefix: string,
): (T & { at: number })[] {
  const taken = rows.map((row) => row.code).filter(Boolean)
  return rows.flatMap((row, at) => {
    if (!used(row)) return []
    const code = /^[a-z][a-z0-9_]{0,23}$/.test(row.code) ? row.code : freshCode(taken, prefix)
    taken.push(code)
    return [{ ...row, code, at }]
  })
}

type Named = ReturnType<typeof coded<GradeTyped>>

export function gradesOf(grades: Named, errors: OfferErrors): OfferContent['grades'] {
  if (!grades.length) errors.grades = '至少写一种茶'
  return grades.map((row) => {
    const value = parseYuan(row.value)
    if (!row.zh || value === null)
      errors.grades = '每种茶要写中文名称和每 100 克的价值（元），退款时按它扣已寄的茶'
    const fault = wordingFault(`${row.zh}\n${row.en}`)
    if (fault) errors.grades = fault
    return { code: row.code, nameZh: row.zh, nameEn: row.en, valueFenPer100g: value ?? 0 }
  })
}

const MOST_GRAMS = 9_999_999

export function tiersOf(rows: TierTyped[], grades: Named, errors: OfferErrors): OfferContent['tiers'] {
  const used = rows.filter((row) => row.area || row.price)
  if (!used.length) errors.tiers = '至少写一种大小'
  const tiers = used.map((row) => {
    const [area, price] = [parseDecimal(row.area, 2, '亩'), parseYuan(row.price)]
    const guests = parseWhole(row.guests || '0', 100, '人') ?? -1
    const grams = grades.map(({ code, at }): [string, number] => [
      code,
      parseWhole(row.grams[at] || '0', MOST_GRAMS, '克') ?? -1,
    ])
    if (!area || !price || guests < 0 || grams.some(([, g]) => g < 0))
      errors.tiers = '每种大小要写亩数（如 0.1）、价格（元）、克数和参观人数（整数）'
    return { areaCmu: area ?? 0, priceFen: price ?? 0, visitGuests: guests, grams: Object.fromEntries(grams) }
  })
  if (new Set(tiers.map((tier) => tier.areaCmu)).size < tiers.length) errors.tiers ??= '同样的亩数写了两次'
  return tiers
}

export function windowsOf(
  rows: WindowTyped[],
  grades: Named,
  errors: OfferErrors,
): OfferContent['dispatches'] {
  return coded(rows, (row) => Boolean(row.from || row.until), 'send').map((row) => {
    const sent = grades.filter(({ at }) => row.grades[at]).map(({ code }) => code)
    if (!isCivilDate(row.from) || !isCivilDate(row.until) || row.from > row.until || !sent.length)
      errors.windows = '每一批寄送要写开始和结束日期（先后不能反），并勾选寄哪种茶'
    return { code: row.code, from: row.from, until: row.until, grades: sent }
  })
}
