import { type SQL, sql } from 'drizzle-orm'
import { EXPIRES_SOON_DAYS } from '../../catalog/producer.ts'
import { int } from '../../db/query.ts'
import { LATE } from '../../fulfilment/desk.ts'
import { addDays, civilDate, DAY_MS } from '../../kernel/time.ts'
import { overdueRows } from '../../outbox/queries.ts'
import type { Permission } from '../../staff/roles.ts'
import { adminPaths } from '../../urls.ts'

/** Work that waits for a person: `rows` is what is counted, from FROM on; every one of them has an index of its own. */
export type TaskKind = {
  key: string
  permission: Permission
  text: string
  hint: string
  href: string
  urgent?: boolean
  rows: (now: number) => SQL
}

const SILENT_DAYS = 30
const SEND_AHEAD_DAYS = 7

const ORDERS: TaskKind[] = [
  {
    key: 'late',
    permission: 'orders.read',
    text: '个包裹超时没发',
    hint: '付款已超过48小时或设置里的时限,先发这些',
    href: adminPaths.orders({ view: 'late' }),
    urgent: true,
    rows: (now) =>
      sql`dispatch_queue WHERE storage IN ('ambient', 'cold') AND paid_at < ${int(now)} - ${LATE}`,
  },
  {
    key: 'cold',
    permission: 'orders.read',
    text: '个冷链包裹待发货',
    hint: '周一至周四发货',
    href: adminPaths.orders({ view: 'cold' }),
    rows: () => sql`dispatch_queue WHERE storage = 'cold'`,
  },
  {
    key: 'ambient',
    permission: 'orders.read',
    text: '个常温包裹待发货',
    hint: '付款早的排在前面',
    href: adminPaths.orders({ view: 'ambient' }),
    rows: () => sql`dispatch_queue WHERE storage = 'ambient'`,
  },
  {
    key: 'refunding',
    permission: 'orders.read',
    text: '笔退款处理中',
    hint: '等支付渠道答复,或被退回要重办',
    href: adminPaths.orders({ view: 'refunding' }),
    rows: () => sql`(SELECT id FROM refunds WHERE settled_at IS NULL
      UNION ALL SELECT id FROM refunds WHERE failed = 1)`,
  },
  {
    key: 'outbox',
    permission: 'outbox.write',
    text: '件外部事务超时',
    hint: '支付渠道没有办成的退款和关闭',
    href: adminPaths.outbox(),
    urgent: true,
    rows: overdueRows,
  },
  {
    key: 'goodwill',
    permission: 'orders.refund',
    text: '笔补偿待复核',
    hint: '超过限额，要另一位同事同意才退款',
    href: adminPaths.orders({ view: 'goodwill' }),
    rows: () => sql`goodwill_requests WHERE decided_at IS NULL`,
  },
  {
    key: 'unpaid',
    permission: 'orders.read',
    text: '笔订单待付款',
    hint: '到时间自动关闭',
    href: adminPaths.orders({ view: 'unpaid' }),
    rows: () => sql`orders WHERE paid_at IS NULL AND closed_at IS NULL`,
  },
]

const QUOTATIONS: TaskKind[] = [
  {
    key: 'quotations',
    permission: 'quotations.read',
    text: '份单位报价待答复',
    hint: '还没有发出报价',
    href: adminPaths.quotations({ view: 'draft' }),
    rows: () => sql`quotations WHERE state = 'draft'`,
  },
]

const GARDENS: TaskKind[] = [
  {
    key: 'boards',
    permission: 'gardens.write',
    text: '块名牌待审核',
    hint: '审核后才能制作',
    href: adminPaths.gardens(),
    rows: () =>
      sql`adoptions WHERE board_state = 'waiting' AND adopted_at IS NOT NULL AND released_at IS NULL`,
  },
  {
    key: 'visits',
    permission: 'gardens.write',
    text: '个参观申请待答复',
    hint: '认购人在等日期',
    href: adminPaths.visits(),
    rows: () => sql`garden_visits WHERE answered_at IS NULL`,
  },
  {
    key: 'dispatches',
    permission: 'dispatches.ship',
    text: '个认购茶包裹该寄了',
    hint: `${SEND_AHEAD_DAYS}天内要寄出`,
    href: adminPaths.dispatches(),
    rows: (now) => sql`dispatches WHERE shipped_at IS NULL AND called_off_at IS NULL
      AND send_by <= ${addDays(civilDate(now), SEND_AHEAD_DAYS)}`,
  },
  {
    key: 'silent',
    permission: 'gardens.write',
    text: `座茶园${SILENT_DAYS}天没有更新`,
    hint: '写一条动态,发一张照片',
    href: adminPaths.gardens(),
    rows: (now) =>
      sql`gardens WHERE listed = 1 AND coalesce(updated_at, 0) <= ${int(now - SILENT_DAYS * DAY_MS)}
        AND EXISTS (SELECT 1 FROM garden_seasons s WHERE s.garden = gardens.code AND s.adopted > 0
          AND s.closed_at IS NULL)`,
  },
]

const SHELF: TaskKind[] = [
  {
    key: 'lacking',
    permission: 'listings.read',
    text: '个商品缺标签信息',
    hint: '补齐前不能正式销售',
    href: adminPaths.listings({ view: 'lacking' }),
    rows: () => sql`products WHERE facts_missing > 0`,
  },
  {
    key: 'low',
    permission: 'listings.read',
    text: '个规格库存不多',
    hint: '剩10件或更少',
    href: adminPaths.listings({ view: 'low' }),
    rows: () => sql`variants WHERE available <= 10 AND retired = 0 AND components IS NULL`,
  },
  {
    key: 'permits',
    permission: 'producers.read',
    text: '家生产者的证照快到期',
    hint: `${EXPIRES_SOON_DAYS}天内到期或已过期`,
    href: adminPaths.producers,
    rows: (now) => sql`producers WHERE permits_until <= ${addDays(civilDate(now), EXPIRES_SOON_DAYS)}`,
  },
  {
    key: 'holidays',
    permission: 'settings.write',
    text: '项设置要补:明年的节假日',
    hint: '冷链发货日期按它计算',
    href: adminPaths.holidays,
    rows: (now) => sql`(SELECT 1) WHERE ${civilDate(now).slice(5)} >= '10-01'
      AND NOT EXISTS (SELECT 1 FROM holidays WHERE first_on >= ${`${Number(civilDate(now).slice(0, 4)) + 1}-01-01`})`,
  },
]

/** In the order they are shown: what is late first, what can wait last. */
export const TASK_KINDS: TaskKind[] = [...ORDERS, ...QUOTATIONS, ...GARDENS, ...SHELF]
