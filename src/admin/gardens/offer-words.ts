import { formatMu } from '../../adoption/adoption.ts'
import type { OfferContent } from '../../adoption/offer.ts'
import { formatYuan } from '../../kernel/money.ts'

export const CHOICE_NAMES: Record<string, string> = { tea: '等值茶叶', credit: '抵用码', refund: '退款' }

const period = ({ from, until }: { from: string; until: string }): string => `${from} 至 ${until}`

/** An offer as sentences, each under what it is about: what a clerk compares. */
export function offerWords(content: OfferContent): [about: string, text: string][] {
  const nameOf = (code: string) => content.grades.find((grade) => grade.code === code)?.nameZh ?? code
  const lines = (about: string, texts: string[]) =>
    texts.map((text, n): [string, string] => [`${about} ${n + 1}`, text])
  return [
    ...content.grades.map((grade): [string, string] => [
      `茶 ${grade.code}`,
      `${grade.nameZh} / ${grade.nameEn}，每 100 克 ${formatYuan(grade.valueFenPer100g)} 元`,
    ]),
    ...content.tiers.map((tier): [string, string] => [
      `${formatMu(tier.areaCmu)} 亩`,
      [
        `${formatYuan(tier.priceFen)} 元`,
        ...content.grades.map(({ code, nameZh }) => `${nameZh} ${tier.grams[code] ?? 0} 克`),
        `参观 ${tier.visitGuests} 人`,
      ].join(','),
    ]),
    ...content.dispatches.map((one, n): [string, string] => [
      `第 ${n + 1} 批寄送`,
      `${one.grades.map(nameOf).join('、')}，${period(one)}`,
    ]),
    ['运费', content.postageIncluded ? '含运费' : '运费另计'],
    ['认购期', period(content.sales)],
    ['续认购期', content.renewal ? period(content.renewal) : '没有'],
    ['退款', `${content.refundRule.fullUntil} 及以前全额，之后扣已寄的茶`],
    ['歉收', content.shortfall.choices.map((choice) => CHOICE_NAMES[choice]).join('、')],
    ['动态', `不少于 ${content.updatesPromised} 次`],
    [
      '价格去向',
      content.priceSplit?.map((part) => `${part.nameZh} ${formatYuan(part.basisPoints)}%`).join('、') ??
        '不显示',
    ],
    ...lines('得到什么', content.benefitsZh),
    ...lines('得到什么（英文）', content.benefitsEn),
    ...lines('约定', content.termsZh),
    ...lines('约定（英文）', content.termsEn),
    ...lines('风险', content.risksZh),
    ...lines('风险（英文）', content.risksEn),
  ]
}

export type Change = { about: string; before: string | null; after: string | null }

/** What differs between two offers, sentence by sentence; all of it against none. */
export function offerChanges(before: OfferContent | null, after: OfferContent): Change[] {
  const old = new Map(before ? offerWords(before) : [])
  const now = new Map(offerWords(after))
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((about) => {
    const change = { about, before: old.get(about) ?? null, after: now.get(about) ?? null }
    return change.before === change.after ? [] : [change]
  })
}
