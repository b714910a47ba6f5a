import { inLanguage, provinceName } from '../i18n/texts.ts'
import { formatYuan } from '../kernel/money.ts'
import type { Province } from '../kernel/provinces.ts'
import { formatInstant } from '../kernel/time.ts'
import { html, raw } from '../ui/html.ts'
import { Icon } from '../ui/icon.tsx'
import { Price, unitPriceText, WasPrice } from '../ui/price.tsx'
import { ProvinceOptions } from '../ui/province-options.tsx'
import { MAX_QUANTITY, unitPrice } from './card.ts'
import { FactsTable } from './facts-table.tsx'
import { freightFor, shipDates } from './freight.ts'
import type { HomePageProps } from './home-page.tsx'
import { Card } from './product-card.tsx'
import { Gallery } from './product-gallery.tsx'
import { OriginCard, Process, TrueScale } from './product-scenes.tsx'
import { Story } from './product-story.tsx'
import type { ProductDetail, ShownVariant as Variant } from './queries.ts'
import { closedNow, nextSeasonMonth } from './season.ts'
import { SeasonStrip } from './season-strip.tsx'
import { seasonText } from './season-texts.ts'

export type ProductPageProps = Omit<
  HomePageProps,
  'cards' | 'waiting' | 'count' | 'facts' | 'offer' | 'campaign'
> & {
  detail: ProductDetail
  chosen: Variant
  province: Province
  now: number
}

export function ProductPage(props: ProductPageProps) {
  const { detail, chosen, t, paths, language, month } = props
  const { product } = detail
  const unit = unitPriceText(unitPrice(product.family, chosen))
  return (
    <div class="wrap product">
      <nav class="crumbs" aria-label={t.breadcrumb}>
        <a href={paths.home}>{props.shell.home}</a> /{' '}
        <a href={paths.products({ family: product.family })}>{t.families[product.family]}</a>
      </nav>
      <div class="product-main">
        <Gallery {...props} />
        <div>
          <p class="product-kind">
            {[
              t.families[product.family],
              product.teaClass && t.teaClasses[product.teaClass],
              inLanguage(language, product.originZh, product.originEn),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
          <h1>{inLanguage(language, product.nameZh, product.nameEn)}</h1>
          <p class="product-price">
            <Price fen={chosen.priceFen} large />
            <WasPrice fen={chosen.wasFen} label={t.was} />
            {unit ? <span class="card-unit">{unit}</span> : null}
            {product.sample ? <span class="tag tag-sample">{props.shell.sample}</span> : null}
          </p>
          <Delivery {...props} />
          {product.storage === 'cold' ? <p class="notice-info">{t.fresh}</p> : null}
          <BuyForm {...props} />
          <p class="fine">{t.returns[product.returnRule]}</p>
        </div>
      </div>
      <div class="two section">
        <section class="stack">
          <h2>{t.season}</h2>
          <SeasonStrip
            mask={product.seasonMask}
            month={month}
            label={seasonText(product.seasonMask, t)}
            numbered
          />
          <p class="fine">{seasonText(product.seasonMask, t)}</p>
          <Story {...props} />
          <Process {...props} />
          <OriginCard {...props} />
        </section>
        <div class="stack">
          <TrueScale {...props} />
          <FactsTable {...props} />
        </div>
      </div>
      {detail.related.length ? (
        <section class="section">
          <h2>{t.related}</h2>
          <ul class="cards">
            {detail.related.map((item) => (
              <Card item={item} {...props} />
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  )
}

/** Where it goes, what that costs for one piece, and by when it leaves. */
function Delivery({ detail, chosen, province, t, paths, language, now }: ProductPageProps) {
  const { rules } = detail.template
  const place = provinceName(language, province)
  const freight = freightFor(rules, province.name, chosen.grossG, chosen.priceFen)
  const [on] = shipDates(rules, detail.holidays, now)
  const fee = freight && (freight.fee === 0 ? t.free : `¥${formatYuan(freight.fee)}`)
  const leaves = on ? t.leaves(Number(on.slice(5, 7)), Number(on.slice(8))) : null
  return (
    <div class="delivery">
      <Icon name={detail.product.storage === 'cold' ? 'snowflake' : 'truck'} />
      <div>
        {rules.kind === 'quotation' ? (
          <p>
            <a href={paths.institutions({ sku: chosen.sku })}>{t.byQuotation}</a>
          </p>
        ) : (
          <p>
            {freight ? [t.deliverTo(place), fee, leaves].filter(Boolean).join(' · ') : t.notDelivered(place)}
          </p>
        )}
        {freight?.missingFen ? <p class="fine">{t.freeOver(formatYuan(freight.freeOverFen ?? 0))}</p> : null}
        <details>
          <summary>{t.changePlace}</summary>
          <form>
            <input type="hidden" name="sku" value={chosen.sku} />
            <select name="to" aria-label={t.changePlace}>
              <ProvinceOptions language={language} chosen={province.code} />
            </select>
            <button class="button button-secondary" type="submit">
              {t.change}
            </button>
          </form>
        </details>
      </div>
    </div>
  )
}

function BuyForm(props: ProductPageProps) {
  const { detail, chosen, t, paths, month } = props
  const { product } = detail
  const closed = closedNow(product, month)
  const quotation = detail.template.rules.kind === 'quotation'
  const soldOut = detail.variants.every((variant) => variant.available < 1)
  const blocked = closed || quotation || soldOut
  return (
    <form method="post" action={paths.cartLines}>
      <fieldset class="skus">
        <legend>{t.spec}</legend>
        {detail.variants.map((variant) => (
          <SkuRow {...props} variant={variant} chosen={variant.sku === chosen.sku} />
        ))}
      </fieldset>
      {closed ? (
        <p class="notice-info">{t.closed(nextSeasonMonth(product.seasonMask, month) ?? month)}</p>
      ) : null}
      {soldOut && !closed && !quotation ? <p class="notice-info">{t.soldOut}</p> : null}
      {quotation ? (
        <p>
          <a class="button button-primary" href={paths.institutions({ sku: chosen.sku })}>
            {t.askQuotation}
          </a>
        </p>
      ) : null}
      {blocked ? null : (
        <>
          <div class="quantity">
            <label for="quantity">
              {t.quantity} <span class="fine">{t.limit(MAX_QUANTITY)}</span>
            </label>
            <span class="stepper-input" data-quantity>
              <button type="button" data-step="-1" aria-label={t.less} hidden>
                −
              </button>
              <input
                id="quantity"
                name="quantity"
                inputmode="numeric"
                value="1"
                max={MAX_QUANTITY}
                autocomplete="off"
              />
              <button type="button" data-step="1" aria-label={t.plus} hidden>
                +
              </button>
            </span>
          </div>
          <div class="buy-row" data-buy-row>
            <button class="button button-secondary" name="action" value="add" type="submit">
              {t.add}
            </button>
            <button class="button button-primary" name="action" value="buy" type="submit">
              {t.buy}
            </button>
          </div>
          <div class="buy-bar" data-buy-bar hidden>
            <Price fen={chosen.priceFen} />
            <button class="button button-secondary" name="action" value="add" type="submit">
              {t.add}
            </button>
            <button class="button button-primary" name="action" value="buy" type="submit">
              {t.buy}
            </button>
          </div>
        </>
      )}
    </form>
  )
}

const FEW = 5

function SkuRow({
  variant,
  chosen,
  detail,
  t,
  language,
}: Omit<ProductPageProps, 'chosen'> & { variant: Variant; chosen: boolean }) {
  const out = variant.available < 1
  const few = !out && variant.available <= FEW
  const stock = out ? t.soldOut : few ? t.few(variant.available) : t.inStock
  const state = `${chosen ? ' checked' : ''}${out ? ' disabled' : ''}`
  const promo =
    variant.promoUntil === null
      ? null
      : html`<small class="sku-promo">${t.promoUntil(formatInstant(variant.promoUntil))}</small>`
  return html`<label class="${out ? 'sku sku--out' : 'sku'}"><input type="radio" name="sku" value="${variant.sku}"${raw(state)}/>
<span><span class="sku-name">${inLanguage(language, variant.specZh, variant.specEn)}</span><small>${unitPriceText(unitPrice(detail.product.family, variant)) ?? t.bundle}</small>${promo}</span>
<span class="sku-price"><span data-price>¥${formatYuan(variant.priceFen)}</span>${WasPrice({ fen: variant.wasFen, label: t.was })}<small${few ? raw(' class="is-few"') : null}>${stock}</small></span></label>`
}
