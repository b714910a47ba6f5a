import type { Child } from 'hono/jsx'
import { TITLES } from '../../catalog/sheets/columns.ts'
import {
  countRows,
  type PlannedRow,
  type RowStatus,
  type SheetPlan,
  slipsIn,
} from '../../catalog/sheets/plan.ts'
import { adminPaths } from '../../urls.ts'
import { Alert } from '../alert.tsx'
import { SlipQuestion } from '../slip-question.tsx'
import { captionOf, Table } from '../table.tsx'
import { SheetProgress } from './sheet-progress.tsx'

const STATUS_NAMES: Record<RowStatus, string> = {
  added: '新增',
  changed: '修改',
  same: '不变',
  wrong: '错误行',
  held: '暂不改',
}
/** As many as somebody fixes before trying again; of what is right, a sample. */
const SHOWN = { bad: 300, good: 100 }
const LONGEST_SHOWN = 60

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
      <Alert>{error}</Alert>
      <p class="fine">{name}</p>
      <ul class="admin-counts">
        {Object.entries(STATUS_NAMES).map(([status, label]) => (
          <li>
            <span class="tag">{label}</span> {counts[status as RowStatus]}
          </li>
        ))}
      </ul>
      {unknown.length ? <p class="notice-info">没有认出这些列，不导入：{unknown.join('、')}</p> : null}
      {plan.acts.length ? (
        <form
          method="post"
          action={adminPaths.listingSheetAct(id)}
          data-once
          data-sheet-apply={`${plan.acts.length} 款商品（${counts.added + counts.changed} 行）`}
        >
          <input type="hidden" name="digest" value={digest} />
          <SlipQuestion slips={slipsIn(plan)} />
          <p>
            <button class="button button-primary" type="submit" data-busy-text="正在导入…">
              确认导入 {plan.acts.length} 款商品的改动
            </button>
          </p>
          <SheetProgress steps={['write']} />
          {bad.length ? <p class="fine">错误行和同商品的其他行不会导入，改好后再传一次就行。</p> : null}
        </form>
      ) : (
        <p class="empty">
          {bad.length
            ? '没有可以导入的行，请按下面的说明改好再传。'
            : '与店里当前内容一致，没有要导入的改动。'}
        </p>
      )}
      <p>
        <a href={adminPaths.listingSheet}>换一张表</a>
      </p>
      {bad.length ? (
        <Rows name="不导入的行" rows={bad} most={SHOWN.bad} says="要改的格子" cells={reasonsOf} />
      ) : null}
      {good.length ? (
        <Rows name="要导入的行" rows={good} most={SHOWN.good} says="改什么" cells={changesOf} />
      ) : null}
    </>
  )
}

type RowsProps = {
  name: string
  rows: PlannedRow[]
  most: number
  says: string
  cells: (row: PlannedRow) => Child
}

/** Lines of the sheet, each with its product and what is said of it. */
const Rows = ({ name, rows, most, says, cells }: RowsProps) => (
  <Table
    label={name}
    caption={captionOf(name, rows.length, most)}
    class="sheet-table"
    head={['行', '商品', says]}
  >
    {rows.slice(0, most).map((row) => (
      <tr>
        <th scope="row">{row.at}</th>
        <td>
          <ProductCell row={row} />
        </td>
        <td class={row.status === 'wrong' ? 'cell-bad' : undefined}>{cells(row)}</td>
      </tr>
    ))}
  </Table>
)

const reasonsOf = (row: PlannedRow) => (
  <>
    {row.status === 'held' ? '同一商品的另一行有错误' : null}
    {Object.entries(row.reasons).map(([field, reason]) => (
      <span class="sheet-cell">
        {TITLES[field] ?? field}：{short(row.typed[field] ?? '') || '（空）'}
        <span class="cell-reason">{reason}</span>
      </span>
    ))}
  </>
)

const changesOf = (row: PlannedRow) => (
  <>
    {row.summary ? <span class="sheet-cell">{row.summary}</span> : null}
    {row.draft ? <span class="sheet-cell">存为草稿：{row.draft}</span> : null}
    {row.changes
      .filter(({ field }) => field !== 'sku')
      .map(({ field, before, after }) => (
        <span class="sheet-cell">
          {TITLES[field] ?? field}：<del>{short(before) || '（空）'}</del> →{' '}
          <ins>{short(after) || '（空）'}</ins>
        </span>
      ))}
  </>
)

const ProductCell = ({ row }: { row: PlannedRow }) => (
  <>
    <span class="tag">{STATUS_NAMES[row.status]}</span> {row.name}
    <span class="sheet-sku">{row.sku}</span>
  </>
)

const short = (text: string): string =>
  text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text
