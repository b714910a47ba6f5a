import type { Db } from '../../db/client.ts'
import { readFigures, readWaiting, type Sums } from '../../desk/reading.ts'
import type { Period } from '../../impact/sales.ts'
import { may } from '../../staff/roles.ts'
import { type Alarm, alarmsOf } from './alarms.ts'
import { kindsFor, type Task, tasksOf } from './tasks.ts'

type Overview = { sums: Sums | null; tasks: Task[]; alarms: Alarm[] }

/** The overview of one person in one round trip; no sums for a role that may not see them. */
export async function readOverview(
  db: Db,
  who: { role: string; now: number; production?: boolean },
  period: Period,
): Promise<Overview> {
  const { role, now, production = false } = who
  const kinds = kindsFor(role)
  const keys = kinds.map(({ key }) => key)
  if (!may(role, 'dashboard.read'))
    return { sums: null, tasks: tasksOf(kinds, await readWaiting(db, keys, now)), alarms: [] }
  const { waiting, sums, ...jobs } = await readFigures(db, keys, period, now)
  const alarms = may(role, 'outbox.write') ? alarmsOf(jobs, { now, production }) : []
  return { sums, tasks: tasksOf(kinds, waiting), alarms }
}
