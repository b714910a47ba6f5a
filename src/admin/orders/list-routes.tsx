import { Hono } from 'hono'
import { type DeskRow, readDesk, readWholeList } from '../../fulfilment/desk.ts'
import { findOrders } from '../../fulfilment/finding.ts'
import type { AppEnv } from '../../http/context.ts'
import { parseOrderNumber } from '../../kernel/ids.ts'
import { bareYuan } from '../../kernel/money.ts'
import { civilDate, formatInstant } from '../../kernel/time.ts'
import { isOrder } from '../../orders/queries.ts'
import { audit } from '../../staff/auditing.ts'
import { may } from '../../staff/roles.ts'
import { adminPaths, adminUrls } from '../../urls.ts'
import { csvHeaders, csvOf } from '../csv.ts'
import { countOf, renderAdmin } from '../layout.tsx'
import { channelName, standingWords } from '../words.ts'
import { filterOf } from './filter-of.ts'
import { VIEW_NAMES } from './filters.tsx'
import { MOST_EXPORTED, OrdersPage } from './orders-page.tsx'

/** The lists of the order desk: saved filters, dates, search, export. */
export const orderListRoutes = new Hono<AppEnv>()

const PAGE = 50
const EXPORT_HEAD = [
  '订单号',
  '状态',
  '渠道',
  '渠道代号',
  '收货人',
  '件数',
  '金额（元）',
  '下单',
  '付款',
  '预计发货',
]
const exportRow = (row: DeskRow): string[] => [
  row.number,
  standingWords(row).join('、'),
  channelName(row.channel),
  row.channel,
  `${[...row.recipientName][0]}**`,
  String(row.pieces),
  bareYuan(row.totalFen),
  formatInstant(row.placedAt),
  row.paidAt === null ? '' : formatInstant(row.paidAt),
  row.shipOn ?? '',
]

orderListRoutes.get(adminUrls.orders.path, async (c) => {
  const { db, now } = c.var.visit
  const q = (c.req.query('q') ?? '').trim().slice(0, 40)
  const number = parseOrderNumber(q)
  if (number && (await isOrder(db, number))) return c.redirect(adminPaths.order(number), 303)
  const filter = filterOf(c, 'ambient')
  const desk = await readDesk(db, { ...filter, after: c.req.query('after'), limit: PAGE }, now)
  const found = q ? await findOrders(c.var.visit, q) : null
  const { role } = c.var.staff
  const body = OrdersPage({
    ...desk,
    ...(found ? { rows: found, next: null } : {}),
    filter: found ? { view: 'all' } : filter,
    q,
    today: civilDate(now),
    missing: found !== null && found.length === 0,
    sent: countOf(c.req.query('sent')),
    canShip: may(role, 'orders.ship'),
    canExport: may(role, 'orders.export'),
  })
  return renderAdmin(c, { title: VIEW_NAMES[filter.view], current: adminPaths.orders() }, body)
})

orderListRoutes.get(adminUrls.orderExport.path, async (c) => {
  const { db, now } = c.var.visit
  const filter = filterOf(c, 'all')
  const { view, channel, from, to } = filter
  const { rows, more } = await readWholeList(db, filter, now, MOST_EXPORTED)
  // What leaves the house is written down; names stay masked.
  await audit(
    db,
    {
      staffId: c.var.staff.staffId,
      verb: 'orders.exported',
      object: `orders:${[view, channel].filter(Boolean).join(':')}`,
      after: { rows: rows.length, ...(from ? { from } : {}), ...(to ? { to } : {}) },
    },
    now,
  )
  const name = ['orders', view, channel, from, to, civilDate(now)].filter(Boolean).join('-')
  // Nobody should take a part for the whole.
  const rest = more ? [[`只有前${MOST_EXPORTED}笔，后面还有：请缩短日期再导出`]] : []
  return c.body(csvOf(EXPORT_HEAD, [...rows.map(exportRow), ...rest]), 200, csvHeaders(name))
})
