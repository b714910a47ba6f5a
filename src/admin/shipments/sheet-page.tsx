import type { SheetCell } from '../../fulfilment/sheet.ts'
import type { PlannedRow, RowStatus } from '../../fulfilment/sheet-shipping.ts'
import { CARRIERS } from '../../kernel/carriers.ts'
import { adminPaths } from '../../urls.ts'
import { Alert, Notice } from '../alert.tsx'
import { SheetField } from '../field.tsx'
import { captionOf, Table } from '../table.tsx'

const STATUS_NAMES: Record<RowStatus, string> = {
  matched: '匹配',
  blank: '未填',
  duplicate: '重复',
  unknown: '未知',
  refunded: '已退款',
  wrong: '错误行',
}
const COLUMNS: [cell: SheetCell, heading: string][] = [
  ['number', '订单号'],
  ['storage', '储运'],
  ['carrier', '快递公司'],
  ['trackingNo', '运单号'],
]
/** As many as somebody corrects before trying again; of what is right or still to come, a sample. */
const SHOWN = { bad: 300, blank: 50, good: 50 }

type Props = { planned: PlannedRow[] | null; error: string | null; sent: number | null }

/** Template → upload → look → send: nothing is written before the last button. */
export const SheetPage = ({ planned, error, sent }: Props) => (
  <>
    <h1>表格发货</h1>
    <Alert id="sheet-error">{error}</Alert>
    {sent === null ? null : (
      <Notice>
        已发出 {sent} 个包裹。<a href={adminPaths.handover}>打印交接单</a>
      </Notice>
    )}
    <ol>
      <li>
        下载待发货表格：<a href={adminPaths.shipmentTemplateXlsx}>xlsx</a>、
        <a href={adminPaths.shipmentTemplateCsv}>csv</a>
        ，填好快递公司和运单号；一笔订单分几箱寄的，把那一行复制一份，或在一格里用顿号隔开几个单号
      </li>
      <li>表格里有收件人、电话（带分机）和地址：谁下载了会记录</li>
      <li>上传核对：这一步不会改动任何订单</li>
      <li>确认发货：匹配的行一次全部发出，有一行冲突就一行也不发</li>
    </ol>
    <p>
      快递公司写：
      {Object.values(CARRIERS)
        .map(({ zh }) => zh)
        .join('、')}
      ；“圆通”“顺丰快递”这样的叫法也认得，名单里没有的写“其他：名字”。一次最多5000行。
    </p>
    <form
      method="post"
      action={adminPaths.shipmentSheet}
      enctype="multipart/form-data"
      class="admin-search"
      novalidate
      data-once
    >
      <SheetField label="表格（xlsx或csv）" wrong={Boolean(error)} />
      <button class="button button-secondary" type="submit">
        上传核对
      </button>
    </form>
    {planned ? <Plan planned={planned} /> : null}
  </>
)

function Plan({ planned }: { planned: PlannedRow[] }) {
  const good = planned.filter((row) => row.status === 'matched')
  const blank = planned.filter((row) => row.status === 'blank')
  const [plain, added] = [good.filter((row) => row.lines.length), good.filter((row) => !row.lines.length)]
  const bad = planned.filter((row) => row.status !== 'matched' && row.status !== 'blank')
  return (
    <>
      <h2>
        核对结果：匹配 {good.length} 行，不发 {bad.length} 行，没有填的 {blank.length} 行
      </h2>
      <ul class="admin-counts">
        {Object.entries(STATUS_NAMES).map(([status, name]) => (
          <li>
            <span class="tag">{name}</span> {planned.filter((row) => row.status === status).length}
          </li>
        ))}
      </ul>
      {good.length ? (
        <form method="post" action={adminPaths.shipments} enctype="multipart/form-data" data-once>
          <input
            type="hidden"
            name="rows"
            value={JSON.stringify(
              good.map((row) => [row.at, row.number, row.storage ?? '', row.carrier, row.trackingNo]),
            )}
          />
          <button class="button button-primary" type="submit">
            确认发出 {good.length} 个包裹
          </button>
        </form>
      ) : null}
      {bad.length ? <Rows caption="不发的行" rows={bad} shown={SHOWN.bad} /> : null}
      {added.length ? <Rows caption="加箱的行（要发出，请看一看）" rows={added} shown={SHOWN.bad} /> : null}
      {blank.length ? <Rows caption="没有填的行" rows={blank} shown={SHOWN.blank} /> : null}
      {plain.length ? <Rows caption="匹配的行" rows={plain} shown={SHOWN.good} /> : null}
    </>
  )
}

const Rows = ({ caption, rows, shown }: { caption: string; rows: PlannedRow[]; shown: number }) => (
  <Table
    label={caption}
    caption={captionOf(caption, rows.length, shown)}
    head={['行', '结果', ...COLUMNS.map(([, heading]) => heading)]}
  >
    {rows.slice(0, shown).map((row) => (
      <tr>
        <td>{row.at}</td>
        <td>
          <span class="tag">{STATUS_NAMES[row.status]}</span>
          {row.split ? (
            <span class="cell-reason">
              {row.lines.length
                ? `分箱：${row.lines.map(({ sku, left }) => `${sku}×${left}`).join('、')}`
                : '加箱：和这笔订单的另一箱是同一批商品'}
            </span>
          ) : null}
        </td>
        {COLUMNS.map(([cell]) => (
          <td class={row.reasons[cell] ? 'cell-bad' : undefined}>
            {row.typed[cell] || (row.reasons[cell] ? '（空）' : '')}
            {row.reasons[cell] ? <span class="cell-reason">{row.reasons[cell]}</span> : null}
          </td>
        ))}
      </tr>
    ))}
  </Table>
)
