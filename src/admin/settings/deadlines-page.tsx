import { DEADLINE_NAMES, DEADLINES, type Deadlines } from '../../settings/deadlines.ts'
import { adminPaths } from '../../urls.ts'
import { Field, Mend, Saved } from '../field.tsx'
import { type Began, BeganAt, type Between, keepWords, Meanwhile } from '../meanwhile.tsx'
import { DEADLINE_WORDS } from './words.ts'

export type TypedDeadlines = Record<keyof Deadlines, string>
export type DeadlineErrors = Partial<Record<keyof Deadlines, string>>

type Props = Began<TypedDeadlines> & {
  typed: TypedDeadlines
  errors: DeadlineErrors
  saved: boolean
  between: Between | undefined
}

/** The clocks of an order, in words; each with its usual value. */
export const DeadlinesPage = ({ typed, errors, saved, over, was, between }: Props) => (
  <>
    <h1>时限</h1>
    <Saved shown={saved}>已保存，从现在起按新的时限计算。</Saved>
    <Mend errors={errors} />
    <Meanwhile between={between} />
    <form method="post" action={adminPaths.deadlines} class="admin-form" novalidate>
      <BeganAt over={over} was={was} />
      {DEADLINE_NAMES.map((name) => {
        const [label, unit, text] = DEADLINE_WORDS[name]
        const { usual, least, most } = DEADLINES[name]
        return (
          <Field
            name={name}
            label={label}
            unit={unit}
            value={typed[name]}
            error={errors[name]}
            inputmode="numeric"
            maxlength={4}
            hint={`${text}。通常 ${usual}，可填 ${least}–${most}`}
          />
        )
      })}
      <button class="button button-primary" type="submit">
        {keepWords(between)}
      </button>
    </form>
  </>
)
