import { giMark, type Permit, permitState } from '../catalog/producer.ts'
import type { Producer, ProducerProduct } from '../catalog/producer-queries.ts'
import { inLanguage, type Language, type Texts } from '../i18n/texts.ts'
import { Markdown } from '../ui/markdown.tsx'
import type { Paths } from '../urls.ts'

type Props = {
  t: Texts['pages']['producers']
  /** Markdown of staff above the list. */
  text: string
  language: Language
  paths: Paths
  producers: Producer[]
  products: ProducerProduct[]
  today: string
}

/** Producers whose names are known, with their papers and what they sell. */
export const ProducersPage = ({ t, text, language, paths, producers, products, today }: Props) => (
  <div class="wrap prose">
    <h1>{t.title}</h1>
    <Markdown text={text} />
    {producers.map((producer) => {
      const address = inLanguage(language, producer.addressZh, producer.addressEn || producer.addressZh)
      const own = products.filter(({ producerId }) => producerId === producer.id)
      return (
        <section class="producer" aria-labelledby={producer.id}>
          <h2 id={producer.id}>
            {inLanguage(language, producer.nameZh, producer.nameEn || producer.nameZh)}{' '}
            {producer.sample ? <span class="tag tag-sample">{t.sample}</span> : null}
          </h2>
          <Facts t={t} address={address} producer={producer} today={today} />
          {own.length ? (
            <ul class="producer-products">
              {own.map(({ slug, nameZh, nameEn }) => (
                <li>
                  <a href={paths.product(slug)}>{inLanguage(language, nameZh, nameEn)}</a>
                </li>
              ))}
            </ul>
          ) : null}
        </section>
      )
    })}
  </div>
)

type FactsProps = { t: Props['t']; address: string; producer: Producer; today: string }

/** Papers that have ended are not shown; a fact that nobody entered has no row. */
const Facts = ({ t, address, producer, today }: FactsProps) => {
  const certificate = giMark(producer)
  const good = producer.permits.filter(({ validUntil }) => permitState(validUntil, today) !== 'ended')
  if (!address && !certificate && !good.length) return null
  return (
    <dl class="facts">
      {address ? <Fact name={t.address} value={address} /> : null}
      {certificate ? <Fact name={t.gi} value={t.giCertificate(certificate)} /> : null}
      {good.map((permit) => (
        <Fact name={t.permits[permit.kind] ?? ''} value={paperText(t, permit)} />
      ))}
    </dl>
  )
}

const paperText = (t: Props['t'], { number, validUntil }: Permit): string =>
  validUntil ? `${number} · ${t.until(validUntil)}` : number

const Fact = ({ name, value }: { name: string; value: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
)
