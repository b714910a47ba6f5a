import { raw } from 'hono/html'

/** Templates, for what pages repeat (docs/decisions/0028): every value is escaped unless it is a template itself, or `raw`. */
export { html, raw } from 'hono/html'

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
