import { sql } from 'drizzle-orm'
import { fillStatement, type GardenFill } from '../../adoption/fill.ts'
import { coverStatement, type StockCover } from '../../catalog/stock/cover.ts'
import type { Db } from '../../db/client.ts'
import { daysOf, type Period, type Sale, salesStatement } from '../../impact/sales.ts'
import { runsStatement, stubbornStatement } from '../../jobs/queries.ts'
import { civilDate } from '../../kernel/time.ts'
import { may } from '../../staff/roles.ts'
import { type Alarm, alarmsOf } from './alarms.ts'
import { type Task, tasksOf, tasksStatement } from './tasks.ts'

/** What the overview draws; null for a role that may not see sums. */
export type Sums = {
  period: Period
  /** Days of the line chart; a single day stands among its week. */
  days: string[]
  all: Sale[]
  families: Sale[]
  provinces: Sale[]
  channels: Sale[]
  familyNames: Record<string, string>
  cover: StockCover[]
  fill: GardenFill[]
}

const LOWEST = 5

/** The overview of one person in one round trip, whose rows do not grow with orders. */
export async function readOverview(
  db: Db,
  who: { role: string; now: number; production?: boolean },
  period: Period,
): Promise<{ sums: Sums | null; tasks: Task[]; alarms: Alarm[] }> {
  const { role, now } = who
  const today = civilDate(now)
  if (!may(role, 'dashboard.read')) {
    const [counts] = await db.batch([tasksStatement(db, role, now)])
    return { sums: null, tasks: tasksOf(role, counts[0]), alarms: [] }
  }
  const days = daysOf(period === 1 ? 7 : period, today)
  const within = daysOf(period, today)
  const [counts, all, families, provinces, channels, names, cover, fill, runs, stubborn] = await db.batch([
    tasksStatement(db, role, now),
    salesStatement(db, 'all', days),
    salesStatement(db, 'family', days),
    salesStatement(db, 'province', within),
    salesStatement(db, 'channel', within),
    db.all<{ code: string; nameZh: string }>(sql`SELECT code, name_zh nameZh FROM families LIMIT 100`),
    coverStatement(db, today, LOWEST),
    fillStatement(db, Number(today.slice(0, 4))),
    runsStatement(db),
    stubbornStatement(db),
  ])
  const familyNames = Object.fromEntries(names.map(({ code, nameZh }) => [code, nameZh]))
  const sums = { period, days, all, families, provinces, channels, familyNames, cover, fill }
  const alarms = may(role, 'outbox.write')
    ? alarmsOf({ runs, stubborn }, { now, production: who.production ?? false })
    : []
  return { sums, tasks: tasksOf(role, counts[0]), alarms }
}
