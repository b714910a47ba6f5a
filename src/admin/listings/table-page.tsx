import type { TableRow, TableView } from '../../catalog/listings/table.ts'
import { adminPaths } from '../../urls.ts'
import { Alert } from '../alert.tsx'
import { BulkBar, DoneBar } from './table-bars.tsx'
import { ListingFilters, many } from './table-filters.tsx'
import { NewRow, SkuRow } from './table-rows.tsx'

/** What a form sent back holds: typed values by field name, and what is wrong with them. */
export type TableTyped = { values: Record<string, string>; error: string | null }
export type Done = { text: string; entry: string | null }
/** The key a page begins behind, or ends before. */
export type PageKey = { after?: string; before?: string }

export type ListingsProps = {
  rows: TableRow[]
  next: string | null
  previous: string | null
  /** The page itself, which its forms come back to. */
  here: PageKey
  counts: Record<TableView | 'skus', number>
  view: TableView
  q: string
  family: string
  families: [code: string, name: string][]
  month: number
  now: number
  can: { write: boolean; prices: boolean; stock: boolean; publish: boolean; promotions: boolean }
  typed: TableTyped
  done: Done[]
}

const addressOf = ({ view, q, family }: ListingsProps, key: PageKey = {}): string =>
  adminPaths.listings({
    view: view === 'all' ? undefined : view,
    q: q || undefined,
    family: family || undefined,
    ...key,
  })

/** The listings as a table of SKUs, changed in place. */
export const ListingsPage = (props: ListingsProps) => {
  const { rows, view, q, family, can, typed, done } = props
  return (
    <div class="listings">
      <div class="admin-title">
        <h1>商品</h1>
        {props.counts.sample ? <span class="tag tag-sample">有示例数据</span> : null}
        <a class="button button-secondary" href={adminPaths.listingSheet}>
          表格导入导出
        </a>
        {can.write ? (
          <>
            <a class="button button-secondary" href={adminPaths.listingSynonyms}>
              搜索同义词
            </a>
            <a class="button button-primary admin-title-act" href={adminPaths.newListing}>
              新建商品
            </a>
          </>
        ) : null}
      </div>
      <ListingFilters {...props} />
      <Alert>{typed.error}</Alert>
      {done.map((one) => (
        <DoneBar done={one} back={addressOf(props, props.here)} />
      ))}
      {rows.length ? <Table {...props} /> : <Nothing q={q} narrowed={view !== 'all' || family !== ''} />}
      <Foot {...props} />
    </div>
  )
}

const Nothing = ({ q, narrowed }: { q: string; narrowed: boolean }) => (
  <p class="empty">
    {q
      ? `没有找到“${q}”。可以试试名称的一部分、拼音首字母或 SKU${narrowed ? '，或选“全部品类”' : ''}。`
      : '这里没有商品。'}
  </p>
)

const Table = (props: ListingsProps) => {
  const { rows, can } = props
  return (
    <form method="post" action={adminPaths.listingChanges} data-listing-table data-once>
      <input type="hidden" name="back" value={addressOf(props, props.here)} />
      {props.typed.values.sure ? <input type="hidden" name="sure" value={props.typed.values.sure} /> : null}
      {can.prices || can.stock || can.publish ? <BulkBar {...props} /> : null}
      <table class="listing-table">
        <Head />
        {rows.map((row) => (
          <tbody>
            {row.skus.length === 0 ? <NewRow row={row} /> : null}
            {row.skus.map((sku, index) => (
              <SkuRow {...props} row={row} sku={sku} first={index === 0} />
            ))}
          </tbody>
        ))}
      </table>
    </form>
  )
}

const Head = () => (
  <thead>
    <tr>
      <td class="listing-check">
        <input type="checkbox" data-select-all aria-label="全选" hidden />
      </td>
      <td />
      <th scope="col">商品</th>
      <th scope="col">规格</th>
      <th scope="col" class="is-number">
        价格 元
      </th>
      <th scope="col">单位价</th>
      <th scope="col">库存</th>
      <th scope="col">产季</th>
      <th scope="col">状态</th>
      <th scope="col">标签信息</th>
    </tr>
  </thead>
)

const Foot = (props: ListingsProps) => {
  const { rows, next, previous, counts, view, q } = props
  return (
    <div class="listing-foot">
      <span>
        本页 {rows.length} 款{q ? '' : `，共 ${many(counts[view])} 款`}
      </span>
      <nav class="listing-turns" aria-label="翻页">
        {previous === null ? null : (
          <a
            class="button button-secondary"
            rel="prev"
            href={addressOf(props, previous ? { before: previous } : {})}
          >
            上一页
          </a>
        )}
        {next === null ? null : (
          <a class="button button-secondary" rel="next" href={addressOf(props, { after: next })}>
            下一页
          </a>
        )}
      </nav>
    </div>
  )
}
