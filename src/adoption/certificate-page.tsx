import type { Child } from 'hono/jsx'
import { Plan, type PlanPlot } from '../art/plan.tsx'
import type { Texts } from '../i18n/texts.ts'
import { Picture } from '../ui/picture.tsx'
import { QrCode } from '../ui/qr-code.tsx'
import { SquareMark } from '../ui/square-mark.tsx'
import { CertificateStatus } from './certificate-status.tsx'

export type CertificateStatusCode = 'valid' | 'transferred' | 'refunded' | 'concluded'

/** Everything a certificate says; it never gets a phone number to say. */
export type CertificateProps = {
  t: Texts['drawings']
  status: CertificateStatusCode
  holder: string
  /** Plot code, "A-20". */
  plot: string
  garden: string
  place: string
  /** Picture for the foot, "certificate-foot-a". */
  scene: string
  /** Who runs the garden; null while the county has not named it. */
  keeper: string | null
  areaMu: number
  season: number
  /** What the offer promises, each in words: "春茶 750 g". */
  tea: string[]
  guests: number
  boardName: string | null
  offerVersion: number
  /** 64 hex digits. */
  contentHash: string
  /** Civil date, 2026-11-21. */
  issuedAt: string
  /** 16 letters. */
  code: string
  verifyUrl: string
  /** Address of the certificate's picture. */
  pictureUrl: string
  /** The page of its poster; null where it is not to be passed on. */
  share: { href: string; label: string } | null
  sample: boolean
  /** The page of the garden's plan that holds the plot; null leaves the picture out. */
  plan: { plots: PlanPlot[]; rows: number; columns: number } | null
}

const grouped = (text: string): string => text.replace(/(.{4})(?=.)/g, '$1 ')

/** The certificate as paper (A4 landscape) and as a picture for phones (3:4), with what verifying it says. */
export const CertificatePage = (props: CertificateProps) => {
  const { t, status } = props
  return (
    <div class="certificate-page">
      <CertificateStatus status={status} t={t.certificate} />
      <Paper {...props} />
      <Keeping {...props} />
      <section class="certificate-details">
        <h2>{t.certificate.details}</h2>
        <Details {...props} />
        <p class="certificate-hint">{t.certificate.print}</p>
      </section>
    </div>
  )
}

/** Keeps the certificate as a picture; without scripts the link opens the drawing itself. */
const Keeping = ({ t, plot, pictureUrl, share }: CertificateProps) => {
  const words = t.certificate.picture
  return (
    <section class="certificate-keeping" data-certificate-picture={`${t.certificate.title}-${plot}.png`}>
      <p>
        <a class="button button-primary" href={pictureUrl} data-busy={words.busy}>
          {words.save}
        </a>
      </p>
      <div hidden>
        <p class="certificate-keeping-how" data-in-wechat={words.hold} tabindex={-1}>
          {words.how}
        </p>
        <img alt={words.alt(plot)} width={360} height={480} />
        <p>
          <a class="button button-secondary" href={pictureUrl} download data-download>
            {words.download}
          </a>
        </p>
      </div>
      <p class="certificate-hint" role="alert" hidden>
        {words.failed}
      </p>
      {share ? (
        <p>
          <a href={share.href}>{share.label}</a>
        </p>
      ) : null}
    </section>
  )
}

const Paper = (props: CertificateProps) => {
  const { t, status, scene, sample } = props
  const words = t.certificate
  return (
    <article class={`certificate certificate-${status}`} aria-label={words.title}>
      <Picture name={scene} alt="" width={1040} height={240} class="certificate-foot" first />
      <Picture
        name="certificate-border"
        alt=""
        width={1123}
        height={794}
        class="certificate-frame is-wide"
        first
      />
      <Picture
        name="certificate-border-portrait"
        alt=""
        width={720}
        height={960}
        class="certificate-frame is-tall"
        first
      />
      <div class="certificate-body">
        <p class="certificate-head">
          <SquareMark colour="#1F5B42" class="certificate-mark" />
          <span>{words.campaign}</span>
          <span class="certificate-slogan">{words.slogan}</span>
        </p>
        <h1>{words.title}</h1>
        <p class="certificate-number">
          {words.number} {grouped(props.code)}
        </p>
        <Sentence {...props} />
        <Facts {...props} />
      </div>
      <Side {...props} />
      {status === 'valid' ? null : <p class="certificate-stamp">{words.states[status].name}</p>}
      <p class="certificate-boundary">{words.boundary}</p>
      {sample ? <p class="certificate-sample">{words.sample}</p> : null}
    </article>
  )
}

const Sentence = ({ t, holder, place, garden, plot, areaMu, season }: CertificateProps) => {
  const area = t.plan.area(Math.round(areaMu * 100))
  const words: Record<string, Child> = {
    holder: <strong class="certificate-holder">{holder}</strong>,
    plot: <b>{plot}</b>,
    area: <b>{area}</b>,
    season: <b>{season}</b>,
    place,
    garden,
  }
  const isLong = `${holder}${place}${garden}`.length > t.certificate.longFrom
  // Every second piece is the name between two braces.
  const pieces = t.certificate.sentence.split(/[{}]/)
  return (
    <p class={isLong ? 'certificate-sentence is-long' : 'certificate-sentence'}>
      {pieces.map((piece, index) => (index % 2 ? words[piece] : piece))}
    </p>
  )
}

const Facts = ({ t, tea, guests, boardName, season, offerVersion }: CertificateProps) => {
  const words = t.certificate
  const rows: [string, string][] = [
    [words.grams, tea.join('\u3000')],
    [words.guests, words.guestsValue(guests)],
    ...(boardName === null ? [] : ([[words.board, boardName]] as [string, string][])),
    [words.offer, words.offerValue(season, offerVersion)],
  ]
  return (
    <dl class="certificate-facts">
      {rows.map(([name, value]) => (
        <div>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

const Side = ({ t, plan, plot, garden, keeper, issuedAt, verifyUrl }: CertificateProps) => {
  const words = t.certificate
  return (
    <>
      {plan === null ? null : (
        <figure class="certificate-plan">
          <Plan {...plan} t={t.plan} title={t.plan.title(garden)} mini />
          <figcaption>{words.planNote(plot)}</figcaption>
        </figure>
      )}
      <div class="certificate-seal">
        <p>
          {keeper ?? words.operator}
          <br />
          <time datetime={issuedAt}>{words.date(issuedAt)}</time>
        </p>
        <SquareMark colour="#9A3A22" class="certificate-red" />
      </div>
      <div class="certificate-verify">
        <p>{words.scan}</p>
        <QrCode text={verifyUrl} label={`${words.scan} ${verifyUrl}`} />
      </div>
    </>
  )
}

const Details = (props: CertificateProps) => {
  const { t } = props
  const words = t.certificate
  const rows: [string, string][] = [
    [words.holder, props.holder],
    [words.place, `${props.place} ${props.garden}`],
    [words.plot, `${props.plot} · ${t.plan.area(Math.round(props.areaMu * 100))}`],
    [words.season, words.seasonValue(props.season)],
    [words.issuedOn, words.date(props.issuedAt)],
    [words.number, grouped(props.code)],
    [words.offer, words.offerValue(props.season, props.offerVersion)],
    [words.hash, props.contentHash],
  ]
  return (
    <dl>
      {rows.map(([name, value]) => (
        <div>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
