import { getCookie, setCookie } from 'hono/cookie'
import type { Ctx } from '../http/context.ts'
import { destinationOf, type Province, REGION_COOKIE } from '../kernel/provinces.ts'
import { CART_COOKIE, CART_DAYS, type CartLine, formatCart, isCartId, parseCart } from './cookie.ts'

const MAX_AGE_S = CART_DAYS * 86_400

/** The cart and the destination the visitor's browser keeps; a guest has no row in the database. */
export const cartOf = (c: Ctx): CartLine[] => kept(c).filter(({ aside }) => !aside)

/** What the visitor set aside: it is kept, and neither counted nor ordered. */
export const asideOf = (c: Ctx): CartLine[] => kept(c).filter(({ aside }) => aside)

const kept = (c: Ctx): CartLine[] => parseCart(getCookie(c, CART_COOKIE))

export const provinceOfVisit = (c: Ctx): Province => destinationOf(getCookie(c, REGION_COOKIE))

// Both are readable by scripts: the browser shows the count and the destination on cached pages.
export function keepCart(c: Ctx, lines: CartLine[], aside = asideOf(c)): void {
  keep(
    c,
    CART_COOKIE,
    formatCart([...lines, ...aside.filter(({ sku }) => !lines.some((one) => one.sku === sku))]),
  )
  cartId(c)
}

export const keepDestination = (c: Ctx, province: Province): void => keep(c, REGION_COOKIE, province.code)

// __Host- needs https, which a laptop does not have.
const idCookie = (c: Ctx): string => (c.var.visit.settings.production ? '__Host-cart-id' : 'cart-id')

const knownId = (c: Ctx): string | null => {
  const id = getCookie(c, idCookie(c)) ?? ''
  return isCartId(id) ? id : null
}

/** The secret name of this browser's cart, the same in all its tabs; one without a name is given one. */
export function cartId(c: Ctx): string {
  const known = knownId(c)
  if (known) return known
  const id = crypto.randomUUID()
  keep(c, idCookie(c), id, true)
  return id
}

/** Takes what was ordered out of the cart it was ordered from; what is left is another cart. */
export function leaveOrdered(c: Ctx, ordered: { sku: string }[], id: string): void {
  const own = knownId(c)
  if (own && id && own !== id) return
  const left = cartOf(c).filter(({ sku }) => !ordered.some((line) => line.sku === sku))
  keep(c, CART_COOKIE, formatCart([...left, ...asideOf(c)]))
  keep(c, idCookie(c), left.length ? crypto.randomUUID() : '', true)
}

/** A cookie of the cart; without a value it goes. */
function keep(c: Ctx, name: string, value: string, httpOnly = false): void {
  const secure = c.var.visit.settings.production
  setCookie(c, name, value, { path: '/', sameSite: 'Lax', secure, httpOnly, maxAge: value ? MAX_AGE_S : 0 })
}
