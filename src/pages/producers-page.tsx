import type { Permit } from '../catalog/producer.ts'
import { giMark, permitState } from '../catalog/producer.ts'
import type { Producer, ShownProduct } from '../catalog/producer-queries.ts'
import { plainName, standingOf } from '../catalog/producer-standing.ts'
import { inLanguage, type Language, type Texts } from '../i18n/texts.ts'
import { FamilyMark } from '../ui/family-mark.tsx'
import { Icon } from '../ui/icon.tsx'
import { Markdown } from '../ui/markdown.tsx'
import { Picture } from '../ui/picture.tsx'
import type { Paths } from '../urls.ts'
import { pictured } from './producer-pictures.ts'
import { ProducersPlan } from './producers-plan.tsx'

type Props = {
  t: Texts['pages']['producers']
  scenes: Texts['scenes']
  /** Markdown of staff above the list. */
  text: string
  language: Language
  paths: Paths
  producers: Producer[]
  products: ShownProduct[]
  /** Names by code, in the shop's order. */
  families: Record<string, string>
  origins: Record<string, string>
  today: string
}

type Standing = ReturnType<typeof standingOf>
type Shown = { producer: Producer; own: ShownProduct[]; family: string; standing: Standing }

/** Who grows and makes it: what is known of each, what is still missing, and how one of them fills the page. */
export const ProducersPage = (props: Props) => {
  const { t, text, products, families, origins, paths } = props
  const all = shownOf(props)
  const pictures = pictured(all.map(({ family }) => family))
  return (
    <div class="producers">
      <header class="wrap producers-head">
        <div>
          <h1>{t.heading}</h1>
          <Markdown text={text} />
          <Sums t={t} all={all} products={products} />
          <p class="fine">{t.rule}</p>
        </div>
        <ProducersPlan t={t} products={products} families={families} origins={origins} />
      </header>
      <div class="wrap">
        {all.map((shown, at) => (
          <OneProducer
            {...props}
            {...shown}
            picture={pictures[at] ?? null}
            first={all.findIndex(({ family }) => family === shown.family) === at}
          />
        ))}
        <section class="producers-call">
          <div>
            <h2>{t.callTitle}</h2>
            <p>{t.call}</p>
            <ul>
              {t.send.map((what) => (
                <li>{what}</li>
              ))}
            </ul>
          </div>
          <a class="button button-primary" href={paths.contact}>
            {t.contact}
          </a>
        </section>
        <p class="fine">{t.drawn}</p>
      </div>
    </div>
  )
}

/** In the order of the shop's families; who sells nothing yet comes last. */
function shownOf({ producers, products, families, today }: Props): Shown[] {
  const order = Object.keys(families)
  const place = (family: string) => (order.includes(family) ? order.indexOf(family) : order.length)
  return producers
    .map((producer) => {
      const own = products.filter(({ producerId }) => producerId === producer.id)
      return { producer, own, family: own[0]?.family ?? '', standing: standingOf(producer, own, today) }
    })
    .sort((one, other) => place(one.family) - place(other.family))
}

const Sums = ({ t, all, products }: Pick<Props, 't' | 'products'> & { all: Shown[] }) => {
  const count = (values: string[]) => new Set(values).size
  const checks = all.flatMap(({ standing }) => standing)
  const sums: [string | number, string][] = [
    [count(products.flatMap(({ family }) => (family === 'gift' ? [] : family))), t.sums.families],
    [count(products.flatMap(({ originCode }) => (originCode === 'puding' ? [] : originCode))), t.sums.places],
    [`${checks.filter(({ done }) => done).length}/${checks.length}`, t.sums.checked],
  ]
  return (
    <dl class="producers-sums">
      {sums.map(([value, label]) => (
        <div>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

type OneProps = Props &
  Shown & {
    picture: string | null
    /** Of its family, of which the page says something once. */
    first: boolean
  }

const OneProducer = ({
  producer,
  own,
  family,
  standing,
  picture,
  first,
  t,
  scenes,
  language,
  paths,
  today,
}: OneProps) => {
  const alt = picture?.startsWith('scene-') ? (scenes[picture.slice(6) as keyof typeof scenes] ?? '') : ''
  const name = plainName(inLanguage(language, producer.nameZh, producer.nameEn || producer.nameZh))
  const places = own.map((product) => inLanguage(language, product.originZh, product.originEn))
  return (
    <section class="producer" aria-labelledby={producer.id}>
      {picture ? <Picture name={picture} alt={alt} width={1200} height={900} class="scene-box" /> : null}
      <div>
        <h2 id={producer.id}>
          <FamilyMark family={family} />
          {name}
        </h2>
        {own.length ? <p class="producer-place">{[...new Set(places)].join(t.listed)}</p> : null}
        {first && t.say[family] ? <p>{t.say[family]}</p> : null}
        {own.length ? (
          <ul class="producer-products">
            {own.map(({ slug, nameZh, nameEn }) => (
              <li>
                <a href={paths.product(slug)}>{inLanguage(language, nameZh, nameEn)}</a>
              </li>
            ))}
          </ul>
        ) : null}
        <Facts t={t} producer={producer} language={language} today={today} />
      </div>
      <Missing t={t} standing={standing} />
    </section>
  )
}

/** What is checked and what is still wanted, each in a word and with a sign. */
const Missing = ({ t, standing }: { t: Props['t']; standing: Standing }) => {
  const done = standing.filter((each) => each.done).length
  return (
    <div class="producer-missing">
      <h3>
        {done === standing.length ? t.complete : t.missing}
        <span>{t.checked(done, standing.length)}</span>
      </h3>
      <ul>
        {standing.map((each) => (
          <li class={each.done ? 'is-done' : undefined}>
            <i>{each.done ? <Icon name="check" /> : null}</i>
            <span class="visually-hidden">{each.done ? t.done : t.wanted}</span>
            {t.checks[each.check]}
          </li>
        ))}
      </ul>
    </div>
  )
}

type FactsProps = Pick<Props, 't' | 'language' | 'today'> & { producer: Producer }

/** Papers that have ended are not shown; a fact that nobody entered has no row. */
const Facts = ({ t, producer, language, today }: FactsProps) => {
  const address = inLanguage(language, producer.addressZh, producer.addressEn || producer.addressZh)
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
  validUntil ? `${number}${t.comma}${t.until(validUntil)}` : number

const Fact = ({ name, value }: { name: string; value: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
)
