import type { Child } from 'hono/jsx'
import type { Language, Texts } from '../i18n/texts.ts'
import type { Paths } from '../urls.ts'
import { FieldError, type FieldErrors } from './fields.tsx'

type BoxProps = {
  /** Names the box and its error; the codes it stands for are its value. */
  name: string
  value: string
  checked: boolean
  errors: FieldErrors
  errorText: string
  children: Child
}

/** One thing agreed to, ticked for this purchase and stored with it. */
export const ConsentBox = ({ name, value, checked, errors, errorText, children }: BoxProps) => (
  <>
    <label class="choice" for={name}>
      <input
        id={name}
        type="checkbox"
        name="consents"
        value={value}
        checked={checked}
        aria-invalid={errors[name] ? 'true' : undefined}
        aria-describedby={`${name}-error`}
      />
      <span>{children}</span>
    </label>
    <FieldError name={name} errors={errors} errorText={errorText} />
  </>
)

type Props = {
  given: readonly string[]
  errors: FieldErrors
  t: Texts['checkout']
  paths: Paths
  language: Language
  /** Titles of what is not returnable: named in a confirmation of their own. */
  perishable: string[]
}

/** What an order of goods asks a buyer to agree to. */
export function Consents({ given, errors, t, paths, language, perishable }: Props) {
  const [before, terms, and, privacy] = t.agree
  const titles = [...new Set(perishable)].join(language === 'en' ? ', ' : '、')
  return (
    <div class="consents">
      <ConsentBox
        errors={errors}
        name="consents"
        value="terms,privacy"
        checked={given.includes('terms')}
        errorText={t.errors.consents}
      >
        {before} <a href={paths.terms}>{terms}</a> {and} <a href={paths.privacy}>{privacy}</a>
      </ConsentBox>
      {titles ? (
        <ConsentBox
          errors={errors}
          name="noReturn"
          value="no_return"
          checked={given.includes('no_return')}
          errorText={t.errors.noReturn}
        >
          {t.noReturn(titles)}
        </ConsentBox>
      ) : null}
    </div>
  )
}
