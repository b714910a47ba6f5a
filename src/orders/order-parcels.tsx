import { dateText } from '../cart/dates.ts'
import { Amount } from '../cart/group-parts.tsx'
import { titleOf } from '../cart/view.ts'
import { arrivalOf } from '../catalog/freight.ts'
import { inLanguage } from '../i18n/texts.ts'
import { carrierOf, trackingLink } from '../kernel/carriers.ts'
import { addDays, civilDate, formatInstant } from '../kernel/time.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Picture } from '../ui/picture.tsx'
import { type Leaving, leavingText } from './leaving.ts'
import type { OrderPageProps } from './order-page.tsx'
import { type OrderParcel, type OrderView, refundedOf } from './queries.ts'

/** What travels together, each with its lines as they were bought. */
export function OrderParcels({ order, t, paths, language }: OrderPageProps) {
  const texts = t.orders
  const waiting = (storage: string) =>
    order.state === 'paid' && !order.cancelled && !order.parcels.some((parcel) => parcel.storage === storage)
  return (
    <>
      {order.freight.map((group, index) => (
        <section class="parcel">
          <header class="parcel-head">
            <Icon name={group.storage === 'cold' ? 'snow' : 'truck'} />
            <h2 class="parcel-name">
              {texts.parcel(index + 1, group.storage === 'cold' ? texts.cold : texts.ambient)}
            </h2>
            {waiting(group.storage) ? <span class="tag">{texts.preparing}</span> : null}
            <Leaves leaving={order.leaving[index] ?? null} transitDays={group.transitDays} t={t} />
          </header>
          {order.parcels
            .filter((parcel) => parcel.storage === group.storage)
            .map((parcel) => (
              <Sent
                parcel={parcel}
                transitDays={group.transitDays ?? null}
                order={order}
                t={t}
                language={language}
              />
            ))}
          <ul class="checkout-lines">
            {order.lines
              .filter((line) => line.sku !== null && group.skus.includes(line.sku))
              .map((line) => (
                <li class="checkout-line">
                  <Picture name={line.picture} alt="" width={96} height={96} />
                  <div>
                    <a class="basket-title" href={paths.product(line.slug)}>
                      {titleOf(language, line)}
                    </a>
                    <p class="fine">
                      {inLanguage(language, line.specZh, line.specEn)} ×&nbsp;{line.quantity}
                      {refundedOf(order, line.line) > 0 ? (
                        <>
                          {' '}
                          <span class="tag">{t.orders.refundedPieces(refundedOf(order, line.line))}</span>
                        </>
                      ) : null}
                    </p>
                  </div>
                  <Amount fen={line.amountFen} />
                </li>
              ))}
          </ul>
          {hasFreshNote(order, group.skus) ? (
            <p class="parcel-note">
              {texts.freshNote} <a href={paths.claims(order.number)}>{t.claims.ask}</a>
            </p>
          ) : null}
        </section>
      ))}
    </>
  )
}

/** What spoils is paid for and not called off: how to keep it, and what to do if it came spoilt. */
const hasFreshNote = (order: OrderView, skus: string[]): boolean =>
  (order.state === 'paid' || order.state === 'completed') &&
  !order.cancelled &&
  order.lines.some(({ sku, returnRule }) => returnRule === 'perishable' && sku && skus.includes(sku))

/** When it leaves, and until when it should come: not said of a parcel that is late. */
function Leaves({
  leaving,
  transitDays,
  t,
}: Pick<OrderPageProps, 't'> & { leaving: Leaving | null; transitDays?: [number, number] }) {
  if (!leaving) return null
  const come = leaving.next === null && transitDays ? addDays(leaving.on, transitDays[1]) : null
  return (
    <p class="parcel-meta">
      {t.shell.facts([
        leavingText(leaving, t),
        ...(come ? [t.orders.arrivesBy(dateText(come, t.cart))] : []),
      ])}
    </p>
  )
}

/** 11月25日 16:00: day and time without the year. */
const stampText = (at: number, t: OrderPageProps['t']): string =>
  `${dateText(civilDate(at), t.cart)} ${formatInstant(at).slice(11)}`

/** A parcel on its way: who carries it, its number, and what is inside. */
function Sent({
  parcel,
  transitDays,
  order,
  t,
  language,
}: Pick<OrderPageProps, 'order' | 't' | 'language'> & {
  parcel: OrderParcel
  transitDays: [number, number] | null
}) {
  const carrier = carrierOf(parcel.carrier)
  const link = trackingLink(parcel.carrier, parcel.trackingNo)
  const inside = parcel.lines.flatMap(({ line, quantity }) => {
    const bought = order.lines.find((own) => own.line === line)
    return bought ? [`${titleOf(language, bought)} × ${quantity}`] : []
  })
  return (
    <div class="parcel-sent">
      <p>
        <strong>{t.orders.sentOn(stampText(parcel.shippedAt, t))}</strong>{' '}
        {inLanguage(language, carrier.zh, carrier.en)}{' '}
        {link ? (
          <a href={link.href} rel="noreferrer">
            {link.exact ? t.orders.track : t.orders.trackSite}
          </a>
        ) : null}
      </p>
      <p>
        {t.orders.trackingNo} <code>{parcel.trackingNo}</code>{' '}
        <CopyButton text={parcel.trackingNo} words={t.orders} />
      </p>
      {parcel.deliveredAt === null && transitDays ? (
        <Arrival shippedAt={parcel.shippedAt} transitDays={transitDays} t={t} />
      ) : null}
      {parcel.deliveredAt === null ? null : (
        <p>
          {parcel.deliveredBy === 'assumed'
            ? t.orders.deliveredAssumed(dateText(civilDate(parcel.deliveredAt), t.cart))
            : t.orders.deliveredOn(dateText(civilDate(parcel.deliveredAt), t.cart))}
        </p>
      )}
      <p class="fine">{inside.join(language === 'en' ? ', ' : '、') || t.orders.furtherBox}</p>
    </div>
  )
}

/** When it should come, and how we know. */
function Arrival({
  shippedAt,
  transitDays,
  t,
}: Pick<OrderPageProps, 't'> & { shippedAt: number; transitDays: [number, number] }) {
  const [first, last] = arrivalOf(transitDays, civilDate(shippedAt)).map((on) => dateText(on, t.cart))
  return (
    <p>
      {t.orders.arrives(first!, last!)} <span class="fine">{t.orders.arrivalBasis(...transitDays)}</span>
    </p>
  )
}
