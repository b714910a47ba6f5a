import { dateText } from '../cart/dates.ts'
import { Amount } from '../cart/group-parts.tsx'
import { titleOf } from '../cart/view.ts'
import { inLanguage } from '../i18n/texts.ts'
import { Icon } from '../ui/icon.tsx'
import { Picture } from '../ui/picture.tsx'
import type { OrderPageProps } from './order-page.tsx'

/** What travels together, each with its lines as they were bought. */
export function OrderParcels({ order, t, paths, language }: OrderPageProps) {
  const texts = t.orders
  const preparing = order.state === 'paid' && !order.cancelled
  return (
    <>
      {order.freight.map((group, index) => (
        <section class="parcel">
          <header class="parcel-head">
            <Icon name={group.storage === 'cold' ? 'snow' : 'truck'} />
            <h2 class="parcel-name">
              {texts.parcel(index + 1, group.storage === 'cold' ? texts.cold : texts.ambient)}
            </h2>
            {preparing ? <span class="tag">{texts.preparing}</span> : null}
            {group.shipOn && preparing ? (
              <p class="parcel-meta">
                {group.storage === 'cold'
                  ? texts.shipsOn(dateText(group.shipOn, t.cart))
                  : t.cart.leaves(dateText(group.shipOn, t.cart))}
              </p>
            ) : null}
          </header>
          <ul class="checkout-lines">
            {order.lines
              .filter((line) => group.skus.includes(line.sku))
              .map((line) => (
                <li class="checkout-line">
                  <Picture name={line.picture} alt="" width={64} height={64} />
                  <div>
                    <a class="basket-title" href={paths.product(line.slug)}>
                      {titleOf(language, line)}
                    </a>
                    <p class="fine">
                      {inLanguage(language, line.specZh, line.specEn)} × {line.quantity}
                    </p>
                  </div>
                  <Amount fen={line.amountFen} />
                </li>
              ))}
          </ul>
        </section>
      ))}
    </>
  )
}
