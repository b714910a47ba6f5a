import * as v from 'valibot'
import { type OfferContent, offerContent } from '../adoption/offer.ts'
import { wordingFault } from '../adoption/wording.ts'
import { formatYuan, parseYuan } from '../kernel/money.ts'
import { isCivilDate } from '../kernel/time.ts'
import { textOf } from './settings-frame.tsx'
import { readSplit, splitRows, type TypedSplit } from './split-rows.tsx'

type GradeTyped = { code: string; zh: string; en: string; value: string }
type TierTyped = { area: string; price: string; guests: string; grams: string[] }
type WindowTyped = { code: string; from: string; until: string; grades: boolean[] }

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
    value: formatYuan(grade.valueFenPer100g),
  }))
  const columns = grades.length + MORE
  const blanks = <T>(known: T[], blank: () => T): T[] => [...known, ...Array.from({ length: MORE }, blank)]
  const tiers = (content?.tiers ?? []).map((tier) => ({
    area: formatYuan(tier.areaCmu),
    price: formatYuan(tier.priceFen),
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
    choices: content?.shortfall.choices ?? [...CHOICES],
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
export function readTypedOffer(form: Record<string, unknown>): TypedOffer {
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
    split: readSplit(form).typed,
  }
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

const freshCode = (taken: string[], prefix: string): string => {
  let n = 1
  while (taken.includes(`${prefix}${n}`)) n += 1
  return `${prefix}${n}`
}

/** Rows that were filled in get the code they had, or a new one. */
function coded<T extends { code: string }>(
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

/** The offer that was typed, or what to mend by field; the sentences say where and how. */
export function parseOffer(
  typed: TypedOffer,
  split: ReturnType<typeof readSplit>,
): { content: OfferContent } | { errors: OfferErrors } {
  const errors: OfferErrors = split.error ? { split: split.error } : {}
  const grades = coded(typed.grades, (row) => Boolean(row.zh || row.en || row.value), 'tea')
  const content = {
    grades: gradesOf(grades, errors),
    tiers: tiersOf(typed.tiers, grades, errors),
    dispatches: windowsOf(typed.windows, grades, errors),
    postageIncluded: typed.postageIncluded,
    updatesPromised: Number(typed.updatesPromised),
    priceSplit: split.parts,
    shareRule: 'by_area' as const,
    shortfall: { choices: typed.choices as OfferContent['shortfall']['choices'] },
    refundRule: { fullUntil: typed.fullUntil, afterwards: 'minus_sent' as const },
    sales: { from: typed.salesFrom, until: typed.salesUntil },
    renewal:
      typed.renewalFrom || typed.renewalUntil ? { from: typed.renewalFrom, until: typed.renewalUntil } : null,
    ...(Object.fromEntries(LINE_FIELDS.map((name) => [name, linesOf(typed[name])])) as Pick<
      OfferContent,
      (typeof LINE_FIELDS)[number]
    >),
  }
  dateErrors(typed, errors)
  lineErrors(content, errors)
  if (!/^\d{1,2}$/.test(typed.updatesPromised) || content.updatesPromised > 60)
    errors.updatesPromised = '动态次数写 0 到 60 的整数'
  if (!typed.choices.length) errors.choices = '歉收时至少给认购人一种选择'
  if (Object.keys(errors).length) return { errors }
  const judged = v.safeParse(offerContent, content)
  return judged.success
    ? { content: judged.output }
    : { errors: { form: '方案里还有不合规定的内容,请检查每一栏的数字和日期' } }
}

function gradesOf(grades: Named, errors: OfferErrors): OfferContent['grades'] {
  if (!grades.length) errors.grades = '至少写一种茶'
  return grades.map((row) => {
    const value = parseYuan(row.value)
    if (!row.zh || !row.en || value === null)
      errors.grades = '每种茶要写中文、英文和每 100 克的价值(元),退款时按它扣已寄的茶'
    const fault = wordingFault(`${row.zh}\n${row.en}`)
    if (fault) errors.grades = fault
    return { code: row.code, nameZh: row.zh, nameEn: row.en, valueFenPer100g: value ?? 0 }
  })
}

function tiersOf(rows: TierTyped[], grades: Named, errors: OfferErrors): OfferContent['tiers'] {
  const used = rows.filter((row) => row.area || row.price)
  if (!used.length) errors.tiers = '至少写一种大小'
  const tiers = used.map((row) => {
    const [area, price] = [parseYuan(row.area), parseYuan(row.price)]
    const guests = /^\d{1,3}$/.test(row.guests || '0') ? Number(row.guests || '0') : -1
    const grams = grades.map(({ code, at }): [string, number] => [
      code,
      /^\d{1,7}$/.test(row.grams[at] || '0') ? Number(row.grams[at] || '0') : -1,
    ])
    if (!area || !price || guests < 0 || guests > 100 || grams.some(([, g]) => g < 0))
      errors.tiers = '每种大小要写亩数(如 0.1)、价格(元)、克数和参观人数(整数)'
    return { areaCmu: area ?? 0, priceFen: price ?? 0, visitGuests: guests, grams: Object.fromEntries(grams) }
  })
  if (new Set(tiers.map((tier) => tier.areaCmu)).size < tiers.length) errors.tiers ??= '同样的亩数写了两次'
  return tiers
}

function windowsOf(rows: WindowTyped[], grades: Named, errors: OfferErrors): OfferContent['dispatches'] {
  return coded(rows, (row) => Boolean(row.from || row.until), 'send').map((row) => {
    const sent = grades.filter(({ at }) => row.grades[at]).map(({ code }) => code)
    if (!isCivilDate(row.from) || !isCivilDate(row.until) || row.from > row.until || !sent.length)
      errors.windows = '每一批寄送要写开始和结束日期(先后不能反),并勾选寄哪种茶'
    return { code: row.code, from: row.from, until: row.until, grades: sent }
  })
}

function dateErrors(typed: TypedOffer, errors: OfferErrors): void {
  const period = (from: string, until: string) => isCivilDate(from) && isCivilDate(until) && from <= until
  if (!period(typed.salesFrom, typed.salesUntil)) errors.salesFrom = '请写开始和结束认购的日期,先后不能反'
  if ((typed.renewalFrom || typed.renewalUntil) && !period(typed.renewalFrom, typed.renewalUntil))
    errors.renewalFrom = '续认购期的两个日期都要写,先后不能反;没有就都空着'
  if (!isCivilDate(typed.fullUntil)) errors.fullUntil = '请写哪一天以前全额退款'
}

const LINE_NAMES: Record<(typeof LINE_FIELDS)[number], string> = {
  benefitsZh: '得到什么',
  benefitsEn: '得到什么(英文)',
  termsZh: '约定',
  termsEn: '约定(英文)',
  risksZh: '风险',
  risksEn: '风险(英文)',
}

function lineErrors(content: Pick<OfferContent, (typeof LINE_FIELDS)[number]>, errors: OfferErrors): void {
  for (const name of LINE_FIELDS) {
    const lines = content[name]
    if (!lines.length) errors[name] = `“${LINE_NAMES[name]}”至少写一句`
    if (lines.length > 30 || lines.some((line) => line.length > 300))
      errors[name] = '一行一句,最多 30 句,每句最多 300 字'
    const fault = wordingFault(lines.join('\n'))
    if (fault) errors[name] = fault
  }
  for (const [zh, en] of [
    ['benefitsZh', 'benefitsEn'],
    ['termsZh', 'termsEn'],
    ['risksZh', 'risksEn'],
  ] as const)
    if (content[zh].length !== content[en].length)
      errors[en] ??= `英文要和中文一句对一句:中文 ${content[zh].length} 句,英文 ${content[en].length} 句`
}
