import { sql } from 'drizzle-orm'
import type { Answers } from '../../db/client.ts'
import { DAY_MS } from '../../kernel/time.ts'
import { goodwillLimit } from '../../settings/refunds.ts'
import type { Shop } from '../../shop.ts'
import { permittedStaff } from '../../staff/permitted.ts'
import type { Staff } from '../../staff/schema.ts'
import { type Account, accountFrom, accountStatements, byNumber } from '../account.ts'
import type { GoodwillRequest } from '../schema.ts'
import { type Due, dueOf, isOpen, leftOfLine, moneyLeft } from './due.ts'

/** A sum allowed without taking anything back; `line` is null for the order itself. The note says why. */
export type Goodwill = { line: number | null; amountFen: number; note: string }

/** A request with the names of who asked and who decided. */
export type NamedRequest = Omit<GoodwillRequest, 'orderId'> & {
  askedName: Staff['name']
  decidedName: Staff['name'] | null
}

type Person = Pick<Staff, 'id' | 'name'>

/** Everything goodwill is decided on, as it stood at one moment. */
export type GoodwillDesk = {
  account: Account
  /** Above this sum a second person confirms. */
  limitFen: number
  /** Who may give money back today. */
  permitted: Person[]
  /** The newest first. */
  requests: NamedRequest[]
}

/** Sums of so many days count as one: a large one cannot be split to stay below the limit. */
export const GOODWILL_DAYS = 30

/** The statements of one snapshot; the first three are the desk's own, the rest the order's account. */
export const goodwillStatements = ({ db, settings }: Shop, number: string) =>
  [
    db.all<{ limitFen: number }>(sql`SELECT ${goodwillLimit} limitFen`),
    db.all<Person>(sql`SELECT id, name FROM ${permittedStaff('orders.refund', settings)} ORDER BY id`),
    db.all<NamedRequest>(sql`
      SELECT g.id, g.line, g.amount_fen amountFen, g.note, g.asked_by askedBy, g.asked_at askedAt, a.name askedName,
        g.decided_by decidedBy, g.decided_at decidedAt, d.name decidedName, g.refund_id refundId, g.answer, g.alone
      FROM goodwill_requests g CROSS JOIN staff a ON a.id = g.asked_by LEFT JOIN staff d ON d.id = g.decided_by
      WHERE g.order_id = ${byNumber(number)} ORDER BY g.id DESC`),
    ...accountStatements(db, byNumber(number)),
  ] as const

/** The statements' answers, put together; null when there is no such order. */
export function goodwillFrom(rows: Answers<ReturnType<typeof goodwillStatements>>): GoodwillDesk | null {
  const [limit, permitted, requests, ...more] = rows
  const account = accountFrom(more)
  return account && { account, limitFen: limit[0]!.limitFen, permitted, requests }
}

export async function readGoodwill(shop: Shop, number: string): Promise<GoodwillDesk | null> {
  return goodwillFrom(await shop.db.batch(goodwillStatements(shop, number)))
}

/** The most that can still be allowed for a line, or for the order itself (null), in fen; 0 when nothing can. */
export function mostAllowed(account: Account, line: number | null): number {
  const own = account.lines.find((each) => each.line === line)
  if (!isOpen(account) || (line !== null && !own)) return 0
  return Math.max(0, own ? Math.min(moneyLeft(account), leftOfLine(account, own)) : moneyLeft(account))
}

/** What a goodwill gives back; null when the order is not open or less is left of it or of its line. */
export function goodwillDue(account: Account, { line, amountFen, note }: Goodwill): Due | null {
  const fits = Number.isSafeInteger(amountFen) && amountFen > 0 && amountFen <= mostAllowed(account, line)
  return fits ? dueOf(account, 'goodwill', { allowance: { line, amountFen }, note }) : null
}

/** Goodwill the order was given within the last days, in fen. */
export const recentGoodwill = ({ refunds }: Account, now: number): number =>
  refunds
    .filter(({ reason, createdAt }) => reason === 'goodwill' && createdAt > now - GOODWILL_DAYS * DAY_MS)
    .reduce((sum, { amountFen }) => sum + amountFen, 0)

/** Whether a sum more is too much for one person to give. */
export const needsSecond = ({ account, limitFen }: GoodwillDesk, amountFen: number, now: number): boolean =>
  recentGoodwill(account, now) + amountFen > limitFen

/** Who else could confirm what a person asks. */
export const othersThan = ({ permitted }: GoodwillDesk, staffId: string): Person[] =>
  permitted.filter(({ id }) => id !== staffId)

export const waitingRequest = ({ requests }: GoodwillDesk): NamedRequest | null =>
  requests.find(({ decidedAt }) => decidedAt === null) ?? null

/** What may be done with a waiting request by a person: by who asked only when nobody else could. */
export function confirmableBy(desk: GoodwillDesk, request: NamedRequest, staffId: string): boolean {
  const may = desk.permitted.some(({ id }) => id === staffId)
  return may && (request.askedBy !== staffId || othersThan(desk, staffId).length === 0)
}
