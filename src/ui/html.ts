import { raw } from 'hono/html'

/** Templates, for what pages repeat (docs/decisions/0028): every value is escaped unless it is a template itself, or `raw`. */
export { html, raw } from 'hono/html'

/** On the link to the page one is on. */
export const CURRENT_PAGE = raw(' aria-current="page"')
