import { getCookie, setCookie } from 'hono/cookie'
import { isCardChannel } from '../kernel/card-channel.ts'
import type { Ctx } from './context.ts'

/** Somebody who saw it in the showroom may sleep on it. */
const KEPT_SECONDS = 7 * 86_400

// __Host- needs https, which a laptop does not have.
const cookieName = (c: Ctx): string => (c.var.visit.settings.production ? '__Host-channel' : 'channel')

/** Remembers the shelf whose card was scanned; the latest counts. It says nothing of who scanned it. */
export const keepCardChannel = (c: Ctx, channel: string): void =>
  setCookie(c, cookieName(c), channel, {
    path: '/',
    httpOnly: true,
    secure: c.var.visit.settings.production,
    sameSite: 'Lax',
    maxAge: KEPT_SECONDS,
  })

/** The channel of an order placed by this visitor: the shelf they came from, else the shop's own. */
export function channelOf(c: Ctx): string {
  const kept = getCookie(c, cookieName(c)) ?? ''
  return isCardChannel(kept) ? kept : 'online'
}
