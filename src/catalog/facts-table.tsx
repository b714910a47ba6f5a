import { inLanguage } from '../i18n/texts.ts'
import type { ProductPageProps } from './product-page.tsx'
import { seasonText } from './season-texts.ts'

/** Label facts like on the pack; what is not known yet has no row. */
export function FactsTable({ detail, chosen, t, language }: ProductPageProps) {
  const { product, producer } = detail
  const net = chosen.netMl ? `${chosen.netMl} ml` : chosen.netG ? `${chosen.netG} g` : null
  const facts = JSON.parse(product.labelFacts) as Record<string, string>
  const rows: [string, string | null | undefined][] = [
    [t.net, net],
    [t.teaClass, product.teaClass ? t.teaClasses[product.teaClass] : null],
    [t.place, t.placeOf(inLanguage(language, product.originZh, product.originEn))],
    [t.shelfLife, t.days(product.shelfLifeDays)],
    [t.season, seasonText(product.seasonMask, t)],
    [t.producer, inLanguage(language, producer.nameZh, producer.nameEn)],
    [
      t.warning,
      facts.warning ? (language === 'en' ? 'Not for infants under one year' : facts.warning) : null,
    ],
  ]
  return (
    <section class="facts-box">
      <h2>{t.facts}</h2>
      <dl class="facts">
        {rows.map(([label, value]) =>
          value ? (
            <div>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
      <p class="fine">{t.factsNote}</p>
    </section>
  )
}
