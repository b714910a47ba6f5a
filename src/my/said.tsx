import type { FieldErrors } from '../orders/fields.tsx'

/** `error` is of the whole form, `errors` by its fields; `typed` is what its fields held, to be fixed. */
export type Answer = {
  at: string
  error?: string
  done?: string
  errors?: FieldErrors
  typed?: Record<string, string>
}

const NOTHING = { errors: {} as FieldErrors, typed: {} as Record<string, string> }

/** What was wrong with the form at a place, and what it held. */
export const correcting = (said: Answer | null, at: string) =>
  said?.at === at ? { errors: said.errors ?? {}, typed: said.typed ?? {} } : NOTHING

/** What a form said, at its own place. */
export const Said = ({ said, at }: { said: Answer | null; at: string }) => {
  if (said?.at !== at) return null
  if (said.error)
    return (
      <p class="basket-alert" role="alert">
        {said.error}
      </p>
    )
  return said.done ? (
    <p class="notice-info" role="status">
      {said.done}
    </p>
  ) : null
}
