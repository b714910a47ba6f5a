import type { GoingBack } from '../../adoption/refund-rule.ts'
import { addFen } from '../../kernel/money.ts'
import type { Account } from '../account.ts'
import { type Due, dueOf, isOpen, pieces, standing, standingPlots } from './due.ts'
import { mayGiveBack, plotBack, plotLine } from './refunding-plots.ts'

/**
 * What calling off all that is left of a paid order gives back; null when it cannot be called off by `actor`: something
 * was sent, it is over, or one of its plots cannot go back.
 */
export function orderDue(account: Account, actor: string, now: number): Due | null {
  const plots = standingPlots(account)
  const open = isOpen(account) && account.order.state === 'paid' && !account.parcels.length
  if (!open || !plots.every((plot) => mayGiveBack(plot, actor))) return null
  const goods = account.lines
    .filter((line) => line.sku !== null && standing(account, line) > 0)
    .map((line) => pieces(account, line, standing(account, line)))
  const lines = [...goods, ...plots.map((plot) => plotLine(account, plot, now))]
  return dueOf(account, 'cancelled', { lines, plots })
}

/** The same as a buyer reads it: plots by their rules, the rest in one sum. */
export function backOfOrder(account: Account, actor: string, now: number): GoingBack | null {
  const due = orderDue(account, actor, now)
  if (!due) return null
  const plots = standingPlots(account).map((plot) => plotBack(plot, now))
  const { amountFen } = due
  return { plots, restFen: amountFen - addFen(...plots.map(({ sum }) => sum.amountFen)), amountFen }
}
