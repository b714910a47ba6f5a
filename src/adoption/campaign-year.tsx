import type { SceneName } from '../art/scenes/scenes.ts'
import type { Language, Texts } from '../i18n/texts.ts'
import { gramsText } from '../kernel/grams.ts'
import { monthOf } from '../kernel/time.ts'
import { Scene } from '../ui/scene.tsx'
import type { WithLead } from './campaign-page.tsx'
import type { OfferContent, OfferTier } from './offer.ts'
import type { OfferView } from './queries.ts'
import { gradeName, leastTier, parcelsOf, teaOf, tierName } from './words.ts'

type Dispatch = OfferContent['dispatches'][number]

/** A year and a half: no date of an offer, however wrong, makes the bar longer. */
const MOST_MONTHS = 18

/** The season's months from the December before, when its care begins, each with what is sent until it ends. Pure. */
export function yearMonths(
  season: number,
  dispatches: Dispatch[],
): { month: number; dispatches: Dispatch[] }[] {
  const placeOf = ({ until }: Dispatch) =>
    Math.min(MOST_MONTHS - 1, Math.max(0, (Number(until.slice(0, 4)) - season) * 12 + monthOf(until)))
  const count = Math.max(12, ...dispatches.map((one) => placeOf(one) + 1))
  return Array.from({ length: count }, (_, place) => ({
    month: ((place + 11) % 12) + 1,
    dispatches: dispatches.filter((one) => placeOf(one) === place),
  }))
}

/** What one receives in a year: the months with their parcels, how the season goes, what there is at its end. */
export function CampaignYear({ lead, t, language }: WithLead) {
  if (!lead?.offer) return null
  const { offer } = lead
  const tier = leastTier(offer.content)
  const texts = t.gardens
  return (
    <section class="campaign-year" aria-labelledby="year-title">
      <div class="wrap">
        <div class="section-head">
          <h2 id="year-title">{texts.year(tierName(tier.areaCmu, texts))}</h2>
          <span class="fine">{texts.yearNote(offer.version)}</span>
        </div>
        <ol class="year-months">
          {yearMonths(offer.season, offer.content.dispatches).map(({ month, dispatches }) => (
            <li>
              {dispatches.length ? (
                <b class="year-flag">{flagText(offer.content, tier, dispatches, language, t)}</b>
              ) : null}
              {texts.monthName(month)}
            </li>
          ))}
        </ol>
        <ol class="year-steps">
          {stepsOf(offer, tier, language, t).map(({ scene, sent, name, when, text }) => (
            <li class={sent ? 'year-sent' : undefined}>
              <Scene name={scene} t={t.scenes} />
              <p>
                <small>{when}</small>
                <b>{name}</b>
                {text}
              </p>
            </li>
          ))}
        </ol>
        <div class="year-hands">
          <b>{texts.hands.title}</b>
          <ul>
            {[
              ...teaOf(offer.content, tier, language, texts),
              texts.hands.certificate,
              texts.hands.updates(offer.content.updatesPromised),
              texts.hands.board,
              ...(tier.visitGuests ? [texts.guests(tier.visitGuests)] : []),
            ].map((line) => (
              <li>{line}</li>
            ))}
          </ul>
        </div>
        <p class="fine">{texts.boardText}</p>
      </div>
    </section>
  )
}

/** The teas of a month's parcels, with the grams of this size. */
function flagText(
  { grades }: OfferContent,
  tier: OfferTier,
  dispatches: Dispatch[],
  language: Language,
  t: Texts,
): string {
  const sent = new Set(dispatches.flatMap((one) => one.grades))
  return t.shell.facts(
    grades
      .filter(({ code }) => sent.has(code) && (tier.grams[code] ?? 0) > 0)
      .map((grade) => t.gardens.grams(gradeName(language, grade), gramsText(tier.grams[grade.code]!))),
  )
}

type Step = { scene: SceneName; sent?: boolean; name: string; when: string; text: string }

function stepsOf({ content }: OfferView, tier: OfferTier, language: Language, t: Texts): Step[] {
  const texts = t.gardens
  const step = (of: keyof typeof texts.yearSteps, scene: SceneName, more: string[] = []): Step => {
    const [name = '', when = '', text = ''] = texts.yearSteps[of]
    return { scene, name, when, text: t.shell.clauses([text, ...more]) }
  }
  const parcels = parcelsOf(content, language)
  const months = [...new Set(parcels.map(({ month }) => month))]
  const sent: Step = {
    scene: 'mountain-road',
    sent: true,
    name: texts.sendStep,
    when: texts.monthList(months),
    text: texts.answers.when(parcels),
  }
  return [
    step('winter', 'winter-prune'),
    step('spring', 'spring-bud'),
    step('making', 'tea-workshop'),
    ...(parcels.length ? [sent] : []),
    step('summer', 'garden-cup', tier.visitGuests ? [texts.visitStep(tier.visitGuests)] : []),
  ]
}
