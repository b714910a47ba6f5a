import { getCookie, setCookie } from 'hono/cookie'
import { MOST_FAVOURITES } from '../../customers/favourites.ts'
import type { Ctx } from '../../http/context.ts'

const DAYS = 365
/** Browsers keep 4 KB of a cookie. */
const MOST_LETTERS = 3600
const SLUG = /^[a-z0-9-]{1,80}$/

export const isSlug = (text: string): boolean => SLUG.test(text)

/** What a cookie says, the newest first; what is no slug is dropped, and each counts once. */
export const parseFavourites = (value: string | undefined): string[] =>
  [...new Set((value ?? '').split('~').filter(isSlug))].slice(0, MOST_FAVOURITES)

/** The list with one more in front, or as it is where it has it; null where there is no room. */
export function withFavourite(slugs: string[], slug: string): string[] | null {
  if (slugs.includes(slug)) return slugs
  const more = [slug, ...slugs]
  return more.length > MOST_FAVOURITES || more.join('~').length > MOST_LETTERS ? null : more
}

// __Host- needs https, which a laptop does not have.
const cookieName = (c: Ctx) => (c.var.visit.settings.production ? '__Host-favourites' : 'favourites')

/** What this browser keeps for a guest. */
export const heldFavourites = (c: Ctx): string[] => parseFavourites(getCookie(c, cookieName(c)))

/** No script reads it: pages are the same for everybody. An empty list goes. */
export function holdFavourites(c: Ctx, slugs: string[]): void {
  const secure = c.var.visit.settings.production
  const maxAge = slugs.length ? DAYS * 86_400 : 0
  const options = { path: '/', httpOnly: true, secure, sameSite: 'Lax' as const, maxAge }
  setCookie(c, cookieName(c), slugs.join('~'), options)
}
