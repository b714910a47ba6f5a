import { inLanguage } from '../i18n/texts.ts'
import { Scene } from '../ui/scene.tsx'
import type { HomePageProps } from './home-page.tsx'
import { sceneOfFamily } from './scene-of.ts'

/** Field, slope, wood and yard: where what is no tea comes from. */
const FIELDS = ['chive', 'cili', 'honey', 'noodle'] as const

export function Places({ t, fields, paths, scenes, count }: HomePageProps) {
  const shown = FIELDS.filter((family) => t.families[family] && (count[`family:${family}`] ?? 0) > 0)
  if (shown.length === 0) return null
  return (
    <section class="section">
      <div class="section-head">
        <h2>{t.from}</h2>
        <a href={paths.story}>{t.toStory}</a>
      </div>
      <ul class="fields">
        {shown.map((family) => (
          <li>
            <a href={paths.products({ family })}>
              <Scene name={sceneOfFamily[family]!} t={scenes} />
              <h3>{t.families[family]}</h3>
              <p>{fields[family]}</p>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

const once = (texts: string[]): string[] => [...new Set(texts)]

/** Three figures of the programme, never of our own orders, with one line for where they come from. */
export function Figures({ t, paths, language, facts }: HomePageProps) {
  if (facts.length === 0) return null
  const said = (zh: string, en: string) => inLanguage(language, zh, en)
  const years = once(facts.map(({ asOf }) => asOf))
  const sources = once(facts.map(({ sourceZh, sourceEn }) => said(sourceZh, sourceEn)))
  const yearOf = (asOf: string, label: string) =>
    years.length > 1 && asOf !== years[0] && !label.includes(asOf) ? t.inYear(asOf) : ''
  return (
    <section class="section">
      <div class="section-head">
        <h2>{t.figures}</h2>
        <a href={paths.impact}>{t.allFigures}</a>
      </div>
      <ul class="figures">
        {facts.map((fact) => {
          const label = said(fact.labelZh, fact.labelEn)
          return (
            <li>
              <span class="figure-value">{said(fact.valueZh, fact.valueEn)}</span>
              <p>
                {label}
                {yearOf(fact.asOf, label)}
              </p>
            </li>
          )
        })}
      </ul>
      <p class="fine">{t.figuresFrom(years, sources)}</p>
    </section>
  )
}
