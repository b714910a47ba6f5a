/** Templates, for what pages repeat (docs/decisions/0028): every value is escaped unless it is a template itself, or `raw`. */
export { html, raw } from 'hono/html'
