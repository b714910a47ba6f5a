import type { TooMany } from '../kernel/result.ts'

/** Everything SQLite said, drizzle's wrapper included: constraint names in it are our interface. */
export function failureText(error: unknown): string {
  let text = ''
  for (let at: unknown = error; at instanceof Error; at = at.cause) text += ` ${at.message}`
  return text
}

/** Whether a write failed because of the named constraint, key or trigger. */
export const failedOn = (error: unknown, name: string): boolean => failureText(error).includes(name)

/** Whether what the database lies on takes no more: it is full, broken, or may not be written. Not a fault of ours. */
export const storageFails = (error: unknown): boolean =>
  /SQLITE_(?:FULL|IOERR|READONLY|CORRUPT|CANTOPEN|NOTADB)|Exceeded maximum DB size/.test(failureText(error))

/** Whose limit a write failed on; null when it was another reason. */
export const tooManyOf = (error: unknown): TooMany | null =>
  (/too_many_open:(\w+)/.exec(failureText(error))?.[1] as TooMany | undefined) ?? null
