import type { SceneName } from '../art/scenes/scenes.ts'
import { inLanguage, type Language, type Texts } from '../i18n/texts.ts'
import { Markdown } from '../ui/markdown.tsx'
import { Scene } from '../ui/scene.tsx'
import type { Paths } from '../urls.ts'
import { type StoryPart, storyParts } from './story-scenes.ts'
import type { ImpactFact } from './text-pages.tsx'

type Props = {
  t: Texts['pages']['story']
  scenes: Texts['scenes']
  /** Markdown of staff, or what the shop comes with. */
  text: string
  /** Published figures of the programme, with one source. */
  facts: ImpactFact[]
  impact: Texts['pages']['impact']
  language: Language
  paths: Paths
}

/** An illustrated read: the words of staff in chapters, each among the scenes of what it speaks of. */
export const StoryPage = (props: Props) => {
  const { t, text } = props
  const parts = storyParts(text)
  const quoted = parts.findIndex(({ tea }) => tea)
  return (
    <article class="story">
      <header class="wrap story-head">
        <h1>{t.title}</h1>
        <p>{t.lead}</p>
      </header>
      {parts.map((part, at) => (
        <Part {...props} part={part} at={at} numbered={parts.length > 1} quoted={at === quoted} />
      ))}
      <Figures {...props} />
      <footer class="wrap story-foot">
        <p class="story-ways">
          <a class="button button-primary" href={props.paths.products()}>
            {t.shop}
          </a>
          <a class="button button-secondary" href={props.paths.gardens}>
            {t.adopt}
          </a>
        </p>
        <p class="fine">{t.drawn}</p>
      </footer>
    </article>
  )
}

type PartProps = Props & { part: StoryPart; at: number; numbered: boolean; quoted: boolean }

const Part = ({ part, at, numbered, quoted, t, scenes }: PartProps) => {
  const { before, beside, after } = part
  const pictures = { t, scenes }
  const aside = at === 0 && !beside.length ? <Facts t={t} /> : null
  return (
    <section class="story-part">
      {before.map((name, place) => (
        <Pictured {...pictures} name={name} wide first={at === 0 && place === 0} />
      ))}
      <div class={`wrap story-chapter story-chapter--${aside ? 'facts' : beside.length}`}>
        <div class="prose">
          {numbered ? <p class="story-number">{t.chapter(at + 1)}</p> : null}
          <Markdown text={part.text} />
        </div>
        {beside.map((name, place) => (
          <Pictured {...pictures} name={name} first={at === 0 && !before.length && place === 0} />
        ))}
        {aside}
      </div>
      {quoted ? (
        <blockquote class="story-quote">
          <div class="wrap">
            <p>{t.quote}</p>
            <footer>{t.quoteOf}</footer>
          </div>
        </blockquote>
      ) : null}
      {after.length === 1 ? <Pictured {...pictures} name={after[0]!} wide /> : null}
      {after.length > 1 ? (
        <div class="wrap story-pair">
          {after.map((name) => (
            <Pictured {...pictures} name={name} />
          ))}
        </div>
      ) : null}
    </section>
  )
}

type PicturedProps = Pick<Props, 't' | 'scenes'> & { name: SceneName; wide?: boolean; first?: boolean }

const Pictured = ({ name, wide, first, t, scenes }: PicturedProps) => (
  <figure class={wide ? 'story-picture story-picture--wide' : 'story-picture'}>
    <Scene name={name} t={scenes} first={first} />
    {t.captions[name] ? <figcaption class="fine">{t.captions[name]}</figcaption> : null}
  </figure>
)

/** What can be said of the place in figures, and where they come from. */
const Facts = ({ t }: Pick<Props, 't'>) => (
  <div class="story-facts">
    <dl>
      {t.facts.map(([value, label]) => (
        <div>
          <dt>{value}</dt>
          <dd>{label}</dd>
        </div>
      ))}
    </dl>
    <p class="fine">{t.factsSource}</p>
  </div>
)

/** As many as stand in one row. */
const MOST_FIGURES = 3

/** Published figures with their one source; those of another stand on their own page. */
const Figures = ({ t, facts, impact, language, paths }: Props) => {
  const [first] = facts
  if (!first) return null
  const alike = facts.filter(({ sourceZh, asOf }) => sourceZh === first.sourceZh && asOf === first.asOf)
  const shared = alike.slice(0, MOST_FIGURES)
  return (
    <section class="wrap story-figures">
      <h2>{impact.title}</h2>
      <ul>
        {shared.map((fact) => (
          <li>
            <strong>{inLanguage(language, fact.valueZh, fact.valueEn)}</strong>
            <span>{inLanguage(language, fact.labelZh, fact.labelEn)}</span>
          </li>
        ))}
      </ul>
      <p class="fine">
        {impact.asOf(first.asOf)}
        {t.comma}
        {impact.source(inLanguage(language, first.sourceZh, first.sourceEn))}{' '}
        <a href={paths.impact}>{t.allFigures}</a>
      </p>
    </section>
  )
}
