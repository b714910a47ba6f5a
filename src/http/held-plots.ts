import { getCookie, setCookie } from 'hono/cookie'
import type { Settings } from '../env.ts'
import type { Ctx } from './context.ts'

/** A plot this browser keeps while its visitor chooses; the secret proves it, `renews` names an adoption of theirs. */
export type HeldPlot = { plot: string; season: number; secret: string; renews: string | null }

const MOST = 3
// Longer than a hold lasts, so that the cart can say that it is over.
const KEPT_SECONDS = 86_400
const ENTRY = /^([A-Z0-9-]{1,24})\.(20\d\d)\.([0-9a-f]{32})(?:\.(adp_[\w-]{1,40}))?$/

// __Host- needs https, which a laptop does not have.
const cookieName = (settings: Settings) => (settings.production ? '__Host-holds' : 'holds')

export function heldPlots(c: Ctx): HeldPlot[] {
  const value = getCookie(c, cookieName(c.var.visit.settings)) ?? ''
  return value
    .split('~')
    .flatMap((entry) => {
      const [, plot, season, secret, renews] = ENTRY.exec(entry) ?? []
      return plot && secret ? [{ plot, season: Number(season), secret, renews: renews ?? null }] : []
    })
    .slice(0, MOST)
}

/** Remembers the plots kept, three at most; scripts see their number only, for the badge of the cart. */
export function keepHeldPlots(c: Ctx, plots: HeldPlot[]): void {
  const { settings } = c.var.visit
  const value = plots
    .slice(0, MOST)
    .map(({ plot, season, secret, renews }) => [plot, season, secret, ...(renews ? [renews] : [])].join('.'))
    .join('~')
  const kept = {
    path: '/',
    secure: settings.production,
    sameSite: 'Lax' as const,
    maxAge: value ? KEPT_SECONDS : 0,
  }
  setCookie(c, cookieName(settings), value, { ...kept, httpOnly: true })
  setCookie(c, 'plots', String(plots.length), kept)
}

export const isPlot = (one: { plot: string; season: number }, plot: string, season: number): boolean =>
  one.plot === plot && one.season === season
