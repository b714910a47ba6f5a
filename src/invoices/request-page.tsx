import type { Texts } from '../i18n/texts.ts'
import { formatYuan } from '../kernel/money.ts'
import { ErrorSummary, FieldError, type FieldErrors, TextField } from '../orders/fields.tsx'
import type { FileType } from './files.ts'
import type { TypedInvoice } from './form.ts'
import { INVOICE_KINDS, isOver } from './invoice.ts'
import type { OrderInvoice } from './reading.ts'
import type { InvoiceDocument } from './schema.ts'

export type InvoicePageProps = {
  /** Requests of the order, the open one first, then the newest. */
  invoices: OrderInvoice[]
  /** Why none can be asked for; null: one can. */
  closed: string | null
  typed: TypedInvoice
  errors: FieldErrors
  error: string | null
  action: string
  file: (document: string, type: FileType) => string
  /** Where the files of a document were sent by e-mail, in words; null when nowhere. */
  mailedTo: (document: string) => string | null
  back: string
  t: Texts
}

/** The invoice of an order: how it stands, what can be downloaded, and the form while it can be asked for or changed. */
export const InvoicePage = (props: InvoicePageProps) => {
  const { invoices, closed, error, back, t } = props
  const words = t.invoices
  const [newest] = invoices
  const state = newest?.request.state
  const open = !state || state === 'requested' || isOver(state)
  return (
    <div class="wrap checkout claim-form">
      <h1>{words.heading}</h1>
      {error ? (
        <p class="basket-alert" role="alert">
          {error}
        </p>
      ) : null}
      {newest && state ? (
        <section>
          <h2>{words.states[state]}</h2>
          <p>{words.stateNotes[state]}</p>
          {newest.request.title ? (
            <p class="fine">
              {words.made}{' '}
              {newest.request.titleType === 'personal' && newest.request.title === '个人'
                ? words.titleTypes.personal
                : newest.request.title}{' '}
              {newest.request.taxNo}
            </p>
          ) : null}
        </section>
      ) : (
        <p class="notice-info">{words.intro}</p>
      )}
      {invoices
        .flatMap(({ documents }) => documents)
        .map((one) => (
          <Document {...props} document={one} />
        ))}
      {open && closed && !newest ? <p>{closed}</p> : null}
      {open && !closed ? <Form {...props} changing={state === 'requested'} /> : null}
      {state === 'requested' ? (
        <form method="post" action={props.action}>
          <button class="button button-secondary button-wide" type="submit" name="act" value="cancel">
            {words.cancel}
          </button>
        </form>
      ) : null}
      <p>
        <a class="button button-secondary button-wide" href={back}>
          {words.back}
        </a>
      </p>
    </div>
  )
}

const Document = ({ document, file, mailedTo, t }: InvoicePageProps & { document: InvoiceDocument }) => {
  const words = t.invoices
  const red = document.redOf !== null
  const mailed = mailedTo(document.id)
  const types: FileType[] = ['pdf', 'xml', ...(document.ofdSha256 ? (['ofd'] as const) : [])]
  return (
    <section>
      <h2>{red ? words.redOne : words.blue}</h2>
      <p>
        {words.number} {document.number}
        <br />
        {words.issuedOn} {t.gardens.terms.fullDate(document.issuedOn)} · {words.amount} {red ? '−' : ''}¥
        {formatYuan(document.amountFen)}
        {mailed ? (
          <>
            <br />
            {mailed}
          </>
        ) : null}
      </p>
      <p class="empty-ways">
        {types.map((type) => (
          <a class="button button-secondary" href={file(document.id, type)}>
            {words.download(type.toUpperCase())}
          </a>
        ))}
      </p>
    </section>
  )
}

const Form = (props: InvoicePageProps & { changing: boolean }) => {
  const { typed, errors, action, changing, t } = props
  const words = t.invoices
  const text = (name: 'title' | 'taxNo' | 'address' | 'phone' | 'bank' | 'account' | 'email', more = {}) => (
    <TextField
      {...{ name, errors, value: typed[name], autocomplete: 'off', maxlength: 120, ...more }}
      label={name === 'title' ? words.titleLabel : words[name]}
      errorText={name in words.errors ? words.errors[name as 'title'] : words.errors.other}
    />
  )
  return (
    <>
      <ErrorSummary title={words.check} errors={errors} />
      <form method="post" action={action} novalidate data-once>
        <Choice
          {...props}
          name="kind"
          legend={words.kind}
          options={INVOICE_KINDS.map((own) => [own, words.kinds[own]])}
        />
        <Choice
          {...props}
          name="titleType"
          legend={words.titleType}
          options={[
            ['personal', words.titleTypes.personal],
            ['company', words.titleTypes.company],
          ]}
        />
        {text('title', { autocomplete: 'organization' })}
        <p class="fine claim-hint">{words.titleHint}</p>
        <div class="for-company">
          {text('taxNo')}
          {errors.taxNo ? <input type="hidden" name="taxNoAsked" value={typed.taxNo} /> : null}
          <p class="fine claim-hint">{words.taxNoHint}</p>
        </div>
        {text('email', { autocomplete: 'email', type: 'email' })}
        <details class="folded for-special" open={typed.kind === 'special'}>
          <summary>
            <span>{words.special}</span>
            <span class="fine">{words.optional}</span>
          </summary>
          {text('address')}
          {text('phone')}
          {text('bank')}
          {text('account')}
        </details>
        <button class="button button-primary button-wide" type="submit" name="act" value="ask">
          {changing ? words.change : words.submit}
        </button>
      </form>
    </>
  )
}

type ChoiceProps = { name: 'kind' | 'titleType'; legend: string; options: [string, string][] }

const Choice = ({ name, legend, options, typed, errors, t }: InvoicePageProps & ChoiceProps) => (
  <fieldset class={errors[name] ? 'choices form-field-wrong' : 'choices'} id={name}>
    <legend>{legend}</legend>
    {options.map(([value, label]) => (
      <label class="choice">
        <input type="radio" name={name} value={value} checked={typed[name] === value} />
        {label}
      </label>
    ))}
    <FieldError name={name} errors={errors} errorText={t.invoices.errors.kind} />
  </fieldset>
)
