import { inLanguage, type Language, type Texts } from '../i18n/texts.ts'
import { gramsText } from '../kernel/grams.ts'
import { formatYuan } from '../kernel/money.ts'
import { monthOf } from '../kernel/time.ts'
import { formatMu } from './adoption.ts'
import type { OfferContent, OfferGrade, OfferTier } from './offer.ts'

export type Words = Texts['gardens']

export const gradeName = (language: Language, grade: OfferGrade): string =>
  inLanguage(language, grade.nameZh, grade.nameEn)

export const tierName = (areaCmu: number, t: Words): string =>
  t.tierNames[String(areaCmu)] ?? t.otherTier(formatMu(areaCmu))

/** What a size brings by grade, in words: 春茶 150 g. */
export const teaOf = (content: OfferContent, tier: OfferTier, language: Language, t: Words): string[] =>
  content.grades
    .filter((grade) => (tier.grams[grade.code] ?? 0) > 0)
    .map((grade) => t.grams(gradeName(language, grade), gramsText(tier.grams[grade.code]!)))

/** A civil date in words without its year. */
export const dayText = (on: string, t: Words): string =>
  t.terms.date(Number(on.slice(5, 7)), Number(on.slice(8)))

export const gradeNames = (content: OfferContent, codes: string[], language: Language): string[] =>
  content.grades.filter(({ code }) => codes.includes(code)).map((grade) => gradeName(language, grade))

export const shortfallNames = (content: OfferContent, t: Words): string[] =>
  content.shortfall.choices.map((choice) => t.shortfall[choice] ?? choice)

/** What is sent together, and the month it is sent by. */
export const parcelsOf = (content: OfferContent, language: Language): { grades: string[]; month: number }[] =>
  content.dispatches.map(({ grades, until }) => ({
    grades: gradeNames(content, grades, language),
    month: monthOf(until),
  }))

/** The cheapest size of an offer. */
export const leastTier = (content: OfferContent): OfferTier =>
  content.tiers.reduce((least, tier) => (tier.priceFen < least.priceFen ? tier : least))

/** The six questions answered from an offer; without one, only what needs none. */
export function answersOf(content: OfferContent | null, language: Language, t: Words): [string, string][] {
  const { questions: ask, answers: say } = t
  if (!content) return Object.values(ask).map((question) => [question, say.soon])
  const least = leastTier(content)
  const name = tierName(least.areaCmu, t)
  const { fullUntil } = content.refundRule
  const parts = parcelsOf(content, language)
  return [
    [ask.get, say.get(name, teaOf(content, least, language, t))],
    [ask.price, say.price(name, formatYuan(least.priceFen))],
    [ask.care, say.care(content.updatesPromised)],
    [ask.when, parts.length ? say.when(parts) : say.soon],
    [ask.weather, say.weather(shortfallNames(content, t))],
    [ask.refund, say.refund(Number(fullUntil.slice(5, 7)), Number(fullUntil.slice(8)))],
  ]
}

/** Sentences in one language; the Chinese ones where nobody wrote the English. */
export const linesIn = (language: Language, zh: string[], en: string[]): string[] =>
  language === 'en' && en.length ? en : zh
