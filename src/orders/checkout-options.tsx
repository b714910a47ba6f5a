import { dateText, weekdayText } from '../cart/dates.ts'
import type { CartView } from '../cart/view.ts'
import type { Texts } from '../i18n/texts.ts'
import type { CodeOutcome } from '../promotions/code.ts'
import type { CheckoutErrors, CheckoutForm } from './checkout-form.ts'
import { described, Labelled, TextField } from './fields.tsx'

type Props = { form: CheckoutForm; errors: CheckoutErrors; t: Texts['checkout'] }

/** Days on which the cold goods of a basket can leave; empty when it has none. */
export const coldShipDates = (view: CartView): string[] =>
  view.quote.groups.find((group) => group.storage === 'cold' && group.lines.some((line) => !line.problem))
    ?.shipDates ?? []

export function ShipOnField(props: { form: CheckoutForm; errors: CheckoutErrors; t: Texts; view: CartView }) {
  const { form, errors, t, view } = props
  const dates = coldShipDates(view)
  if (!dates.length) return null
  return (
    <Labelled name="shipOn" label={t.checkout.shipOn} errors={errors} errorText={t.checkout.errors.shipOn}>
      <select {...described('shipOn', errors)} name="shipOn">
        {dates.map((on) => (
          <option value={on} selected={on === form.shipOn}>
            {t.checkout.shipDay(dateText(on, t.cart), weekdayText(on, t.cart))}
          </option>
        ))}
      </select>
    </Labelled>
  )
}

/** Who orders for somebody else says their own phone; of who is signed in it is known. */
export function BuyerField({ form, errors, signedIn, t }: Props & { signedIn: string | null }) {
  if (signedIn) return <p class="fine for-parcel">{t.buyerSignedIn(signedIn)}</p>
  return (
    <details class="folded for-parcel" open={form.buyerPhone !== '' || Boolean(errors.buyerPhone)}>
      <summary>
        <span>{t.forAnother}</span>
        <span class="fine">{t.optional}</span>
      </summary>
      <p class="fine">{t.buyerNote}</p>
      <TextField
        name="buyerPhone"
        label={t.buyerPhone}
        errors={errors}
        errorText={t.errors.buyerPhone}
        value={form.buyerPhone}
        type="tel"
        autocomplete="section-buyer tel"
        maxlength={40}
      />
    </details>
  )
}

export function InvoiceFields({ form, errors, t }: Props) {
  const wrong = errors.invoiceTitle || errors.taxNo || errors.email
  const kinds = [
    ['', t.invoiceNone],
    ['personal', t.invoicePersonal],
    ['company', t.invoiceCompany],
  ] as const
  const chosen = kinds.find(([kind]) => kind === form.invoiceKind) ?? kinds[0]
  return (
    <details class="folded" open={Boolean(wrong) || form.invoiceKind !== ''}>
      <summary>
        <span>{t.invoice}</span>
        <span class="fine">{chosen[1]}</span>
      </summary>
      <fieldset class="choices" data-invoice-kind>
        <legend class="visually-hidden">{t.invoice}</legend>
        {kinds.map(([kind, label]) => (
          <label class="choice">
            <input type="radio" name="invoiceKind" value={kind} checked={kind === chosen[0]} />
            {label}
          </label>
        ))}
      </fieldset>
      <div class="invoice-company">
        <TextField
          name="invoiceTitle"
          label={t.invoiceTitle}
          errors={errors}
          errorText={t.errors.invoiceTitle}
          value={form.invoiceTitle}
          autocomplete="organization"
          maxlength={80}
        />
        <TextField
          name="taxNo"
          label={t.taxNo}
          errors={errors}
          errorText={t.errors.taxNo}
          value={form.taxNo}
          autocomplete="off"
          maxlength={30}
        />
        {errors.taxNo ? <input type="hidden" name="taxNoAsked" value={form.taxNo} /> : null}
      </div>
      <div class="invoice-email">
        <TextField
          name="email"
          label={t.email}
          errors={errors}
          errorText={t.errors.email}
          value={form.email}
          type="email"
          autocomplete="email"
          maxlength={100}
        />
      </div>
    </details>
  )
}

/** A code behind a link, never an open field; used with its own button, so that the sum is seen before the order. */
export function CodeField(props: Props & { opened: boolean; outcome: CodeOutcome | null }) {
  const { form, errors, t, opened, outcome } = props
  const used = outcome && outcome.problem === null
  return (
    <details class="folded folded-code" open={opened || form.code !== '' || Boolean(errors.code)}>
      <summary>
        <span>{t.useCode}</span>
        <span class="fine">{used ? t.codeUsed(outcome.code) : ''}</span>
      </summary>
      <div class="code-row">
        <TextField
          name="code"
          label={t.code}
          errors={errors}
          errorText={t.errors.code}
          value={form.code}
          autocomplete="off"
          maxlength={40}
        />
        <button class="button button-secondary" type="submit" name="step" value="code">
          {t.applyCode}
        </button>
      </div>
      <p class="fine">{t.codeNote}</p>
    </details>
  )
}

export function NoteField({ form, errors, t }: Props) {
  return (
    <details class="folded" open={form.note !== ''}>
      <summary>
        <span>{t.note}</span>
        <span class="fine">{t.optional}</span>
      </summary>
      <Labelled name="note" label={t.note} errors={errors} errorText={t.errors.note}>
        <textarea {...described('note', errors)} name="note" rows={3} maxlength={200}>
          {form.note}
        </textarea>
      </Labelled>
    </details>
  )
}
