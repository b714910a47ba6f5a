import {
  type ChannelCounts,
  DESK_VIEWS,
  type DeskCounts,
  type DeskRow,
  type DeskView,
  WAITING_VIEWS,
} from '../../fulfilment/desk.ts'
import { formatOrderNumber } from '../../kernel/ids.ts'
import { formatYuan } from '../../kernel/money.ts'
import { formatInstant } from '../../kernel/time.ts'
import { adminPaths } from '../../urls.ts'
import { Alert } from '../alert.tsx'
import { SearchBox } from '../search-box.tsx'
import { Table } from '../table.tsx'
import { channelName, channelsTold, STATE_NAMES } from '../words.ts'

export const VIEW_NAMES: Record<DeskView, string> = {
  ambient: '待发货 · 常温',
  cold: '待发货 · 冷链',
  today: '今天发 · 冷链',
  late: '超时未发',
  unpaid: '待付款',
  refunding: '退款处理中',
  goodwill: '待复核的补偿',
  receiving: '待收货',
  shipped: '已发货',
  completed: '已完成',
  refunds: '退款/售后',
  all: '全部',
}

type Props = {
  view: DeskView
  channel: string | undefined
  rows: DeskRow[]
  counts: DeskCounts
  channels: ChannelCounts[]
  lateHours: number
  /** Civil date. */
  today: string
  next: string | null
  q: string
  missing: boolean
  canShip: boolean
  canExport: boolean
}

/** An order that is on its way is “paid” too: what the chosen list says of it is the nearer word. */
const stateIn = (view: DeskView, state: string) =>
  state === 'paid' && (view === 'receiving' || view === 'shipped') ? VIEW_NAMES[view] : STATE_NAMES[state]

const viewName = (view: DeskView, lateHours: number): string =>
  view === 'late' ? `超${lateHours}小时` : VIEW_NAMES[view]

/** The order desk: what waits, oldest first, with how much of it there is. */
export const OrdersPage = (props: Props) => {
  const { view, channel, rows, counts, channels, lateHours, next, q, missing, canShip, canExport } = props
  const by = view === 'today' ? props.today : undefined
  const storage = view === 'today' ? 'cold' : view === 'ambient' || view === 'cold' ? view : null
  return (
    <>
      <h1>订单</h1>
      <SearchBox action={adminPaths.orders()} label="订单号、手机后四位或收货人全名" value={q} />
      {missing ? (
        <Alert>没有找到“{q}”。订单号是12位字母和数字，横线可以不写；手机后四位和姓名只找已付款的订单。</Alert>
      ) : null}
      <ul class="chips">
        {DESK_VIEWS.map((name) => (
          <li>
            <a
              class="chip"
              href={adminPaths.orders({ view: name, channel })}
              aria-current={name === view ? 'true' : undefined}
            >
              {viewName(name, lateHours)} <Count of={name} counts={counts} />
            </a>
          </li>
        ))}
      </ul>
      {q ? null : <Channels view={view} channel={channel} channels={channels} />}
      {canShip && storage && rows.length && !q ? (
        <p class="admin-actions">
          <a class="button button-secondary" href={adminPaths.picking({ storage, by })}>
            拣货单
          </a>
          <a class="button button-secondary" href={adminPaths.slips({ storage, by })}>
            装箱单
          </a>
          <a class="button button-secondary" href={adminPaths.handover}>
            今日交接单
          </a>
        </p>
      ) : null}
      {rows.length === 0 ? (
        <p class="empty">
          {channel && !q
            ? `“${viewName(view, lateHours)}”里没有“${channelName(channel)}”的订单`
            : '这里没有订单'}
        </p>
      ) : (
        <Table
          class="admin-stacked order-rows"
          head={['订单号', '状态', '渠道', '收货人', '件数', '金额', '下单', '预计发货']}
        >
          {rows.map((row) => (
            <tr>
              <th scope="row">
                <a href={adminPaths.order(row.number)}>{formatOrderNumber(row.number)}</a>
              </th>
              <td data-label="状态">{stateIn(view, row.state)}</td>
              <td data-label="渠道">{channelName(row.channel)}</td>
              <td data-label="收货人">{[...row.recipientName][0]}**</td>
              <td data-label="件数">{row.pieces}</td>
              <td data-label="金额">¥{formatYuan(row.totalFen)}</td>
              <td data-label="下单">{formatInstant(row.placedAt).slice(5)}</td>
              <td data-label="预计发货">{row.shipOn ?? '—'}</td>
            </tr>
          ))}
        </Table>
      )}
      {canExport && rows.length && !q ? (
        <p>
          <a href={adminPaths.orderExport({ view, channel })}>导出这个列表（csv，最多1000笔）</a>
        </p>
      ) : null}
      {next ? (
        <p>
          <a class="button button-secondary" href={adminPaths.orders({ view, channel, after: next })}>
            下一页
          </a>
        </p>
      ) : null}
    </>
  )
}

const Count = ({ of, counts }: { of: DeskView; counts: DeskCounts }) => {
  const waiting = WAITING_VIEWS.find((name) => name === of)
  return waiting ? <small>{counts[waiting]}</small> : null
}

/** The door an order came through, under whichever filter stands. */
const Channels = ({ view, channel, channels }: Pick<Props, 'view' | 'channel' | 'channels'>) => (
  <>
    <ul class="chips" aria-label="渠道" aria-describedby="channels-told">
      <li class="chips-label">渠道</li>
      <li>
        <a class="chip" href={adminPaths.orders({ view })} aria-current={channel ? undefined : 'true'}>
          不限
        </a>
      </li>
      {channels.map((counts) => (
        <li>
          <a
            class="chip"
            href={adminPaths.orders({ view, channel: counts.channel })}
            aria-current={counts.channel === channel ? 'true' : undefined}
          >
            {channelName(counts.channel)} <Count of={view} counts={counts} />
          </a>
        </li>
      ))}
    </ul>
    <p class="fine channels-told" id="channels-told">
      渠道是订单从哪里来。{channelsTold(channels.map((counts) => counts.channel))}。
    </p>
  </>
)
