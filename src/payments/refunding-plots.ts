import { sql } from 'drizzle-orm'
import { audit } from '../accounts/auditing.ts'
import { releasePlots } from '../adoption/adopting.ts'
import { type OfferContent, tierOf } from '../adoption/offer.ts'
import { type GoingBack, type PlotBack, type RefundSum, refundFor } from '../adoption/refund-rule.ts'
import { failedOn } from '../db/failures.ts'
import { takeBackPart } from '../impact/entering.ts'
import { newId } from '../kernel/ids.ts'
import { addFen } from '../kernel/money.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { civilDate } from '../kernel/time.ts'
import { paidOf, type Shop } from '../orders/order.ts'
import { type Account, type AccountAdoption, readAccount } from './queries.ts'
import { refundNow } from './refunding.ts'
import type { PaymentAttempt } from './schema.ts'

/** Why a refund stands: one plot was given back, the order goes on. */
export const PLOT = 'plot'

export const standingPlots = (account: Account): AccountAdoption[] =>
  account.adoptions.filter((adoption) => adoption.releasedAt === null)

/** Adopted and not over; a gift somebody has taken is no longer its buyer's to give back. */
export const mayGiveBack = (adoption: AccountAdoption, actor: string): boolean =>
  adoption.state === 'adopted' && (actor === 'staff' || adoption.giftClaimedAt === null)

/** What goes back for a plot today, by the rule of the offer it was sold under. */
export const plotRefund = (adoption: AccountAdoption, now: number): RefundSum =>
  refundFor(
    JSON.parse(adoption.content) as OfferContent,
    { priceFen: adoption.paidFen },
    JSON.parse(adoption.sentG) as Record<string, number>,
    civilDate(now),
  )

const plotBack = (adoption: AccountAdoption, now: number): PlotBack => {
  const content = JSON.parse(adoption.content) as OfferContent
  const sent = JSON.parse(adoption.sentG) as Record<string, number>
  const promised = Object.entries(tierOf(content, adoption.areaCmu)?.grams ?? {})
  const allSent = promised.length > 0 && promised.every(([grade, grams]) => (sent[grade] ?? 0) >= grams)
  return { plot: adoption.plot, season: adoption.season, content, sum: plotRefund(adoption, now), allSent }
}

/** What calling one plot off gives back; null when it cannot be called off by `actor`. */
export function backOfPlot(account: Account, id: string, actor: string, now: number): GoingBack | null {
  const plot = account.adoptions.find((own) => own.id === id)
  if (!plot || !mayGiveBack(plot, actor)) return null
  const back = plotBack(plot, now)
  return { plots: [back], restFen: 0, amountFen: back.sum.amountFen }
}

/** What calling off all of a paid order gives back; null when one of its plots cannot go back. */
export function backOfOrder(account: Account, actor: string, now: number): GoingBack | null {
  const paid = account.attempts.find((attempt) => attempt.paidAt !== null)
  const plots = standingPlots(account)
  if (!paid || !plots.every((plot) => mayGiveBack(plot, actor))) return null
  const restFen =
    paid.amountFen - addFen(...account.lines.filter((own) => own.adoptionId !== null).map(paidOf))
  const backs = plots.map((plot) => plotBack(plot, now))
  return { plots: backs, restFen, amountFen: addFen(restFen, ...backs.map(({ sum }) => sum.amountFen)) }
}

type Due = { id: string; paid: PaymentAttempt; amountFen: number; reason: string; mark?: string }

export const insertRefund = ({ db, now }: Shop, { id, paid, amountFen, reason, mark = '' }: Due) =>
  db.run(sql`INSERT INTO refunds (id, order_id, attempt_id, out_refund_no, amount_fen, reason, state, created_at)
    VALUES (${id}, ${paid.orderId}, ${paid.id}, ${`R_${paid.outTradeNo}${mark}`}, ${amountFen}, ${reason}, 'requested',
      ${now})`)

/**
 * Gives one adopted plot back and refunds it by its offer's rule: money, claim, adoption, certificate and impact move in
 * one batch. Who may ask is the caller's business; `staff` is named in the log. Refusals: not_found; conflict (not
 * adopted, over, a gift already taken, changed at this moment, or not the sum that was `seen`).
 */
export async function cancelAdoption(
  shop: Shop,
  adoptionId: string,
  by: { actor: 'shopper' } | { actor: 'staff'; staffId: string },
  seenFen?: number,
): Promise<Result<RefundSum>> {
  const [row] = await shop.db.all<{ orderId: string }>(
    sql`SELECT order_id orderId FROM adoptions WHERE id = ${adoptionId}`,
  )
  const account = row ? await readAccount(shop.db, row.orderId) : null
  const plot = account?.adoptions.find((adoption) => adoption.id === adoptionId)
  if (!account || !plot) return refuse({ code: 'not_found' })
  const paid = account.attempts.find((attempt) => attempt.paidAt !== null)
  if (!paid || !account.captured || !mayGiveBack(plot, by.actor)) return refuse({ code: 'conflict' })
  const sum = plotRefund(plot, shop.now)
  if (seenFen !== undefined && seenFen !== sum.amountFen) return refuse({ code: 'conflict' })
  const id = newId('ref', shop.now)
  try {
    const [first, ...rest] = givingBack(shop, account, plot, { id, paid, sum }, by)
    await shop.db.batch([first!, ...rest])
  } catch (error) {
    if (failedOn(error, 'UNIQUE constraint failed') || failedOn(error, 'refund_limit'))
      return refuse({ code: 'conflict' })
    throw error
  }
  await refundNow(shop, id)
  return ok(sum)
}

function givingBack(
  shop: Shop,
  account: Account,
  plot: AccountAdoption,
  { id, paid, sum }: { id: string; paid: PaymentAttempt; sum: RefundSum },
  by: { actor: 'shopper' } | { actor: 'staff'; staffId: string },
) {
  const { db, now } = shop
  const { order } = account
  const { amountFen } = sum
  const seq = order.seq + 1
  const line = account.lines.filter((own) => own.line === plot.line).map((own) => ({ ...own, amountFen }))
  const money = [
    insertRefund(shop, { id, paid, amountFen, reason: PLOT, mark: `_${seq}` }),
    db.run(sql`INSERT INTO refund_lines (refund_id, order_id, line, quantity, withheld)
      VALUES (${id}, ${order.id}, ${plot.line}, 1, 1)`),
  ]
  return [
    db.run(
      sql`INSERT INTO order_events VALUES (${order.id}, ${seq}, 'refund_requested', ${now}, ${by.actor})`,
    ),
    db.run(sql`UPDATE orders SET seq = ${seq} WHERE id = ${order.id}`),
    ...(amountFen > 0 ? money : []),
    ...releasePlots(db, [plot], 'refunded', now),
    ...takeBackPart(db, order, line, now, `${plot.id}:refund`, [plot]),
    ...(by.actor === 'staff' ? [audited(shop, by.staffId, plot, amountFen)] : []),
  ]
}

const audited = ({ db, now }: Shop, staffId: string, plot: AccountAdoption, amountFen: number) =>
  audit(
    db,
    {
      staffId,
      verb: 'adoption.refunded',
      object: `adoption:${plot.id}`,
      after: { plot: plot.plot, season: plot.season, amountFen },
    },
    now,
  )
