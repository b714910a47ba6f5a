import { getCookie, setCookie } from 'hono/cookie'
import type { Settings } from '../env.ts'
import type { Ctx } from './context.ts'

const KEPT = 10
const KEPT_SECONDS = 90 * 86_400

export type Ring = 'orders' | 'quotations' | 'adoptions'

// __Host- needs https, which a laptop does not have.
const cookieName = (settings: Settings, ring: Ring) => (settings.production ? `__Host-${ring}` : ring)

/** The numbers this browser was given the right to read, each with the token that proves it. */
export function heldKeys(c: Ctx, ring: Ring): { number: string; token: string }[] {
  const value = getCookie(c, cookieName(c.var.visit.settings, ring)) ?? ''
  return value.split('~').flatMap((pair) => {
    const [number, token] = pair.split('.')
    return number && token ? [{ number, token }] : []
  })
}

/** Remembers a right in an HttpOnly cookie, the last ten of a kind at most. */
export const keepKey = (c: Ctx, ring: Ring, number: string, token: string): void =>
  keepKeys(c, ring, [{ id: number, token }])

/** Forgets rights this browser held: of what belongs to an account nothing stays behind. */
export function dropKeys(c: Ctx, ring: Ring, numbers: string[]): void {
  const kept = heldKeys(c, ring)
  const left = kept.filter(({ number }) => !numbers.includes(number))
  if (left.length < kept.length) writeKeys(c, ring, left)
}

/** Several at once: a cookie is written once an answer. */
export function keepKeys(c: Ctx, ring: Ring, keys: { id: string; token: string }[]): void {
  if (!keys.length) return
  const kept = heldKeys(c, ring).filter((entry) => !keys.some(({ id }) => id === entry.number))
  writeKeys(c, ring, [...keys.map(({ id, token }) => ({ number: id, token })), ...kept])
}

function writeKeys(c: Ctx, ring: Ring, keys: { number: string; token: string }[]): void {
  const { settings } = c.var.visit
  const value = keys
    .slice(0, KEPT)
    .map((entry) => `${entry.number}.${entry.token}`)
    .join('~')
  setCookie(c, cookieName(settings, ring), value, {
    path: '/',
    httpOnly: true,
    secure: settings.production,
    sameSite: 'Lax',
    maxAge: value ? KEPT_SECONDS : 0,
  })
}
