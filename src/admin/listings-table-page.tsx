import { unitPrice } from '../catalog/card.ts'
import {
  LOW_STOCK,
  TABLE_VIEWS,
  type TableRow,
  type TableSku,
  type TableView,
} from '../catalog/listing-table.ts'
import { inSeason } from '../catalog/season.ts'
import { STOCK_REASONS } from '../catalog/stock-adjusting.ts'
import { formatYuan } from '../kernel/money.ts'
import { adminPaths } from '../paths.ts'
import { MonthStrip } from '../ui/month-strip.tsx'
import { Picture } from '../ui/picture.tsx'
import { unitPriceText } from '../ui/price.tsx'

export const TABLE_VIEW_NAMES: Record<TableView, string> = {
  all: '全部',
  listed: '在售',
  unlisted: '已下架',
  draft: '草稿',
  lacking: '缺资料',
  low: '低库存',
  sample: '示例数据',
}

/** What a form sent back holds: typed values by field name, and what is wrong with them. */
export type TableTyped = { values: Record<string, string>; error: string | null }
export type Done = { text: string; entry: string | null }

type Props = {
  rows: TableRow[]
  next: string | null
  counts: Record<TableView | 'skus', number>
  view: TableView
  q: string
  month: number
  now: number
  can: { write: boolean; prices: boolean; stock: boolean; publish: boolean; promotions: boolean }
  typed: TableTyped
  done: Done | null
}

const many = (count: number) => (count >= 1000 ? '999+' : String(count))

/** The listings as a table of SKUs, changed in place. */
export const ListingsPage = (props: Props) => {
  const { rows, next, counts, view, q, can, typed, done } = props
  return (
    <div class="listings">
      <div class="admin-title">
        <h1>商品</h1>
        {counts.sample ? <span class="tag tag-sample">有示例数据</span> : null}
        <a class="button button-secondary" href={adminPaths.listingSheet}>
          表格导入导出
        </a>
        {can.write ? (
          <a class="button button-primary admin-title-act" href={adminPaths.newListing}>
            新建商品
          </a>
        ) : null}
      </div>
      <ListingFilters {...props} />
      {typed.error ? (
        <p class="basket-alert" role="alert">
          {typed.error}
        </p>
      ) : null}
      {done ? <DoneBar done={done} /> : null}
      {rows.length === 0 ? (
        <p class="empty">
          {q ? `没有找到“${q}”。可以试试名称的一部分、拼音首字母或 SKU。` : '这里没有商品。'}
        </p>
      ) : (
        <form method="post" action={adminPaths.listingChanges} data-listing-table data-once>
          <input type="hidden" name="back" value={adminPaths.listings({ view, q })} />
          {can.prices || can.stock || can.publish ? <BulkBar {...props} /> : null}
          <table class="listing-table">
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
      )}
      <div class="listing-foot">
        <span>
          本页 {rows.length} 款,共 {many(counts.all)} 款
        </span>
        {next ? (
          <a class="button button-secondary" href={adminPaths.listings({ view, after: next })}>
            下一页
          </a>
        ) : null}
      </div>
    </div>
  )
}

const ListingFilters = ({ counts, view, q }: Props) => (
  <>
    <form class="listing-search" role="search" action={adminPaths.listings()}>
      <label class="visually-hidden" for="listing-q">
        名称、SKU、拼音
      </label>
      <input id="listing-q" type="search" name="q" value={q} placeholder="名称、SKU、拼音" maxlength={40} />
      <button class="button button-secondary" type="submit">
        查找
      </button>
      <span class="fine listing-sum">
        {many(counts.all)} 款 · {many(counts.skus)} 个 SKU
      </span>
    </form>
    <nav class="listing-views" aria-label="筛选">
      {TABLE_VIEWS.map((name) => (
        <a
          href={adminPaths.listings({ view: name === 'all' ? undefined : name })}
          aria-current={name === view && !q ? 'page' : undefined}
        >
          {TABLE_VIEW_NAMES[name]} <small>{many(counts[name])}</small>
        </a>
      ))}
    </nav>
  </>
)

const DoneBar = ({ done }: { done: Done }) => (
  <div class="listing-done" role="status">
    <span>{done.text}</span>
    {done.entry ? (
      <form method="post" action={adminPaths.listingReversions}>
        <input type="hidden" name="entry" value={done.entry} />
        <button class="link-button" type="submit">
          撤销
        </button>
      </form>
    ) : null}
  </div>
)

const BulkBar = ({ can, typed }: Props) => (
  <div class="listing-bar">
    <strong data-selected>勾选后批量改</strong>
    {can.prices ? (
      <>
        <label>
          调价{' '}
          <input
            name="percent"
            inputmode="decimal"
            placeholder="-5"
            size={4}
            value={typed.values.percent ?? ''}
            aria-label="调价百分比"
          />{' '}
          %
        </label>
        <label class="listing-round">
          <input type="checkbox" name="round" value="on" checked={typed.values.round === 'on'} /> 取整到元
        </label>
        <button class="button" type="submit" formaction={adminPaths.listingPreview} name="act" value="price">
          看看调价
        </button>
      </>
    ) : null}
    {can.publish ? (
      <>
        <button class="button" type="submit" formaction={adminPaths.listingPreview} name="act" value="list">
          上架
        </button>
        <button class="button" type="submit" formaction={adminPaths.listingPreview} name="act" value="unlist">
          下架
        </button>
      </>
    ) : null}
    {can.stock ? (
      <label>
        库存原因{' '}
        <select name="reason">
          {STOCK_REASONS.map((reason) => (
            <option value={reason} selected={typed.values.reason === reason}>
              {reason}
            </option>
          ))}
        </select>
      </label>
    ) : null}
    <button class="button listing-save" type="submit" data-save>
      保存改动
    </button>
  </div>
)

const NewRow = ({ row }: { row: TableRow }) => (
  <tr>
    <td class="listing-check" />
    <td class="listing-picture">
      <Picture name={row.picture} alt="" width={44} height={44} />
    </td>
    <th scope="row" colspan={6}>
      <a href={adminPaths.listing(row.id)}>{row.nameZh || '(还没有名称)'}</a>
      <small>新商品,还没有发布</small>
    </th>
    <td>
      <span class="state state-draft">草稿</span>
    </td>
    <td />
  </tr>
)

function SkuRow({
  row,
  sku,
  first,
  month,
  now,
  can,
  typed,
}: Props & { row: TableRow; sku: TableSku; first: boolean }) {
  const low = !sku.bundle && sku.available <= LOW_STOCK
  const name = `${row.nameZh} ${sku.specZh}`
  const price = typed.values[`price.${sku.sku}`] ?? formatYuan(sku.priceFen)
  const stock = typed.values[`stock.${sku.sku}`] ?? String(sku.available)
  return (
    <tr class={first ? undefined : 'is-more'}>
      <td class="listing-check">
        <input
          type="checkbox"
          name="sku"
          value={sku.sku}
          aria-label={`选择 ${name}`}
          checked={typed.values[`chosen.${sku.sku}`] === 'on'}
        />
      </td>
      <td class="listing-picture">
        <Picture name={row.picture} alt="" width={44} height={44} />
      </td>
      <th scope="row">
        <a href={adminPaths.listing(row.id)}>{row.nameZh}</a>
        <small>{sku.sku}</small>
      </th>
      <td data-label="规格">
        {sku.specZh}
        {sku.soldAlone ? null : <small>不单卖</small>}
      </td>
      <td class="is-number" data-label="价格 元">
        <input type="hidden" name={`seen-price.${sku.sku}`} value={sku.priceFen} />
        {can.prices ? (
          <input
            class="listing-input"
            name={`price.${sku.sku}`}
            inputmode="decimal"
            autocomplete="off"
            value={price}
            data-seen={formatYuan(sku.priceFen)}
            aria-label={`${name} 价格(元)`}
          />
        ) : (
          formatYuan(sku.priceFen)
        )}
        {can.promotions && sku.soldAlone ? (
          <a class="listing-promo" href={adminPaths.listingPromotion(row.id)}>
            {(sku.promoUntil ?? 0) > now ? '有限时价' : '限时价'}
            <span class="visually-hidden"> {name}</span>
          </a>
        ) : null}
      </td>
      <td data-label="单位价" class="listing-unit">
        {unitPriceText(unitPrice(row.family, sku)) ?? '—'}
      </td>
      <td data-label="库存">
        {can.stock && !sku.bundle ? (
          <>
            <input type="hidden" name={`seen-stock.${sku.sku}`} value={sku.available} />
            <input
              class={low ? 'listing-input is-low' : 'listing-input'}
              name={`stock.${sku.sku}`}
              inputmode="numeric"
              autocomplete="off"
              value={stock}
              data-seen={sku.available}
              aria-label={`${name} 库存(件)`}
            />
          </>
        ) : (
          <span>
            {sku.available}
            {sku.bundle ? <small>按组成算</small> : null}
          </span>
        )}
        {low ? <span class="listing-low">偏低</span> : null}
      </td>
      <td data-label="产季">
        <MonthStrip
          open={(cell) => inSeason(row.seasonMask, cell)}
          month={month}
          label={`产季 ${[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].filter((cell) => inSeason(row.seasonMask, cell)).join('、')} 月`}
        />
      </td>
      <td data-label="状态">
        <ShelfState row={row} first={first} can={can.publish} />
      </td>
      <td data-label="标签信息">
        {row.factsMissing ? (
          <a class="listing-lacking" href={`${adminPaths.listing(row.id)}#facts`}>
            缺 {row.factsMissing} 项
          </a>
        ) : (
          '齐全'
        )}
        {row.sample && first ? <small>示例数据</small> : null}
      </td>
    </tr>
  )
}

const ShelfState = ({ row, first, can }: { row: TableRow; first: boolean; can: boolean }) => (
  <>
    <span class={row.listed ? 'state state-on' : 'state state-off'}>{row.listed ? '在售' : '已下架'}</span>
    {first && can ? (
      <button
        class="link-button"
        type="submit"
        formaction={adminPaths.listingShelf}
        name="shelf"
        value={`${row.id}:${row.listed ? 0 : 1}`}
        aria-label={`${row.listed ? '下架' : '上架'} ${row.nameZh}`}
      >
        {row.listed ? '下架' : '上架'}
      </button>
    ) : null}
    {first && row.draft ? <small>有草稿</small> : null}
  </>
)
