import { type Result, refuse } from '../../kernel/result.ts'
import type { Shop } from '../../shop.ts'
import { type Account, byNumber, readAccount } from '../account.ts'
import { type Due, dueOf, isOpen, pieces, type RefundPart, standing } from './due.ts'
import { type GivenBack, giveBack } from './giving-back.ts'

/**
 * What some pieces of an order's goods give back today, freight of their groups included where nothing of a group goes
 * out any more; null when they cannot be refunded (not paid, called off, more than stands, a plot).
 */
export function linesDue(account: Account, parts: RefundPart[], note: string): Due | null {
  if (!isOpen(account) || !parts.length || new Set(parts.map(({ line }) => line)).size < parts.length)
    return null
  const lines = parts.map(({ line, quantity }) => {
    const own = account.lines.find((each) => each.line === line)
    // A plot has a rule and a verb of its own (refunding-plots.ts).
    if (!own || own.sku === null || !Number.isInteger(quantity)) return null
    return quantity > 0 && quantity <= standing(account, own) ? pieces(account, own, quantity) : null
  })
  return lines.every((line) => line !== null) ? dueOf(account, 'lines', { lines, note }) : null
}

/**
 * Refunds pieces of some lines, for what was really paid for them. Pieces not sent yet go back on the shelf and off the
 * desk; sent ones do not (that is after-sales). When nothing of the order is left it is called off. Refusals: not_found;
 * conflict (see linesDue, somebody else at the same moment, or not the sum that was `seen`).
 */
export async function refundLines(
  shop: Shop,
  number: string,
  parts: RefundPart[],
  note: string,
  staffId: string,
  seenFen?: number,
): Promise<Result<GivenBack>> {
  const account = await readAccount(shop.db, byNumber(number))
  if (!account) return refuse({ code: 'not_found' })
  const due = linesDue(account, parts, note)
  if (!due || (seenFen !== undefined && seenFen !== due.amountFen)) return refuse({ code: 'conflict' })
  const { amountFen, lines, freight } = due
  const after = { amountFen, lines, freight, reason: note }
  const entry = { staffId, verb: 'order.refunded', object: `order:${number}`, after }
  return giveBack(shop, account, due, { actor: 'staff', entry })
}
