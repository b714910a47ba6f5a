import { type SQL, sql } from 'drizzle-orm'
import { titleOf } from '../jobs/titles.ts'
import type { Effects } from '../outbox/draining.ts'
import { done, type Outcome } from '../outbox/effect.ts'
import type { Shop } from '../shop.ts'
import { adminPaths } from '../urls.ts'
import { tellRobot } from './robot.ts'
import {
  type Alarm,
  alarmText,
  anomalyWords,
  jobsWords,
  noticeWords,
  refundWords,
  stuckWords,
} from './words.ts'

type Payload = Record<string, string>

/**
 * Tells staff of what stands as a row. What somebody saw to in the meantime is not told any more, and without a robot
 * nobody is told: the desk shows it all the same.
 */
async function tellStaff(shop: Shop, payload: Payload): Promise<Outcome> {
  const { robotUrl } = shop.settings
  const alarm = robotUrl ? await readAlarm(shop, payload) : null
  return robotUrl && alarm ? tellRobot(robotUrl, alarmText(alarm)) : done
}

export const alarmEffects: Effects<Shop> = { 'staff.alarm': tellStaff }

type Row = { kind: string; number: string | null; amountFen: number | null; attempts: number }

/** What is to be told, as it stands now; null when it was seen to. */
async function readAlarm({ db, settings }: Shop, payload: Payload): Promise<Alarm | null> {
  const at = (path: string) => settings.publicUrl + path
  if (payload.cause === 'jobs') {
    const titles = (payload.names ?? '').split(',').map(titleOf)
    return { what: jobsWords(titles), orderNumber: null, amountFen: null, link: at(adminPaths.home) }
  }
  if (payload.cause === 'notice_limit' || payload.cause === 'notice_template') {
    const link = payload.cause === 'notice_limit' ? adminPaths.notices() : adminPaths.noticeTemplates
    return { what: noticeWords(payload.cause), orderNumber: null, amountFen: null, link: at(link) }
  }
  const query = statementFor(payload)
  const [row] = query ? await db.all<Row>(query) : []
  if (!row) return null
  const { number: orderNumber, amountFen } = row
  const told = { orderNumber, amountFen }
  if (payload.cause === 'anomaly')
    return { what: anomalyWords(row.kind), ...told, link: at(adminPaths.anomalies()) }
  if (payload.cause === 'outbox')
    return { what: stuckWords(row.kind, row.attempts), ...told, link: at(adminPaths.outbox()) }
  return { what: refundWords(row.kind), ...told, link: at(adminPaths.order(orderNumber!)) }
}

function statementFor({ cause, id = '', refundId = '', state = '' }: Payload): SQL | null {
  if (cause === 'anomaly')
    return sql`SELECT a.kind, o.number, a.amount_fen amountFen, 0 attempts FROM payment_anomalies a
      LEFT JOIN orders o ON o.id = a.order_id WHERE a.id = ${id} AND a.resolved_at IS NULL`
  if (cause === 'refund')
    return sql`SELECT CASE a.method WHEN 'bank_transfer' THEN 'by_hand' ELSE r.state END kind, o.number,
        r.amount_fen amountFen, 0 attempts FROM refunds r CROSS JOIN orders o ON o.id = r.order_id
      CROSS JOIN payment_attempts a ON a.id = r.attempt_id WHERE r.id = ${refundId} AND r.state = ${state}`
  if (cause === 'outbox')
    return sql`SELECT b.kind, o.number, coalesce(r.amount_fen, o.total_fen) amountFen, b.attempts FROM outbox b
      LEFT JOIN orders o ON o.id = b.subject_id LEFT JOIN refunds r ON r.id = b.payload ->> 'refundId'
      WHERE b.id = ${id} AND b.state <> 'done'`
  return null
}
