import type { ApiTexts } from '../i18n/api-texts.ts'
import type { Field } from './reading.ts'

/** Fields as name, type and words. What a request must have is marked, and what an answer may lack. */
export function Fields({
  rows,
  words,
  answered = false,
}: {
  rows: Field[]
  words: ApiTexts['apiPage']
  answered?: boolean
}) {
  const mark = (required: boolean) => {
    if (answered) return required ? '' : words.mayLack
    return required ? words.required : ''
  }
  return (
    <dl class="api-fields">
      {rows.map(({ name, type, required, nullable, description }) => (
        <>
          <dt>
            <code>{name}</code>{' '}
            {[type, mark(required), nullable ? words.nullable : ''].filter(Boolean).join(' · ')}
          </dt>
          <dd>{description}</dd>
        </>
      ))}
    </dl>
  )
}

/** Scrolls sideways by itself, with the keyboard too. */
export const Example = ({ text, label }: { text: string; label: string }) => (
  <pre class="api-example" tabindex={0} role="region" aria-label={label}>
    <code>{text}</code>
  </pre>
)
