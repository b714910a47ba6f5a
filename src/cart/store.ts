import { getCookie, setCookie } from 'hono/cookie'
import type { Ctx } from '../http/context.ts'
import { destinationOf, type Province, REGION_COOKIE } from '../kernel/provinces.ts'
import { CART_COOKIE, CART_DAYS, type CartLine, formatCart, parseCart } from './cookie.ts'

const MAX_AGE_S = CART_DAYS * 86_400

/** The cart and the destination the visitor's browser keeps; a guest has no row in the database. */
export const cartOf = (c: Ctx): CartLine[] => parseCart(getCookie(c, CART_COOKIE))

export const provinceOfVisit = (c: Ctx): Province => destinationOf(getCookie(c, REGION_COOKIE))

// Both are readable by scripts: the browser shows the count and the destination on cached pages.
export const keepCart = (c: Ctx, lines: CartLine[]): void => keep(c, CART_COOKIE, formatCart(lines))

export const keepDestination = (c: Ctx, province: Province): void => keep(c, REGION_COOKIE, province.code)

export function emptyCart(c: Ctx): void {
  setCookie(c, CART_COOKIE, '', {
    path: '/',
    sameSite: 'Lax',
    secure: c.var.visit.settings.production,
    maxAge: 0,
  })
}

function keep(c: Ctx, name: string, value: string): void {
  const secure = c.var.visit.settings.production
  setCookie(c, name, value, { path: '/', sameSite: 'Lax', secure, maxAge: MAX_AGE_S })
}

/** One text field of a posted form; '' when it is absent or a file. */
export const field = (form: Record<string, unknown>, name: string): string => {
  const value = form[name]
  return typeof value === 'string' ? value : ''
}
