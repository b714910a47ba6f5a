import { inLanguage } from '../i18n/texts.ts'
import { formatYuan } from '../kernel/money.ts'
import { formatInstant } from '../kernel/time.ts'
import { html, raw } from '../ui/html.ts'
import { Price, unitPriceText, WasPrice } from '../ui/price.tsx'
import { MAX_QUANTITY, unitPrice } from './card.ts'
import type { ProductPageProps } from './product-page.tsx'
import type { ShownVariant as Variant } from './queries.ts'
import { closedNow, nextSeasonMonth } from './season.ts'
import { seasonTag } from './season-texts.ts'

/** Its SKUs to choose from and the way into the cart, or why there is none now. */
export function BuyForm(props: ProductPageProps) {
  const { detail, chosen, sampleOnly, t, paths } = props
  const { problem } = detail.dispatch
  const quotation = detail.template.rules.kind === 'quotation'
  const soldOut = detail.variants.every((variant) => variant.available < 1)
  const skus = detail.variants.map((variant) =>
    SkuRow({ ...props, variant, chosen: variant.sku === chosen.sku }),
  )
  const why = sampleOnly ? t.sampleOnly : problem ? whyNot(props) : soldOut && !quotation ? t.soldOut : null
  const ask = quotation
    ? html`
        <p>
          <a class="button button-primary" href="${paths.institutions({ sku: chosen.sku })}">${t.askQuotation}</a>
        </p>`
    : null
  return html`
    <form method="post" action="${paths.cartLines}">
      ${why ? html`<p class="notice-info">${why}</p>` : null}
      <fieldset class="skus">
        <legend>${t.spec}</legend>
        ${skus}
      </fieldset>
      ${ask}
      ${sampleOnly || problem || quotation || soldOut ? null : Buying(props)}
    </form>`
}

/** Why it cannot be ordered now, whatever its stock. */
function whyNot({ detail: { product, dispatch }, t, month }: ProductPageProps): string {
  if (dispatch.problem === 'dispatch_paused') return t.dispatchPaused
  const next = nextSeasonMonth(product.seasonMask, month) ?? month
  return closedNow(product, month) ? t.closed(next) : t.seasonOver(next)
}

/** How many, and the two buttons: under the choice, and on the bar that stands at the foot of a phone. */
function Buying({ chosen, t }: ProductPageProps) {
  const buttons = html`
    <button class="button button-secondary" name="action" value="add" type="submit">${t.add}</button>
    <button class="button button-primary" name="action" value="buy" type="submit">${t.buy}</button>`
  return html`
    <div class="quantity">
      <label for="quantity">${t.quantity} <span class="fine">${t.limit(MAX_QUANTITY)}</span></label>
      <span class="stepper-input" data-quantity>
        <button type="button" data-step="-1" aria-label="${t.less}" hidden>−</button>
        <input id="quantity" name="quantity" inputmode="numeric" value="1" max="${MAX_QUANTITY}" autocomplete="off"/>
        <button type="button" data-step="1" aria-label="${t.plus}" hidden>+</button>
      </span>
    </div>
    <div class="buy-row" data-buy-row>${buttons}</div>
    <div class="buy-bar" data-buy-bar hidden>
      ${Price({ fen: chosen.priceFen })}
      ${buttons}
    </div>`
}

/** From here on the pieces are counted in words; the trigger few_word renews pages by the same number. */
const FEW = 5

function SkuRow({
  variant,
  chosen,
  detail,
  t,
  language,
  month,
}: Omit<ProductPageProps, 'chosen'> & { variant: Variant; chosen: boolean }) {
  const { problem } = detail.dispatch
  const out = variant.available < 1
  const few = !out && !problem && variant.available <= FEW
  const stock = problem
    ? problem === 'dispatch_paused'
      ? t.paused
      : seasonTag({ ...detail.product, over: true }, month, t).text
    : out
      ? t.soldOut
      : few
        ? t.few(variant.available)
        : t.inStock
  const state = `${chosen ? ' checked' : ''}${out ? ' disabled' : ''}`
  const promo =
    variant.promoUntil === null
      ? null
      : html`<small class="sku-promo">${t.promoUntil(formatInstant(variant.promoUntil))}</small>`
  return html`
    <label class="${out ? 'sku sku--out' : 'sku'}">
      <input type="radio" name="sku" value="${variant.sku}"${raw(state)}/>
      <span>
        <span class="sku-name">${inLanguage(language, variant.specZh, variant.specEn)}</span>
        <small>${unitPriceText(unitPrice(detail.product.family, variant)) ?? t.bundle}</small>
        ${promo}
      </span>
      <span class="sku-price">
        <span data-price>¥${formatYuan(variant.priceFen)}</span>
        ${WasPrice({ fen: variant.wasFen, label: t.was })}
        <small${few ? raw(' class="is-few"') : null}>${stock}</small>
      </span>
    </label>`
}
