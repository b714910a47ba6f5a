import type { SceneName } from '../art/scenes/scenes.ts'
import { inLanguage } from '../i18n/texts.ts'
import { Scene } from '../ui/scene.tsx'
import type { WithLead } from './campaign-page.tsx'
import { CampaignTiers } from './campaign-tiers.tsx'
import { tierName } from './words.ts'

/** How a season goes, the board, where the money goes, and what is said plainly. */
export const CampaignSections = (props: WithLead) => (
  <div class="campaign-sections">
    <Year {...props} />
    <CampaignTiers {...props} />
    <Board {...props} />
    <Split {...props} />
    <section class="plain">
      <h2>{props.t.gardens.plain}</h2>
      <ul>
        {props.t.gardens.caveats.map((caveat) => (
          <li>{caveat}</li>
        ))}
      </ul>
      <p class="fine">{props.t.gardens.history}</p>
    </section>
  </div>
)

/** The scene of each step of a season, by its icon. */
const SCENE_OF_STEP: Record<string, SceneName> = {
  mountain: 'winter-prune',
  sprout: 'spring-bud',
  roll: 'tea-workshop',
  truck: 'mountain-road',
}

function Year({ lead, t }: WithLead) {
  const texts = t.gardens
  const months = (lead?.offer?.content.dispatches ?? []).map(({ until }) => Number(until.slice(5, 7)))
  const sent = {
    icon: 'truck',
    ...texts.sendStep,
    when: months.length ? texts.monthList([...new Set(months)]) : '',
  }
  return (
    <section class="year" aria-labelledby="year-title">
      <h2 id="year-title">{texts.year}</h2>
      <ol>
        {[...texts.yearSteps, sent].map(({ icon, name, when, text }) => (
          <li>
            <Scene name={SCENE_OF_STEP[icon]!} t={t.scenes} />
            <p>
              <b>{name}</b>
              <small>{when}</small>
            </p>
            <p>{text}</p>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Board({ lead, t }: WithLead) {
  const texts = t.gardens
  const tier = lead?.tiers[1] ?? lead?.tiers[0]
  return (
    <section class="board-section" aria-labelledby="board-title">
      <h2 id="board-title">{texts.board}</h2>
      <div class="board-row">
        <p class="name-board">
          {texts.boardSample}
          <small>
            {texts.sampleShort}
            {tier ? ` · ${tierName(tier.areaCmu, texts)}` : ''}
          </small>
        </p>
        <p>{texts.boardText}</p>
      </div>
    </section>
  )
}

/** Shown only when an administrator has filled it in. */
function Split({ campaign, lead, t, language }: WithLead) {
  const parts = lead?.offer?.content.priceSplit ?? campaign.priceSplit
  if (!parts?.length) return null
  return (
    <section aria-labelledby="split-title">
      <h2 id="split-title">{t.gardens.split}</h2>
      <dl class="price-split">
        {parts.map((part) => (
          <div>
            <dt>{inLanguage(language, part.nameZh, part.nameEn)}</dt>
            <dd>{t.gardens.percent(part.basisPoints)}</dd>
          </div>
        ))}
      </dl>
      <p class="fine">{t.gardens.splitNote}</p>
    </section>
  )
}
