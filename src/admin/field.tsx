import type { Child } from 'hono/jsx'
import { CARRIERS, carrierChoice, LONGEST_CARRIER_NAME } from '../kernel/carriers.ts'
import { Alert } from './alert.tsx'

type Props = {
  name: string
  /** Where a page has several of a name; else the name. */
  id?: string
  label: string
  value: string
  error?: string | undefined
  hint?: string
  type?: 'text' | 'date' | 'time' | 'number' | 'datetime-local' | 'password'
  maxlength?: number
  required?: boolean
  autocomplete?: string
  readonly?: boolean
  /** Unit after the box: 元, 天. */
  unit?: string
  rows?: number
  inputmode?: 'decimal' | 'numeric'
  lang?: string
  /** The id of a datalist that proposes values. */
  list?: string
}

/** What is wrong with a field, below it. */
export const FieldError = ({ name, text }: { name: string; text: string | undefined }) =>
  text ? (
    <p class="form-error" id={`${name}-error`}>
      {text}
    </p>
  ) : null

/** A label, its box, a hint and what is wrong; the three are tied together for screen readers. */
export const Field = ({ name, id = name, label, error, hint, unit, rows, value, ...rest }: Props) => {
  const told = [error ? `${id}-error` : '', hint ? `${id}-hint` : ''].filter(Boolean).join(' ')
  const control = {
    id,
    name,
    'aria-invalid': error ? ('true' as const) : undefined,
    'aria-describedby': told || undefined,
    ...rest,
  }
  return (
    <div class={error ? 'form-field form-field-wrong' : 'form-field'}>
      <label for={id}>{label}</label>
      {rows ? (
        <textarea {...control} rows={rows}>
          {value}
        </textarea>
      ) : (
        <span class={unit ? 'admin-unit' : undefined}>
          <input {...control} value={value} />
          {unit ? <span>{unit}</span> : null}
        </span>
      )}
      {hint ? (
        <p class="fine" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      <FieldError name={id} text={error} />
    </div>
  )
}

type CellProps = Pick<Props, 'name' | 'label' | 'value' | 'error' | 'maxlength' | 'inputmode'>

/** A box in a cell of a table: its row and column name it, so that its label is only said aloud. */
export const CellField = ({ name, label, error, ...rest }: CellProps) => (
  <>
    <input
      id={name}
      name={name}
      aria-label={label}
      aria-invalid={error ? 'true' : undefined}
      aria-describedby={error ? `${name}-error` : undefined}
      {...rest}
    />
    <FieldError name={name} text={error} />
  </>
)

type SelectProps = {
  name: string
  id?: string
  label: string
  value: string
  options: [value: string, text: string][]
  error?: string | undefined
}

/** A label and its choice among a few. */
export const SelectField = ({ name, id = name, label, value, options, error }: SelectProps) => (
  <div class={error ? 'form-field form-field-wrong' : 'form-field'}>
    <label for={id}>{label}</label>
    <select
      id={id}
      name={name}
      aria-invalid={error ? 'true' : undefined}
      aria-describedby={error ? `${id}-error` : undefined}
    >
      {options.map(([own, text]) => (
        <option value={own} selected={own === value}>
          {text}
        </option>
      ))}
    </select>
    <FieldError name={id} text={error} />
  </div>
)

type ChoiceProps = Omit<SelectProps, 'label' | 'id'> & { legend: string; required?: boolean; hint?: string }

/** A few answers that all stand there, one of them chosen. */
export const ChoiceField = ({ name, legend, value, options, error, required, hint }: ChoiceProps) => (
  <fieldset class="form-field" id={name}>
    <legend>{legend}</legend>
    <div class="choices">
      {options.map(([own, text]) => (
        <label>
          <input type="radio" name={name} value={own} checked={own === value} required={required} /> {text}
        </label>
      ))}
    </div>
    {hint ? <p class="fine">{hint}</p> : null}
    <FieldError name={name} text={error} />
  </fieldset>
)

/** A table to send in; what is wrong with the last one stands above as `sheet-error`. */
export const SheetField = ({ label, wrong }: { label: string; wrong: boolean }) => (
  <>
    <label for="sheet">{label}</label>
    <input
      id="sheet"
      name="sheet"
      type="file"
      accept=".xlsx,.csv,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
      required
      aria-describedby={wrong ? 'sheet-error' : undefined}
    />
  </>
)

/** A form that sends a table in to be looked at; nothing is written by it. */
export const SheetForm = ({ action, label, wrong }: { action: string; label: string; wrong: boolean }) => (
  <form method="post" action={action} enctype="multipart/form-data" class="admin-search" novalidate data-once>
    <SheetField label={label} wrong={wrong} />
    <button class="button button-secondary" type="submit">
      上传核对
    </button>
  </form>
)

type CarrierProps = {
  id: string
  value: string /** As typed, of one that is not in the list. */
  name?: string | undefined
}

/** Which courier, by the name people know, or by its own where the list lacks it: the styles show that box with 其他 only. */
export const CarrierField = ({ id, value, name }: CarrierProps) => {
  const chosen = carrierChoice(value)
  return (
    <div class="carrier-field">
      <SelectField
        name="carrier"
        id={id}
        label="快递公司"
        value={chosen.code}
        options={Object.entries(CARRIERS).map(([code, { zh }]) => [code, zh])}
      />
      <Field
        name="carrierName"
        id={`${id}-name`}
        label="快递公司的名字（选“其他”时写）"
        value={name ?? chosen.name}
        maxlength={LONGEST_CARRIER_NAME}
      />
    </div>
  )
}

/** Says above a form how many fields are wrong, with a link to each. */
export const Mend = ({ errors }: { errors: Record<string, string | undefined> }) => {
  const wrong = Object.entries(errors).filter((entry): entry is [string, string] => Boolean(entry[1]))
  if (!wrong.length) return null
  return (
    <Alert as="div" summary>
      <p>还没有保存，有 {wrong.length} 处要改：</p>
      <ul>
        {wrong.map(([name, text]) => (
          <li>
            <a href={`#${name}`}>{text}</a>
          </li>
        ))}
      </ul>
    </Alert>
  )
}

/** Said once after a redirect. */
export const Saved = ({ shown, children }: { shown: boolean; children?: Child }) =>
  shown ? (
    <p class="admin-saved" role="status">
      {children ?? '已保存，商店页面已更新。'}
    </p>
  ) : null
