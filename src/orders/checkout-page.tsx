import { Amount } from '../cart/group-parts.tsx'
import { type CartView, goneText, isBlocked, problemText } from '../cart/view.ts'
import type { KeptAddress } from '../customers/addresses.ts'
import type { Language, Texts } from '../i18n/texts.ts'
import { formatOrderNumber } from '../kernel/ids.ts'
import type { Paths } from '../urls.ts'
import { ChooseAddress, KeepAddress } from './address-book.tsx'
import { type CheckoutErrors, type CheckoutForm, shownItems } from './checkout-form.ts'
import { BuyerField, InvoiceFields, NoteField, ShipOnField } from './checkout-options.tsx'
import { CheckoutPlots } from './checkout-plots.tsx'
import { CheckoutSummary } from './checkout-summary.tsx'
import { ErrorSummary, TextField } from './fields.tsx'
import { type Ordered, OrderedNotice } from './ordered-notice.tsx'
import { PasteBox } from './paste-box.tsx'
import { type PlotErrors, shownPlots } from './plot-form.ts'
import { RegionFields } from './region-fields.tsx'

export type CheckoutPageProps = {
  form: CheckoutForm
  view: CartView
  errors: CheckoutErrors
  /** What needs fixing at the plots and their two consents, by name of the field. */
  plotErrors: PlotErrors
  /** Free plots near one that somebody else took. */
  near: { taken: string; code: string }[]
  /** Numbers of this browser's unpaid orders, where paying one helps. */
  unpaid: string[]
  /** What happened to the last try, said above the form. */
  alert: string | null
  /** What the cart was ordered as before, where this form would order it once more. */
  ordered: Ordered | null
  /** Whether the link to the code's field was followed. */
  codeOpened: boolean
  /** Whether name and address come from the order that is renewed. */
  carried: boolean
  /** The masked phone of whoever is signed in; null for a guest. */
  buyer: string | null
  /** What whoever is signed in keeps; null for a guest. */
  addresses: KeptAddress[] | null
  t: Texts
  paths: Paths
  language: Language
  now: number
}

export function CheckoutPage(props: CheckoutPageProps) {
  const { form, view, errors, plotErrors, near, unpaid, alert, ordered, t, paths } = props
  const texts = t.checkout
  const submit = ordered ? texts.orderAgain : texts.submit
  const common = { errors }
  return (
    <div class="checkout wrap">
      <h1>{texts.toWhom}</h1>
      {alert ? (
        <p class="basket-alert" role="alert" data-alert>
          {alert}
          {near.map(({ taken, code }) => (
            <button
              class="button button-secondary"
              form="checkout"
              type="submit"
              name="swap"
              value={`${taken}.${code}`}
            >
              {t.gardens.checkout.swap(code)}
            </button>
          ))}
          {unpaid.map((number) => (
            <a href={paths.payment(number)}>{t.tooMany.pay(formatOrderNumber(number))}</a>
          ))}
        </p>
      ) : null}
      {ordered ? (
        <OrderedNotice order={ordered} title={texts.orderedBefore} t={t.orders} paths={paths}>
          <p class="fine">{texts.orderAgainNote}</p>
        </OrderedNotice>
      ) : null}
      <div data-freight="problems">
        <Problems {...props} />
      </div>
      <ErrorSummary title={texts.summary} errors={{ ...errors, ...plotErrors }} />
      <form
        id="checkout"
        class={form.lines.length ? 'checkout-form' : 'checkout-form plots-alone'}
        method="post"
        action={paths.checkout}
        novalidate
        data-checkout
        data-once
      >
        {/* Enter in a field must submit the order form, not list the next level of regions. */}
        <button class="visually-hidden" type="submit" tabindex={-1}>
          {submit}
        </button>
        <input type="hidden" name="items" value={shownItems(linesShown(props))} />
        <input type="hidden" name="plots" value={shownPlots(form.plots)} />
        <input type="hidden" name="cart" value={form.cartId} />
        <input type="hidden" name="idempotencyKey" value={form.idempotencyKey} />
        <input
          type="hidden"
          name="expectedTotalFen"
          value={String(view.quote.totalFen)}
          data-freight="expected"
        />
        <div class="checkout-fields" data-typed>
          {/* Whom a plot is for decides whether an address is asked for at all. */}
          <CheckoutPlots {...props} />
          {props.carried ? <p class="notice-info">{t.gardens.checkout.carried}</p> : null}
          <ChooseAddress addresses={props.addresses} t={t.accounts} paths={paths} />
          <div class="for-parcel">
            <PasteBox texts={texts} />
          </div>
          {form.lines.length ? null : <p class="notice-info gifts-note">{t.gardens.checkout.giftsOnly}</p>}
          <TextField
            {...common}
            name="name"
            label={texts.name}
            errorText={texts.errors.name}
            value={form.name}
            autocomplete="name"
            maxlength={40}
          />
          <TextField
            {...common}
            name="phone"
            label={texts.phone}
            errorText={texts.errors.phone}
            value={form.phone}
            type="tel"
            autocomplete="tel"
          />
          <div class="for-parcel">
            <RegionFields form={form} errors={errors} t={texts} language={props.language} />
            <TextField
              {...common}
              name="street"
              label={texts.street}
              errorText={texts.errors.street}
              value={form.street}
              autocomplete="street-address"
              placeholder={texts.streetHint}
              maxlength={120}
            />
          </div>
          <KeepAddress addresses={props.addresses} ticked={form.keepAddress === '1'} t={t.accounts} />
          <ShipOnField {...props} />
          <BuyerField form={form} errors={errors} signedIn={props.buyer} t={texts} />
          <InvoiceFields form={form} errors={errors} t={texts} />
          <NoteField form={form} errors={errors} t={texts} />
        </div>
        <CheckoutSummary {...props} />
        <div class="checkout-bar" data-freight="total">
          <p aria-live="polite">
            <span>{texts.payable}</span>
            <Amount fen={view.quote.totalFen} strong />
          </p>
          <button
            class={ordered ? 'button button-secondary' : 'button button-primary'}
            type="submit"
            disabled={isBlocked(view)}
            data-busy-text={texts.busy}
          >
            {submit}
          </button>
        </div>
      </form>
    </div>
  )
}

/** Lines as shown: quantities already cut to what is left, prices as they are now. */
function linesShown({ view }: CheckoutPageProps) {
  const priced = new Map(
    view.quote.groups.flatMap(({ lines }) => lines.map((line) => [line.sku, line.priceFen])),
  )
  return view.items.map(({ sku, quantity }) => ({ sku, quantity, seenFen: priced.get(sku) ?? 0 }))
}

function Problems({ view, t, paths, language, now }: CheckoutPageProps) {
  const lines = view.quote.groups.flatMap((group) => group.lines)
  const texts = [
    ...view.gone.map((gone) => goneText(gone, language, t.cart)),
    ...view.plots.flatMap((one) =>
      one.reason ? t.shell.labelled(one.plot, t.gardens.problems[one.reason] ?? '') : [],
    ),
    ...lines.flatMap((line) => problemText(line, view, language, t.cart, now) ?? []),
  ]
  if (!texts.length) return null
  return (
    <div class="basket-alert" role="alert">
      <ul>
        {texts.map((text) => (
          <li>{text}</li>
        ))}
      </ul>
      <a href={paths.cart}>{t.checkout.backToCart}</a>
    </div>
  )
}
