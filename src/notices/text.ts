import type { Template } from './schema.ts'

/** A text with its variables filled in; one that has no value stays empty. */
export const filledText = ({ text }: Pick<Template, 'text'>, values: Record<string, string>): string =>
  text.replace(/\$\{(\w+)\}/g, (_, name: string) => values[name] ?? '')

/** What a provider takes as one variable, cut between characters. */
export const LONGEST_VALUE = 35
export const cut = (values: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, [...value].slice(0, LONGEST_VALUE).join('')]),
  )
