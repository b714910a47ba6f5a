import { inLanguage, type Language, type Texts } from '../i18n/texts.ts'
import { formatOrderNumber } from '../kernel/ids.ts'
import { formatInstant } from '../kernel/time.ts'
import type { OrderView } from '../orders/queries.ts'
import { Picture } from '../ui/picture.tsx'
import type { Paths } from '../urls.ts'
import { turnOf } from './claim.ts'
import type { OrderClaim } from './queries.ts'
import type { Claimable } from './window.ts'

type Props = {
  order: OrderView
  claims: OrderClaim[]
  claimable: Claimable[]
  error: string | null
  t: Texts
  paths: Paths
  language: Language
}

/** What of an order was claimed, and what can be. */
export const ClaimsPage = (props: Props) => {
  const { order, claims, error, t, paths } = props
  const words = t.claims
  return (
    <div class="wrap claims">
      <h1>{words.heading}</h1>
      <p class="order-number">{formatOrderNumber(order.number)}</p>
      {error ? (
        <p class="basket-alert" role="alert">
          {error}
        </p>
      ) : null}
      {claims.length ? (
        <ul class="claim-list">
          {claims.map((claim) => (
            <ClaimRow {...props} claim={claim} />
          ))}
        </ul>
      ) : null}
      <h2>{words.ask}</h2>
      <Lines {...props} />
      <p>
        <a class="button button-secondary" href={paths.order(order.number)}>
          {words.backToOrder}
        </a>
      </p>
    </div>
  )
}

const ClaimRow = ({ claim, order, t, paths, language }: Props & { claim: OrderClaim }) => (
  <li>
    <a class="claim-row" href={paths.claim(order.number, claim.id)}>
      <Picture name={claim.picture} alt="" width={64} height={64} />
      <span>
        <b>{inLanguage(language, claim.titleZh, claim.titleEn)}</b>
        <span class="fine">
          {t.claims.kinds[claim.kind]} ×&nbsp;{claim.quantity}
          {t.claims.comma}
          {t.claims.reasons[claim.reason]}
        </span>
        <span>
          {turnOf(claim.state) === 'buyer' ? <span class="tag tag-next">{t.claims.yourTurn}</span> : null}{' '}
          <span class="tag">{t.claims.states[claim.state]}</span>
          {claim.dueAt === null ? null : (
            <span class="fine"> {t.claims.till(t.orders.stamp(formatInstant(claim.dueAt)))}</span>
          )}
        </span>
      </span>
    </a>
  </li>
)

const Lines = ({ order, claimable, t, paths, language }: Props) => {
  const words = t.claims
  if (!claimable.length)
    return (
      <p class="notice-info">
        {words.nothing} <a href={paths.contact}>{t.shell.contact}</a>
      </p>
    )
  return (
    <>
      <p>{words.intro}</p>
      <ul class="claim-list">
        {claimable.map(({ line, most, until }) => {
          const own = order.lines.find((each) => each.line === line)!
          return (
            <li class="claim-row">
              <Picture name={own.picture} alt="" width={64} height={64} />
              <span>
                <b>{inLanguage(language, own.titleZh, own.titleEn)}</b>
                <span class="fine">
                  {inLanguage(language, own.specZh, own.specEn)}
                  {words.comma}
                  {words.most(most)}
                </span>
                {until === null ? null : (
                  <span class="fine">{words.until(t.orders.stamp(formatInstant(until)))}</span>
                )}
              </span>
              <a class="button button-secondary" href={paths.newClaim(order.number, String(line))}>
                {words.ask}
              </a>
            </li>
          )
        })}
      </ul>
    </>
  )
}
