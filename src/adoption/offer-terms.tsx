import { inLanguage, type Language } from '../i18n/texts.ts'
import { formatYuan } from '../kernel/money.ts'
import type { OfferContent, OfferTier } from './offer.ts'
import { dayText, gradeName, gradeNames, linesIn, shortfallNames, teaOf, type Words } from './words.ts'

type Props = {
  content: OfferContent
  /** The size bought; without it, what a size brings is left out. */
  tier: OfferTier | null
  language: Language
  t: Words
  /** Level of the small headings. */
  level?: 'h3' | 'h4'
}

/** An offer in full: what it brings, when, at whose postage, what happens when it fails, its terms and risks. */
export function OfferTerms(props: Props) {
  const { content, language, t, level = 'h3' } = props
  const Heading = level
  const lists = [
    [t.terms.benefits, linesIn(language, content.benefitsZh, content.benefitsEn)],
    [t.terms.conditions, linesIn(language, content.termsZh, content.termsEn)],
    [t.terms.risks, linesIn(language, content.risksZh, content.risksEn)],
  ] as const
  return (
    <div class="offer-terms">
      <dl>
        {factsOf(props).map(([name, lines]) => (
          <div>
            <dt>{name}</dt>
            {lines.map((line) => (
              <dd>{line}</dd>
            ))}
          </div>
        ))}
      </dl>
      {lists.map(([title, sentences]) =>
        sentences.length ? (
          <section>
            <Heading>{title}</Heading>
            <ul>
              {sentences.map((sentence) => (
                <li>{sentence}</li>
              ))}
            </ul>
          </section>
        ) : null,
      )}
    </div>
  )
}

function factsOf({ content, tier, language, t }: Props): [string, string[]][] {
  const texts = t.terms
  const values = content.grades.map((grade) =>
    texts.perHundred(gradeName(language, grade), formatYuan(grade.valueFenPer100g)),
  )
  const facts: [string, string[]][] = [
    [texts.get, tier ? teaOf(content, tier, language, t) : []],
    [texts.visit, tier?.visitGuests ? [t.guests(tier.visitGuests)] : []],
    [
      texts.windows,
      content.dispatches.map(({ grades, from, until }) =>
        texts.window(gradeNames(content, grades, language), dayText(from, t), dayText(until, t)),
      ),
    ],
    [texts.share, content.shareRule === 'by_area' ? [texts.shareText] : []],
    [texts.postage, [content.postageIncluded ? texts.postageYes : texts.postageNo]],
    [
      texts.refund,
      [texts.refundText(texts.fullDate(content.refundRule.fullUntil)), texts.refundValues(values)],
    ],
    [
      texts.shortfall,
      content.shortfall.choices.length ? [texts.shortfallText(shortfallNames(content, t))] : [],
    ],
    [texts.care, content.updatesPromised ? [texts.careText(content.updatesPromised)] : []],
    [texts.sales, [`${texts.fullDate(content.sales.from)} – ${texts.fullDate(content.sales.until)}`]],
    [
      texts.split,
      (content.priceSplit ?? []).map(
        (part) => `${inLanguage(language, part.nameZh, part.nameEn)} ${t.percent(part.basisPoints)}`,
      ),
    ],
  ]
  return facts.filter(([, lines]) => lines.length)
}
