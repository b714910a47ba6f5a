import { raw, html as template } from 'hono/html'

export { raw } from 'hono/html'

/**
 * Templates, for what pages repeat (docs/decisions/0028): every value is escaped unless it is a template itself, or `raw`.
 * Line breaks between elements, and the indentation after them, are for whoever reads the code and are not sent; a
 * space that is wanted stands within a line.
 */
export const html: typeof template = (strings, ...values) => template(asSent(strings), ...values)

const sent = new WeakMap<TemplateStringsArray, TemplateStringsArray>()

/** What a template sends: worked out once for each, since its text never changes. */
function asSent(strings: TemplateStringsArray): TemplateStringsArray {
  const known = sent.get(strings)
  if (known) return known
  const joined = strings.map((text) => text.replace(/(^|>)\s*\n\s*(?=<|$)/g, '$1').replace(/\s*\n\s*/g, ' '))
  const made = Object.assign(joined, { raw: joined })
  sent.set(strings, made)
  return made
}

/** On the link to the page one is on. */
export const CURRENT_PAGE = raw(' aria-current="page"')

/**
 * Draws once what depends on few things alone (a language, the section one is in): `keyOf` names them all, and has few
 * values, since each drawing is kept as long as the isolate lives.
 */
export function drawnOnce<Props, Drawn>(keyOf: (props: Props) => string, draw: (props: Props) => Drawn) {
  const kept = new Map<string, Drawn>()
  return (props: Props): Drawn => {
    const key = keyOf(props)
    const known = kept.get(key)
    if (known) return known
    const drawn = draw(props)
    kept.set(key, drawn)
    return drawn
  }
}
