import { type DeskRow, STANDING_VIEWS, WAITING_VIEWS } from '../../fulfilment/desk.ts'
import { PRINTED } from '../../fulfilment/printing.ts'
import { formatOrderNumber } from '../../kernel/ids.ts'
import { formatYuan } from '../../kernel/money.ts'
import { formatInstant } from '../../kernel/time.ts'
import { adminPaths } from '../../urls.ts'
import { Alert, Notice } from '../alert.tsx'
import { SearchBox } from '../search-box.tsx'
import { PrintChoice } from '../shipments/print-choice.tsx'
import { Table } from '../table.tsx'
import { Unfold } from '../unfold.tsx'
import { channelName, standingWords } from '../words.ts'
import { Channels, Dates, type FilterProps, Views, viewName } from './filters.tsx'

/** Rows of one export. */
export const MOST_EXPORTED = 20_000

type Props = FilterProps & {
  rows: DeskRow[]
  /** Civil date. */
  today: string
  next: string | null
  missing: boolean
  /** Parcels that were just sent. */
  sent: number | null
  canShip: boolean
  canExport: boolean
}

/** The order desk: what waits, oldest first, with how much of it there is; and every order by how it stands. */
export const OrdersPage = (props: Props) => {
  const { filter, rows, lateHours, next, q, missing, sent, canShip, canExport } = props
  const { view, channel } = filter
  const by = view === 'today' ? props.today : undefined
  const storage = view === 'today' ? 'cold' : view === 'ambient' || view === 'cold' ? view : null
  const ticking = canShip && storage !== null && rows.length > 0 && !q
  const printed = { storage: storage ?? undefined, by, channel, from: filter.from, to: filter.to }
  const all = allWords(props)
  return (
    <>
      <h1>订单</h1>
      {sent === null ? null : (
        <Notice>
          已发出 {sent} 个包裹。<a href={adminPaths.handover}>打印交接单</a>
        </Notice>
      )}
      <SearchBox action={adminPaths.orders()} label="手机号或后四位、单号、姓名、街道、区县" value={q} />
      {missing ? (
        <Alert>
          没有找到“{q}
          ”。可以输入完整手机号或后四位，订单号、运单号的一段（至少4位），收货人姓名或街道的一部分，区县或城市。几个词用空格隔开，要都对得上。
        </Alert>
      ) : null}
      <Views {...props} label="待办" views={WAITING_VIEWS} />
      <Unfold id="filters-open" label="按状态、渠道、日期找" open={isNarrowed(props)} />
      <div class="order-filters">
        <Views {...props} label="状态" views={STANDING_VIEWS} />
        {q ? null : <Channels {...props} />}
        {q ? null : <Dates {...filter} />}
      </div>
      {ticking ? (
        <form class="admin-actions" id={TICKED} action={adminPaths.tickedOrders()}>
          {Object.entries(printed).map(([name, value]) =>
            value ? <input type="hidden" name={name} value={value} /> : null,
          )}
          <label class="tick-all" hidden>
            <input type="checkbox" data-tick-all /> 全选
          </label>
          <button class="button button-primary" type="submit">
            发出勾选的订单
          </button>
          <PrintChoice
            what="打印拣货单"
            all={all}
            at={adminPaths.picking()}
            href={adminPaths.picking(printed)}
          />
          <PrintChoice what="打印装箱单" all={all} at={adminPaths.slips()} href={adminPaths.slips(printed)} />
          <a class="button button-secondary" href={adminPaths.handover}>
            今日交接单
          </a>
        </form>
      ) : null}
      {rows.length === 0 ? (
        <p class="empty">
          {channel && !q
            ? `“${viewName(view, lateHours)}”里没有“${channelName(channel)}”的订单`
            : '这里没有订单'}
        </p>
      ) : (
        <Rows rows={rows} ticking={ticking} />
      )}
      {canExport && rows.length && !q ? (
        <p>
          <a href={adminPaths.orderExport(filter)}>导出这个列表（csv，最多{MOST_EXPORTED}笔）</a>
        </p>
      ) : null}
      {next ? (
        <p>
          <a class="button button-secondary" href={adminPaths.orders({ ...filter, after: next })}>
            下一页
          </a>
        </p>
      ) : null}
    </>
  )
}

/** Whether one of the filters that a phone folds is in use: then it is seen. */
const isNarrowed = ({ q, filter: { view, channel, from, to } }: Props): boolean =>
  !q && (!WAITING_VIEWS.some((name) => name === view) || Boolean(channel || from || to))

/** How many a print without ticks takes; how many there are of some dates nobody has counted. */
function allWords({ filter: { view, from, to }, counts }: Props): string {
  const waiting = WAITING_VIEWS.find((name) => name === view)
  if (!waiting || from || to) return '全部'
  return counts[waiting] > PRINTED ? `最早的${PRINTED}笔` : `全部${counts[waiting]}笔`
}

/** Pieces to pack; plots are adopted, and nothing of them waits on a shelf. */
const whatOf = ({ pieces, plots }: Pick<DeskRow, 'pieces' | 'plots'>): string =>
  [...(pieces || !plots ? [String(pieces)] : []), ...(plots ? [`认购 ${plots} 块`] : [])].join('，')

/** The form that the boxes of the list belong to. */
const TICKED = 'ticked'

const Rows = ({ rows, ticking }: Pick<Props, 'rows'> & { ticking: boolean }) => (
  <Table class="order-rows" head={['订单号', '状态', '渠道', '收货人', '件数', '金额', '下单', '预计发货']}>
    {rows.map((row) => (
      <tr>
        <th scope="row" class={ticking ? 'order-ticked' : undefined}>
          {ticking ? (
            <label class="tick-target">
              <input
                type="checkbox"
                name="order"
                value={row.number}
                form={TICKED}
                aria-label={`勾选 ${formatOrderNumber(row.number)}`}
              />
            </label>
          ) : null}
          <a href={adminPaths.order(row.number)}>{formatOrderNumber(row.number)}</a>
        </th>
        <td>{standingWords(row).join('、')}</td>
        <td>{channelName(row.channel)}</td>
        <td>{[...row.recipientName][0]}**</td>
        <td>{whatOf(row)}</td>
        <td>¥{formatYuan(row.totalFen)}</td>
        <td>{formatInstant(row.placedAt).slice(5)}</td>
        <td>{row.shipOn ?? '—'}</td>
      </tr>
    ))}
  </Table>
)
