import { sql } from 'drizzle-orm'
import { releasePlots } from '../../adoption/adopting.ts'
import type { Statement } from '../../db/client.ts'
import { failedOn } from '../../db/failures.ts'
import { insist } from '../../db/insisting.ts'
import { insert, insertRows } from '../../db/query.ts'
import { leaveDesk } from '../../fulfilment/shipping.ts'
import { takeBackPart, takeBackSale } from '../../impact/entering.ts'
import { newId } from '../../kernel/ids.ts'
import { ok, type Result, refuse } from '../../kernel/result.ts'
import type { Actor } from '../../orders/order.ts'
import { callOff, putBack, step } from '../../orders/transitions.ts'
import { owe } from '../../outbox/owing.ts'
import type { Shop } from '../../shop.ts'
import { type AuditEntry, audit } from '../../staff/auditing.ts'
import { type Account, capturedAttempt } from '../account.ts'
import { type PaymentAttempt, refundAllowances, refundFreight, refundLines, refunds } from '../schema.ts'
import { askForRefunds, refundEffect } from './asking.ts'
import { type Due, unsent } from './due.ts'

export type GivenBack = { refundId: string; amountFen: number }

/** Constraints that say: somebody refunded, sent, decided or called off at the same moment, or may no longer decide. */
const LOST = [
  'UNIQUE constraint failed',
  'refund_limit',
  'refund_line_limit',
  'freight_unsent',
  'cancel_unshipped',
  'shortfall_chosen_once',
  'allowance_limit',
  'goodwill_stands',
  'decided_by_somebody',
  'second_person',
  'guard_holds',
]

/**
 * The one writer of money going back out of a capture: event, refund with its lines, freight and allowance, stock,
 * desk, plots, impact and the order's end, in one batch; then the provider is asked. `more` are statements of the
 * caller's own for that batch. Refusal: conflict (something changed since the account was read).
 */
export async function giveBack(
  shop: Shop,
  account: Account,
  due: Due,
  by: { actor: Actor; entry?: AuditEntry },
  more: (refundId: string) => Statement<unknown>[] = () => [],
): Promise<Result<GivenBack>> {
  const { db, now } = shop
  const attempt = capturedAttempt(account)
  if (!attempt) return refuse({ code: 'conflict' })
  const id = newId('ref', now)
  const requested = step(db, account.order, 'refund_requested', by.actor, now)
  const order = requested.order
  try {
    await db.batch([
      ...requested.statements,
      ...refundRows(shop, { id, seq: order.seq, staffId: by.entry?.staffId ?? null }, attempt, due),
      ...goodsBack(shop, id, account, due),
      ...plotsAsRead(shop, due),
      ...releasePlots(db, due.plots, 'refunded', now),
      ...takenBack(shop, id, account, due),
      ...ending(shop, account, order, due, by.actor),
      ...(by.entry ? [audit(db, by.entry, now)] : []),
      ...more(id),
    ])
  } catch (error) {
    if (LOST.some((name) => failedOn(error, name))) return refuse({ code: 'conflict' })
    throw error
  }
  await askForRefunds(shop, account.order.id)
  return ok({ refundId: id, amountFen: due.amountFen })
}

/** The refund and what it is for. Nothing to send back is settled at once. */
function refundRows(
  { db, now }: Shop,
  { id, seq, staffId }: { id: string; seq: number; staffId: string | null },
  attempt: PaymentAttempt,
  due: Due,
) {
  const { reason, note, amountFen, lines, freight, allowance } = due
  const { orderId } = attempt
  const settled = amountFen === 0
  return [
    db.run(
      insert(refunds).values({
        ...{ id, orderId, attemptId: attempt.id, amountFen, reason },
        outRefundNo: `R_${attempt.outTradeNo}_${seq}`,
        note,
        staffId,
        state: settled ? 'succeeded' : 'requested',
        createdAt: now,
        settledAt: settled ? now : null,
      }),
    ),
    db.run(
      insertRows(
        refundLines,
        lines.map((line) => ({ ...line, refundId: id, orderId })),
      ),
    ),
    db.run(
      insertRows(
        refundFreight,
        freight.map((part) => ({ ...part, refundId: id, orderId })),
      ),
    ),
    ...(settled ? [] : [owe(db, refundEffect(id, orderId), now)]),
    ...(allowance ? [db.run(insert(refundAllowances).values({ ...allowance, refundId: id, orderId }))] : []),
  ]
}

/** Pieces that were not sent are back on the shelf and off the desk. The refund is the cause in the ledger. */
function goodsBack({ db, now }: Shop, id: string, account: Account, due: Due) {
  const returned = account.lines.flatMap((line) => {
    const quantity = due.lines.find((own) => own.line === line.line)?.withheld ?? 0
    return quantity && line.sku !== null ? [{ ...line, quantity }] : []
  })
  if (!returned.length) return []
  const storages = [...new Set(returned.map(({ storage }) => storage))]
  return [
    ...putBack(db, id, returned, 'returned', now),
    leaveDesk(
      db,
      storages.map((storage) => ({ orderId: account.order.id, storage })),
    ),
  ]
}

/** Tea sent or a season closed meanwhile moves no event of the order, and changes what a plot gives back. */
const plotsAsRead = ({ db }: Shop, { plots }: Due) =>
  plots.map(({ id, state, sentG }) =>
    insist(db, sql`(SELECT (state, sent_g) = (${state}, ${sentG}) FROM adoptions WHERE id = ${id})`),
  )

/** The impact ledger: an order that ends no longer counts, and neither do its families. */
function takenBack({ db, now }: Shop, id: string, account: Account, due: Due) {
  const { order, lines } = account
  const rows = lines.map((line) => {
    const own = due.lines.find((part) => part.line === line.line)
    const allowed = due.allowance?.line === line.line ? due.allowance.amountFen : 0
    return { ...line, quantity: own?.quantity ?? 0, amountFen: (own?.amountFen ?? 0) + allowed }
  })
  if (due.ends) return takeBackSale(db, order, rows, now, due.plots)
  const touched = rows.filter(({ quantity, amountFen }) => quantity > 0 || amountFen > 0)
  return touched.length ? takeBackPart(db, order, touched, now, id, due.plots) : []
}

/** Nothing stands: the order is called off. All that stands was sent and received: it is completed. */
function ending(
  { db, now }: Shop,
  account: Account,
  order: Pick<Account['order'], 'id' | 'seq' | 'state'>,
  due: Due,
  actor: Actor,
) {
  if (due.ends) return callOff(db, order.id, actor, now)
  const withheld = (line: number) => due.lines.find((own) => own.line === line)?.withheld ?? 0
  const waits = account.lines.some((line) => line.sku !== null && unsent(account, line) > withheld(line.line))
  const received =
    account.parcels.length > 0 && account.parcels.every(({ receivedAt }) => receivedAt !== null)
  return order.state === 'paid' && due.lines.length && received && !waits
    ? step(db, order, 'completed', actor, now).statements
    : []
}
