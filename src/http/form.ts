import { isWholeText } from '../kernel/plain-text.ts'
import { parseWhole } from '../kernel/typed-number.ts'
import type { Ctx } from './context.ts'

/** What was submitted, by name: a name that came more than once has a list. */
export type Form = Record<string, unknown>

/** Texts of a form that hold what no text may: NUL, which ends them early elsewhere, or half a character. */
export class SpoiltTexts extends Error {
  constructor(
    readonly form: Form,
    readonly names: string[],
  ) {
    super(`not whole: ${names.join(', ')}`)
  }
}

/**
 * The submitted form; a body that is cut short throws. So does a spoilt text of the desk (`SpoiltTexts`), whose many
 * forms answer it in one way; forms of the shop say it at their own fields.
 */
export async function readForm(c: Ctx): Promise<Form> {
  const form = await c.req.parseBody({ all: true })
  const spoilt = c.var.staff ? spoiltIn(form) : []
  if (spoilt.length) throw new SpoiltTexts(form, spoilt)
  return form
}

/** The same; null where the body is cut short, for forms that say so at their file. */
export const readFormIfWhole = (c: Ctx): Promise<Form | null> =>
  readForm(c).catch((error: unknown) => {
    if (error instanceof SpoiltTexts) throw error
    return null
  })

const spoiltIn = (form: Form): string[] =>
  Object.keys(form).filter((name) =>
    [form[name]].flat().some((value) => typeof value === 'string' && !isWholeText(value)),
  )

const USUAL = 500
/** Digits, marks and a unit. */
const TYPED_NUMBER = 40
const KEY = /^[\w-]{16,64}$/

/** One field as it came, cut: for what must not be trimmed. The last of several; '' when it is absent or a file. */
export function exactOf(form: Form, name: string, longest = USUAL): string {
  const value = [form[name]].flat().at(-1)
  return typeof value === 'string' ? value.slice(0, longest) : ''
}

/** One text field, trimmed and cut, its lines ended in one way; '' when it is absent or a file. */
export const textOf = (form: Form, name: string, longest = 200): string =>
  exactOf(form, name, Number.POSITIVE_INFINITY).replace(/\r\n?/g, '\n').trim().slice(0, longest)

/** Several text fields, each with the most characters it keeps. */
export const textsOf = <Name extends string>(
  form: Form,
  longest: Record<Name, number>,
): Record<Name, string> =>
  Object.fromEntries(
    Object.entries<number>(longest).map(([name, most]) => [name, textOf(form, name, most)]),
  ) as Record<Name, string>

/** A whole number of at most so many digits, as people type it; null for anything else. */
export const wholeOf = (form: Form, name: string, digits = 9): number | null =>
  parseWhole(textOf(form, name, TYPED_NUMBER), 10 ** digits - 1)

/** Whether a box was ticked; `as` is the value the page gives it. */
export const ticked = (form: Form, name: string, as = '1'): boolean => exactOf(form, name) === as

/** Every text that came under one name. */
export const listOf = (form: Form, name: string, longest = USUAL): string[] =>
  [form[name]].flat().flatMap((value) => (typeof value === 'string' ? value.slice(0, longest) : []))

/** The key a page gave its form, by which a second sending is known; a new one where it has none. */
export function keyOf(form: Form, name = 'clientKey'): string {
  const key = exactOf(form, name, 65)
  return KEY.test(key) ? key : crypto.randomUUID()
}

/** Every text of the form by its name, as it came, for showing the form again. */
export const valuesOf = (form: Form, longest = USUAL): Record<string, string> =>
  Object.fromEntries(
    Object.keys(form).flatMap((name) =>
      listOf(form, name).length ? [[name, exactOf(form, name, longest)]] : [],
    ),
  )

/** A file that was chosen; null when none was, or an empty one. */
export function fileOf(form: Form, name: string): File | null {
  const value = [form[name]].flat().at(-1)
  return value instanceof File && value.size ? value : null
}

/** Rows of a table that a page sent along as JSON and gets back, `most` at most; none when they are not whole. */
export function rowsOf(form: Form, name: string, most: number): unknown[][] {
  try {
    const rows: unknown = JSON.parse(exactOf(form, name, Number.POSITIVE_INFINITY))
    return (Array.isArray(rows) ? rows : []).slice(0, most).map((row) => (Array.isArray(row) ? row : []))
  } catch {
    return []
  }
}
