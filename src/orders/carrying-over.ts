import { sql } from 'drizzle-orm'
import { opensAdoption } from '../adoption/access-token.ts'
import type { Adoption, AdoptionGift } from '../adoption/schema.ts'
import type { Ctx } from '../http/context.ts'
import { type HeldPlot, heldPlots, isPlot } from '../http/held-plots.ts'
import { heldKeys } from '../http/keyring.ts'
import { opens } from './access-token.ts'
import { readAddress, readBuyerPhone } from './address-correcting.ts'
import { type CheckoutForm, codesOf } from './checkout-form.ts'
import type { Order } from './schema.ts'

type Before = Pick<Adoption, 'id' | 'boardName' | 'orderId'> &
  Pick<AdoptionGift, 'claimedAt'> & { number: Order['number'] }

/**
 * A renewal begins with what the season before had: the board's name for whoever holds the adoption, and name, phone
 * and address for whoever holds its order, which alone shows them whole.
 */
export async function carryOver(c: Ctx, form: CheckoutForm): Promise<CheckoutForm> {
  const { settings } = c.var.visit
  const renewing = heldPlots(c).filter(
    (held) => held.renews && form.plots.some((own) => isPlot(held, own.plot, own.season)),
  )
  if (!renewing.length) return form
  const before = await readBefore(c, renewing)
  let carried = form
  for (const row of before) {
    const key = heldKeys(c, 'adoptions').find(({ number }) => number === row.id)
    const order = heldKeys(c, 'orders').find(({ number }) => number === row.number)
    const buyer = row.claimedAt === null && order && (await opens(settings, row.orderId, order.token))
    if (!buyer && !(key && (await opensAdoption(settings, row, key.token)))) continue
    const held = renewing.find(({ renews }) => renews === row.id)!
    const plots = carried.plots.map((own) =>
      isPlot(held, own.plot, own.season) ? { ...own, boardName: row.boardName } : own,
    )
    const to = buyer && !carried.name ? await readAddress(c.var.visit, row.orderId) : null
    const buyerPhone = to ? await readBuyerPhone(c.var.visit, row.orderId) : carried.buyerPhone
    carried = { ...carried, plots, buyerPhone, ...(to ? carriedAddress(to) : {}) }
  }
  return carried
}

/** An order of gifts alone had no address: then the region stays as the cart has it. */
const carriedAddress = ({
  name,
  phone,
  region,
  street,
}: {
  name: string
  phone: string
  region: string
  street: string
}) => ({ name, phone, street, ...(region ? codesOf(region) : {}) })

const readBefore = (c: Ctx, renewing: HeldPlot[]) =>
  c.var.visit.db.all<Before>(sql`
    SELECT a.id, a.board_name boardName, a.order_id orderId, o.number, g.claimed_at claimedAt
    FROM json_each(${JSON.stringify(renewing.map(({ renews }) => renews))}) j CROSS JOIN adoptions a ON a.id = j.value
    CROSS JOIN orders o ON o.id = a.order_id LEFT JOIN adoption_gifts g ON g.adoption_id = a.id`)
