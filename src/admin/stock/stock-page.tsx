import { SHORT_DAYS, type StockRow } from '../../catalog/stock/reading.ts'
import type { StockCheck } from '../../catalog/stock/reconciling.ts'
import { adminPaths } from '../../urls.ts'
import { Alert } from '../alert.tsx'
import { SearchBox } from '../search-box.tsx'
import { Table } from '../table.tsx'
import { coverText } from './words.ts'

export const STOCK_VIEWS = ['low', 'all'] as const
export type StockView = (typeof STOCK_VIEWS)[number]

type Props = {
  rows: StockRow[]
  next: string | null
  view: StockView
  q: string
  check: StockCheck | null
  can: boolean
}

/** Low stock first, all SKUs behind it. */
export const StockPage = ({ rows, next, view, q, check, can }: Props) => (
  <>
    <div class="admin-title">
      <h1>库存</h1>
      {can ? (
        <a class="button button-secondary" href={adminPaths.stockCount()}>
          盘点
        </a>
      ) : null}
      <a class="button button-secondary" href={adminPaths.stockReconciliation()}>
        核对账目
      </a>
    </div>
    <CheckBar check={check} />
    <SearchBox id="stock-q" action={adminPaths.stock()} label="名称、SKU、拼音" value={q} inBox />
    <nav class="listing-views" aria-label="筛选">
      <a href={adminPaths.stock()} aria-current={view === 'low' && !q ? 'page' : undefined}>
        快要卖完
      </a>
      <a href={adminPaths.stock({ view: 'all' })} aria-current={view === 'all' && !q ? 'page' : undefined}>
        全部
      </a>
    </nav>
    {view === 'low' && !q ? (
      <p class="fine">可售10件以下，或按最近 30 天的销量 {SHORT_DAYS} 天内卖完的，先卖完的在前。</p>
    ) : null}
    {rows.length ? <Rows rows={rows} /> : <p class="empty">{emptyText(q, view)}</p>}
    {next ? (
      <p class="sheet-next">
        <a class="button button-secondary" href={adminPaths.stock({ view: 'all', after: next })}>
          下一页
        </a>
      </p>
    ) : null}
  </>
)

const emptyText = (q: string, view: StockView): string =>
  q
    ? `没有找到“${q}”。可以试试名称的一部分、拼音首字母或 SKU。`
    : view === 'low'
      ? '没有即将售完的商品。'
      : '还没有商品。'

const CheckBar = ({ check }: { check: StockCheck | null }) => {
  if (!check) return null
  if (!check.differing.length)
    return (
      <p class="fine">
        {check.on} 夜间核对了 {check.skus} 个 SKU，账目都对得上。
      </p>
    )
  return (
    <Alert>
      {check.on} 夜间核对：{check.differing.length} 个 SKU 的账目对不上：
      {check.differing.slice(0, 10).join('、')}。<a href={adminPaths.stockReconciliation()}>看差在哪里</a>
    </Alert>
  )
}

const Rows = ({ rows }: { rows: StockRow[] }) => (
  <Table
    label="库存表"
    class="stock-table"
    head={['SKU', '商品', '可售', '未付款占用', '已付款待发', '30 天卖出', '可售天数']}
    numbers={[2, 3, 4, 5]}
  >
    {rows.map((row) => (
      <tr>
        <th scope="row">
          <a href={adminPaths.stockOf(row.sku)}>{row.sku}</a>
        </th>
        <td>
          {row.nameZh} {row.specZh}
        </td>
        <td class="is-number">{row.available}</td>
        <td class="is-number">{row.held}</td>
        <td class="is-number">{row.toShip}</td>
        <td class="is-number">{Math.max(0, row.sold)}</td>
        <td>{coverText(row)}</td>
      </tr>
    ))}
  </Table>
)
