import type { SheetCell } from '../../fulfilment/sheet.ts'
import type { RowStatus } from '../../fulfilment/sheet-judging.ts'
import type { PlannedRow } from '../../fulfilment/sheet-planning.ts'
import { CARRIERS } from '../../kernel/carriers.ts'
import { formatOrderNumber } from '../../kernel/ids.ts'
import { adminPaths } from '../../urls.ts'
import { Alert, Notice } from '../alert.tsx'
import { SheetForm } from '../field.tsx'
import { captionOf, Table } from '../table.tsx'

const STATUS_NAMES: Record<RowStatus, string> = {
  matched: '匹配',
  shared: '单号用过',
  blank: '未填',
  sent: '已发出',
  duplicate: '重复',
  unknown: '未知',
  refunded: '已退款',
  wrong: '错误行',
}
const COLUMNS: [cell: SheetCell, heading: string][] = [
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
      <li>
        确认发货：匹配的行一次全部发出，标出问题的行不发。点下去的一刻要是有一行刚被同事处理过，就一行也不发，请重新核对
      </li>
    </ol>
    <p>
      快递公司写：
      {Object.values(CARRIERS)
        .map(({ zh }) => zh)
        .join('、')}
      ；“圆通”“顺丰快递”这样的叫法也认得，名单里没有的写“其他：名字”。一次最多5000行。
    </p>
    <SheetForm action={adminPaths.shipmentSheet} label="表格（xlsx或csv）" wrong={Boolean(error)} />
    {planned ? <Plan planned={planned} /> : null}
  </>
)

function Plan({ planned }: { planned: PlannedRow[] }) {
  const of = (...statuses: RowStatus[]) => planned.filter(({ status }) => statuses.includes(status))
  const [good, shared, blank, sent] = [of('matched'), of('shared'), of('blank'), of('sent')]
  const bad = of('duplicate', 'unknown', 'refunded', 'wrong')
  const changed = good.filter((row) => row.changed.name || row.changed.goods)
  const same = good.filter((row) => !changed.includes(row))
  const [plain, added] = [same.filter((row) => row.lines.length), same.filter((row) => !row.lines.length)]
  return (
    <>
      <h2>
        核对结果：匹配 {good.length} 行，不发 {bad.length} 行
        {sent.length ? `，以前已发出 ${sent.length} 行` : ''}
        {shared.length ? `，要您确认 ${shared.length} 行` : ''}，没有填的 {blank.length} 行
      </h2>
      <ul class="admin-counts">
        {Object.entries(STATUS_NAMES).map(([status, name]) => (
          <li>
            <span class="tag">{name}</span> {of(status as RowStatus).length}
          </li>
        ))}
      </ul>
      {good.length || shared.length ? (
        <form method="post" action={adminPaths.shipments} enctype="multipart/form-data" data-once>
          <input type="hidden" name="rows" value={JSON.stringify(good.map(sentBack))} />
          {shared.length ? (
            <Rows
              caption="单号已用过的行（几笔合寄一箱的才勾选，不勾的不发）"
              rows={shared}
              shown={SHOWN.bad}
              tick
            />
          ) : null}
          {changed.length ? (
            <Rows caption="和下载时不同的行（会发出，请先核对）" rows={changed} shown={SHOWN.bad} />
          ) : null}
          <p>{outcomeWords(good.length, shared.length, bad.length + sent.length, blank.length)}</p>
          <button class="button button-primary" type="submit">
            {good.length
              ? `确认发出 ${good.length} 个包裹${shared.length ? '，和上面勾选的' : ''}`
              : '确认发出勾选的包裹'}
          </button>
        </form>
      ) : null}
      {bad.length ? <Rows caption="不发的行" rows={bad} shown={SHOWN.bad} /> : null}
      {added.length ? <Rows caption="加箱的行（要发出，请看一看）" rows={added} shown={SHOWN.bad} /> : null}
      {blank.length ? <Rows caption="没有填的行" rows={blank} shown={SHOWN.blank} /> : null}
      {sent.length ? <Rows caption="以前已经发出的行" rows={sent} shown={SHOWN.good} /> : null}
      {plain.length ? <Rows caption="匹配的行" rows={plain} shown={SHOWN.good} /> : null}
    </>
  )
}

/** A row as the form sends it back. */
const sentBack = ({ at, number, storage, carrier, trackingNo }: PlannedRow) => [
  ...[at, number, storage ?? '', carrier, trackingNo],
]

/** What the button will do, and what it will not. */
function outcomeWords(good: number, shared: number, bad: number, blank: number): string {
  const left = [
    bad ? `有问题或已发出的 ${bad} 行` : '',
    blank ? `没有填的 ${blank} 行` : '',
    shared ? '没有勾选的行' : '',
  ].filter(Boolean)
  const sends = good ? `会发出匹配的 ${good} 个包裹` : '匹配的没有'
  return `${sends}${left.length ? `；${left.join('、')}不发` : ''}。`
}

const Rows = ({
  caption,
  rows,
  shown,
  tick = false,
}: {
  caption: string
  rows: PlannedRow[]
  shown: number
  tick?: boolean
}) => (
  <Table
    label={caption}
    caption={captionOf(caption, rows.length, shown)}
    head={['行', '结果', '订单号', '收件人', '待发', ...COLUMNS.map(([, heading]) => heading)]}
  >
    {rows.slice(0, shown).map((row) => (
      <tr>
        <th scope="row">{row.at}</th>
        <td>
          {tick ? (
            <label>
              <input type="checkbox" name="also" value={JSON.stringify(sentBack(row))} /> 确定，发出
              <span class="cell-reason">和 {formatOrderNumber(row.usedBy ?? '')} 同号</span>
            </label>
          ) : (
            <span class="tag">{STATUS_NAMES[row.status]}</span>
          )}
          {row.split ? (
            <span class="cell-reason">
              {row.lines.length
                ? `分箱：${row.lines.map(({ sku, left }) => `${sku}×${left}`).join('、')}`
                : '加箱：和这笔订单的另一箱是同一批商品'}
            </span>
          ) : null}
        </td>
        <Cell text={row.typed.number} reason={row.reasons.number} />
        <Cell text={nameOf(row)} reason={row.changed.name} />
        <Cell text={goodsWords(row)} reason={row.changed.goods} wide />
        {COLUMNS.map(([cell]) => (
          <Cell text={row.typed[cell]} reason={row.reasons[cell]} />
        ))}
      </tr>
    ))}
  </Table>
)

type CellProps = {
  text: string
  reason: string | undefined
  /** May take several lines. */
  wide?: boolean
}

const Cell = ({ text, reason, wide = false }: CellProps) => (
  <td class={[reason ? 'cell-bad' : '', wide ? 'cell-goods' : ''].filter(Boolean).join(' ') || undefined}>
    {text || (reason ? '（空）' : '')}
    {reason ? <span class="cell-reason">{reason}</span> : null}
  </td>
)

/** The name as the sheet has it; of a sheet without names no more than the lists of the desk show. */
const nameOf = ({ told, order }: PlannedRow): string =>
  told?.name || (order ? `${[...order.recipientName][0] ?? ''}**` : '')

/** What is left to send, in short; sizes only where one title has several. */
function goodsWords({ order }: PlannedRow): string {
  const goods = order?.goods ?? []
  return goods
    .map(({ titleZh, specZh, pieces }) => {
      const several = goods.filter((own) => own.titleZh === titleZh).length > 1
      return `${titleZh}${several ? ` ${specZh}` : ''} ×${pieces}`
    })
    .join('，')
}
