import type { Child } from 'hono/jsx'
import type { Values } from '../../catalog/listings/form.ts'

/** What an editor's field needs: the typed values and what is wrong, by field name. */
export type Typed = { values: Values; wrong: Record<string, string> }

export const fieldId = (name: string): string => `f-${name.replace(/\./g, '-')}`

type FieldProps = Typed & {
  name: string
  label: string
  hint?: string
  lang?: string
  inputmode?: 'numeric' | 'decimal'
  rows?: number
  placeholder?: string
  maxlength?: number
}

const described = (name: string, hint: string | undefined, error: string | undefined) =>
  [hint ? `${fieldId(name)}-hint` : '', error ? `${fieldId(name)}-error` : ''].filter(Boolean).join(' ') ||
  undefined

const Frame = (props: Typed & { name: string; label: string; hint?: string; children: Child }) => {
  const error = props.wrong[props.name]
  return (
    <div class={error ? 'form-field form-field-wrong' : 'form-field'} data-listing-field={props.name}>
      <label for={fieldId(props.name)}>{props.label}</label>
      {props.children}
      {props.hint ? (
        <p class="form-hint" id={`${fieldId(props.name)}-hint`}>
          {props.hint}
        </p>
      ) : null}
      {error ? (
        <p class="form-error" id={`${fieldId(props.name)}-error`}>
          {error}
        </p>
      ) : null}
    </div>
  )
}

/** One line of text, or several when `rows` is given. */
export const TextField = ({
  name,
  label,
  hint,
  lang,
  inputmode,
  rows,
  placeholder,
  maxlength,
  ...typed
}: FieldProps) => {
  const error = typed.wrong[name]
  const common = {
    id: fieldId(name),
    name,
    lang,
    placeholder,
    maxlength,
    'aria-describedby': described(name, hint, error),
    'aria-invalid': error ? ('true' as const) : undefined,
  }
  return (
    <Frame {...typed} name={name} label={label} hint={hint}>
      {rows ? (
        <textarea {...common} rows={rows}>
          {typed.values[name] ?? ''}
        </textarea>
      ) : (
        <input {...common} value={typed.values[name] ?? ''} inputmode={inputmode} autocomplete="off" />
      )}
    </Frame>
  )
}

export const SelectField = (
  props: Typed & {
    name: string
    label: string
    hint?: string
    options: [value: string, label: string][]
    empty?: string
  },
) => {
  const error = props.wrong[props.name]
  return (
    <Frame {...props}>
      <select
        id={fieldId(props.name)}
        name={props.name}
        aria-describedby={described(props.name, props.hint, error)}
        aria-invalid={error ? 'true' : undefined}
      >
        {props.empty ? <option value="">{props.empty}</option> : null}
        {props.options.map(([value, label]) => (
          <option value={value} selected={props.values[props.name] === value}>
            {label}
          </option>
        ))}
      </select>
    </Frame>
  )
}
