import { inLanguage, type Language, type Texts } from '../i18n/texts.ts'
import { addFen, formatYuan } from '../kernel/money.ts'
import { ProvinceOptions } from '../ui/province-options.tsx'
import type { Paths } from '../urls.ts'
import { CartLineRow } from './cart-line.tsx'
import { piecesOf } from './cookie.ts'
import { leavesText, shipDaysText } from './dates.ts'
import { EmptyCart, type EmptyProps } from './empty-cart.tsx'
import { Amount, GroupHead, SumRow, templateName } from './group-parts.tsx'
import { PlotGroup } from './plot-group.tsx'
import type { QuoteGroup, Sellable, SkuName } from './quote.ts'
import { type CartView, goneText, isBlocked, titleOf } from './view.ts'

export type CartPageProps = {
  view: CartView
  /** Kept for later. */
  aside: (SkuName & { sku: string; quantity: number })[]
  /** The line taken out a moment ago, which can be put back. */
  removed: (Sellable & { quantity: number }) | null
  /** Code of a plot let go a moment ago. */
  released: string | null
  error: string | undefined
  /** What to begin with while nothing is in it. */
  empty: EmptyProps | null
  t: Texts['cart']
  gardens: Texts['gardens']
  paths: Paths
  language: Language
  now: number
}

export function CartPage(props: CartPageProps) {
  const { view, t, error } = props
  const empty = props.empty !== null
  return (
    <div class="basket wrap">
      {empty ? null : <h1>{t.title}</h1>}
      {error ? (
        <p class="basket-alert" role="alert">
          {error}
        </p>
      ) : null}
      <div class={empty ? 'basket-empty' : 'basket-columns'}>
        <div class="basket-lines">
          {view.gone.map((gone) => (
            <GoneLine gone={gone} {...props} />
          ))}
          {props.released ? (
            <p class="undo-bar" role="status">
              {props.gardens.cart.released(props.released)}
            </p>
          ) : null}
          <PlotGroup {...props} plots={view.plots} t={props.gardens} />
          {view.quote.groups.map((group) => (
            <Group group={group} {...props} />
          ))}
          <UndoBar {...props} />
          {props.empty ? <EmptyCart {...props} {...props.empty} /> : null}
          <Aside {...props} />
        </div>
        {empty ? null : <Summary {...props} />}
      </div>
    </div>
  )
}

function Group({ group, ...props }: CartPageProps & { group: QuoteGroup }) {
  const { t, language } = props
  const sold = group.lines.some((line) => line.problem === null)
  const times = [shipDaysText(group.template.rules, t), leavesText(group.template.rules, group.shipDates, t)]
  return (
    <section class="parcel">
      <GroupHead
        name={templateName(language, group.template)}
        storage={group.storage}
        freightFen={sold ? group.freightFen : null}
        meta={sold ? times.filter(Boolean).join(' · ') : ''}
        t={t}
      />
      {group.missingForFreeFen === null ? null : <FreeProgress group={group} {...props} />}
      <ul class="parcel-lines">
        {group.lines.map((line) => (
          <CartLineRow line={line} {...props} />
        ))}
      </ul>
    </section>
  )
}

function FreeProgress({ group, t, paths }: CartPageProps & { group: QuoteGroup }) {
  const missing = group.missingForFreeFen ?? 0
  const text = t.more(formatYuan(missing))
  return (
    <div class="free-progress">
      <p>
        {text}
        <a href={paths.products({ storage: group.storage })}>{t.addOne}</a>
      </p>
      <progress value={group.subtotalFen} max={group.subtotalFen + missing} aria-label={text} />
    </div>
  )
}

function GoneLine({ gone, t, paths, language }: CartPageProps & { gone: CartView['gone'][number] }) {
  return (
    <form class="basket-alert" method="post" action={paths.cartLines}>
      <span>{goneText(gone, language, t)}</span>
      <input type="hidden" name="sku" value={gone.sku} />
      <button class="link-button" name="action" value="remove" type="submit">
        {t.remove}
      </button>
    </form>
  )
}

function UndoBar({ removed, t, paths, language }: CartPageProps) {
  if (!removed) return null
  return (
    <form class="undo-bar" method="post" action={paths.cartLines}>
      <span role="status">{t.removed(titleOf(language, removed))}</span>
      <input type="hidden" name="sku" value={removed.sku} />
      <input type="hidden" name="quantity" value={String(removed.quantity)} />
      <button name="action" value="restore" type="submit">
        {t.undo}
      </button>
    </form>
  )
}

/** What was set aside, so that the rest can be ordered: back into the cart, or away. */
function Aside({ aside, t, paths, language }: CartPageProps) {
  if (!aside.length) return null
  return (
    <section class="parcel" aria-labelledby="aside-title">
      <h2 id="aside-title" class="aside-title">
        {t.asideTitle}
      </h2>
      <ul class="aside-lines">
        {aside.map((line) => {
          const title = `${titleOf(language, line)} ${inLanguage(language, line.specZh, line.specEn)}`
          return (
            <li>
              <span>
                {title} × {line.quantity}
              </span>
              <form method="post" action={paths.cartLines}>
                <input type="hidden" name="sku" value={line.sku} />
                <input type="hidden" name="quantity" value={String(line.quantity)} />
                <button
                  class="link-button"
                  name="action"
                  value="back"
                  type="submit"
                  aria-label={t.backTitle(title)}
                >
                  {t.back}
                </button>
                <button
                  class="link-button"
                  name="action"
                  value="forget"
                  type="submit"
                  aria-label={t.removeTitle(title)}
                >
                  {t.remove}
                </button>
              </form>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** Where goods go, which decides their freight; plots cost none. */
const Destination = ({
  view,
  t,
  paths,
  language,
}: Pick<CartPageProps, 'view' | 't' | 'paths' | 'language'>) => (
  <form class="destination" method="post" action={paths.cartDestination}>
    <label for="region">{t.destination}</label>
    <div class="destination-row">
      <select id="region" name="region" data-submit-on-change>
        <ProvinceOptions language={language} chosen={view.province.code} />
      </select>
      <button class="button button-secondary" type="submit">
        {t.setDestination}
      </button>
    </div>
  </form>
)

function Summary({ view, t, gardens, paths, language }: CartPageProps) {
  const { quote } = view
  const sold = quote.groups.filter((group) => group.lines.some((line) => line.problem === null))
  const lines = sold.flatMap((group) => group.lines.filter((line) => line.problem === null))
  const adopted = quote.adoptions
  const plotsFen = addFen(...adopted.map((plot) => plot.priceFen))
  return (
    <aside class="basket-sum" aria-labelledby="sum-title">
      <h2 id="sum-title">{t.total}</h2>
      {quote.groups.length ? <Destination view={view} t={t} paths={paths} language={language} /> : null}
      <dl class="sums">
        {adopted.length ? <SumRow label={gardens.cart.plots(adopted.length)} fen={plotsFen} /> : null}
        {lines.length || !adopted.length ? (
          <SumRow label={t.goods(piecesOf(lines))} fen={quote.subtotalFen - plotsFen} />
        ) : null}
        {sold.map((group) => (
          <SumRow label={t.freightOf(templateName(language, group.template))} fen={group.freightFen} />
        ))}
        <div class="sum-row sum-total">
          <dt>{t.payable}</dt>
          <dd>
            <Amount fen={quote.totalFen} strong />
          </dd>
        </div>
      </dl>
      {isBlocked(view) ? (
        <p class="basket-alert">{quote.problems.length ? t.fixFirst : gardens.cart.notBuyable}</p>
      ) : (
        <>
          <a class="button button-primary button-wide" href={paths.checkout}>
            {t.toCheckout}
          </a>
          <p>
            <a class="institution-link" href={`${paths.checkout}?use=code#code`}>
              {t.useCode}
            </a>
          </p>
        </>
      )}
      {view.items.length ? (
        <p>
          <a class="institution-link" href={paths.institutions()}>
            {t.askQuotation}
          </a>
        </p>
      ) : null}
      {quote.groups.length ? <p class="fine">{t.noPersonalData}</p> : null}
    </aside>
  )
}
