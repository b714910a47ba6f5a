import type { AdoptionRequest } from '../adoption/choosing.ts'
import type { Ctx } from '../http/context.ts'
import { type HeldPlot, heldPlots } from '../http/held-plots.ts'
import { heldKeys } from '../http/keyring.ts'

/** The plots this browser keeps, asked for as an order would ask. */
export const heldRequests = (c: Ctx): AdoptionRequest[] => heldPlots(c).map((held) => requestOf(c, held))

/** A plot as this visitor may ask for it: with the secret of its hold and, when renewing, their right to it. */
export function requestOf(
  c: Ctx,
  { plot, season, secret, renews }: Omit<HeldPlot, 'secret'> & { secret: string | null },
): AdoptionRequest {
  const key = renews ? heldKeys(c, 'adoptions').find(({ number }) => number === renews) : undefined
  return {
    ...{ plot, season, garden: null, areaCmu: null, holdId: secret, boardName: '', gift: null },
    renews: key ? { adoptionId: key.number, token: key.token } : null,
  }
}
