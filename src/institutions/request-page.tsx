import type { Sellable } from '../cart/quote.ts'
import { inLanguage, type Language, type Texts } from '../i18n/texts.ts'
import { addDays } from '../kernel/time.ts'
import { ConsentBox } from '../orders/consent-boxes.tsx'
import {
  described,
  ErrorSummary,
  FieldError,
  type FieldErrors,
  Labelled,
  TextField,
} from '../orders/fields.tsx'
import { Picture } from '../ui/picture.tsx'
import { ProvinceOptions } from '../ui/province-options.tsx'
import type { Paths } from '../urls.ts'
import { PURPOSES } from './quotation.ts'
import type { RequestForm } from './request-form.ts'

export type RequestPageProps = {
  form: RequestForm
  goods: Map<string, Sellable>
  errors: FieldErrors
  alert: string | null
  today: string
  t: Texts['institutions']
  paths: Paths
  language: Language
}

/** What buying by quotation means, and the request. */
export function RequestPage(props: RequestPageProps) {
  const { t, alert, errors, paths } = props
  return (
    <div class="wrap institution">
      <div class="institution-intro">
        <h1>{t.title}</h1>
        <p>{t.lead}</p>
        <p>
          {t.asked} <a href={paths.quotations}>{t.lookup.lookupTitle}</a>
        </p>
        <section>
          <h2>{t.stepsTitle}</h2>
          <ol class="institution-steps">
            {t.steps.map(([name, text]) => (
              <li>
                <strong>{name}</strong>
                <p>{text}</p>
              </li>
            ))}
          </ol>
        </section>
        <section>
          <h2>{t.rulesTitle}</h2>
          <dl class="order-facts">
            {t.rules.map(([name, text]) => (
              <div>
                <dt>{name}</dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
      <section class="institution-form" aria-labelledby="form-title">
        <h2 id="form-title">{t.formTitle}</h2>
        {alert ? (
          <p class="basket-alert" role="alert">
            {alert}
          </p>
        ) : null}
        <ErrorSummary title={t.summary} errors={errors} />
        <Form {...props} />
      </section>
    </div>
  )
}

function Form(props: RequestPageProps) {
  const { form, errors, t, paths, language, today } = props
  const text = (name: 'unitName' | 'contactName' | 'phone') => ({
    name,
    label: t[name],
    errors,
    errorText: t.errors[name],
    value: form[name],
  })
  const area = (name: 'wanted' | 'note', label: string, rows: number, maxlength: number, hint?: string) => (
    <Labelled name={name} label={label} errors={errors} errorText={t.errors[name]}>
      <textarea {...described(name, errors)} name={name} rows={rows} maxlength={maxlength} placeholder={hint}>
        {form[name]}
      </textarea>
    </Labelled>
  )
  return (
    <form method="post" action={paths.institutions()} novalidate data-once>
      <input type="hidden" name="idempotencyKey" value={form.idempotencyKey} />
      <Goods {...props} />
      {area('wanted', form.lines.length ? t.wantedMore : t.wanted, 3, 1000, t.wantedHint)}
      <TextField {...text('unitName')} autocomplete="organization" maxlength={80} />
      <TextField {...text('contactName')} autocomplete="name" maxlength={40} />
      <TextField {...text('phone')} type="tel" autocomplete="tel" placeholder={t.phoneHint} maxlength={30} />
      <Labelled name="purpose" label={t.purpose} errors={errors} errorText={t.errors.purpose}>
        <select {...described('purpose', errors)} name="purpose">
          {PURPOSES.map((purpose) => (
            <option value={purpose} selected={purpose === form.purpose}>
              {t.purposes[purpose]}
            </option>
          ))}
        </select>
      </Labelled>
      <Labelled name="region" label={t.region} errors={errors} errorText={t.errors.region}>
        <select {...described('region', errors)} name="region">
          <ProvinceOptions language={language} chosen={form.region} />
        </select>
      </Labelled>
      <TextField
        name="deliverOn"
        label={t.deliverOn}
        errors={errors}
        errorText={t.errors.deliverOn}
        value={form.deliverOn}
        type="date"
        autocomplete="off"
        min={addDays(today, 1)}
      />
      {area('note', t.note, 2, 500)}
      <Consent {...props} />
      <button class="button button-primary button-wide" type="submit" data-busy-text={t.busy}>
        {t.submit}
      </button>
    </form>
  )
}

function Goods({ form, goods, errors, t, language }: RequestPageProps) {
  if (!form.lines.length) return null
  return (
    <fieldset class="institution-goods">
      <legend>{t.goods}</legend>
      <p class="fine">{t.goodsFromCart}</p>
      <input type="hidden" name="skus" value={form.lines.map(({ sku }) => sku).join('~')} />
      {form.lines.map(({ sku, quantity }) => {
        const known = goods.get(sku)
        const title = known ? inLanguage(language, known.titleZh, known.titleEn) : sku
        const spec = known ? inLanguage(language, known.specZh, known.specEn) : ''
        const name = `pieces-${sku}`
        return (
          <div class={errors[name] ? 'form-field form-field-wrong' : 'form-field'}>
            <div class="checkout-line">
              {known ? <Picture name={known.picture} alt="" width={56} height={56} /> : <span />}
              <div>
                <p>{title}</p>
                <p class="fine">{spec}</p>
              </div>
              <input
                {...described(name, errors)}
                name={name}
                value={quantity}
                inputmode="numeric"
                autocomplete="off"
                maxlength={5}
                aria-label={t.piecesOf(`${title} ${spec}`)}
              />
            </div>
            <FieldError name={name} errors={errors} errorText={t.errors.pieces} />
          </div>
        )
      })}
    </fieldset>
  )
}

function Consent({ form, errors, t, paths }: RequestPageProps) {
  const [before, privacy, after] = t.agree
  return (
    <div class="consents">
      <ConsentBox
        name="consents"
        value="privacy"
        checked={form.consents.includes('privacy')}
        errors={errors}
        errorText={t.errors.consents}
      >
        {before} <a href={paths.privacy}>{privacy}</a> {after}
      </ConsentBox>
    </div>
  )
}
