import type { Language, Texts } from '../i18n/texts.ts'
import { inLanguage, provinceName } from '../i18n/texts.ts'
import { formatOrderNumber } from '../kernel/ids.ts'
import type { CheckoutForm } from '../orders/checkout-form.ts'
import type { FieldErrors } from '../orders/fields.tsx'
import type { Paths } from '../urls.ts'
import { AcceptForm, DeclineForm } from './answer-forms.tsx'
import type { QuotationView } from './queries.ts'
import { QuotationSheet, type SheetProps } from './sheet.tsx'

export type QuotationPageProps = {
  quotation: QuotationView
  /** Names of the goods asked for, by SKU. */
  names: Map<string, { titleZh: string; titleEn: string; specZh: string; specEn: string }>
  orderLink: string | null
  form: CheckoutForm
  errors: FieldErrors
  /** Why it is declined, as typed. */
  reason: string
  alert: string | null
  shop: SheetProps['shop']
  t: Texts
  paths: Paths
  language: Language
  now: number
}

/** One page from the request to the order: what was asked, what was quoted, and the answer. */
export function QuotationPage(props: QuotationPageProps) {
  const { quotation, alert, t } = props
  const { sent, state } = quotation
  return (
    <div class="quotation">
      <Band {...props} />
      <div class="wrap order-body">
        {alert ? (
          <p class="basket-alert" role="alert">
            {alert}
          </p>
        ) : null}
        {sent ? (
          <>
            <QuotationSheet {...props} version={sent} t={t.institutions.sheet} />
            <p class="no-print">
              {/* The script shows it; without scripts the browser's own menu prints. */}
              <button class="button button-secondary" type="button" data-print hidden>
                {t.institutions.print}
              </button>
            </p>
          </>
        ) : (
          <Received {...props} />
        )}
        {sent && state === 'sent' ? (
          <>
            <AcceptForm {...props} version={sent} />
            <DeclineForm {...props} />
          </>
        ) : null}
      </div>
    </div>
  )
}

function Band({ quotation, orderLink, t, paths }: QuotationPageProps) {
  const texts = t.institutions
  const { state, sent } = quotation
  const open = state === 'draft'
  const reason = quotation.events.findLast((event) => event.kind === 'declined')?.note
  return (
    <header class="order-band no-print">
      <div class="wrap">
        <h1>{open ? texts.received : texts.status[state]}</h1>
        <p>
          {sent ? texts.quotationNumber : texts.number}{' '}
          <span class="order-number">{formatOrderNumber(quotation.number)}</span>
        </p>
        <p class="order-band-note">
          {open
            ? texts.receivedNote(quotation.answerBy)
            : state === 'sent'
              ? texts.statusNote.sent(sent?.validUntil ?? '')
              : texts.statusNote[state]}
        </p>
        {state === 'declined' && reason ? <p class="order-band-note">{texts.reason(reason)}</p> : null}
        {open ? (
          <a class="button button-gold" href={paths.quotations}>
            {texts.lookup.lookupTitle}
          </a>
        ) : null}
        {orderLink ? (
          <a class="button button-gold" href={orderLink}>
            {texts.toOrder}
          </a>
        ) : null}
        {state === 'expired' || state === 'declined' ? (
          <a class="button button-gold" href={paths.contact}>
            {texts.contactUs}
          </a>
        ) : null}
      </div>
    </header>
  )
}

/** The thank-you: what comes next, and what was asked for. */
function Received({ quotation, names, t, language }: QuotationPageProps) {
  const texts = t.institutions
  const goods = quotation.items.map(({ sku, quantity }) => {
    const known = names.get(sku)
    const name = known
      ? `${inLanguage(language, known.titleZh, known.titleEn)} ${inLanguage(language, known.specZh, known.specEn)}`
      : sku
    return `${name} × ${quantity}`
  })
  const rows: [string, string[]][] = [
    [texts.unitName, [quotation.unitName]],
    [texts.contact, [`${quotation.contact.name} ${quotation.contact.phone}`]],
    [texts.goods, [...goods, ...quotation.wanted.split('\n')].filter(Boolean)],
    [texts.purpose, [texts.purposes[quotation.purpose]]],
    [texts.sheet.destination, [provinceName(language, quotation.region)]],
    [texts.sheet.deliverOn, quotation.deliverOn ? [quotation.deliverOn] : []],
    [texts.sheet.note, quotation.note.split('\n').filter(Boolean)],
  ]
  return (
    <>
      <section>
        <h2>{texts.next}</h2>
        <ol>
          {texts.nextSteps.map((step) => (
            <li>{step}</li>
          ))}
        </ol>
      </section>
      <section>
        <h2>{texts.yourRequest}</h2>
        <dl class="order-facts">
          {rows
            .filter(([, lines]) => lines.length)
            .map(([label, lines]) => (
              <div>
                <dt>{label}</dt>
                <dd>
                  {lines.map((line) => (
                    <p>{line}</p>
                  ))}
                </dd>
              </div>
            ))}
        </dl>
      </section>
    </>
  )
}
