import { EXPIRES_SOON_DAYS } from '../../catalog/producer.ts'
import { SEND_AHEAD_DAYS, SILENT_DAYS, TRANSFER_SOON_DAYS, type Waiting } from '../../desk/waiting.ts'
import type { Permission } from '../../staff/roles.ts'
import { adminPaths } from '../../urls.ts'

/** Work that waits for a person, in words. */
export type TaskKind = {
  key: Waiting
  permission: Permission
  text: string
  hint: string
  href: string
  urgent?: boolean
}

const ORDERS: TaskKind[] = [
  {
    key: 'late',
    permission: 'orders.read',
    text: '个包裹超时未发',
    hint: '付款已超过48小时或设置里的时限，先发这些',
    href: adminPaths.orders({ view: 'late' }),
    urgent: true,
  },
  {
    key: 'cold',
    permission: 'orders.read',
    text: '个冷链包裹待发货',
    hint: '周一至周四发货',
    href: adminPaths.orders({ view: 'cold' }),
  },
  {
    key: 'ambient',
    permission: 'orders.read',
    text: '个常温包裹待发货',
    hint: '付款早的排在前面',
    href: adminPaths.orders({ view: 'ambient' }),
  },
  {
    key: 'refunding',
    permission: 'orders.read',
    text: '笔退款处理中',
    hint: '等支付渠道答复、被退回要重办，或等人转账',
    href: adminPaths.orders({ view: 'refunding' }),
  },
  {
    key: 'outbox',
    permission: 'outbox.write',
    text: '件外部事务超时',
    hint: '支付渠道没有办成的退款和关闭，或放弃后订单还停在取消中',
    href: adminPaths.outbox(),
    urgent: true,
  },
  {
    key: 'anomalies',
    permission: 'orders.refund',
    text: '笔款项异常',
    hint: '支付渠道通知了，但和订单对不上',
    href: adminPaths.anomalies(),
    urgent: true,
  },
  {
    key: 'transfersOver',
    permission: 'transfers.write',
    text: '笔订单部分到账已过期',
    hint: '联系单位补齐、延长付款期限，或取消订单再退款',
    href: adminPaths.receivables,
    urgent: true,
  },
  {
    key: 'arrivalsToConfirm',
    permission: 'transfers.write',
    text: '笔到账待确认',
    hint: '超过限额，要另一位同事对着流水确认',
    href: adminPaths.transfers({ view: 'confirm' }),
  },
  {
    key: 'arrivalsToPlace',
    permission: 'transfers.write',
    text: '笔到账待分配',
    hint: '钱到了，还没有记到订单，或者多付了',
    href: adminPaths.transfers(),
  },
  {
    key: 'transfersDue',
    permission: 'transfers.write',
    text: '笔对公转账快到期',
    hint: `${TRANSFER_SOON_DAYS}天内到期，还没有付齐`,
    href: adminPaths.receivables,
  },
  {
    key: 'claimsSoon',
    permission: 'claims.read',
    text: '件售后快到时',
    hint: '12小时内没有答复，就按顾客的申请办理',
    href: adminPaths.claims(),
    urgent: true,
  },
  {
    key: 'claims',
    permission: 'claims.read',
    text: '件售后轮到我们',
    hint: '按期限排，要人工联系的在前面',
    href: adminPaths.claims(),
  },
  {
    key: 'invoices',
    permission: 'orders.invoice',
    text: '张发票待开',
    hint: '先申请的排在前面',
    href: adminPaths.invoices(),
  },
  {
    key: 'redInvoices',
    permission: 'orders.invoice',
    text: '张红字发票待开',
    hint: '开票以后有退款',
    href: adminPaths.invoices({ view: 'red' }),
  },
  {
    key: 'goodwill',
    permission: 'orders.refund',
    text: '笔补偿待复核',
    hint: '超过限额，要另一位同事同意才退款',
    href: adminPaths.orders({ view: 'goodwill' }),
  },
  {
    key: 'unpaid',
    permission: 'orders.read',
    text: '笔订单待付款',
    hint: '到时间自动关闭',
    href: adminPaths.orders({ view: 'unpaid' }),
  },
]

const QUOTATIONS: TaskKind[] = [
  {
    key: 'quotations',
    permission: 'quotations.read',
    text: '份单位采购待报价',
    hint: '还没有发出报价',
    href: adminPaths.quotations({ view: 'draft' }),
  },
]

const GARDENS: TaskKind[] = [
  {
    key: 'boards',
    permission: 'gardens.write',
    text: '块名牌待审核',
    hint: '审核后才能制作',
    href: adminPaths.gardens(),
  },
  {
    key: 'visits',
    permission: 'gardens.keep',
    text: '个参观申请待回复',
    hint: '认购人在等日期',
    href: adminPaths.visits(),
  },
  {
    key: 'dispatches',
    permission: 'dispatches.ship',
    text: '个认购茶包裹该寄了',
    hint: `${SEND_AHEAD_DAYS}天内要寄出`,
    href: adminPaths.dispatches(),
  },
  {
    key: 'silent',
    permission: 'gardens.keep',
    text: `座茶园${SILENT_DAYS}天没有茶园动态`,
    hint: '写一条动态，发一张照片',
    href: adminPaths.gardens(),
  },
]

const SHELF: TaskKind[] = [
  {
    key: 'lacking',
    permission: 'listings.read',
    text: '个商品缺标签信息',
    hint: '补齐前不能正式销售',
    href: adminPaths.listings({ view: 'lacking' }),
  },
  {
    key: 'low',
    permission: 'listings.read',
    text: '个规格库存不多',
    hint: '剩10件或更少',
    href: adminPaths.listings({ view: 'low' }),
  },
  {
    key: 'permits',
    permission: 'producers.read',
    text: '家生产者的证照快到期',
    hint: `${EXPIRES_SOON_DAYS}天内到期或已过期`,
    href: adminPaths.producers,
  },
  {
    key: 'holidays',
    permission: 'settings.write',
    text: '项设置要补：明年的节假日',
    hint: '冷链发货日期按它计算',
    href: adminPaths.holidays,
  },
]

/** In the order they are shown: what is late first, what can wait last. */
export const TASK_KINDS: TaskKind[] = [...ORDERS, ...QUOTATIONS, ...GARDENS, ...SHELF]
