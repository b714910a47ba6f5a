import { inLanguage } from '../i18n/texts.ts'
import type { WithLead } from './campaign-page.tsx'
import { CampaignTiers } from './campaign-tiers.tsx'

/** The sizes, what is said plainly, and where the money goes. */
export const CampaignSections = (props: WithLead) => (
  <div class="campaign-sections">
    <CampaignTiers {...props} />
    <section class="plain">
      <h2>{props.t.gardens.plain}</h2>
      <ul>
        {props.t.gardens.caveats.map((caveat) => (
          <li>{caveat}</li>
        ))}
      </ul>
      <p class="fine">{props.t.gardens.history}</p>
    </section>
    <Split {...props} />
  </div>
)

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
