import type { OfferContent } from '../../adoption/offer.ts'
import { type Form, textOf } from '../../http/form.ts'
import { bareYuan } from '../../kernel/money.ts'
import { readSplit, splitRows, type TypedSplit } from '../shipments/split-rows.tsx'

export type GradeTyped = { code: string; zh: string; en: string; value: string }
export type TierTyped = { area: string; price: string; guests: string; grams: string[] }
export type WindowTyped = { code: string; from: string; until: string; grades: boolean[] }

export const LINE_FIELDS = ['benefitsZh', 'benefitsEn', 'termsZh', 'termsEn', 'risksZh', 'risksEn'] as const
export const DATE_FIELDS = ['salesFrom', 'salesUntil', 'renewalFrom', 'renewalUntil', 'fullUntil'] as const
export const CHOICES = ['tea', 'credit', 'refund'] as const

/** An offer as a clerk types it: mu, yuan, grams, percent, one sentence a line. */
export type TypedOffer = {
  grades: GradeTyped[]
  tiers: TierTyped[]
  windows: WindowTyped[]
  postageIncluded: boolean
  updatesPromised: string
  choices: string[]
  split: TypedSplit[]
} & Record<(typeof LINE_FIELDS)[number] | (typeof DATE_FIELDS)[number], string>

export type OfferErrors = Record<string, string>

/** Rows there are, and one to add to. */
const MORE = 1
const MOST = 12

const EMPTY_GRADE: GradeTyped = { code: '', zh: '', en: '', value: '' }

/** The form of an offer; null begins with an empty one. */
export function typedOffer(content: OfferContent | null): TypedOffer {
  const grades = (content?.grades ?? []).map((grade) => ({
    code: grade.code,
    zh: grade.nameZh,
    en: grade.nameEn,
    value: bareYuan(grade.valueFenPer100g),
  }))
  const columns = grades.length + MORE
  const blanks = <T>(known: T[], blank: () => T): T[] => [...known, ...Array.from({ length: MORE }, blank)]
  const tiers = (content?.tiers ?? []).map((tier) => ({
    area: bareYuan(tier.areaCmu),
    price: bareYuan(tier.priceFen),
    guests: String(tier.visitGuests),
    grams: Array.from({ length: columns }, (_, n) => String(tier.grams[grades[n]?.code ?? ''] ?? '')),
  }))
  const windows = (content?.dispatches ?? []).map(({ code, from, until, grades: sent }) => ({
    code,
    from,
    until,
    grades: Array.from({ length: columns }, (_, n) => sent.includes(grades[n]?.code ?? '')),
  }))
  return {
    grades: blanks(grades, () => ({ ...EMPTY_GRADE })),
    tiers: blanks(tiers, () => ({ area: '', price: '', guests: '', grams: Array(columns).fill('') })),
    windows: blanks(windows, () => ({ code: '', from: '', until: '', grades: Array(columns).fill(false) })),
    postageIncluded: content?.postageIncluded ?? true,
    updatesPromised: String(content?.updatesPromised ?? 4),
    // In the order of the boxes, as a form that is sent back names them.
    choices: CHOICES.filter((choice) => content?.shortfall.choices.includes(choice) ?? true),
    split: splitRows(content?.priceSplit ?? null),
    salesFrom: content?.sales.from ?? '',
    salesUntil: content?.sales.until ?? '',
    renewalFrom: content?.renewal?.from ?? '',
    renewalUntil: content?.renewal?.until ?? '',
    fullUntil: content?.refundRule.fullUntil ?? '',
    ...(Object.fromEntries(LINE_FIELDS.map((name) => [name, (content?.[name] ?? []).join('\n')])) as Record<
      (typeof LINE_FIELDS)[number],
      string
    >),
  }
}

/** What came in a form, as it was typed. */
export function readTypedOffer(form: Form): TypedOffer {
  const at = (name: string, longest = 10) => textOf(form, name, longest)
  const rowsOf = <T>(name: string, read: (row: string, n: number) => T): T[] => {
    const count = Math.min(MOST + MORE, Number(at(`${name}.rows`, 2)) || 0)
    return Array.from({ length: count }, (_, n) => read(`${name}.${n}`, n))
  }
  const grades = rowsOf('grade', (row) => ({
    code: at(`${row}.code`, 24),
    zh: at(`${row}.zh`, 40),
    en: at(`${row}.en`, 60),
    value: at(`${row}.value`),
  }))
  const texts = Object.fromEntries([
    ...LINE_FIELDS.map((name) => [name, at(name, 6000).replace(/\r/g, '')]),
    ...DATE_FIELDS.map((name) => [name, at(name)]),
  ]) as Record<(typeof LINE_FIELDS)[number] | (typeof DATE_FIELDS)[number], string>
  return {
    ...texts,
    grades,
    tiers: rowsOf('tier', (row) => ({
      area: at(`${row}.area`),
      price: at(`${row}.price`),
      guests: at(`${row}.guests`, 3),
      grams: grades.map((_, g) => at(`${row}.grams.${g}`, 7)),
    })),
    windows: rowsOf('window', (row) => ({
      code: at(`${row}.code`, 24),
      from: at(`${row}.from`),
      until: at(`${row}.until`),
      grades: grades.map((_, g) => at(`${row}.grade.${g}`, 1) === '1'),
    })),
    postageIncluded: at('postageIncluded', 1) === '1',
    updatesPromised: at('updatesPromised', 2),
    choices: CHOICES.filter((choice) => at(`choice.${choice}`, 1) === '1'),
    split: readSplit(form),
  }
}
