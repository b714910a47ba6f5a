import { own } from '../../kernel/own.ts'
import type { Template } from '../schema.ts'

/** What WeChat takes as one field, by the word its name begins with. Its test accounts do not look; the others do. */
const KINDS: Record<string, RegExp> = {
  thing: /^[^\n]{1,20}$/,
  character_string: /^[\x21-\x7e]{1,32}$/,
  phrase: /^\p{Script=Han}{1,5}$/u,
  amount: /^[¥￥]?\d{1,10}(?:\.\d{1,2})?元?$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
  time: /^\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2})?$/,
  number: /^\d{1,32}$/,
}
const NAME = new RegExp(`^(${Object.keys(KINDS).join('|')})\\d{1,2}$`)
const THING = 20

const kindOf = (field: string): string => NAME.exec(field)?.[1] ?? ''

/** The variables of a text in their order. */
export const variablesIn = (text: string): string[] =>
  [...text.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name!)

/** Names of fields as staff type them, for a text: one for each of its variables; null where they are not that. */
export function fieldsFor(text: string, typed: string): string[] | null {
  const names = typed.split(/[\s,，、]+/).filter(Boolean)
  const right = names.every((name) => NAME.test(name)) && new Set(names).size === names.length
  return right && names.length === variablesIn(text).length ? names : null
}

/** A thing is cut between characters; WeChat counts what needs two units of UTF-16 as two. */
function cutThing(value: string): string {
  let text = ''
  for (const character of value) if (text.length + character.length <= THING) text += character
  return text
}

/**
 * What is sent for a text, by the template's fields; null where WeChat would refuse one of them. A longer thing is cut, and
 * nothing else: half a number is another number.
 */
export function fieldsOf(
  { text, variables }: Pick<Template, 'text' | 'variables'>,
  values: Record<string, string>,
): Record<string, string> | null {
  const fields = JSON.parse(variables) as string[]
  const names = variablesIn(text)
  if (fields.length !== names.length) return null
  const told: Record<string, string> = {}
  for (const [at, field] of fields.entries()) {
    const kind = kindOf(field)
    const value = values[names[at]!] ?? ''
    const sent = kind === 'thing' ? cutThing(value) : value
    if (!own(KINDS, kind)?.test(sent)) return null
    told[field] = sent
  }
  return told
}
