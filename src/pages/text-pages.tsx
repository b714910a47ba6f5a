import { inLanguage, type Language, type Texts } from '../i18n/texts.ts'
import type { StoredFact } from '../impact/schema.ts'

type Sections = { title: string; sections: { title: string; text: string }[] }

export const SectionsPage = ({ title, sections }: Sections) => (
  <article class="wrap prose">
    <h1>{title}</h1>
    {sections.map((section) => (
      <section>
        <h2>{section.title}</h2>
        <p>{section.text}</p>
      </section>
    ))}
  </article>
)

type Facts = { title: string; intro: string; pending: string; rows: Record<string, string | null> }

/** Settings as label and value; what is missing says so plainly. */
export const FactsPage = ({ title, intro, pending, rows }: Facts) => (
  <div class="wrap prose">
    <h1>{title}</h1>
    <p>{intro}</p>
    <dl class="facts">
      {Object.entries(rows).map(([label, value]) => (
        <div>
          <dt>{label}</dt>
          <dd>{value ?? pending}</dd>
        </div>
      ))}
    </dl>
  </div>
)

export type ImpactFact = Pick<
  StoredFact,
  'valueZh' | 'valueEn' | 'labelZh' | 'labelEn' | 'asOf' | 'sourceZh' | 'sourceEn'
>

/** Every figure with its source and date; our own orders are never added to them. */
export const ImpactPage = ({
  t,
  language,
  facts,
}: {
  t: Texts['pages']['impact']
  language: Language
  facts: ImpactFact[]
}) => (
  <div class="wrap prose">
    <h1>{t.title}</h1>
    <p>{t.intro}</p>
    <ul class="figures-list">
      {facts.map((fact) => (
        <li>
          <span class="figure-value">{inLanguage(language, fact.valueZh, fact.valueEn)}</span>
          <p>{inLanguage(language, fact.labelZh, fact.labelEn)}</p>
          <p class="fine">
            {t.asOf(fact.asOf)} · {t.source(inLanguage(language, fact.sourceZh, fact.sourceEn))}
          </p>
        </li>
      ))}
    </ul>
  </div>
)
