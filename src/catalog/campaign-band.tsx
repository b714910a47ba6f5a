import { inLanguage } from '../i18n/texts.ts'
import { gramsText } from '../kernel/grams.ts'
import { Price } from '../ui/price.tsx'
import { Scene } from '../ui/scene.tsx'
import type { CampaignOffer } from './campaign-offer.ts'
import type { HomePageProps } from './home-page.tsx'

/** The campaign with the sizes on sale, on the one dark band of the page; between two sales without them. */
export const CampaignBand = (props: HomePageProps) => {
  const { t, paths, shell, campaign, offer } = props
  return (
    <section class="band">
      <div class="wrap band-grid">
        <Scene name="huachu-dusk" t={props.scenes} />
        <div>
          <h2>{shell.campaign}</h2>
          <p>{[t.slogan, ...(offer ? [t.onSale(campaign.season(offer.season))] : [])].join(t.stop)}</p>
          {offer ? <Tiers {...props} offer={offer} /> : null}
          <a class="button button-gold" href={paths.gardens}>
            {t.seeCampaign}
          </a>
        </div>
      </div>
    </section>
  )
}

const Tiers = ({ t, campaign, language, offer }: HomePageProps & { offer: CampaignOffer }) => (
  <>
    <table class="tiers">
      <tbody>
        {offer.tiers.map(({ areaCmu, priceFen, grams }) => (
          <tr>
            <th scope="row">
              {campaign.tierNames[String(areaCmu)] ?? campaign.otherTier(`${areaCmu / 100}`)}{' '}
              <small>{campaign.area(`${areaCmu / 100}`)}</small>
            </th>
            <td>
              {offer.grades
                .filter(({ code }) => grams[code])
                .map((grade) => (
                  <span class="tier-tea">
                    {campaign.grams(
                      inLanguage(language, grade.nameZh, grade.nameEn),
                      gramsText(grams[grade.code]!),
                    )}
                  </span>
                ))}
            </td>
            <td>
              <Price fen={priceFen} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
    <p class="fine">{t.tierNote}</p>
  </>
)
