import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { int } from '../../db/query.ts'
import { INSTITUTION_CHANNEL } from '../../orders/order.ts'
import type { Order } from '../../orders/schema.ts'
import type { ArrivalAllocation, ArrivalReturn, BankArrival } from '../transfer-schema.ts'
import { likeness } from './matching.ts'
import { ARRIVALS_WAITING, takenBackFrom } from './partly-paid.ts'

export const ARRIVAL_VIEWS = ['confirm', 'open', 'all', 'aside', 'voided'] as const
export type ArrivalView = (typeof ARRIVAL_VIEWS)[number]

export type ArrivalTold = Omit<BankArrival, 'orderId' | 'statementId'> & {
  /** The order it was entered for. */
  number: Order['number'] | null
  enteredName: string
  confirmedName: string | null
  voidedName: string | null
  setAsideName: string | null
}

const COLUMNS = sql`a.id, a.received_on receivedOn, a.amount_fen amountFen, a.rest_fen restFen, a.payer,
  a.bank_serial bankSerial, a.remark, a.voucher_id voucherId, a.voucher_name voucherName, a.voucher_type voucherType,
  a.entered_by enteredBy, a.at, a.held, a.confirmed_by confirmedBy, a.confirmed_at confirmedAt, a.alone,
  a.voided_by voidedBy, a.voided_at voidedAt, a.void_reason voidReason,
  a.set_aside_by setAsideBy, a.set_aside_at setAsideAt, a.set_aside_reason setAsideReason,
  (SELECT name FROM staff WHERE id = a.set_aside_by) setAsideName,
  (SELECT number FROM orders WHERE id = a.order_id) number, (SELECT name FROM staff WHERE id = a.entered_by) enteredName,
  (SELECT name FROM staff WHERE id = a.confirmed_by) confirmedName, (SELECT name FROM staff WHERE id = a.voided_by) voidedName`

const WHERE: Record<ArrivalView, SQL> = {
  ...ARRIVALS_WAITING,
  all: sql`voided_at IS NULL`,
  aside: sql`set_aside_at IS NOT NULL`,
  voided: sql`voided_at IS NOT NULL`,
}

/** An arrival with the orders it is counted for; until it is for one, the order it was entered for, unless taken back from it. */
export type ListedArrival = ArrivalTold & { numbers: Order['number'][] }
type ListRow = ArrivalTold & { counted: string; takenBack: number }

const COUNTED = sql`(SELECT json_group_array(DISTINCT o.number) FROM arrival_allocations l
  CROSS JOIN payment_attempts t ON t.id = l.attempt_id CROSS JOIN orders o ON o.id = t.order_id
  WHERE l.arrival_id = a.id AND l.freed_at IS NULL) counted, ${takenBackFrom(sql`a.id`, sql`a.order_id`)} takenBack`

function listed({ counted, takenBack, ...row }: ListRow): ListedArrival {
  const own = JSON.parse(counted) as Order['number'][]
  return { ...row, numbers: own.length || row.number === null || takenBack ? own : [row.number] }
}

/** One page, the newest first, by key; how many wait: that grows with the backlog, never with the history. */
export async function listArrivals(
  db: Db,
  query: { view: ArrivalView; before?: string | undefined; limit: number },
) {
  const [rows, [counts]] = await db.batch([
    db.all<ListRow>(sql`
      SELECT ${COLUMNS}, ${COUNTED} FROM bank_arrivals a WHERE ${WHERE[query.view]} AND a.id < ${query.before ?? '~'}
      ORDER BY a.id DESC LIMIT ${query.limit + 1}`),
    db.all<{ confirm: number; open: number }>(sql`SELECT
      (SELECT count(*) FROM bank_arrivals WHERE ${ARRIVALS_WAITING.confirm}) confirm,
      (SELECT count(*) FROM bank_arrivals WHERE ${ARRIVALS_WAITING.open}) open`),
  ])
  const page = rows.slice(0, query.limit).map(listed)
  return { rows: page, next: rows.length > query.limit ? page.at(-1)!.id : null, counts: counts! }
}

/** An arrival of the same day, sum and payer that was entered before; null without one. */
export async function readTwin(db: Db, like: Pick<BankArrival, 'receivedOn' | 'amountFen' | 'payer'>) {
  const own = likeness(like)
  const rows = await db.all<Pick<BankArrival, 'bankSerial' | 'receivedOn' | 'amountFen' | 'payer'>>(sql`
    SELECT bank_serial bankSerial, received_on receivedOn, amount_fen amountFen, payer FROM bank_arrivals
    WHERE received_on = ${like.receivedOn} AND amount_fen = ${int(like.amountFen)} AND voided_at IS NULL`)
  return (own !== null && rows.find((row) => likeness(row) === own)) || null
}

export type ArrivalUse = Pick<
  ArrivalAllocation,
  'id' | 'amountFen' | 'at' | 'freedAt' | 'takenBackReason'
> & {
  number: Order['number']
  takenBackName: string | null
  /** Paid with it: then it stays. */
  paidAt: number | null
  /** Until when the order may be paid. */
  payBefore: number
}
export type ArrivalDesk = {
  arrival: ArrivalTold
  uses: ArrivalUse[]
  returns: (Omit<ArrivalReturn, 'arrivalId'> & { name: string })[]
  open: OpenTransfer[]
  /** Arrivals of the same day, sum and payer: perhaps this one, entered under another serial. */
  twins: Pick<BankArrival, 'id' | 'bankSerial'>[]
}

/** One arrival with what it was counted for, what went back of it, and the orders that wait for money; null without it. */
export async function readArrivalDesk(db: Db, id: string): Promise<ArrivalDesk | null> {
  const [rows, uses, returns, open, alike] = await db.batch([
    db.all<ArrivalTold>(sql`SELECT ${COLUMNS} FROM bank_arrivals a WHERE a.id = ${id}`),
    db.all<ArrivalUse>(sql`
      SELECT l.id, o.number, l.amount_fen amountFen, l.at, l.freed_at freedAt, l.taken_back_reason takenBackReason,
        s.name takenBackName, t.paid_at paidAt, o.pay_before payBefore FROM arrival_allocations l
      CROSS JOIN payment_attempts t ON t.id = l.attempt_id CROSS JOIN orders o ON o.id = t.order_id
      LEFT JOIN staff s ON s.id = l.taken_back_by
      WHERE l.arrival_id = ${id} ORDER BY l.id`),
    db.all<ArrivalDesk['returns'][number]>(sql`
      SELECT r.id, r.amount_fen amountFen, r.paid_on paidOn, r.reference, r.code, r.note, r.staff_id staffId, r.at, s.name
      FROM arrival_returns r CROSS JOIN staff s ON s.id = r.staff_id WHERE r.arrival_id = ${id} ORDER BY r.id`),
    openTransfers(db),
    db.all<Pick<BankArrival, 'id' | 'bankSerial' | 'receivedOn' | 'amountFen' | 'payer'>>(sql`
      SELECT b.id, b.bank_serial bankSerial, b.received_on receivedOn, b.amount_fen amountFen, b.payer FROM bank_arrivals a
      CROSS JOIN bank_arrivals b ON b.received_on = a.received_on AND b.amount_fen = a.amount_fen
        AND b.voided_at IS NULL AND b.id <> a.id
      WHERE a.id = ${id} AND a.voided_at IS NULL`),
  ])
  const [arrival] = rows
  if (!arrival) return null
  const like = likeness(arrival)
  const twins = like === null ? [] : alike.filter((one) => likeness(one) === like)
  return { arrival, uses, returns, open: open.map(openTransfer), twins }
}

/** An unpaid order to be paid by bank transfer. */
export type OpenTransfer = Pick<Order, 'number' | 'totalFen' | 'placedAt' | 'payBefore'> & {
  arrivedFen: number
  /** Who may pay it: the institution of its quotation, the company of its invoice, else who receives it. */
  payers: string[]
}
type OpenRow = Omit<OpenTransfer, 'payers'> &
  Pick<Order, 'invoice' | 'recipientName'> & { unitName: string | null }

const MOST_OPEN = 1000

/** Ids of unpaid orders that wait for a bank transfer: whose buyer chose it, and an institution's. */
export const OPEN_TRANSFERS = sql`SELECT order_id id FROM payment_attempts
    WHERE method = 'bank_transfer' AND paid_at IS NULL AND closed_at IS NULL
  UNION SELECT id FROM orders WHERE channel = ${INSTITUTION_CHANNEL} AND channel <> 'online'
    AND paid_at IS NULL AND closed_at IS NULL`

/** The statement for those orders, the oldest first. */
export const openTransfers = (db: Db) =>
  db.all<OpenRow>(sql`
    SELECT o.number, o.total_fen totalFen, o.placed_at placedAt, o.pay_before payBefore, o.invoice,
      o.recipient_name recipientName, q.unit_name unitName, (
        SELECT coalesce(sum(l.amount_fen), 0) FROM payment_attempts t CROSS JOIN arrival_allocations l ON l.attempt_id = t.id
        WHERE t.order_id = o.id AND t.method = 'bank_transfer' AND l.freed_at IS NULL) arrivedFen
    FROM (${OPEN_TRANSFERS}) waiting
    CROSS JOIN orders o ON o.id = waiting.id LEFT JOIN quotation_orders k ON k.order_id = o.id
    LEFT JOIN quotations q ON q.id = k.quotation_id
    WHERE o.paid_at IS NULL AND o.closed_at IS NULL ORDER BY o.placed_at, o.id LIMIT ${MOST_OPEN}`)

export function openTransfer({ invoice, unitName, recipientName, ...row }: OpenRow): OpenTransfer {
  const { kind = '', title = '' } = JSON.parse(invoice ?? '{}') as { kind?: string; title?: string }
  const named = [unitName ?? '', kind === 'company' ? title : ''].filter(Boolean)
  return { ...row, payers: named.length ? [...new Set(named)] : [recipientName] }
}

export const remainingFen = ({ totalFen, arrivedFen }: OpenTransfer): number => totalFen - arrivedFen
