import { type OfferContent, tierOf } from '../../adoption/offer.ts'
import { type GoingBack, type PlotBack, type RefundSum, refundFor } from '../../adoption/refund-rule.ts'
import { addFen } from '../../kernel/money.ts'
import { ok, type Result, refuse } from '../../kernel/result.ts'
import { civilDate } from '../../kernel/time.ts'
import type { Shop } from '../../shop.ts'
import { type Account, type AccountAdoption, byAdoption, readAccount } from '../account.ts'
import { dueOf, isOpen, type LineDue, leftOfLine } from './due.ts'
import { giveBack } from './giving-back.ts'

/** Adopted and not over; a gift somebody has taken is no longer its buyer's to give back. */
export const mayGiveBack = (adoption: AccountAdoption, actor: string): boolean =>
  adoption.state === 'adopted' && (actor === 'staff' || adoption.giftClaimedAt === null)

/** What goes back for a plot today, by the rule of the offer it was sold under. */
const plotRefund = (adoption: AccountAdoption, now: number): RefundSum =>
  refundFor(
    JSON.parse(adoption.content) as OfferContent,
    { priceFen: adoption.paidFen },
    JSON.parse(adoption.sentG) as Record<string, number>,
    civilDate(now),
  )

export const plotBack = (adoption: AccountAdoption, now: number): PlotBack => {
  const content = JSON.parse(adoption.content) as OfferContent
  const sent = JSON.parse(adoption.sentG) as Record<string, number>
  const promised = Object.entries(tierOf(content, adoption.areaCmu)?.grams ?? {})
  const allSent = promised.length > 0 && promised.every(([grade, grams]) => (sent[grade] ?? 0) >= grams)
  return { plot: adoption.plot, season: adoption.season, content, sum: plotRefund(adoption, now), allSent }
}

/** A plot as a line of a refund; what was allowed for it before is taken off. */
export function plotLine(account: Account, plot: AccountAdoption, now: number): LineDue {
  const line = account.lines.find((own) => own.line === plot.line)
  const amountFen = Math.min(plotRefund(plot, now).amountFen, line ? leftOfLine(account, line) : 0)
  return { line: plot.line, quantity: 1, withheld: 1, amountFen }
}

/** What calling one plot off gives back; null when it cannot be called off by `actor`. */
export function backOfPlot(account: Account, id: string, actor: string, now: number): GoingBack | null {
  const plot = account.adoptions.find((own) => own.id === id)
  if (!plot || !isOpen(account) || !mayGiveBack(plot, actor)) return null
  const { amountFen } = plotDue(account, plot, now)
  const back = plotBack(plot, now)
  return { plots: [back], restFen: amountFen - back.sum.amountFen, amountFen }
}

const plotDue = (account: Account, plot: AccountAdoption, now: number) =>
  dueOf(account, 'plot', { lines: [plotLine(account, plot, now)], plots: [plot] })

/**
 * Gives one adopted plot back and refunds it by its offer's rule. Who may ask is the caller's business; `staff` is named
 * in the log. Refusals: not_found; conflict (not adopted, over, a gift already taken, changed at this moment, or not the
 * sum that was `seen`).
 */
export async function cancelAdoption(
  shop: Shop,
  adoptionId: string,
  by: { actor: 'shopper' } | { actor: 'staff'; staffId: string },
  seenFen?: number,
): Promise<Result<RefundSum>> {
  const account = await readAccount(shop.db, byAdoption(adoptionId))
  const plot = account?.adoptions.find((adoption) => adoption.id === adoptionId)
  if (!account || !plot) return refuse({ code: 'not_found' })
  if (!isOpen(account) || !mayGiveBack(plot, by.actor)) return refuse({ code: 'conflict' })
  const due = plotDue(account, plot, shop.now)
  const { amountFen } = due
  if (seenFen !== undefined && seenFen !== amountFen) return refuse({ code: 'conflict' })
  const after = { plot: plot.plot, season: plot.season, amountFen }
  const entry =
    by.actor === 'staff'
      ? { staffId: by.staffId, verb: 'adoption.refunded', object: `adoption:${plot.id}`, after }
      : undefined
  const done = await giveBack(shop, account, due, { actor: by.actor, ...(entry ? { entry } : {}) })
  return done.ok ? ok({ ...plotRefund(plot, shop.now), amountFen: addFen(amountFen) }) : done
}
