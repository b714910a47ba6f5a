import { inLanguage } from '../i18n/texts.ts'
import { InvoiceFields, NoteField } from '../orders/checkout-options.tsx'
import { Consents } from '../orders/consent-boxes.tsx'
import { ErrorSummary, Labelled, TextField } from '../orders/fields.tsx'
import { isReturnable } from '../orders/order.ts'
import { RegionFields } from '../orders/region-fields.tsx'
import type { QuotationVersion } from './quotation.ts'
import type { QuotationPageProps } from './quotation-page.tsx'

type Props = QuotationPageProps & { version: QuotationVersion }

/** Where it goes and how it is invoiced: what the request did not ask, and the order needs. */
export function AcceptForm(props: Props) {
  const { quotation, version, form, errors, t, paths, language } = props
  const texts = t.institutions.accept
  const checkout = t.checkout
  const fresh = version.lines.filter((line) => !isReturnable(line.returnRule))
  return (
    <section class="no-print institution-form" aria-labelledby="accept-title">
      <h2 id="accept-title">{texts.title}</h2>
      <p>{texts.intro}</p>
      <ErrorSummary title={checkout.summary} errors={errors} />
      <form method="post" action={paths.quotationAcceptance(quotation.number)} novalidate data-once>
        {/* Enter in a field must accept, not list the next level of regions. */}
        <button class="visually-hidden" type="submit" tabindex={-1}>
          {texts.submit}
        </button>
        <input type="hidden" name="version" value={String(version.version)} />
        <TextField
          name="name"
          label={checkout.name}
          errors={errors}
          errorText={checkout.errors.name}
          value={form.name}
          autocomplete="name"
          maxlength={40}
        />
        <TextField
          name="phone"
          label={t.institutions.phone}
          errors={errors}
          errorText={t.institutions.errors.phone}
          value={form.phone}
          type="tel"
          autocomplete="tel"
          placeholder={t.institutions.phoneHint}
          maxlength={30}
        />
        <RegionFields form={form} errors={errors} t={checkout} language={language} />
        <TextField
          name="street"
          label={checkout.street}
          errors={errors}
          errorText={checkout.errors.street}
          value={form.street}
          autocomplete="street-address"
          placeholder={checkout.streetHint}
          maxlength={120}
        />
        <InvoiceFields form={form} errors={errors} t={checkout} />
        <NoteField form={form} errors={errors} t={checkout} />
        <Consents
          given={form.consents}
          errors={errors}
          t={checkout}
          paths={paths}
          language={language}
          perishable={fresh.map((line) => inLanguage(language, line.titleZh, line.titleEn))}
        />
        <button class="button button-primary button-wide" type="submit" data-busy-text={texts.busy}>
          {texts.submit}
        </button>
      </form>
    </section>
  )
}

/** Folded, so that it is not pressed by mistake. */
export function DeclineForm({ quotation, errors, reason, t, paths }: QuotationPageProps) {
  const texts = t.institutions.decline
  return (
    <details class="order-cancel no-print" open={Boolean(errors.reason)}>
      <summary class="button button-secondary">{texts.title}</summary>
      <form method="post" action={paths.quotationRefusal(quotation.number)} data-once>
        <Labelled name="reason" label={texts.reason} errors={errors} errorText={texts.tooLong}>
          <textarea id="reason" name="reason" rows={2} maxlength={200} aria-describedby="reason-error">
            {reason}
          </textarea>
        </Labelled>
        <button class="button button-danger" type="submit">
          {texts.submit}
        </button>
      </form>
    </details>
  )
}
