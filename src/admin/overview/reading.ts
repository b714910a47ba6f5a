import type { Db } from '../../db/client.ts'
import type { FirstWeek } from '../../desk/first-week.ts'
import { readFigures, readWaiting, type Sums } from '../../desk/reading.ts'
import type { Period } from '../../impact/sales.ts'
import { may } from '../../staff/roles.ts'
import { type Alarm, alarmsOf, stoppedAlarm } from './alarms.ts'
import { type FirstStep, firstSteps } from './first-week.tsx'
import { kindsFor, type Task, tasksOf } from './tasks.ts'

type Overview = { sums: Sums | null; tasks: Task[]; alarms: Alarm[]; steps: FirstStep[] }

/** The overview of one person in one round trip; no sums for a role that may not see them. */
export async function readOverview(
  db: Db,
  who: { role: string; now: number; staffId?: string; production?: boolean },
  period: Period,
): Promise<Overview> {
  const { role, now, staffId = '', production = false } = who
  const kinds = kindsFor(role)
  const keys = kinds.map(({ key }) => key)
  const stepsOf = (row: FirstWeek | undefined) => (row ? firstSteps(role, row) : [])
  if (!may(role, 'dashboard.read')) {
    const { waiting, firstWeek } = await readWaiting(db, keys, now, staffId)
    return { sums: null, tasks: tasksOf(kinds, waiting), alarms: [], steps: stepsOf(firstWeek) }
  }
  const { waiting, firstWeek, sums, stopped, ...jobs } = await readFigures(db, keys, period, now, staffId)
  const alarms = [
    ...(stopped && may(role, 'selling.stop') ? [stoppedAlarm(stopped)] : []),
    ...(may(role, 'outbox.write') ? alarmsOf(jobs, { now, production }) : []),
  ]
  return { sums, tasks: tasksOf(kinds, waiting), alarms, steps: stepsOf(firstWeek) }
}
