import { DESTINATIONS, type Destination, keepAsking } from '../../customers/asking-state.ts'
import { keepUserSession, userToken } from '../../customers/current.ts'
import { closeUserSession } from '../../customers/sessions.ts'
import type { Ctx } from '../../http/context.ts'
import { heldFavourites, holdFavourites } from '../favourites/cookie.ts'

/** Where somebody goes on to, of what an address or a form says; anything unknown is the list of orders. */
export const destination = (typed: string | undefined): Destination =>
  DESTINATIONS.find((name) => name === typed) ?? 'orders'

export function leadOn(c: Ctx, to: Destination) {
  const { paths } = c.var.visit
  const { orders, account, checkout, myGardens: gardens } = paths
  return c.redirect({ orders, account, checkout, gardens, favourites: paths.favourites() }[to], 303)
}

/** Lets somebody in: the session they had before ends, and what they were in the middle of is done. */
export async function enter(c: Ctx, to: Destination, token: string) {
  const old = userToken(c)
  if (old) await closeUserSession(c.var.visit.db, old)
  keepUserSession(c, token)
  // They are the account's now: on a borrowed device nothing of it stays.
  if (heldFavourites(c).length) holdFavourites(c, [])
  await keepAsking(c, null)
  return leadOn(c, to)
}

export const networkOf = (c: Ctx): string => c.var.visit.network ?? 'local'
