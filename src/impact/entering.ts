import { eq, sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { insertRows, int, update } from '../db/query.ts'
import { civilDate } from '../kernel/time.ts'
import { paidOf } from '../orders/order.ts'
import type { Order, OrderLine } from '../orders/schema.ts'
import { impactEntries, impactSums } from './schema.ts'

/** The adoptions among the lines: the ledger keeps their area too. */
type Plots = { id: string; areaCmu: number }[]

/** Statements that enter what was paid for an order's lines into the impact ledger and its sum . */
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
  plots: Plots,
  now: number,
  cause: string,
  sign: 1 | -1,
  counted: number = sign,
) {
  const sale = {
    cause,
    at: now,
    month: civilDate(now).slice(0, 7),
    province: order.regionCode.slice(0, 2),
    channel: order.channel,
  }
  const rows = lines.map((line, place) => {
    const area = plots.find((one) => one.id === line.adoptionId)?.areaCmu ?? 0
    const firstOfFamily = lines.findIndex((other) => other.family === line.family) === place
    return {
      ...sale,
      line: line.line,
      family: line.family,
      originCode: line.originCode,
      amountFen: sign * line.amountFen,
      pieces: sign * line.quantity,
      // The order is counted on its first line, and once for each family it holds.
      orders: place === 0 ? counted : 0,
      familyOrders: firstOfFamily ? counted : 0,
      areaCmu: sign * area,
      adoptions: area ? sign : 0,
    }
  })
  const total = (of: 'amountFen' | 'areaCmu' | 'adoptions') => rows.reduce((sum, row) => sum + row[of], 0)
  return [
    db.run(insertRows(impactEntries, rows)),
    db.run(
      update(impactSums)
        .set({
          amountFen: sql`${impactSums.amountFen} + ${int(total('amountFen'))}`,
          orders: sql`${impactSums.orders} + ${int(counted)}`,
          areaCmu: sql`${impactSums.areaCmu} + ${int(total('areaCmu'))}`,
          adoptions: sql`${impactSums.adoptions} + ${int(total('adoptions'))}`,
        })
        .where(eq(impactSums.scope, 'all')),
    ),
  ]
}

/** Statements that enter tea sent to adopters, `grams` of it in all, by where it grew and where it goes. */
export const enterTea = (db: Db, parcels: { id: string }[], grams: number, now: number) => [
  db.run(sql`
    INSERT INTO impact_entries (cause, line, at, month, family, origin_code, province, channel, amount_fen, tea_g)
    SELECT d.id, 1, ${int(now)}, ${civilDate(now).slice(0, 7)}, 'adoption', g.origin_code,
      substr(d.region_code, 1, 2), 'adoption', 0, (SELECT sum(value) FROM json_each(d.grams))
    FROM json_each(${JSON.stringify(parcels)}) j CROSS JOIN dispatches d ON d.id = j.value ->> 'id'
    CROSS JOIN gardens g ON g.code = d.garden`),
  db.run(
    update(impactSums)
      .set({ teaG: sql`${impactSums.teaG} + ${int(grams)}` })
      .where(eq(impactSums.scope, 'all')),
  ),
]
