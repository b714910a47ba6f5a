import { inLanguage } from '../i18n/texts.ts'
import { Picture } from '../ui/picture.tsx'
import { Price } from '../ui/price.tsx'
import { type HomeCard, withLargest } from './home.ts'
import type { HomePageProps } from './home-page.tsx'
import { Card, Cup } from './product-card.tsx'
import { seasonText } from './season-texts.ts'

/** The teas: one large with its cup, the others as cards, each with its own. */
export function TeaSection(props: HomePageProps) {
  const { t, paths, cards, count, month } = props
  const { largest, rest } = withLargest(cards.teas, month)
  if (!largest) return null
  return (
    <section class="section">
      <div class="section-head">
        <h2>{t.families.tea}</h2>
        <a href={paths.products({ family: 'tea' })}>{t.allOf(count['family:tea'] ?? cards.teas.length)}</a>
      </div>
      <Largest {...props} tea={largest} />
      <ul class="cards">
        {rest.map((item) => (
          <Card item={item} withCup {...props} />
        ))}
      </ul>
    </section>
  )
}

function Largest({ tea, t, paths, language }: HomePageProps & { tea: HomeCard }) {
  const said = (zh: string, en: string) => inLanguage(language, zh, en)
  const { card } = tea
  const season = tea.seasonMask === 4095 ? null : seasonText(tea.seasonMask, t, false)
  return (
    <div class={`largest largest--${tea.teaClass ?? 'green'}`}>
      <div class="largest-pack">
        <Picture name={tea.picture} alt="" width={400} height={400} />
      </div>
      {Cup(tea.picture)}
      <div class="largest-words">
        <h3>{said(tea.nameZh, tea.nameEn)}</h3>
        <p>{t.teaLine(t.teaClasses[tea.teaClass ?? ''] ?? null, said(tea.originZh, tea.originEn), season)}</p>
        <p class="card-price">
          <Price fen={tea.priceFromFen} />
          <span class="card-unit">{said(card.specZh, card.specEn)}</span>
        </p>
        <a
          class="button button-primary"
          href={paths.product(tea.slug)}
          aria-label={`${t.look} ${said(tea.nameZh, tea.nameEn)}`}
        >
          {t.look}
        </a>
      </div>
    </div>
  )
}
