import { may, permissionOf } from '../staff/roles.ts'
import { adminUrls, type Policy } from '../urls.ts'

/** An area of the back office. */
export type Area = {
  label: string
  url: { path: string; get: Policy }
  /** Names its page of help. */
  help: string
  /** Typed after `g` it leads there. */
  key?: string
}

/** What belongs together stands together; the first group needs no name. */
const MENU: [group: string, areas: Area[]][] = [
  ['', [{ label: '概览', url: adminUrls.home, help: 'overview', key: 'h' }]],
  [
    '交易',
    [
      { label: '订单', url: adminUrls.orders, help: 'orders', key: 'o' },
      { label: '表格发货', url: adminUrls.shipmentSheet, help: 'shipments', key: 'f' },
      { label: '售后', url: adminUrls.claims, help: 'claims', key: 'r' },
      { label: '单位采购', url: adminUrls.quotations, help: 'quotations', key: 'q' },
      { label: '通知', url: adminUrls.notices, help: 'notices', key: 'n' },
      { label: '外部事务', url: adminUrls.outbox, help: 'outbox' },
    ],
  ],
  [
    '货品',
    [
      { label: '商品', url: adminUrls.listings, help: 'listings', key: 'l' },
      { label: '库存', url: adminUrls.stock, help: 'stock', key: 's' },
      { label: '图片', url: adminUrls.media, help: 'media', key: 'p' },
      { label: '品类', url: adminUrls.families, help: 'families' },
      { label: '优惠码', url: adminUrls.codes, help: 'codes', key: 'c' },
      { label: '生产者', url: adminUrls.producers, help: 'producers' },
      { label: '货架卡', url: adminUrls.shelfCards, help: 'shelf' },
      { label: '合规检查', url: adminUrls.compliance, help: 'compliance' },
    ],
  ],
  [
    '认购',
    [
      { label: '茶园', url: adminUrls.gardens, help: 'gardens', key: 't' },
      { label: '参观', url: adminUrls.visits, help: 'visits', key: 'v' },
      { label: '认购茶寄送', url: adminUrls.dispatches, help: 'dispatches', key: 'd' },
    ],
  ],
  [
    '账务',
    [
      { label: '对公转账', url: adminUrls.transfers, help: 'transfers', key: 'b' },
      { label: '对账', url: adminUrls.reconciliation, help: 'reconciliation' },
      { label: '发票', url: adminUrls.invoices, help: 'invoices' },
      { label: '款项异常', url: adminUrls.anomalies, help: 'anomalies' },
      { label: '结算单', url: adminUrls.settlements, help: 'settlements' },
      { label: '账目核对', url: adminUrls.books, help: 'books' },
    ],
  ],
  [
    '管理',
    [
      { label: '设置', url: adminUrls.settings, help: 'settings', key: 'e' },
      { label: '员工', url: adminUrls.staff, help: 'staff' },
      { label: '操作记录', url: adminUrls.audit, help: 'audit' },
      { label: '暂停接单', url: adminUrls.selling, help: 'selling' },
    ],
  ],
]

export const AREAS: readonly Area[] = MENU.flatMap(([, areas]) => areas)

/** The groups a role has an area of, with those it may open. */
export const menuFor = (role: string): [group: string, areas: Area[]][] =>
  MENU.map(([group, areas]): [string, Area[]] => [
    group,
    areas.filter(({ url }) => {
      const permission = permissionOf(url.get)
      return permission !== null && may(role, permission)
    }),
  ]).filter(([, areas]) => areas.length > 0)
