import { canBeBought, type ListedCard } from '../../catalog/cards-of.ts'
import type { PageContext } from '../../catalog/page-context.ts'
import { CardLink } from '../../catalog/product-card.tsx'
import { closedNow } from '../../catalog/season.ts'
import { inLanguage, type Texts } from '../../i18n/texts.ts'
import { Picture } from '../../ui/picture.tsx'

type Props = {
  cards: ListedCard[]
  /** Taken out a moment ago; it can be put back. */
  dropped: ListedCard | null
  /** One of them was just put into the cart. */
  added: boolean
  guest: boolean
  words: Texts['favourites']
  context: PageContext
}

/** Products to find again: each as its card says it, with the ways into the cart and out of here. */
export function FavouritesPage(props: Props) {
  const { cards, added, guest, words, context } = props
  const { paths } = context
  return (
    <div class="wrap favourites">
      {added ? (
        <div class="undo-bar added-bar" role="status">
          <span>{words.added}</span>
          <a href={paths.cart}>{context.t.toCart}</a>
        </div>
      ) : null}
      <Dropped {...props} />
      {cards.length ? (
        <>
          <h1>{words.title}</h1>
          <ul class="cards">
            {cards.map((item) => (
              <Favourite {...props} item={item} />
            ))}
          </ul>
        </>
      ) : (
        <Empty {...props} />
      )}
      {guest ? (
        <p class="fine">
          {words.inBrowser} <a href={paths.signIn({ to: 'favourites' })}>{words.signIn}</a>
        </p>
      ) : null}
    </div>
  )
}

const nameOf = ({ nameZh, nameEn }: ListedCard, { context }: Props) =>
  inLanguage(context.language, nameZh, nameEn)

function Dropped(props: Props) {
  const { dropped, words, context } = props
  if (!dropped) return null
  return (
    <form class="undo-bar" method="post" action={context.paths.favourites()}>
      <span role="status">{words.dropped(nameOf(dropped, props))}</span>
      <input type="hidden" name="slug" value={dropped.slug} />
      <button name="act" value="back" type="submit">
        {words.putBack}
      </button>
    </form>
  )
}

function Favourite(props: Props & { item: ListedCard }) {
  const { item, words, context } = props
  const { paths, month } = context
  const bought = item.listed === 1 && canBeBought(item, closedNow(item, month))
  return (
    <li>
      {item.listed ? (
        <CardLink {...context} item={item} />
      ) : (
        <div class="card">
          <span class="card-picture">
            <Picture name={item.picture} alt="" width={400} height={400} />
            <span class="tag tag-out">{words.gone}</span>
          </span>
          <span class="card-name">{nameOf(item, props)}</span>
        </div>
      )}
      <div class="favourite-acts">
        {bought ? (
          <form method="post" action={paths.cartLines}>
            <input type="hidden" name="sku" value={item.card.sku} />
            <input type="hidden" name="from" value="favourites" />
            <button class="button button-secondary" name="action" value="add" type="submit">
              {context.t.add}
            </button>
          </form>
        ) : null}
        <form method="post" action={paths.favourites()}>
          <input type="hidden" name="slug" value={item.slug} />
          <button
            class="link-button"
            name="act"
            value="drop"
            type="submit"
            aria-label={words.dropOf(nameOf(item, props))}
          >
            {words.drop}
          </button>
        </form>
      </div>
    </li>
  )
}

const Empty = ({ words, context: { paths } }: Props) => (
  <div class="empty-basket">
    <Picture name="basket" alt="" width={400} height={300} first />
    <div>
      <h1>{words.empty}</h1>
      <p>{words.emptyLine}</p>
      <div class="empty-ways">
        <a class="button button-primary" href={paths.products()}>
          {words.look}
        </a>
      </div>
    </div>
  </div>
)
