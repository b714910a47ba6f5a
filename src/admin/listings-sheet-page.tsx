import { TITLES } from '../catalog/sheet-columns.ts'
import { countRows, type PlannedRow, type RowStatus, type SheetPlan } from '../catalog/sheet-plan.ts'
import { MOST_SHEET_ROWS } from '../catalog/sheet-rows.ts'
import { adminPaths } from '../paths.ts'
import { SheetProgress } from './listings-sheet-progress.tsx'

const STATUS_NAMES: Record<RowStatus, string> = {
  added: '新增',
  changed: '修改',
  same: '不变',
  wrong: '错误行',
  held: '暂不改',
}
/** As many as somebody mends before trying again; of what is right, a sample. */
const SHOWN = { bad: 300, good: 100 }
const LONGEST_SHOWN = 60

type UploadProps = { error: string | null; families: [code: string, name: string][]; can: boolean }

/** Template or export → fill in → upload and look → apply: nothing is written before the last button. */
export const ListingSheetPage = ({ error, families, can }: UploadProps) => (
  <>
    <h1>商品表格</h1>
    {error ? (
      <p class="basket-alert" role="alert" id="sheet-error">
        {error}
      </p>
    ) : null}
    <h2>导出</h2>
    <p>
      全部商品:<a href={adminPaths.listingExport('xlsx')}>xlsx</a>、
      <a href={adminPaths.listingExport('csv')}>csv</a>。每行一个规格,最多 {MOST_SHEET_ROWS} 行。
    </p>
    <form class="admin-search" action={adminPaths.listingExport('xlsx')}>
      <label for="sheet-family">只要一个品类</label>
      <select id="sheet-family" name="family">
        {families.map(([code, name]) => (
          <option value={code}>{name}</option>
        ))}
      </select>
      <button class="button button-secondary" type="submit">
        导出xlsx
      </button>
    </form>
    {can ? <Upload error={error} /> : null}
  </>
)

const Upload = ({ error }: { error: string | null }) => (
  <>
    <h2>导入</h2>
    <ol>
      <li>
        用导出的表格改,或下载空白模板:<a href={adminPaths.listingTemplate('xlsx')}>xlsx</a>、
        <a href={adminPaths.listingTemplate('csv')}>csv</a>(第二行是每一列的说明)
      </li>
      <li>上传核对:这一步不会改动任何商品</li>
      <li>确认导入:没有错误的商品一次全部改好,中途有冲突就一个也不改;之后还能一次撤销</li>
    </ol>
    <p>空着的格子不改;要删掉内容写“清空”。表里没有的规格不动。没有用到的列可以删掉,例如只留 SKU 和价格。</p>
    <form
      method="post"
      action={adminPaths.listingSheet}
      enctype="multipart/form-data"
      class="admin-search"
      data-once
      data-sheet-upload
    >
      <label for="sheet">表格(xlsx或csv)</label>
      <input
        id="sheet"
        name="sheet"
        type="file"
        accept=".xlsx,.csv,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        required
        aria-describedby={error ? 'sheet-error' : undefined}
      />
      <button class="button button-primary" type="submit" data-busy-text="正在核对…">
        上传核对
      </button>
    </form>
    <p class="form-error" data-sheet-error role="alert" />
    <SheetProgress steps={['read', 'send', 'check']} />
  </>
)

type PlanProps = {
  id: string
  name: string
  unknown: string[]
  plan: SheetPlan
  digest: string
  error: string | null
}

/** What a kept sheet would do, row by row. */
export const ListingPlanPage = ({ id, name, unknown, plan, digest, error }: PlanProps) => {
  const counts = countRows(plan)
  const bad = plan.rows.filter(({ status }) => status === 'wrong' || status === 'held')
  const good = plan.rows.filter(({ status }) => status === 'added' || status === 'changed')
  return (
    <>
      <h1>核对商品表格</h1>
      {error ? (
        <p class="basket-alert" role="alert">
          {error}
        </p>
      ) : null}
      <p class="fine">{name}</p>
      <ul class="admin-counts">
        {Object.entries(STATUS_NAMES).map(([status, label]) => (
          <li>
            <span class="tag">{label}</span> {counts[status as RowStatus]}
          </li>
        ))}
      </ul>
      {unknown.length ? <p class="notice-info">没有认出这些列,不导入:{unknown.join('、')}</p> : null}
      {plan.acts.length ? (
        <form
          method="post"
          action={adminPaths.listingSheetAct(id)}
          data-once
          data-sheet-apply={`${plan.acts.length} 款商品(${counts.added + counts.changed} 行)`}
        >
          <input type="hidden" name="digest" value={digest} />
          <p>
            <button class="button button-primary" type="submit" data-busy-text="正在导入…">
              确认导入 {plan.acts.length} 款商品的改动
            </button>
          </p>
          <SheetProgress steps={['write']} />
          {bad.length ? <p class="fine">错误行和同商品的其他行不会导入,改好后再传一次就行。</p> : null}
        </form>
      ) : (
        <p class="empty">
          {bad.length ? '没有可以导入的行,请按下面的说明改好再传。' : '和店里现在的一样,没有要改的。'}
        </p>
      )}
      <p>
        <a href={adminPaths.listingSheet}>换一张表</a>
      </p>
      {bad.length ? <WrongRows rows={bad} /> : null}
      {good.length ? <GoodRows rows={good} /> : null}
    </>
  )
}

const captionOf = (name: string, count: number, shown: number): string =>
  count > shown ? `${name}(共${count}行,这里是前${shown}行)` : name

const Head = ({ titles }: { titles: string[] }) => (
  <thead>
    <tr>
      {titles.map((title) => (
        <th scope="col">{title}</th>
      ))}
    </tr>
  </thead>
)

const WrongRows = ({ rows }: { rows: PlannedRow[] }) => (
  <div class="admin-scroll" role="group" tabindex={0} aria-label="不导入的行">
    <table class="admin-table sheet-table">
      <caption>{captionOf('不导入的行', rows.length, SHOWN.bad)}</caption>
      <Head titles={['行', '商品', '要改的格子']} />
      <tbody>
        {rows.slice(0, SHOWN.bad).map((row) => (
          <tr>
            <td>{row.at}</td>
            <td>
              <ProductCell row={row} />
            </td>
            <td class={row.status === 'wrong' ? 'cell-bad' : undefined}>
              {row.status === 'held' ? '同一商品的另一行有错误' : null}
              {Object.entries(row.reasons).map(([field, reason]) => (
                <span class="sheet-cell">
                  {TITLES[field] ?? field}:{short(row.typed[field] ?? '') || '(空)'}
                  <span class="cell-reason">{reason}</span>
                </span>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)

const GoodRows = ({ rows }: { rows: PlannedRow[] }) => (
  <div class="admin-scroll" role="group" tabindex={0} aria-label="要导入的行">
    <table class="admin-table sheet-table">
      <caption>{captionOf('要导入的行', rows.length, SHOWN.good)}</caption>
      <Head titles={['行', '商品', '改什么']} />
      <tbody>
        {rows.slice(0, SHOWN.good).map((row) => (
          <tr>
            <td>{row.at}</td>
            <td>
              <ProductCell row={row} />
            </td>
            <td>
              {row.summary ? <span class="sheet-cell">{row.summary}</span> : null}
              {row.draft ? <span class="sheet-cell">存为草稿:{row.draft}</span> : null}
              {row.changes
                .filter(({ field }) => field !== 'sku')
                .map(({ field, before, after }) => (
                  <span class="sheet-cell">
                    {TITLES[field] ?? field}:<del>{short(before) || '(空)'}</del> →{' '}
                    <ins>{short(after) || '(空)'}</ins>
                  </span>
                ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)

const ProductCell = ({ row }: { row: PlannedRow }) => (
  <>
    <span class="tag">{STATUS_NAMES[row.status]}</span> {row.name}
    <span class="sheet-sku">{row.sku}</span>
  </>
)

const short = (text: string): string =>
  text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text

/** Said after a sheet has been applied, with the button that undoes it. */
export const ListingSheetDonePage = ({
  entry,
  name,
  told,
}: {
  entry: string
  name: string
  told: string
}) => (
  <>
    <h1>商品表格</h1>
    <div class="listing-done" role="status">
      <span>
        已导入{name ? `“${name}”` : ''}:{told}
      </span>
      <form method="post" action={adminPaths.listingReversions} data-once>
        <input type="hidden" name="entry" value={entry} />
        <button class="link-button" type="submit" data-busy-text="正在撤销…">
          撤销
        </button>
      </form>
    </div>
    <p>撤销会把这些值改回去;之后又改过的会列出来,不动。新商品撤销后下架。</p>
    <p>
      <a href={adminPaths.listings()}>看商品</a> · <a href={adminPaths.listingSheet}>再导一张表</a>
    </p>
  </>
)
