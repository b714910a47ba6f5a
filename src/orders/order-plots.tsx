import { giftToken } from '../adoption/access-token.ts'
import type { OrderAdoption } from '../adoption/order-adoptions.ts'
import { Amount } from '../cart/group-parts.tsx'
import { titleOf } from '../cart/view.ts'
import type { Settings } from '../env.ts'
import { inLanguage } from '../i18n/texts.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Picture } from '../ui/picture.tsx'
import type { OrderPageProps } from './order-page.tsx'
import type { OrderView } from './queries.ts'

/** Secrets of the gifts nobody has taken yet, by adoption; the link that carries one is handed on by the buyer. */
export async function giftTokens(settings: Settings, { adoptions }: OrderView): Promise<Map<string, string>> {
  const open = adoptions.filter(
    (one) => one.isGift === 1 && one.giftClaimedAt === null && one.state === 'adopted',
  )
  return new Map(await Promise.all(open.map(async ({ id }) => [id, await giftToken(settings, id)] as const)))
}

/** The plots of an order: where they stand, their certificate, and the link of a gift. */
export function OrderPlots(props: OrderPageProps) {
  const { order, t, paths } = props
  if (!order.adoptions.length) return null
  // A gift that was claimed is its receiver's to look after.
  const mine = order.adoptions.filter(
    (one) => (one.state === 'adopted' || one.state === 'concluded') && one.giftClaimedAt === null,
  )
  return (
    <section class="parcel">
      <header class="parcel-head">
        <Icon name="mountain" />
        <h2 class="parcel-name">{t.gardens.order.title}</h2>
      </header>
      <ul class="checkout-lines">
        {order.adoptions.map((one) => (
          <OrderPlot {...props} one={one} />
        ))}
      </ul>
      {mine.length ? (
        <a
          class="button button-secondary"
          href={mine.length === 1 ? paths.myGarden(mine[0]!.id) : paths.myGardens}
        >
          {t.gardens.order.myGarden}
        </a>
      ) : null}
    </section>
  )
}

function OrderPlot(props: OrderPageProps & { one: OrderAdoption }) {
  const { one, order, t, paths, language } = props
  const texts = t.gardens.order
  const line = order.lines.find((own) => own.line === one.line)
  if (!line) return null
  const board = texts.boardStates[one.boardState]
  return (
    <li class="order-plot">
      <div class="checkout-line">
        <Picture name={line.picture} alt="" width={96} height={96} />
        <div>
          <a class="basket-title" href={paths.plot(one.plot, { season: String(one.season) })}>
            {titleOf(language, line)}
          </a>
          <p class="fine">
            {t.shell.facts([inLanguage(language, line.specZh, line.specEn), texts.states[one.state] ?? ''])}
          </p>
          {one.boardName ? (
            <p class="fine">{t.shell.facts([texts.board(one.boardName), ...(board ? [board] : [])])}</p>
          ) : null}
        </div>
        <Amount fen={line.amountFen} />
      </div>
      {one.certificate ? (
        <p>
          <a href={paths.certificate(one.certificate)}>{texts.certificate}</a>
        </p>
      ) : null}
      <Gift {...props} />
    </li>
  )
}

function Gift({ one, gifts, t, paths, origin }: OrderPageProps & { one: OrderAdoption }) {
  const texts = t.gardens.order
  if (one.isGift !== 1 || one.state === 'released') return null
  if (one.giftClaimedAt !== null) return <p class="fine">{texts.giftClaimed}</p>
  const token = gifts.get(one.id)
  if (!token) return <p class="fine">{texts.giftLater}</p>
  const link = origin + paths.gift(one.id, { key: token })
  return (
    <div class="gift-link">
      <p class="fine">{t.shell.labelled(texts.giftLink, texts.giftHow)}</p>
      <code>{link}</code>
      <CopyButton text={link} words={t.orders} class="button button-secondary" />
      <p>
        <a href={paths.giftCard(one.id, { key: token })}>{texts.giftCard}</a>
      </p>
    </div>
  )
}
