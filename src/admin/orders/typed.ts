/** What a form that needs mending held, by field, and the id of the field to mend. */
export type Typed = { at: string; values: Record<string, string> }

/** The sentence at one field of the order's forms, where it is the one to mend. */
export const wrongAt = ({ typed, error }: { typed: Typed; error: string | null }, id: string) =>
  error && typed.at === id ? error : undefined
