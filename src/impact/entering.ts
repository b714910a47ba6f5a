import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { civilDate } from '../kernel/time.ts'
import type { Order, OrderLine } from '../orders/schema.ts'

/** Statements that enter a paid order's lines into the impact ledger and its sum (domain §6). */
export const enterSale = (db: Db, order: Order, lines: OrderLine[], now: number) =>
  enter(db, order, lines, now, order.id, 1)

/** The same with a minus, for an order whose money goes back. */
export const takeBackSale = (db: Db, order: Order, lines: OrderLine[], now: number) =>
  enter(db, order, lines, now, `${order.id}:refund`, -1)

/** Some pieces were refunded; `amountFen` of the lines is theirs. The order still counts. */
export const takeBackPart = (db: Db, order: Order, lines: OrderLine[], now: number, cause: string) =>
  enter(db, order, lines, now, cause, -1, 0)

function enter(
  db: Db,
  order: Order,
  lines: OrderLine[],
  now: number,
  cause: string,
  sign: 1 | -1,
  counted: number = sign,
) {
  const rows = lines.map((line) => ({ ...line, amount: sign * line.amountFen }))
  const total = rows.reduce((sum, row) => sum + row.amount, 0)
  return [
    db.run(sql`
      INSERT INTO impact_entries (cause, line, at, month, family, origin_code, province, channel, amount_fen)
      SELECT ${cause}, j.value ->> 'line', CAST(${now} AS INTEGER), ${civilDate(now).slice(0, 7)},
        j.value ->> 'family', j.value ->> 'originCode', ${order.regionCode.slice(0, 2)}, ${order.channel},
        j.value ->> 'amount'
      FROM json_each(${JSON.stringify(rows)}) j`),
    db.run(sql`UPDATE impact_sums SET amount_fen = amount_fen + CAST(${total} AS INTEGER),
      orders = orders + CAST(${counted} AS INTEGER) WHERE scope = 'all'`),
  ]
}
