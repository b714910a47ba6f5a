import type { Child } from 'hono/jsx'

/** The sentence at each field that needs fixing, by the field's name. */
export type FieldErrors = { [name: string]: string | undefined }

type FieldProps = {
  name: string
  label: string
  errors: FieldErrors
  /** The sentence shown when the field needs fixing; scripts show the same one on blur. */
  errorText: string
  children?: Child
}

/** Ids that tie a control to its error, for the control to spread. */
export const described = (name: string, errors: FieldErrors) => ({
  id: name,
  'aria-invalid': errors[name] ? ('true' as const) : undefined,
  'aria-describedby': `${name}-error`,
})

/** A label, its control and the place of its error. */
export function Labelled({ name, label, errors, errorText, children }: FieldProps) {
  return (
    <div class={errors[name] ? 'form-field form-field-wrong' : 'form-field'} data-field={name}>
      <label for={name}>{label}</label>
      {children}
      <FieldError name={name} errors={errors} errorText={errorText} />
    </div>
  )
}

export const FieldError = (props: Pick<FieldProps, 'name' | 'errors' | 'errorText'>) => (
  <p class="form-error" id={`${props.name}-error`} data-error={props.errorText}>
    {props.errors[props.name] ?? ''}
  </p>
)

type TextProps = Omit<FieldProps, 'children'> & {
  value: string
  type?: 'text' | 'tel' | 'email' | 'date'
  autocomplete: string
  placeholder?: string
  maxlength?: number
  min?: string
}

export function TextField({
  value,
  type = 'text',
  autocomplete,
  placeholder,
  maxlength,
  min,
  ...field
}: TextProps) {
  return (
    <Labelled {...field}>
      <input
        {...described(field.name, field.errors)}
        name={field.name}
        type={type}
        value={value}
        autocomplete={autocomplete}
        placeholder={placeholder}
        maxlength={maxlength}
        min={min}
      />
    </Labelled>
  )
}

/** Says what needs fixing, each with a link to its field. */
export function ErrorSummary({ title, errors }: { title: string; errors: FieldErrors }) {
  const entries = Object.entries(errors)
  if (!entries.length) return null
  return (
    <div class="form-summary" role="alert" tabindex={-1} data-error-summary>
      <p>{title}</p>
      <ul>
        {entries.map(([name, text]) => (
          <li>
            <a href={`#${name}`}>{text}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}
