import { sql } from 'drizzle-orm'
import { failedOn } from '../../db/failures.ts'
import { insert } from '../../db/query.ts'
import { newId } from '../../kernel/ids.ts'
import { ok, type Result, refuse } from '../../kernel/result.ts'
import type { Shop } from '../../shop.ts'
import { type AuditEntry, audit } from '../../staff/auditing.ts'
import { permittedStaff } from '../../staff/permitted.ts'
import { goodwillRequests } from '../schema.ts'
import { type GivenBack, giveBack } from './giving-back.ts'
import {
  type Goodwill,
  type GoodwillDesk,
  goodwillDue,
  needsSecond,
  othersThan,
  readGoodwill,
} from './goodwill.ts'

/** `given`: the refund stands. `asked`: it waits for a second person, no money moved. */
export type Allowed = ({ state: 'given' } & GivenBack) | { state: 'asked'; requestId: string }

/** The entry of an act of goodwill: sum, line and reason, and what else there is to say. */
export const goodwillEntry = (
  verb: string,
  staffId: string,
  number: string,
  { line, amountFen, note }: Goodwill,
  more: Record<string, unknown> = {},
): AuditEntry => ({
  staffId,
  verb,
  object: `order:${number}`,
  after: { amountFen, line, reason: note, ...more },
})

/** 1 when nobody but this person may give money back, found out by the statement that writes it down. */
export const nobodyElse = ({ settings }: Shop, staffId: string) =>
  sql`NOT EXISTS (SELECT 1 FROM ${permittedStaff('orders.refund', settings)} WHERE id <> ${staffId})`

/**
 * Gives back a sum of a paid or completed order without taking a piece back: at once up to the limit, with all goodwill
 * the order was given within 30 days; above it as a request for a second person, or at once where there is no other,
 * written down as `alone`. Refusals: not_found; conflict (the order is not open, less is left of it or of the line,
 * another request waits, or somebody else at the same moment).
 */
export async function allowGoodwill(
  shop: Shop,
  number: string,
  asked: Goodwill,
  staffId: string,
): Promise<Result<Allowed>> {
  const desk = await readGoodwill(shop, number)
  if (!desk) return refuse({ code: 'not_found' })
  const due = goodwillDue(desk.account, asked)
  if (!due) return refuse({ code: 'conflict' })
  const second = needsSecond(desk, asked.amountFen, shop.now)
  if (second && othersThan(desk, staffId).length) return ask(shop, desk, asked, staffId)
  const entry = goodwillEntry('order.goodwill', staffId, number, asked, second ? { alone: true } : {})
  const given = await giveBack(shop, desk.account, due, { actor: 'staff', entry }, (refundId) =>
    second ? [confirmedAlone(shop, desk, asked, staffId, refundId)] : [],
  )
  return given.ok ? ok({ state: 'given', ...given.value }) : given
}

async function ask(
  shop: Shop,
  { account }: GoodwillDesk,
  asked: Goodwill,
  staffId: string,
): Promise<Result<Allowed>> {
  const { db, now } = shop
  const { id: orderId, number } = account.order
  const id = newId('gwr', now)
  try {
    await db.batch([
      db.run(insert(goodwillRequests).values({ ...asked, id, orderId, askedBy: staffId, askedAt: now })),
      audit(db, goodwillEntry('order.goodwill_asked', staffId, number, asked, { id }), now),
    ])
  } catch (error) {
    if (failedOn(error, 'UNIQUE constraint failed')) return refuse({ code: 'conflict' })
    throw error
  }
  return ok({ state: 'asked', requestId: id })
}

/** Asked and confirmed by one person; the constraint `second_person` breaks it when there is another after all. */
function confirmedAlone(
  shop: Shop,
  { account }: GoodwillDesk,
  asked: Goodwill,
  staffId: string,
  refundId: string,
) {
  const { db, now } = shop
  return db.run(
    insert(goodwillRequests).values({
      ...asked,
      id: newId('gwr', now),
      orderId: account.order.id,
      askedBy: staffId,
      askedAt: now,
      decidedBy: staffId,
      decidedAt: now,
      refundId,
      alone: nobodyElse(shop, staffId),
    }),
  )
}
