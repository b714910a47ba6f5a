import { type Language, texts } from '../i18n/texts.ts'
import { gramsText } from '../kernel/grams.ts'
import { type Fen, fen } from '../kernel/money.ts'
import type { OfferContent } from './offer.ts'

export type RefundStep = { textZh: string; textEn: string; fen: number }
export type RefundSum = { amountFen: Fen; steps: RefundStep[] }

/** What a plot called off today gives back, with the rule it was sold under. */
export type PlotBack = {
  plot: string
  season: number
  content: Pick<OfferContent, 'refundRule' | 'grades'>
  sum: RefundSum
  /** Everything promised was sent. */
  allSent: boolean
}
/** What calling off gives back in all: plots by their rules, the rest of an order (goods, freight) whole. */
export type GoingBack = { plots: PlotBack[]; restFen: number; amountFen: number }

/**
 * What goes back for an adoption called off on a civil date, explained line by line; the steps sum to the amount
 * unless more tea was sent than was paid, which the last step says. Pure. `sentG` is grams by grade.
 */
export function refundFor(
  content: Pick<OfferContent, 'refundRule' | 'grades'>,
  adoption: { priceFen: number },
  sentG: Record<string, number>,
  on: string,
): RefundSum {
  const { fullUntil } = content.refundRule
  const dateIn = (language: Language) => texts(language).gardens.terms.fullDate(fullUntil)
  const paid = { textZh: '认购时支付', textEn: 'Paid for the adoption', fen: adoption.priceFen }
  if (on <= fullUntil) {
    const whole = {
      textZh: `${dateIn('zh')}及以前全额退款`,
      textEn: `Up to and including ${dateIn('en')}: full refund`,
      fen: 0,
    }
    return { amountFen: fen(adoption.priceFen), steps: [paid, whole] }
  }
  const sent = content.grades.flatMap(({ code, nameZh, nameEn, valueFenPer100g }) => {
    const grams = sentG[code] ?? 0
    // Half a fen is the adopter's.
    const worth = Math.floor((grams * valueFenPer100g) / 100)
    return grams > 0
      ? [
          {
            textZh: `扣除已寄出的${nameZh}${gramsText(grams)}克`,
            textEn: `Less ${nameEn || nameZh} already sent, ${gramsText(grams)} g`,
            fen: -worth,
          },
        ]
      : []
  })
  const left = adoption.priceFen + sent.reduce((sum, step) => sum + step.fen, 0)
  const none = { textZh: '还没有寄出茶叶', textEn: 'No tea has been sent yet', fen: 0 }
  const bottom = {
    textZh: '已寄出的茶已抵完所付款项，没有可退的款项',
    textEn: 'The tea already sent equals the price paid; no refund is due',
    fen: -left,
  }
  const steps = [paid, ...(sent.length ? sent : [none]), ...(left < 0 ? [bottom] : [])]
  return { amountFen: fen(Math.max(0, left)), steps }
}
