import { shownRate } from '../../catalog/tax.ts'
import type { InvoiceRequest } from '../../invoices/schema.ts'
import { lackingIn, type Sheet } from '../../invoices/sheet.ts'
import { adminPaths } from '../../urls.ts'
import { Field } from '../field.tsx'

export type Typed = { values: Record<string, string>; errors: Record<string, string> }

/** Names of what is typed for one line of a sheet. */
export const taxField = (key: string, part: 'code' | 'rate' | 'exempt'): string => `tax.${key}.${part}`

/** Begins to issue; lines that lack their facts are asked for them, for this invoice alone. */
export const BeginForm = ({
  request,
  sheet,
  typed,
}: {
  request: InvoiceRequest
  sheet: Sheet
  typed: Typed
}) => {
  const lacking = lackingIn(sheet)
  const shown = (name: string, known: string) => typed.values[name] ?? known
  return (
    <form method="post" action={adminPaths.invoiceRequest(request.id)} novalidate data-once>
      {lacking.size ? (
        <p class="notice-info">
          有{lacking.size}
          行没有填税收编码或税率。到“商品”里填好，以后就不用再填；这一张也可以直接填在下面。税率以会计的判断为准。
        </p>
      ) : null}
      <details open={lacking.size > 0 || Object.keys(typed.errors).length > 0}>
        <summary>这一张的税收编码和税率</summary>
        {sheet.lines.map(({ key, name, spec, tax }) => (
          <fieldset>
            <legend>
              {name} {spec}
            </legend>
            <Field
              name={taxField(key, 'code')}
              label="税收分类编码（19位）"
              value={shown(taxField(key, 'code'), tax.code)}
              error={typed.errors[taxField(key, 'code')]}
              inputmode="numeric"
            />
            <Field
              name={taxField(key, 'rate')}
              label="税率（%）"
              value={shown(taxField(key, 'rate'), tax.rateBp === null ? '' : shownRate(tax.rateBp))}
              error={typed.errors[taxField(key, 'rate')]}
              inputmode="decimal"
            />
            <Field
              name={taxField(key, 'exempt')}
              label="免税原因（免税才填）"
              value={shown(taxField(key, 'exempt'), tax.exemptReason)}
              error={typed.errors[taxField(key, 'exempt')]}
            />
          </fieldset>
        ))}
      </details>
      <p class="admin-actions">
        <button class="button button-primary" type="submit" name="act" value="begin">
          开始开票（顾客不能再改，会记录）
        </button>
      </p>
    </form>
  )
}

type UploadProps = {
  request: InvoiceRequest
  typed: Typed
  asksReason: boolean
  submit: string
}

/** Sends the files the bureau made. They are looked at by machine before anything is kept. */
export const UploadForm = ({ request, typed, asksReason, submit }: UploadProps) => (
  <form
    method="post"
    action={adminPaths.invoiceUpload(request.id)}
    enctype="multipart/form-data"
    novalidate
    data-once
  >
    {(
      [
        ['xml', 'XML', '.xml'],
        ['pdf', 'PDF', '.pdf'],
        ['ofd', 'OFD（可以不传）', '.ofd'],
      ] as const
    ).map(([name, label, accept]) => (
      <div class={typed.errors[name] ? 'form-field form-field-wrong' : 'form-field'}>
        <label for={name}>{label}</label>
        <input id={name} name={name} type="file" accept={accept} />
        {typed.errors[name] ? <p class="form-error">{typed.errors[name]}</p> : null}
      </div>
    ))}
    {asksReason ? (
      <Field
        name="reason"
        label="原因（核对过才填）"
        value={typed.values.reason ?? ''}
        error={typed.errors.reason}
        maxlength={200}
      />
    ) : null}
    <button class="button button-primary" type="submit">
      {submit}
    </button>
  </form>
)
