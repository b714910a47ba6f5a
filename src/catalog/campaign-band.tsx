import source from '../db/sample/catalogue.sample.json' with { type: 'json' }
import { Price } from '../ui/price.tsx'
import type { HomePageProps } from './home-page.tsx'

/** The campaign with its sample tiers, on the one dark band of the page. */
export const CampaignBand = ({ t, paths, shell }: HomePageProps) => (
  <section class="band">
    <div class="wrap band-grid">
      <div>
        <h2>{shell.campaign}</h2>
        <p>{t.slogan}</p>
      </div>
      <div>
        <table class="tiers">
          <tbody>
            {source.adoption.tiers.map((tier) => (
              <tr>
                <th scope="row">
                  {t.tierNames[String(tier.areaMu)]} <small>{t.tierArea(tier.areaMu)}</small>
                </th>
                <td>{t.tierTea(tier.springTeaG, tier.blackTeaG)}</td>
                <td>
                  <Price fen={tier.priceFen} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <p>
          {shell.sample} · {t.tierNote}
        </p>
        <a class="button button-gold button-wide" href={paths.gardens}>
          {t.seeCampaign}
        </a>
      </div>
    </div>
  </section>
)
