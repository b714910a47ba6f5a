import type { PlotRow } from '../../adoption/plot-sheet.ts'
import { adminPaths } from '../../urls.ts'
import { SheetForm } from '../field.tsx'
import { captionOf, Table } from '../table.tsx'

const STATUS_NAMES: Record<PlotRow['status'], string> = {
  new: '新增',
  changed: '修改',
  same: '不变',
  wrong: '错误行',
}
const SHOWN = 100

/** Export, change in a spreadsheet, upload, look, apply: nothing is written before the last button. */
export const PlotSheetPart = ({ garden, planned }: { garden: string; planned: PlotRow[] | null }) => (
  <section aria-labelledby="sheet-title">
    <h2 id="sheet-title">用表格改</h2>
    <p>
      导出：<a href={adminPaths.gardenPlotsXlsx(garden)}>xlsx</a>、
      <a href={adminPaths.gardenPlotsCsv(garden)}>csv</a>。改好再上传，先核对，再保存。
    </p>
    <SheetForm action={adminPaths.gardenPlotSheet(garden)} label="表格（xlsx或csv）" wrong={false} />
    {planned ? <Planned garden={garden} planned={planned} /> : null}
  </section>
)

const Planned = ({ garden, planned }: { garden: string; planned: PlotRow[] }) => {
  const of = (status: PlotRow['status']) => planned.filter((row) => row.status === status)
  const [wrong, writes] = [of('wrong'), [...of('new'), ...of('changed')]]
  return (
    <>
      <h3>
        核对结果：新增 {of('new').length} 块，修改 {of('changed').length} 块，不变 {of('same').length}{' '}
        块，错误 {wrong.length} 行
      </h3>
      {wrong.length ? <Rows caption="要改的行" rows={wrong} /> : null}
      {writes.length ? <Rows caption="将保存的行" rows={writes} /> : null}
      {writes.length && !wrong.length ? (
        <form
          method="post"
          action={adminPaths.gardenPlotRows(garden)}
          enctype="multipart/form-data"
          data-once
        >
          <input
            type="hidden"
            name="rows"
            value={JSON.stringify(writes.map(({ at, over, typed }) => [at, over, ...Object.values(typed)]))}
          />
          <button class="button button-primary" type="submit">
            保存这 {writes.length} 块
          </button>
        </form>
      ) : (
        <p>
          {wrong.length ? '有错误行，一块也没有保存。请改好表格再上传。' : '表格和现在的一样，没有要保存的。'}
        </p>
      )}
    </>
  )
}

const Rows = ({ caption, rows }: { caption: string; rows: PlotRow[] }) => (
  <Table
    label={caption}
    caption={captionOf(caption, rows.length, SHOWN)}
    head={['行', '结果', '地块', '面积（亩）', '列、行、占几列、占几行', '开放', '说明']}
  >
    {rows.slice(0, SHOWN).map(({ at, typed, status, problem, changes }) => (
      <tr>
        <th scope="row">{at}</th>
        <td>
          <span class="tag">{STATUS_NAMES[status]}</span>
        </td>
        <td>{typed.code}</td>
        <td>{typed.area}</td>
        <td>{[typed.column, typed.row, typed.width, typed.height].join('、')}</td>
        <td>{typed.open}</td>
        <td class={problem ? 'cell-bad' : undefined}>{problem || changes.join('；')}</td>
      </tr>
    ))}
  </Table>
)
