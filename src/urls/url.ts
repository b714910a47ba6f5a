import type { Permission } from '../staff/roles.ts'

/**
 * Who may call: `anyone`; `order_holder`, whose cookie, link or bearer token opens that one order or quotation (checked
 * by the handler, a stranger gets 404); `customer`, whoever is signed in with their phone (the handler leads others to the
 * sign-in page); `sandbox`, anyone, but never in production; `provider`, whoever
 * signs as one of the providers that are set up (the handler looks); `staff:…`, whoever is signed in with a
 * role that holds the permission (staff/roles.ts; one that is misspelt does not compile), which the guard of admin/ sees to.
 */
export type Policy =
  | 'anyone'
  | 'order_holder'
  | 'adoption_holder'
  | 'customer'
  | 'sandbox'
  | 'provider'
  | `staff:${Permission}`

export const METHODS = ['get', 'post', 'delete'] as const

/** What a body may hold beyond the usual form; http/body-limit.ts knows the bytes. */
export type Body = 'notice' | 'sheet' | 'listing_sheet' | 'pictures'

/** One URL: its pattern as Hono reads it, and for each method it answers who may call; `development`: never in production. */
export type Url = { path: string; body?: Body; query?: true; development?: true } & Partial<
  Record<(typeof METHODS)[number], Policy>
>

/** What follows a link's `?`; what is undefined or empty is left out. */
type Query = Record<string, string | number | undefined>

/** One text for each parameter of a pattern, in its order. */
type Values<Path extends string> = Path extends `${string}:${string}/${infer Rest}`
  ? [string, ...Values<`/${Rest}`>]
  : Path extends `${string}:${string}`
    ? [string]
    : []

/** A plain string where a link has nothing to fill in; `query: true` says that it may. */
type Link<U extends Url> =
  Values<U['path']> extends []
    ? U extends { query: true }
      ? (query?: Query) => string
      : string
    : (...filled: [...Values<U['path']>, query?: Query]) => string

export type Links<Table> = { [Name in keyof Table]: Table[Name] extends Url ? Link<Table[Name]> : never }

/** The links of a table, each pattern below `prefix`. Parameters go in as they are, a query is encoded. */
export function linksTo<Table extends Record<string, Url>>(table: Table, prefix = ''): Links<Table> {
  const links = Object.entries(table).map(([name, url]) => [name, linkTo(url, prefix)])
  return Object.fromEntries(links) as Links<Table>
}

function linkTo({ path, query }: Url, prefix: string) {
  const [first, ...rest] = (path === '/' ? prefix || '/' : prefix + path).split(/:\w+/)
  if (!rest.length) return query ? (asked?: Query) => first + search(asked) : first
  return (...filled: (string | Query | undefined)[]) =>
    first + rest.map((part, at) => filled[at] + part).join('') + search(filled[rest.length] as Query)
}

function search(query: Query = {}): string {
  // URLSearchParams would be most of what a page of links costs.
  const set = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  return set.length
    ? `?${set.map(([name, value]) => `${name}=${encodeURIComponent(String(value).toWellFormed())}`).join('&')}`
    : ''
}
