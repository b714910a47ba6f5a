import * as v from 'valibot'
import { type OfferContent, offerContent } from '../../adoption/offer.ts'
import { wordingFault } from '../../adoption/wording.ts'
import { isCivilDate } from '../../kernel/time.ts'
import { parseWhole } from '../../kernel/typed-number.ts'
import type { ParsedSplit } from '../shipments/split-rows.tsx'
import { LINE_FIELDS, type OfferErrors, type TypedOffer } from './offer-form.ts'
import { coded, gradesOf, tiersOf, windowsOf } from './offer-parsing-rows.ts'

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

/** The offer that was typed, or what to fix by field; the sentences say where and how. */
export function parseOffer(
  typed: TypedOffer,
  split: ParsedSplit,
): { content: OfferContent } | { errors: OfferErrors } {
  const errors: OfferErrors = split.error ? { split: split.error } : {}
  const grades = coded(typed.grades, (row) => Boolean(row.zh || row.en || row.value), 'tea')
  const content = {
    grades: gradesOf(grades, errors),
    tiers: tiersOf(typed.tiers, grades, errors),
    dispatches: windowsOf(typed.windows, grades, errors),
    postageIncluded: typed.postageIncluded,
    updatesPromised: parseWhole(typed.updatesPromised, 60, '次') ?? -1,
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
  if (content.updatesPromised < 0) errors.updatesPromised = '动态次数写 0 到 60 的整数'
  if (!typed.choices.length) errors.choices = '歉收时至少给认购人一种选择'
  if (Object.keys(errors).length) return { errors }
  const judged = v.safeParse(offerContent, content)
  return judged.success
    ? { content: judged.output }
    : { errors: { form: '方案里还有不合规定的内容，请检查每一栏的数字和日期' } }
}

function dateErrors(typed: TypedOffer, errors: OfferErrors): void {
  const period = (from: string, until: string) => isCivilDate(from) && isCivilDate(until) && from <= until
  if (!period(typed.salesFrom, typed.salesUntil)) errors.salesFrom = '请写开始和结束认购的日期，先后不能反'
  if ((typed.renewalFrom || typed.renewalUntil) && !period(typed.renewalFrom, typed.renewalUntil))
    errors.renewalFrom = '续认购期的两个日期都要写，先后不能反；没有就都空着'
  if (!isCivilDate(typed.fullUntil)) errors.fullUntil = '请写哪一天以前全额退款'
}

const LINE_NAMES: Record<(typeof LINE_FIELDS)[number], string> = {
  benefitsZh: '得到什么',
  benefitsEn: '得到什么（英文）',
  termsZh: '约定',
  termsEn: '约定（英文）',
  risksZh: '风险',
  risksEn: '风险（英文）',
}

function lineErrors(content: Pick<OfferContent, (typeof LINE_FIELDS)[number]>, errors: OfferErrors): void {
  for (const name of LINE_FIELDS) {
    const lines = content[name]
    if (!lines.length && !name.endsWith('En')) errors[name] = `“${LINE_NAMES[name]}”至少写一句`
    if (lines.length > 30 || lines.some((line) => line.length > 300))
      errors[name] = '一行一句，最多 30 句，每句最多 300 字'
    const fault = wordingFault(lines.join('\n'))
    if (fault) errors[name] = fault
  }
  for (const [zh, en] of [
    ['benefitsZh', 'benefitsEn'],
    ['termsZh', 'termsEn'],
    ['risksZh', 'risksEn'],
  ] as const)
    if (content[en].length && content[zh].length !== content[en].length)
      errors[en] ??= `英文要和中文一句对一句：中文 ${content[zh].length} 句，英文 ${content[en].length} 句`
}
