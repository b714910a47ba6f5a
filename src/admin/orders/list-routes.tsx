import { Hono } from 'hono'
import { DESK_VIEWS, type DeskRow, readDesk, searchDesk } from '../../fulfilment/desk.ts'
import type { AppEnv, Ctx } from '../../http/context.ts'
import { parseOrderNumber } from '../../kernel/ids.ts'
import { formatYuan } from '../../kernel/money.ts'
import { civilDate, formatInstant } from '../../kernel/time.ts'
import { isOrder } from '../../orders/queries.ts'
import { audit } from '../../staff/auditing.ts'
import { may } from '../../staff/roles.ts'
import { adminPaths, adminUrls } from '../../urls.ts'
import { csvHeaders, csvOf } from '../csv.ts'
import { renderAdmin } from '../layout.tsx'
import { channelName, STATE_NAMES } from '../words.ts'
import { OrdersPage, VIEW_NAMES } from './orders-page.tsx'

/** The lists of the order desk: saved filters, search, export. */
export const orderListRoutes = new Hono<AppEnv>()

const PAGE = 50
const MOST_EXPORTED = 1000
const EXPORT_HEAD = [
  '订单号',
  '状态',
  '渠道',
  '渠道代号',
  '收货人',
  '件数',
  '金额(元)',
  '下单',
  '付款',
  '预计发货',
]
const exportRow = (row: DeskRow): string[] => [
  row.number,
  STATE_NAMES[row.state] ?? row.state,
  channelName(row.channel),
  row.channel,
  `${[...row.recipientName][0]}**`,
  String(row.pieces),
  formatYuan(row.totalFen),
  formatInstant(row.placedAt),
  row.paidAt === null ? '' : formatInstant(row.paidAt),
  row.shipOn ?? '',
]

orderListRoutes.get(adminUrls.orders.path, async (c) => {
  const { db, now } = c.var.visit
  const q = (c.req.query('q') ?? '').trim().slice(0, 40)
  const number = parseOrderNumber(q)
  if (number && (await isOrder(db, number))) return c.redirect(adminPaths.order(number), 303)
  const view = DESK_VIEWS.find((name) => name === c.req.query('view')) ?? 'ambient'
  const channel = channelOf(c)
  const desk = await readDesk(db, { view, channel, after: c.req.query('after'), limit: PAGE }, now)
  const found = q ? await searchDesk(db, q) : null
  const { role } = c.var.staff
  const body = OrdersPage({
    ...desk,
    ...(found ? { rows: found, next: null } : {}),
    view: found ? 'all' : view,
    channel,
    q,
    today: civilDate(now),
    missing: found !== null && found.length === 0,
    canShip: may(role, 'orders.ship'),
    canExport: may(role, 'orders.export'),
  })
  return renderAdmin(c, { title: VIEW_NAMES[view], current: adminPaths.orders() }, body)
})

orderListRoutes.get(adminUrls.orderExport.path, async (c) => {
  const { db, now } = c.var.visit
  const view = DESK_VIEWS.find((name) => name === c.req.query('view')) ?? 'all'
  const channel = channelOf(c)
  const { rows } = await readDesk(db, { view, channel, limit: MOST_EXPORTED }, now)
  const list = [view, channel].filter(Boolean)
  // What leaves the house is written down; names stay masked.
  await audit(
    db,
    {
      staffId: c.var.staff.staffId,
      verb: 'orders.exported',
      object: `orders:${list.join(':')}`,
      after: { rows: rows.length },
    },
    now,
  )
  const name = `orders-${list.join('-')}-${civilDate(now)}`
  return c.body(csvOf(EXPORT_HEAD, rows.map(exportRow)), 200, csvHeaders(name))
})

/** A door may be named by whoever calls the API, in these letters. */
const channelOf = (c: Ctx) => /^[a-z0-9_-]{1,32}$/.exec(c.req.query('channel') ?? '')?.[0]
