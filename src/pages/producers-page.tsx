import type { SceneName } from '../art/scenes/scenes.ts'
import { giMark, type Permit, permitState } from '../catalog/producer.ts'
import type { Producer, ProducerProduct } from '../catalog/producer-queries.ts'
import { sceneOfFamily } from '../catalog/scene-of.ts'
import { inLanguage, type Language, type Texts } from '../i18n/texts.ts'
import { Markdown } from '../ui/markdown.tsx'
import { Scene } from '../ui/scene.tsx'
import type { Paths } from '../urls.ts'

type Props = {
  t: Texts['pages']['producers']
  scenes: Texts['scenes']
  /** Markdown of staff above the list. */
  text: string
  language: Language
  paths: Paths
  producers: Producer[]
  products: ProducerProduct[]
  today: string
}

/** Producers whose names are known, with their papers and what they sell. */
export const ProducersPage = ({ t, scenes, text, language, paths, producers, products, today }: Props) => {
  return (
    <div class="wrap producers">
      <div class="prose">
        <h1>{t.title}</h1>
        <Markdown text={text} />
      </div>
      {placed(producers, products).map(({ producer, scene }) => {
        const address = inLanguage(language, producer.addressZh, producer.addressEn || producer.addressZh)
        const own = products.filter(({ producerId }) => producerId === producer.id)
        return (
          <section class="producer" aria-labelledby={producer.id}>
            {scene ? <Scene name={scene} t={scenes} /> : null}
            <div>
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
            </div>
          </section>
        )
      })}
    </div>
  )
}

type Placed = { producer: Producer; scene: SceneName | null }

/** Each with the place of what it sells first. No scene comes twice, and who has none comes last. */
function placed(producers: Producer[], products: ProducerProduct[]): Placed[] {
  const used = new Set<SceneName>()
  const all = producers.map((producer) => {
    const family = products.find(({ producerId }) => producerId === producer.id)?.family ?? ''
    const scene = family === 'tea' ? 'tea-workshop' : sceneOfFamily[family]
    if (!scene || used.has(scene)) return { producer, scene: null }
    used.add(scene)
    return { producer, scene }
  })
  return [...all.filter(({ scene }) => scene), ...all.filter(({ scene }) => !scene)]
}

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
