import { html, raw } from '../ui/html.ts'
import { Price } from '../ui/price.tsx'
import { formatMu } from './adoption.ts'
import type { WithLead } from './campaign-page.tsx'
import type { OfferView, TierView } from './queries.ts'
import { teaOf, tierName } from './words.ts'

/** 0.01 mu in square metres, as the sheet of sizes says them. */
const SQUARE_METRES_PER_CMU = 6.6667

/** Sizes with what they bring, what they cost, and 随机分配 for those who do not want to choose a plot. */
export function CampaignTiers(props: WithLead) {
  const { lead, campaign, gardens, t } = props
  if (!lead?.offer) return null
  const { offer } = lead
  const texts = t.gardens
  const open = campaign.open === 1 && lead.onSale
  const differ = gardens.some((garden) => garden.offer && !sameTerms(garden.offer, offer))
  return (
    <section id="tiers" aria-labelledby="tiers-title">
      <h2 id="tiers-title">{texts.tiers(lead.tiers.length)}</h2>
      {open ? <p class="fine">{texts.assignNote}</p> : null}
      <ul class="tier-rows">
        {lead.tiers.map((tier) => (
          <Tier {...props} tier={tier} offer={offer} open={open} />
        ))}
      </ul>
      <p class="fine">
        {offer.content.postageIncluded ? texts.postage.yes : texts.postage.no} {texts.frozen(offer.version)}
        {differ ? ` ${texts.differ}` : ''}
      </p>
    </section>
  )
}

function Tier(props: WithLead & { tier: TierView; offer: OfferView; open: boolean }) {
  const { tier, offer, open, gardens, t, paths, language } = props
  const texts = t.gardens
  const name = tierName(tier.areaCmu, texts)
  const left = gardens.some(
    (garden) =>
      garden.onSale &&
      garden.offer?.season === offer.season &&
      garden.tiers.some((own) => own.areaCmu === tier.areaCmu && own.left > 0),
  )
  return (
    <li class="tier-row">
      <Cells areaCmu={tier.areaCmu} />
      <p class="tier-name">
        <b>{name}</b>
        <small>
          {t.shell.facts([
            texts.area(formatMu(tier.areaCmu)),
            texts.squareMetres(Math.round(tier.areaCmu * SQUARE_METRES_PER_CMU)),
          ])}
        </small>
      </p>
      <p class="tier-tea">
        {[...teaOf(offer.content, tier, language, texts), texts.guests(tier.visitGuests)].map((line) => (
          <span>{line}</span>
        ))}
      </p>
      <p class="tier-price">
        <Price fen={tier.priceFen} />
        <small>{texts.perSeason}</small>
      </p>
      {open && left ? (
        <form method="post" action={paths.plotAssignment} data-once>
          <input type="hidden" name="season" value={String(offer.season)} />
          <button
            class="button button-secondary"
            name="area"
            value={String(tier.areaCmu)}
            type="submit"
            aria-label={texts.assignTier(name)}
          >
            {texts.assign}
          </button>
        </form>
      ) : null}
      {open && !left ? <p class="tier-gone">{texts.soldOut}</p> : null}
    </li>
  )
}

const CELLS = 10

/** A mu in tenths, as many of them filled as this size has. */
const Cells = ({ areaCmu }: { areaCmu: number }) => {
  const own = Math.min(CELLS, Math.max(1, Math.round(areaCmu / CELLS)))
  return html`
    <span class="tier-cells" aria-hidden="true">
      ${raw('<i class="tier-own"></i>'.repeat(own) + '<i></i>'.repeat(CELLS - own))}
    </span>`
}

const sameTerms = (one: OfferView, other: OfferView): boolean =>
  one.season === other.season && one.contentHash === other.contentHash
