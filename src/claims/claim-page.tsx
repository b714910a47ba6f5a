import { inLanguage, type Language, type Texts } from '../i18n/texts.ts'
import { carrierOf } from '../kernel/carriers.ts'
import { formatOrderNumber } from '../kernel/ids.ts'
import { formatYuan } from '../kernel/money.ts'
import { formatInstant } from '../kernel/time.ts'
import { isByHand } from '../payments/account.ts'
import { Picture } from '../ui/picture.tsx'
import { turnOf } from './claim.ts'
import { ClaimActs, type TypedAct } from './claim-acts.tsx'
import type { ClaimDesk } from './reading.ts'
import { ClaimTimeline } from './timeline.tsx'

export type ClaimPageProps = {
  desk: ClaimDesk
  /** Number of the tea parcel it is about. */
  dispatchNumber: string | null
  action: string
  photo: (place: number) => string
  back: { href: string; label: string }
  /** A person's phone and the page of contact. */
  contact: { href: string; phone: string }
  error: string | null
  typed: TypedAct
  /** UTC ms. */
  now: number
  t: Texts
  language: Language
}

/** A claim as its buyer reads it: whose turn it is, until when, what happens then; what they may do, and what was done. */
export const ClaimPage = (props: ClaimPageProps) => {
  const { desk, error, back, photo, t } = props
  const { claim, photos } = desk
  const words = t.claims
  return (
    <div class="wrap claims">
      <Standing {...props} />
      {error ? (
        <p class="basket-alert" role="alert">
          {error}
        </p>
      ) : null}
      <div class="claim-columns">
        <div>
          <ClaimActs {...props} />
          <Person {...props} />
        </div>
        <div>
          <Subject {...props} />
          {claim.words ? <p class="claim-words">{claim.words}</p> : null}
          {photos.length ? (
            <ul class="claim-photos">
              {photos.map(({ place }) => (
                <li>
                  <a href={photo(place)}>
                    <img src={photo(place)} alt={words.photo(place)} width="96" height="96" loading="lazy" />
                  </a>
                </li>
              ))}
            </ul>
          ) : null}
          <Parcels {...props} />
          <ClaimTimeline events={desk.events} t={t} />
        </div>
      </div>
      <p>
        <a class="button button-secondary" href={back.href}>
          {back.label}
        </a>
      </p>
    </div>
  )
}

function Standing({ desk, t }: ClaimPageProps) {
  const { claim } = desk
  const words = t.claims
  const turn = turnOf(claim.state)
  const silence = words.silence[claim.state as keyof typeof words.silence]
  return (
    <header class="claim-standing">
      {turn ? <span class="tag">{turn === 'buyer' ? words.yourTurn : words.ourTurn}</span> : null}
      <h1>{words.states[claim.state]}</h1>
      {turn && claim.dueAt !== null ? (
        <p>
          <b>{words.till(t.orders.stamp(formatInstant(claim.dueAt)))}</b>{' '}
          {silence ?? (claim.dispatchId === null ? words.resendingNote : words.resendingTeaNote)}
        </p>
      ) : null}
      {turn ? null : <p>{endedNote(desk, words)}</p>}
    </header>
  )
}

function endedNote({ claim, account }: ClaimDesk, words: Texts['claims']): string {
  const refund = account.refunds.find(({ id }) => id === claim.refundId)
  if (refund) {
    const sum = `¥${formatYuan(refund.amountFen)}`
    return isByHand(account, refund) && refund.state !== 'repaid'
      ? words.settledByHand(sum)
      : words.settledRefund(sum)
  }
  if (claim.sentNo) return words.settledSent
  if (claim.state === 'lapsed') return words.lapsedNote
  return claim.state === 'withdrawn' ? words.withdrawnNote : words.closedNote
}

function Subject({ desk, dispatchNumber, t, language }: ClaimPageProps) {
  const { claim, account } = desk
  const line = account.lines.find((own) => own.line === claim.line)
  if (!line) return null
  return (
    <div class="claim-row">
      <Picture name={line.picture} alt="" width={64} height={64} />
      <span>
        <b>
          {dispatchNumber
            ? t.claims.tea(formatOrderNumber(dispatchNumber))
            : inLanguage(language, line.titleZh, line.titleEn)}
        </b>
        <span class="fine">
          {t.claims.kinds[claim.kind]}
          {dispatchNumber ? '' : ` × ${claim.quantity}`}
          {t.claims.comma}
          {t.claims.reasons[claim.reason]}
        </span>
      </span>
    </div>
  )
}

function Parcels({ desk, t, language }: ClaimPageProps) {
  const { carrier, trackingNo, sentCarrier, sentNo } = desk.claim
  const named = (code: string) => inLanguage(language, carrierOf(code).zh, carrierOf(code).en)
  return (
    <>
      {carrier && trackingNo ? <p>{t.claims.posted(named(carrier), trackingNo)}</p> : null}
      {sentCarrier && sentNo ? <p>{t.claims.sentAgain(named(sentCarrier), sentNo)}</p> : null}
    </>
  )
}

/** A person, wherever the claim stands. */
function Person({ desk, action, contact, t }: ClaimPageProps) {
  const words = t.claims
  const { state, personAskedAt } = desk.claim
  return (
    <section class="claim-person">
      {turnOf(state) === null ? null : personAskedAt === null ? (
        <form method="post" action={action} data-once>
          <button class="button button-secondary" type="submit" name="act" value="person">
            {words.person}
          </button>
          <p class="fine">{words.personHint}</p>
        </form>
      ) : (
        <p role="status">{words.personAsked}</p>
      )}
      <p class="fine">
        {turnOf(state) === null ? words.stillWrong : words.orCall}{' '}
        <a href={contact.href}>{t.shell.contact}</a>
        {contact.phone ? (
          <>
            {' '}
            <a href={`tel:${contact.phone}`}>{contact.phone}</a>
          </>
        ) : null}
      </p>
    </section>
  )
}
