import type { Texts } from '../i18n/texts.ts'
import type { Paths } from '../paths.ts'
import { Picture } from '../ui/picture.tsx'
import { Price } from '../ui/price.tsx'

type Tier = { areaMu: number; priceFen: number; springTeaG: number; blackTeaG: number; visitGuests: number }
type GardensProps = { t: Texts['pages']['gardens']; paths: Paths; tiers: Tier[] }

/** The campaign: six questions first, then sizes, gardens, and what it is not. */
export const GardensPage = ({ t, paths, tiers }: GardensProps) => (
  <>
    <div class="wrap campaign-head">
      <h1>{t.title}</h1>
      <p>{t.slogan}</p>
    </div>
    <Picture name="scene-campaign" alt="" width={1280} height={380} class="campaign-scene" first />
    <div class="wrap">
      <dl class="questions">
        {t.questions.map((question) => (
          <div>
            <dt>{question.title}</dt>
            <dd>{question.text}</dd>
          </div>
        ))}
      </dl>
      <p>
        <a class="button button-primary" href={paths.contact}>
          {t.start}
        </a>{' '}
        <span class="tag tag-sample">{t.sample}</span>
      </p>
      <div class="two section">
        <section>
          <h2>{t.tiers}</h2>
          <table class="tiers">
            <tbody>
              {tiers.map((tier) => (
                <tr>
                  <th scope="row">
                    {t.tierNames[String(tier.areaMu)]} <small>{t.area(tier.areaMu)}</small>
                  </th>
                  <td>
                    {t.tea(tier.springTeaG, tier.blackTeaG)} · {t.guests(tier.visitGuests)}
                  </td>
                  <td>
                    <Price fen={tier.priceFen} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
        <section class="plain">
          <h2>{t.plain}</h2>
          <ul>
            {t.caveats.map((caveat) => (
              <li>{caveat}</li>
            ))}
          </ul>
          <p class="fine">{t.history}</p>
        </section>
      </div>
      <section class="section">
        <h2>{t.places}</h2>
        <ul class="places">
          {t.gardens.map((garden) => (
            <li class="place">
              <Picture name={`scene-garden-${garden.code}`} alt="" width={600} height={330} />
              <div>
                <h3>{garden.title}</h3>
                <p>{garden.text}</p>
              </div>
            </li>
          ))}
        </ul>
      </section>
    </div>
  </>
)
