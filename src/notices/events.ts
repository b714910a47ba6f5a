import { type SQL, sql } from 'drizzle-orm'
import { carrierOf } from '../kernel/carriers.ts'
import { formatOrderNumber } from '../kernel/ids.ts'
import { plainYuan } from '../kernel/money.ts'
import { own } from '../kernel/own.ts'
import { addDays, civilDate, DAY_MS, dayStart } from '../kernel/time.ts'
import type { Channel, Purpose } from './schema.ts'

/** What an event reads of its subject as it stands now. */
type Row = {
  orderId: string
  /** The phone, sealed. */
  sealed: string
  number: string
  carrier: string | null
  waybill: string | null
  amountFen: number | null
  /** Until when somebody may act, UTC ms. */
  dueAt: number | null
  /** A civil date. */
  on: string | null
  season: number | null
  /** The account of who is told, where they have one. */
  userId: string | null
  /** What their page was in: zh or en. */
  language: string | null
  /** An address of e-mail given for just this; else the account's is asked. */
  email: string | null
  /** Where the files of an invoice that is ready lie. */
  filesKey: string | null
  invoiceNo: string | null
}
type Asked = { id: string; occurrence: string; now: number }

type NoticeEvent = {
  /** As staff read it. */
  title: string
  purpose: Exclude<Purpose, 'all'>
  /** SELECT of one row, or of none once the notice would be beside the point. */
  read: (asked: Asked) => SQL
  /**
   * How it is told. Each route is told by itself, the others of an event beside it; of the channels in one the first that
   * reaches the person.
   */
  routes: readonly (readonly Channel[])[]
  /** What the text's variables are. */
  values: (row: Row) => Record<string, string>
  /** Where a letter leads: the order's page, unless it is the garden's. */
  page?: 'garden'
  /** Rings at night too, where this day is meant. */
  tonight?: (row: Row, now: number) => boolean
}

const NOTHING = {
  ...{ carrier: null, waybill: null, amountFen: null, dueAt: null, on: null, season: null },
  ...{ userId: null, language: null, email: null, filesKey: null, invoiceNo: null },
}
/** The columns of a row; what an event has none of is null. */
const columns = (
  of: Partial<Record<keyof typeof NOTHING, SQL>> & Record<'orderId' | 'sealed' | 'number', SQL>,
) =>
  sql.join(
    Object.entries({ ...NOTHING, ...of }).map(([name, value]) => sql`${value} ${sql.identifier(name)}`),
    sql`, `,
  )
const OWNER = sql`(SELECT w.user_id FROM order_owners w WHERE w.order_id = o.id)`
const ORDER = {
  ...{ orderId: sql`o.id`, sealed: sql`coalesce(o.buyer_sealed, o.phone_sealed)`, number: sql`o.number` },
  ...{ userId: OWNER, language: sql`o.language` },
}
/** A garden belongs to who took the gift, and until then to who bought it. */
const HOLDER = {
  orderId: sql`o.id`,
  sealed: sql`CASE WHEN g.claimed_at IS NULL THEN coalesce(o.buyer_sealed, o.phone_sealed) ELSE g.phone_sealed END`,
  userId: sql`CASE WHEN g.claimed_at IS NULL THEN ${OWNER}
    ELSE (SELECT u.id FROM users u WHERE u.phone_hmac = g.phone_hmac) END`,
  language: sql`o.language`,
}
const OF_ADOPTION = sql`CROSS JOIN orders o ON o.id = a.order_id LEFT JOIN adoption_gifts g ON g.adoption_id = a.id`

const numbered = ({ number }: Row) => ({ no: formatOrderNumber(number) })
const parcel = (row: Row) => ({
  ...numbered(row),
  carrier: carrierOf(row.carrier!).zh,
  waybill: row.waybill!,
})
/** A month is its year and number, 2026-11; it begins at midnight in Shanghai. */
const monthStart = (month: string): number => dayStart(Date.parse(`${month.slice(0, 7)}-01T12:00:00+08:00`))
const monthAfter = (month: string): string => addDays(`${month.slice(0, 7)}-01`, 31).slice(0, 7)
/** The last whole day of a deadline: what ends in the morning is said with the day before. */
const lastDay = (dueAt: number): string => civilDate(dueAt - DAY_MS / 2)
const dated = (row: Row) => ({ ...numbered(row), date: lastDay(row.dueAt!) })

const SMS = [['sms']] as const
/** WeChat where somebody follows the shop there, else a short message. */
const WECHAT_ELSE_SMS = [['wechat', 'sms']] as const

const EMAIL_AND_SMS = [['email'], ['sms']] as const

/** Whether the adoption `a` can be renewed by the offer `n` of the next season now, and nobody has done so. */
export const mayRenew = (now: number): SQL => sql`a.adopted_at IS NOT NULL AND a.released_at IS NULL
  AND n.published_at IS NOT NULL AND n.superseded_at IS NULL
  AND ${civilDate(now)} BETWEEN n.content ->> '$.renewal.from' AND n.content ->> '$.renewal.until'
  AND NOT EXISTS (SELECT 1 FROM plot_claims c WHERE c.plot = a.plot AND c.season = n.season AND c.expires_at IS NULL)`

/** A parcel that left this long ago is no news any more. */
const NEWS_MS = 2 * DAY_MS

const refundIn = (state: 'succeeded' | 'repaid') => ({
  purpose: 'orders' as const,
  routes: WECHAT_ELSE_SMS,
  read: ({ id }: Asked) => sql`
    SELECT ${columns({ ...ORDER, amountFen: sql`r.amount_fen` })} FROM refunds r CROSS JOIN orders o ON o.id = r.order_id
    WHERE r.id = ${id} AND r.state = ${state}`,
  values: (row: Row) => ({ ...numbered(row), amount: plainYuan(row.amountFen!) }),
})

/** A claim in one of these states whose time is not over, told to who holds the goods. */
const claimIn = (title: string, states: string[]): NoticeEvent => ({
  title,
  purpose: 'orders',
  routes: SMS,
  read: ({ id, now }) => sql`
    SELECT ${columns({ ...HOLDER, number: sql`o.number`, dueAt: sql`c.due_at` })} FROM claims c
    CROSS JOIN orders o ON o.id = c.order_id LEFT JOIN dispatches d ON d.id = c.dispatch_id
    LEFT JOIN adoption_gifts g ON g.adoption_id = d.adoption_id
    WHERE c.id = ${id} AND c.due_at > ${now} AND c.state IN (SELECT value FROM json_each(${JSON.stringify(states)}))`,
  values: dated,
})

/** An invoice that was made, blue or red; to the address it was asked for with. */
const invoiceOf = (title: string, red: boolean) => ({
  ...{ title, purpose: 'orders' as const },
  read: ({ id }: Asked) => sql`
    SELECT ${columns({
      ...{ ...ORDER, amountFen: sql`d.amount_fen`, email: sql`nullif(q.email, '')` },
      ...{ filesKey: sql`coalesce(d.files_key, d.id)`, invoiceNo: sql`d.number` },
    })} FROM invoice_documents d CROSS JOIN invoice_requests q ON q.id = d.request_id
    CROSS JOIN orders o ON o.id = q.order_id
    WHERE d.id = ${id} AND o.forgotten_at IS NULL AND (d.red_of IS NOT NULL) = ${red ? 1 : 0}`,
  values: numbered,
})

/**
 * An invitation to whoever may renew and nobody has taken the plot of: in the offer's own window alone. Short
 * messages carry no invitations.
 */
const renewal = (title: string): NoticeEvent => ({
  title,
  purpose: 'gardens',
  routes: [['wechat', 'email']],
  page: 'garden',
  read: ({ id, now }) => sql`
    SELECT ${columns({ ...HOLDER, number: sql`o.number`, season: sql`n.season`, on: sql`n.content ->> '$.renewal.until'` })}
    FROM adoptions a ${OF_ADOPTION}
    CROSS JOIN offers n ON n.garden = a.garden AND n.season = a.season + 1
    WHERE a.id = ${id} AND ${mayRenew(now)}`,
  values: ({ season, on }) => ({ season: String(season), date: on! }),
})

/** Everything somebody is told, by its name. All of it serves what they bought; nothing sells. */
export const EVENTS = {
  'order.paid': {
    title: '订单已付款',
    purpose: 'orders',
    routes: [['wechat']],
    read: ({ id, now }) => sql`
      SELECT ${columns({ ...ORDER, amountFen: sql`o.total_fen` })} FROM orders o
      WHERE o.id = ${id} AND o.state = 'paid' AND o.paid_at > ${now - NEWS_MS}
        AND NOT EXISTS (SELECT 1 FROM shipments s WHERE s.order_id = o.id)`,
    values: (row) => ({ ...numbered(row), amount: plainYuan(row.amountFen!) }),
  },
  'parcel.left': {
    title: '包裹已寄出',
    purpose: 'orders',
    routes: WECHAT_ELSE_SMS,
    read: ({ id, occurrence, now }) => sql`
      SELECT ${columns({ ...ORDER, carrier: sql`s.carrier`, waybill: sql`s.tracking_no` })} FROM shipments s
      CROSS JOIN orders o ON o.id = s.order_id
      WHERE s.order_id = ${id} AND s.delivered_at IS NULL AND s.shipped_at >= ${dayStart(Date.parse(`${occurrence}T12:00:00+08:00`))}
        AND s.shipped_at < ${dayStart(Date.parse(`${addDays(occurrence, 1)}T12:00:00+08:00`))}
        AND s.shipped_at > ${now - NEWS_MS}
      ORDER BY s.id LIMIT 1`,
    values: parcel,
  },
  'parcel.out': {
    title: '生鲜包裹派送中',
    purpose: 'orders',
    routes: SMS,
    read: ({ id, now }) => sql`
      SELECT ${columns({ ...ORDER, carrier: sql`s.carrier`, waybill: sql`s.tracking_no` })} FROM shipments s
      CROSS JOIN orders o ON o.id = s.order_id
      WHERE s.id = ${id} AND s.delivered_at IS NULL AND s.out_at >= ${dayStart(now)}`,
    values: ({ waybill }) => ({ waybill: waybill! }),
  },
  'tea.left': {
    title: '认购茶已寄出',
    purpose: 'gardens',
    routes: WECHAT_ELSE_SMS,
    read: ({ id, now }) => sql`
      SELECT ${columns({
        ...{ ...HOLDER, number: sql`d.number`, carrier: sql`d.carrier`, waybill: sql`d.tracking_no` },
      })} FROM dispatches d CROSS JOIN adoptions a ON a.id = d.adoption_id ${OF_ADOPTION}
      WHERE d.id = ${id} AND d.shipped_at > ${now - NEWS_MS}`,
    values: parcel,
  },
  'tea.address': {
    title: '认购茶缺地址',
    purpose: 'gardens',
    routes: SMS,
    read: ({ id, now }) => sql`
      SELECT ${columns({ ...HOLDER, number: sql`d.number`, on: sql`d.address_until`, season: sql`d.season` })}
      FROM dispatches d CROSS JOIN adoptions a ON a.id = d.adoption_id ${OF_ADOPTION}
      WHERE d.id = ${id} AND d.street IS NULL AND d.shipped_at IS NULL AND d.called_off_at IS NULL
        AND a.released_at IS NULL AND d.address_until > ${civilDate(now)}`,
    values: ({ season, on }) => ({ season: String(season), date: on! }),
  },
  'refund.sent': { title: '退款已退回', ...refundIn('succeeded') },
  'refund.repaid': { title: '退款已转账退回', ...refundIn('repaid') },
  'transfer.received': {
    title: '汇款已收到',
    purpose: 'orders',
    routes: SMS,
    read: ({ id }) => sql`SELECT ${columns(ORDER)} FROM orders o WHERE o.id = ${id} AND o.state = 'paid'
      AND NOT EXISTS (SELECT 1 FROM shipments s WHERE s.order_id = o.id)`,
    values: numbered,
  },
  'transfer.due': {
    title: '汇款将到期',
    purpose: 'orders',
    routes: EMAIL_AND_SMS,
    read: ({ id, now }) => sql`
      SELECT ${columns({ ...ORDER, amountFen: sql`a.amount_fen`, dueAt: sql`o.pay_before` })}
      FROM orders o CROSS JOIN payment_attempts a ON a.order_id = o.id
      WHERE o.id = ${id} AND o.state = 'awaiting_payment' AND o.pay_before > ${now}
        AND a.method = 'bank_transfer' AND a.paid_at IS NULL AND a.closed_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM arrival_allocations l WHERE l.attempt_id = a.id AND l.freed_at IS NULL)`,
    values: (row) => ({ ...dated(row), amount: plainYuan(row.amountFen!) }),
  },
  'invoice.ready': { ...invoiceOf('发票已开好', false), routes: EMAIL_AND_SMS },
  'invoice.red': { ...invoiceOf('红字发票已开好', true), routes: [['email']] },
  'garden.update': {
    title: '茶园有新记录',
    purpose: 'gardens',
    routes: [['wechat', 'email']],
    page: 'garden',
    // One that was taken back meanwhile, or is of another plot, is no news of theirs.
    read: ({ id, occurrence }) => sql`
      SELECT ${columns({ ...HOLDER, number: sql`o.number` })} FROM adoptions a ${OF_ADOPTION}
      WHERE a.id = ${id} AND a.released_at IS NULL AND EXISTS (
        SELECT 1 FROM garden_updates u WHERE u.garden = a.garden AND u.season = a.season
          AND u.withdrawn_at IS NULL AND (u.plot IS NULL OR u.plot = a.plot)
          AND u.at >= ${monthStart(occurrence)} AND u.at < ${monthStart(monthAfter(occurrence))})`,
    values: numbered,
  },
  'claim.granted': claimIn('售后请寄回', ['awaiting_return']),
  'claim.proposed': claimIn('售后有方案', ['proposed']),
  'claim.refused': claimIn('售后未通过', ['refused']),
  'claim.deadline': claimIn('售后将到期', ['awaiting_return', 'proposed', 'refused']),
  'visit.answered': {
    title: '参观有回复',
    purpose: 'gardens',
    routes: SMS,
    read: ({ id, now }) => sql`
      SELECT ${columns({ ...HOLDER, number: sql`o.number`, on: sql`v.wished_on` })} FROM garden_visits v
      CROSS JOIN adoptions a ON a.id = v.adoption_id ${OF_ADOPTION}
      WHERE v.id = ${id} AND v.state IN ('confirmed', 'declined') AND v.wished_on >= ${civilDate(now)}
        AND a.released_at IS NULL`,
    values: ({ on }) => ({ date: on! }),
    tonight: ({ on }, now) => on === civilDate(now),
  },
  'visit.moved': {
    title: '参观已调整',
    purpose: 'gardens',
    routes: SMS,
    // The day it was on, and when it was moved: what was moved again since is told by the later one.
    read: ({ id, occurrence, now }) => sql`
      SELECT ${columns({ ...HOLDER, number: sql`o.number`, on: sql`${occurrence.slice(0, 10)}` })} FROM garden_visits v
      CROSS JOIN adoptions a ON a.id = v.adoption_id ${OF_ADOPTION}
      WHERE v.id = ${id} AND v.answered_at = ${Number(occurrence.slice(11))} AND a.released_at IS NULL
        AND (${occurrence.slice(0, 10)} >= ${civilDate(now)} OR v.state = 'confirmed' AND v.wished_on >= ${civilDate(now)})`,
    values: ({ on }) => ({ date: on! }),
  },
  'shortfall.choice': {
    title: '歉收请选择',
    purpose: 'gardens',
    routes: EMAIL_AND_SMS,
    page: 'garden',
    read: ({ id }) => sql`
      SELECT ${columns({ ...HOLDER, number: sql`o.number`, season: sql`a.season` })} FROM shortfalls s
      CROSS JOIN adoptions a ON a.id = s.adoption_id ${OF_ADOPTION}
      WHERE s.adoption_id = ${id} AND s.choice IS NULL AND a.released_at IS NULL`,
    values: ({ season }) => ({ season: String(season) }),
  },
  'renewal.opens': renewal('续认购已开放'),
  'renewal.ends': renewal('续认购将截止'),
} as const satisfies Record<string, NoticeEvent>

export type EventName = keyof typeof EVENTS
export type EventRow = Row

/** The event of a name; null when there is none, as one of a later version. */
export const eventOf = (name: string): NoticeEvent | null =>
  Object.hasOwn(EVENTS, name) ? EVENTS[name as EventName] : null

/** Codes are sent at once and are owed by nobody: they have a text, and no event. */
export const CODE = 'sign_in.code'
/** The link that proves an address of e-mail: sent at once, like a code. */
export const CONFIRMATION = 'email.confirm'
/** That an account is to get another phone: told to the old one at once, whatever it said of messages. */
export const CHANGING = 'phone.changing'
const AT_ONCE: Record<string, string> = {
  ...{ [CODE]: '验证码', [CONFIRMATION]: '确认邮箱' },
  [CHANGING]: '账号要换手机号',
}
export const titleOf = (event: string): string => own(AT_ONCE, event) ?? eventOf(event)?.title ?? event
