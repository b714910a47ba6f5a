import type { Child } from 'hono/jsx'
import { FieldError } from './field.tsx'

type Props = {
  action: string
  label: string
  value: string
  name?: string
  /** Where a page has several of a name; else the name. */
  id?: string
  maxlength?: number
  button?: string
  /** The label stands in the box until something is typed, and is said aloud. */
  inBox?: boolean
  placeholder?: string | undefined
  required?: boolean
  capitals?: boolean
  /** What was looked for and is not there, in a sentence. */
  error?: string | undefined
  /** Further choices, after the box. */
  children?: Child
  /** What stands beside the button. */
  beside?: Child
}

/** Finds in a list by what is typed. */
export const SearchBox = ({ action, label, value, name = 'q', id = name, ...props }: Props) => (
  <form class={props.inBox ? 'listing-search' : 'admin-search'} role="search" action={action}>
    <label class={props.inBox ? 'visually-hidden' : undefined} for={id}>
      {label}
    </label>
    <input
      id={id}
      type="search"
      name={name}
      value={value}
      placeholder={props.inBox ? label : props.placeholder}
      maxlength={props.maxlength ?? 40}
      autocomplete="off"
      required={props.required}
      autocapitalize={props.capitals ? 'characters' : undefined}
      aria-invalid={props.error ? 'true' : undefined}
      aria-describedby={props.error ? `${id}-error` : undefined}
    />
    {props.children}
    <button class="button button-secondary" type="submit">
      {props.button ?? '查找'}
    </button>
    {props.beside}
    <FieldError name={id} text={props.error} />
  </form>
)
