import { URLS } from '../urls.ts'
import type { Ctx } from './context.ts'
import { answerNotFound } from './failures.tsx'

const patternOf = (path: string) =>
  new RegExp(`^(?:/en)?${path.replaceAll('.', '\\.').replace(/:\w+/g, '[^/]+')}$`)

const isPerson = (policy: string | undefined): boolean => policy !== undefined && policy !== 'provider'
const onPages = URLS.filter(({ path }) => !path.startsWith('/api/'))
const PAGES = onPages.filter(({ get }) => get).map(({ path }) => patternOf(path))
const FORMS = onPages.filter(({ get, post }) => !get && isPerson(post)).map(({ path }) => patternOf(path))

const among = (patterns: RegExp[], path: string): boolean => patterns.some((pattern) => pattern.test(path))

/**
 * The page an address belongs to that takes forms only: a form that was refused leaves it in the browser's bar, from where
 * it is kept, reloaded or sent on. Null for any other address.
 */
export function pageOfForm(path: string): string | null {
  if (!among(FORMS, path) || among(PAGES, path)) return null
  for (let page = path; page.length > 1; ) {
    page = page.slice(0, page.lastIndexOf('/')) || '/'
    if (among(PAGES, page)) return page
  }
  return null
}

/** What nothing answers: the address of a form leads to its page. */
export function answerUnknown(c: Ctx) {
  const { pathname } = new URL(c.req.url)
  const page = c.req.method === 'GET' ? pageOfForm(pathname) : null
  if (!page) return answerNotFound(c)
  c.header('Cache-Control', 'private, no-store')
  return c.redirect(page, 303)
}
