import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { civilDate } from '../kernel/time.ts'
import { paidOf } from '../orders/order.ts'
import type { Order, OrderLine } from '../orders/schema.ts'

/** The adoptions among the lines: the ledger keeps their area too. */
type Plots = { id: string; areaCmu: number }[]

/** Statements that enter what was paid for an order's lines into the impact ledger and its sum (domain §6). */
export const enterSale = (db: Db, order: Order, lines: OrderLine[], now: number, plots: Plots = []) =>
  enter(
    db,
    order,
    lines.map((line) => ({ ...line, amountFen: paidOf(line) })),
    plots,
    now,
    order.id,
    1,
  )

/** The same with a minus, for an order whose money goes back; `amountFen` of the lines is what goes back for them. */
export const takeBackSale = (db: Db, order: Order, lines: OrderLine[], now: number, plots: Plots = []) =>
  enter(db, order, lines, plots, now, `${order.id}:refund`, -1)

/** Some pieces were refunded; `amountFen` of the lines is theirs. The order still counts. */
export const takeBackPart = (
  db: Db,
  order: Order,
  lines: OrderLine[],
  now: number,
  cause: string,
  plots: Plots = [],
) => enter(db, order, lines, plots, now, cause, -1, 0)

function enter(
  db: Db,
  order: Order,
  lines: OrderLine[],
  adoptions: Plots,
  now: number,
  cause: string,
  sign: 1 | -1,
  counted: number = sign,
) {
  const rows = lines.map((line, place) => {
    const area = adoptions.find((one) => one.id === line.adoptionId)?.areaCmu ?? 0
    const firstOfFamily = lines.findIndex((other) => other.family === line.family) === place
    return {
      line: line.line,
      family: line.family,
      originCode: line.originCode,
      amount: sign * line.amountFen,
      pieces: sign * line.quantity,
      // The order is counted on its first line, and once for each family it holds.
      orders: place === 0 ? counted : 0,
      familyOrders: firstOfFamily ? counted : 0,
      area: sign * area,
      plots: area ? sign : 0,
    }
  })
  const total = (of: 'amount' | 'area' | 'plots') => rows.reduce((sum, row) => sum + row[of], 0)
  return [
    db.run(sql`
      INSERT INTO impact_entries (cause, line, at, month, family, origin_code, province, channel, amount_fen,
        area_cmu, adoptions, pieces, orders, family_orders)
      SELECT ${cause}, j.value ->> 'line', CAST(${now} AS INTEGER), ${civilDate(now).slice(0, 7)},
        j.value ->> 'family', j.value ->> 'originCode', ${order.regionCode.slice(0, 2)}, ${order.channel},
        j.value ->> 'amount', j.value ->> 'area', j.value ->> 'plots',
        j.value ->> 'pieces', j.value ->> 'orders', j.value ->> 'familyOrders'
      FROM json_each(${JSON.stringify(rows)}) j`),
    db.run(sql`UPDATE impact_sums SET amount_fen = amount_fen + CAST(${total('amount')} AS INTEGER),
      orders = orders + CAST(${counted} AS INTEGER), area_cmu = area_cmu + CAST(${total('area')} AS INTEGER),
      adoptions = adoptions + CAST(${total('plots')} AS INTEGER) WHERE scope = 'all'`),
  ]
}
