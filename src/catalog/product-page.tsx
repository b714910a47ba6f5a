import { inLanguage, provinceName, type Texts } from '../i18n/texts.ts'
import { formatYuan } from '../kernel/money.ts'
import type { Province } from '../kernel/provinces.ts'
import { html } from '../ui/html.ts'
import { Icon } from '../ui/icon.tsx'
import { pictureAddress } from '../ui/picture.tsx'
import { Price, unitPriceText, WasPrice } from '../ui/price.tsx'
import { ProvinceOptions } from '../ui/province-options.tsx'
import { BuyForm } from './buy-form.tsx'
import { unitPrice } from './card.ts'
import { FactsTable } from './facts-table.tsx'
import { freightFor, leadSpread } from './freight.ts'
import type { HomePageProps } from './home-page.tsx'
import { Card } from './product-card.tsx'
import { Gallery } from './product-gallery.tsx'
import { GuideBand } from './product-guide.tsx'
import { Origin, Process, TrueScale } from './product-scenes.tsx'
import { Story } from './product-story.tsx'
import type { ProductDetail, ShownVariant as Variant } from './queries.ts'
import { RecentlyViewed } from './recently-viewed.tsx'
import { SeasonStrip } from './season-strip.tsx'
import { seasonText } from './season-texts.ts'

export type ProductPageProps = Omit<
  HomePageProps,
  'cards' | 'waiting' | 'count' | 'facts' | 'offer' | 'campaign' | 'fields'
> & {
  detail: ProductDetail
  guide: Texts['guide']
  chosen: Variant
  /** A sample where samples are not sold (kernel/samples.ts). */
  sampleOnly: boolean
  province: Province
  now: number
  /** What the link to the product's poster says; null in a preview, which is passed on to nobody nor remembered. */
  shareLabel: string | null
  /** How many pieces were just put into the cart; null where none were. */
  added: number | null
  /** What came of keeping it among the favourites a moment ago: yes, full; null where nothing was asked. */
  kept: string | null
  favourites: Texts['favourites']
}

/** A template with all its parts: the page most looked at (docs/decisions/0028). */
export async function ProductPage(props: ProductPageProps) {
  const { detail, t } = props
  const { product } = detail
  const related = detail.related.map((item) => Card({ ...props, item }))
  // Awaited first: a page with a promise in it is put together a second time.
  const story = await Story(props)
  const strip = SeasonStrip({
    mask: product.seasonMask,
    month: props.month,
    label: seasonText(product.seasonMask, t),
    numbered: true,
  })
  return html`
    <div class="wrap product">
      ${Added(props)}
      ${Kept(props)}
      ${Crumbs(props)}
      <div class="product-main">
        ${Gallery(props)}
        <div>
          ${Headline(props)}
          ${Delivery(props)}
          ${product.storage === 'cold' ? html`<p class="notice-info">${t.fresh}</p>` : null}
          ${BuyForm(props)}
          <p class="fine">${t.returns[product.returnRule]}</p>
          ${Keeping(props)}
        </div>
      </div>
    </div>
    ${GuideBand(props)}
    <div class="wrap">
      ${Origin(props, story)}
      ${Process(props)}
      <div class="product-facts">
        ${FactsTable(props)}
        <div>
          ${TrueScale(props)}
          <section class="product-season">
            <h2>${t.season}</h2>
            ${strip}
          </section>
        </div>
      </div>
      ${related.length ? Related(t.related, related) : null}
      ${props.shareLabel === null ? null : RecentlyViewed({ ...props, seen: seenIn(props) })}
    </div>`
}

/** That something was put into the cart; the page stays, so that more can be. */
const Added = ({ added, chosen, t, paths, language }: ProductPageProps) =>
  added === null
    ? null
    : html`
      <div class="undo-bar added-bar" role="status">
        <span>${t.added(`${inLanguage(language, chosen.specZh, chosen.specEn)} × ${added}`)}</span>
        <a href="${paths.cart}">${t.toCart}</a>
      </div>`

/** Whether it was kept among the favourites a moment ago. */
const Kept = ({ kept, favourites, paths }: ProductPageProps) =>
  kept === null
    ? null
    : html`
      <div class="undo-bar added-bar" role="status">
        <span>${kept === 'yes' ? favourites.kept : favourites.full(100)}</span>
        <a href="${paths.favourites()}">${favourites.see}</a>
      </div>`

/** What the browser remembers of the page. */
const seenIn = ({ detail: { product }, language }: ProductPageProps) => ({
  name: inLanguage(language, product.nameZh, product.nameEn),
  picture: pictureAddress(product.picture),
})

const Related = (title: string, cards: unknown[]) =>
  html`
    <section class="section">
      <h2>${title}</h2>
      <ul class="cards">${cards}</ul>
    </section>`

const Crumbs = ({ detail, shell, t, paths }: ProductPageProps) =>
  html`
    <nav class="crumbs" aria-label="${t.breadcrumb}">
      <a href="${paths.home}">${shell.home}</a> /
      <a href="${paths.products({ family: detail.product.family })}">${t.families[detail.product.family]}</a>
    </nav>`

/**
 * The ways to find it again and to pass it on. The page is the same for everybody, so it does not know whether it is kept
 * already: keeping it twice says the same.
 */
function Keeping({ detail, chosen, shareLabel, favourites, paths }: ProductPageProps) {
  const { slug } = detail.product
  if (shareLabel === null) return null
  return html`
    <form class="product-ways" method="post" action="${paths.favourites()}">
      <input type="hidden" name="slug" value="${slug}"/>
      <input type="hidden" name="sku" value="${chosen.sku}"/>
      <button class="link-button" type="submit">${Icon({ name: 'heart' })} ${favourites.keep}</button>
      <a href="${paths.productShare(slug, { sku: chosen.sku })}" rel="nofollow">${Icon({ name: 'share' })} ${shareLabel}</a>
    </form>`
}

/** What it is and what the chosen SKU costs. */
function Headline({ detail, chosen, t, language }: ProductPageProps) {
  const { product } = detail
  const unit = unitPriceText(unitPrice(product.family, chosen))
  const place = inLanguage(language, product.originZh, product.originEn)
  return html`
    <h1>${inLanguage(language, product.nameZh, product.nameEn)}</h1>
    <p class="product-kind">${t.kindAndPlace(t.teaClasses[product.teaClass ?? ''], place)}</p>
    <p class="product-price">
      ${Price({ fen: chosen.priceFen, large: true })}
      ${WasPrice({ fen: chosen.wasFen, label: t.was })}
      ${unit ? html`<span class="card-unit">${unit}</span>` : null}
    </p>`
}

/** Where it goes, what that costs for one piece, and by when it leaves where it can be bought: as the cart says it. */
function Delivery({ detail, chosen, province, t, paths, language }: ProductPageProps) {
  const { rules } = detail.template
  const place = provinceName(language, province)
  const freight = freightFor(rules, province.name, chosen.grossG, chosen.priceFen)
  const { dates, problem } = detail.dispatch
  const on = chosen.available > 0 && !problem ? dates[leadSpread(rules)] : undefined
  const fee = freight && (freight.fee === 0 ? t.free : `¥${formatYuan(freight.fee)}`)
  const leaves = on ? t.leaves(Number(on.slice(5, 7)), Number(on.slice(8))) : null
  const way =
    rules.kind === 'quotation'
      ? html`<a href="${paths.institutions({ sku: chosen.sku })}">${t.byQuotation}</a>`
      : freight
        ? [t.deliverTo(place), fee, leaves].filter(Boolean).join(t.comma)
        : t.notDelivered(place)
  const freeOver = freight?.missingFen
    ? html`<p class="fine">${t.freeOver(formatYuan(freight.freeOverFen ?? 0))}</p>`
    : null
  return html`
    <div class="delivery">
      ${Icon({ name: detail.product.storage === 'cold' ? 'snowflake' : 'truck' })}
      <div>
        <p>${way}</p>
        ${freeOver}
        <details>
          <summary>${t.changePlace}</summary>
          <form>
            <input type="hidden" name="sku" value="${chosen.sku}"/>
            <select name="to" aria-label="${t.changePlace}">
              ${ProvinceOptions({ language, chosen: province.code })}
            </select>
            <button class="button button-secondary" type="submit">${t.change}</button>
          </form>
        </details>
      </div>
    </div>`
}
