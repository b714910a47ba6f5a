import { adoptionToken, opensAdoption } from '../adoption/access-token.ts'
import { signedIn } from '../customers/current.ts'
import type { Ctx } from '../http/context.ts'
import { heldKeys } from '../http/keyring.ts'
import { withNamed } from '../http/named.ts'
import { opens } from '../orders/access-token.ts'
import { type MyLine, myAdoptions } from './queries.ts'

type Row = Awaited<ReturnType<typeof myAdoptions>>[number]

/** The adoptions this browser may open: by a key of their own, or as the order's holder or owner until a gift is claimed. */
export async function myGardens(c: Ctx): Promise<(MyLine & { claimedAt: number | null })[]> {
  return (await keptAdoptions(c))
    .filter(({ by, row }) => by === 'key' || (by && row.claimedAt === null))
    .map(({ row }) => row)
}

/** The order a browser holds of which this adoption was given away and claimed; null for everybody else. */
export async function givenAwayFrom(c: Ctx, id: string): Promise<string | null> {
  const kept = (await keptAdoptions(c)).find(({ row }) => row.id === id)
  return kept?.by === 'order' && kept.row.claimedAt !== null ? kept.row.orderNumber : null
}

async function keptAdoptions(c: Ctx): Promise<{ row: Row; by: 'key' | 'order' | null }[]> {
  const { db, settings } = c.var.visit
  const own = heldKeys(c, 'adoptions')
  const orders = heldKeys(c, 'orders')
  const userId = (await signedIn(c))?.userId
  if (!own.length && !orders.length && !userId) return []
  const numbers = (keys: typeof own) => keys.map(({ number }) => number)
  const rows = await myAdoptions(db, { ids: numbers(own), orders: numbers(orders), userId })
  return Promise.all(
    rows.map(async (row) => {
      const key = own.find(({ number }) => number === row.id)
      if (key && (await opensAdoption(settings, row, key.token))) return { row, by: 'key' as const }
      const order = orders.find(({ number }) => number === row.orderNumber)
      const holds = row.owned === 1 || (order && (await opens(settings, row.orderId, order.token)))
      return { row, by: holds ? ('order' as const) : null }
    }),
  )
}

/** Whether this browser may open one adoption; a stranger's looks like one that does not exist. */
export const mayOpen = async (c: Ctx, id: string): Promise<boolean> =>
  (await myGardens(c)).some((row) => row.id === id)

/** For what is done of one adoption by who may open it: hands on its id; a stranger gets 404. */
export const withOwnAdoption = withNamed(async (c) => {
  const id = c.req.param('id') ?? ''
  return (await mayOpen(c, id)) ? id : null
})

/** What proves the right to renew an adoption; null for everybody else. */
export async function renewalProof(
  c: Ctx,
  id: string,
): Promise<{ adoptionId: string; token: string } | null> {
  const row = (await myGardens(c)).find((own) => own.id === id)
  return row ? { adoptionId: id, token: await adoptionToken(c.var.visit.settings, id, row.claimedAt) } : null
}
