import { inLanguage } from '../i18n/texts.ts'
import { html } from '../ui/html.ts'
import { FACTS } from './label-facts.ts'
import type { ProductPageProps } from './product-page.tsx'
import { seasonText } from './season-texts.ts'

const INFANTS = '1岁以下婴儿不宜食用'

/** Facts copied from the pack, in its own words whatever the language of the page. */
type Labelled = Exclude<(typeof FACTS)[number]['key'], 'producerName' | 'warning'>
const LABELLED: Labelled[] = [
  'producerAddress',
  ...FACTS.flatMap(({ key }) =>
    key === 'producerName' || key === 'producerAddress' || key === 'warning' ? [] : [key],
  ),
]

/** The producer's name, or that it is being checked. */
const nameOf = (
  { sample, nameZh, nameEn }: ProductPageProps['detail']['producer'],
  t: ProductPageProps['t'],
  language: ProductPageProps['language'],
) => (sample ? t.producerPending : inLanguage(language, nameZh, nameEn))

/** Label facts like on the pack; what is not known yet has no row. */
export function FactsTable({ detail, chosen, t, language }: ProductPageProps) {
  const { product, producer } = detail
  const net = chosen.netMl ? `${chosen.netMl} ml` : chosen.netG ? `${chosen.netG} g` : null
  const facts = JSON.parse(product.labelFacts) as Record<string, string>
  const parts = chosen.parts.map(
    (part) =>
      `${inLanguage(language, part.nameZh, part.nameEn)} ${inLanguage(language, part.specZh, part.specEn)} ×${part.quantity}`,
  )
  // A box with honey in it warns like the honey itself.
  const warning = chosen.parts.some(({ family }) => family === 'honey') ? INFANTS : facts.warning
  const rows: [string, string | null | undefined][] = [
    [t.contents, parts.join(language === 'en' ? ', ' : '、')],
    [t.net, net],
    [t.teaClass, product.teaClass ? t.teaClasses[product.teaClass] : null],
    [t.place, t.placeOf(inLanguage(language, product.originZh, product.originEn))],
    [t.shelfLife, t.days(product.shelfLifeDays)],
    [t.season, seasonText(product.seasonMask, t, false)],
    [t.producer, facts.producerName || nameOf(producer, t, language)],
    ...LABELLED.map((key): [string, string | undefined] => [t.labels[key], facts[key]]),
    [
      t.warning,
      warning === INFANTS && language === 'en' ? 'Not suitable for infants under 1 year of age' : warning,
    ],
  ]
  const list = rows.map(([label, value]) =>
    value ? html`<div><dt>${label}</dt><dd>${value}</dd></div>` : null,
  )
  return html`
    <section class="facts-box">
      <h2>${t.facts}</h2>
      <dl class="facts">${list}</dl>
      <p class="fine">${t.factsNote}</p>
    </section>`
}
