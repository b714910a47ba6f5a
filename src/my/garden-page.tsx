import { formatMu } from '../adoption/adoption.ts'
import { CALLING_OFF, CallingOff } from '../adoption/calling-off.tsx'
import { renewable } from '../adoption/offer.ts'
import type { GoingBack } from '../adoption/refund-rule.ts'
import type { SceneName } from '../art/scenes/scenes.ts'
import { inLanguage, type Language, type Texts } from '../i18n/texts.ts'
import { civilDate } from '../kernel/time.ts'
import { MessagesFold } from '../notices/messages-fold.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { Picture } from '../ui/picture.tsx'
import { Scene } from '../ui/scene.tsx'
import { SeasonProgress, type SeasonStep } from '../ui/season-progress.tsx'
import type { Paths } from '../urls.ts'
import { Board } from './my-board.tsx'
import { Dispatches, nextParcel } from './my-dispatches.tsx'
import { Visits } from './my-visits.tsx'
import type { MyGarden } from './queries.ts'
import type { Answer } from './said.tsx'
import { Said } from './said.tsx'
import { seasonSteps } from './season-steps.ts'
import { ShortfallChoices } from './shortfall-choices.tsx'
import { TeaTable } from './tea-table.tsx'

export type MyGardenProps = {
  my: MyGarden
  t: Texts
  paths: Paths
  language: Language
  now: number
  /** Masked recipient of each parcel, by its id. */
  recipients: Record<string, string>
  giftLink: string | null
  /** The card of the gift; null with the link. */
  giftCard: string | null
  /** Where the receiver of a gift wants its tea, masked; null while they have not said. */
  giftTo: string | null
  /** What calling it off gives back today; null when this visitor cannot. */
  back: GoingBack | null
  /** What a form said, and where. */
  said: Answer | null
}

/** What is being done in the garden in each step of a season; parcels are no work of the garden's. */
const SCENE_OF_STEP: SceneName[] = ['winter-prune', 'spring-bud', 'tea-workshop', 'garden-cup']

/** One plot through its year: where the season stands, what came, what is on its way, what can be done. */
export const MyGardenPage = (props: MyGardenProps) => {
  const { my, t, language, now } = props
  const { adoption } = my
  const live = adoption.releasedAt === null
  const steps = seasonSteps(my, t, civilDate(now))
  return (
    <div class="my">
      <div class="wrap">
        <Head {...props} steps={steps} />
        <SeasonProgress steps={steps} t={t.drawings.season} />
        <div class="my-columns">
          <div>
            {my.shortfall ? <ShortfallChoices {...props} /> : null}
            <Updates {...props} />
            <section>
              <h2>{t.mine.tea}</h2>
              <TeaTable my={my} t={t.mine} language={language} />
            </section>
            {live ? <Dispatches {...props} /> : null}
          </div>
          <div>
            {props.giftLink ? <Gift {...props} /> : null}
            {live ? <Board {...props} /> : null}
            {live && my.guests > 0 ? <Visits {...props} /> : null}
            <Renewal {...props} />
            {live ? (
              <section>
                <h2>{t.orders.messages.title}</h2>
                <MessagesFold
                  about="gardens"
                  stopped={my.stopped}
                  action={props.paths.myMessages(adoption.id)}
                  t={t}
                />
              </section>
            ) : null}
            {props.back ? (
              <section>
                <h2>{t.gardens.terms.refund}</h2>
                <p>{t.gardens.terms.refundText(t.gardens.terms.fullDate(fullUntilOf(my)))}</p>
                <CallingOff
                  back={props.back}
                  title={t.mine.giveBack}
                  action={props.paths.myCancellation(adoption.id)}
                  error={props.said?.at === CALLING_OFF ? (props.said.error ?? null) : null}
                  t={t}
                  language={language}
                />
              </section>
            ) : null}
          </div>
        </div>
      </div>
    </div>
  )
}

const fullUntilOf = ({ offer }: MyGarden): string => offer.content.refundRule.fullUntil

/** Which plot it is and where its season stands, beside what is done there now. */
const Head = (props: MyGardenProps & { steps: SeasonStep[] }) => {
  const { my, t, paths, language, now, steps } = props
  const { adoption, garden, certificate } = my
  const current = steps.findIndex(({ state }) => state === 'now')
  const scene = SCENE_OF_STEP[current]
  const next = adoption.releasedAt === null ? nextParcel(my, t.mine, language, civilDate(now)) : null
  return (
    <header class="my-head">
      <div>
        <p class="fine">
          <a href={paths.myGardens}>{t.mine.title}</a> {t.mine.seasonOf(adoption.season)}
        </p>
        <h1>
          {inLanguage(language, garden.nameZh, garden.nameEn)} {adoption.plot}
        </h1>
        <p>
          {t.shell.facts([
            inLanguage(language, garden.placeZh, garden.placeEn),
            t.mine.area(formatMu(adoption.areaCmu)),
            ...(scene ? [t.mine.stepNow(steps[current]!.name)] : []),
          ])}
          {adoption.sample ? ' ' : null}
          {adoption.sample ? <span class="tag tag-sample">{t.mine.sample}</span> : null}
        </p>
        {props.back ? null : <Said said={props.said} at={CALLING_OFF} />}
        {adoption.releasedAt === null ? null : <p class="notice-info">{t.mine.released}</p>}
        {adoption.concludedAt === null ? null : <p class="notice-info">{t.mine.concluded}</p>}
        {certificate ? (
          <p class="my-head-acts">
            <a class="button button-primary" href={paths.certificate(certificate.code)}>
              {t.mine.openCertificate}
            </a>
            {props.giftLink ? (
              <a class="button button-secondary" href="#gift">
                {t.mine.giveAway}
              </a>
            ) : null}
          </p>
        ) : null}
        {next ? (
          <p class="fine">
            <a href="#dispatches">{next}</a>
          </p>
        ) : null}
      </div>
      {scene ? (
        <Scene name={scene} t={t.scenes} first />
      ) : (
        <Picture name={garden.scene} alt="" width={1200} height={900} class="scene-box" first />
      )}
    </header>
  )
}

const Updates = ({ my, t, language }: MyGardenProps) => (
  <section id="updates">
    <h2>{t.mine.updates}</h2>
    {my.updates.length ? (
      <ol class="my-updates">
        {my.updates.map((update) => (
          <li class="my-update">
            {update.pictures.length ? (
              <ul class="my-pictures">
                {update.pictures.map((picture) => (
                  <li>
                    <img
                      src={picture.src}
                      alt={inLanguage(language, picture.zh, picture.en || picture.zh)}
                      width={400}
                      height={300}
                      loading="lazy"
                    />
                  </li>
                ))}
              </ul>
            ) : null}
            <div>
              <p class="my-update-head">
                <b>{t.mine.phases[update.phase] ?? update.phase}</b>
                <span>
                  <time datetime={update.happenedOn}>{t.gardens.terms.fullDate(update.happenedOn)}</time>
                  {update.weather && language === 'zh' ? `　${update.weather}` : ''}
                </span>
              </p>
              <p class="story-text">{inLanguage(language, update.textZh, update.textEn || update.textZh)}</p>
            </div>
          </li>
        ))}
      </ol>
    ) : (
      <p>{t.mine.noUpdates}</p>
    )}
  </section>
)

const Gift = ({ t, giftLink, giftCard }: MyGardenProps) => (
  <section id="gift">
    <h2>{t.mine.gift}</h2>
    <p>{t.mine.giftWaiting}</p>
    <label for="gift-link">{t.mine.giftLink}</label>
    <input id="gift-link" value={giftLink ?? ''} readonly class="my-link" />
    <CopyButton text={giftLink ?? ''} words={t.orders} class="button button-secondary" />
    {giftCard ? (
      <p>
        <a href={giftCard}>{t.gardens.order.giftCard}</a>
      </p>
    ) : null}
  </section>
)

const Renewal = ({ my, t, paths, now }: MyGardenProps) => {
  const { next, adoption } = my
  if (!next) return null
  if (next.mine)
    return (
      <section>
        <h2>{t.mine.renewal}</h2>
        <p>{t.mine.renewed(next.season)}</p>
      </section>
    )
  const until = next.content.renewal?.until
  if (next.taken || !until || !renewable(next.content, civilDate(now)) || adoption.releasedAt !== null)
    return null
  return (
    <section>
      <h2>{t.mine.renewal}</h2>
      <p>{t.mine.renewalOpen(next.season, until)}</p>
      <a
        class="button button-primary button-wide"
        href={paths.plot(adoption.plot, { season: next.season, renews: adoption.id })}
      >
        {t.mine.renew(next.season)}
      </a>
    </section>
  )
}
