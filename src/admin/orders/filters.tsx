import {
  type ChannelCounts,
  type DeskCounts,
  type DeskQuery,
  type DeskView,
  WAITING_VIEWS,
} from '../../fulfilment/desk.ts'
import { adminPaths } from '../../urls.ts'
import { channelName, channelsTold, MONEY_BACK_NAMES, PROGRESS_NAMES } from '../words.ts'

export const VIEW_NAMES: Record<DeskView, string> = {
  ambient: '待发货 · 常温',
  cold: '待发货 · 冷链',
  today: '今天发 · 冷链',
  late: '超时未发',
  unpaid: PROGRESS_NAMES.awaiting_payment,
  refunding: MONEY_BACK_NAMES.refunding,
  goodwill: '待复核的补偿',
  paid: PROGRESS_NAMES.paid,
  partly_shipped: PROGRESS_NAMES.partly_shipped,
  shipped: PROGRESS_NAMES.shipped,
  delivered: PROGRESS_NAMES.delivered,
  completed: PROGRESS_NAMES.completed,
  partly_refunded: MONEY_BACK_NAMES.partly_refunded,
  refunded: MONEY_BACK_NAMES.refunded,
  cancelled: PROGRESS_NAMES.cancelled,
  all: '全部',
}

type Filter = Pick<DeskQuery, 'view' | 'channel' | 'from' | 'to'>

export type FilterProps = {
  filter: Filter
  counts: DeskCounts
  channels: ChannelCounts[]
  lateHours: number
  /** What is looked for, in all orders whatever the filter. */
  q: string
}

export const viewName = (view: DeskView, lateHours: number): string =>
  view === 'late' ? `超${lateHours}小时` : VIEW_NAMES[view]

/** Saved filters of one kind; those of what waits say how much there is. */
export const Views = ({
  filter,
  q,
  label,
  views,
  counts,
  lateHours,
}: FilterProps & { label: string; views: readonly DeskView[] }) => (
  <ul class="chips" aria-label={label}>
    <li class="chips-label">{label}</li>
    {views.map((name) => (
      <li>
        <a
          class="chip"
          href={adminPaths.orders({ ...filter, view: name })}
          aria-current={name === filter.view && !q ? 'true' : undefined}
        >
          {viewName(name, lateHours)} <Count of={name} counts={counts} />
        </a>
      </li>
    ))}
  </ul>
)

/** When the orders of the list were placed. */
export const Dates = ({ view, channel, from, to }: Filter) => (
  <details class="order-dates" open={Boolean(from || to)}>
    <summary>按下单日期</summary>
    <form class="admin-search" action={adminPaths.orders()}>
      <input type="hidden" name="view" value={view} />
      {channel ? <input type="hidden" name="channel" value={channel} /> : null}
      <label>
        下单日期 <input type="date" name="from" value={from} />
      </label>
      <label>
        到 <input type="date" name="to" value={to} />
      </label>
      <button class="button button-secondary" type="submit">
        筛选
      </button>
      {from || to ? <a href={adminPaths.orders({ view, channel })}>不限日期</a> : null}
    </form>
  </details>
)

const Count = ({ of, counts }: { of: DeskView; counts: DeskCounts }) => {
  const waiting = WAITING_VIEWS.find((name) => name === of)
  return waiting ? <small>{counts[waiting]}</small> : null
}

/** The door an order came through, under whichever filter stands. */
export const Channels = ({ filter, channels }: Pick<FilterProps, 'filter' | 'channels'>) => (
  <>
    <ul class="chips" aria-label="渠道" aria-describedby="channels-told">
      <li class="chips-label">渠道</li>
      <li>
        <a
          class="chip"
          href={adminPaths.orders({ ...filter, channel: undefined })}
          aria-current={filter.channel ? undefined : 'true'}
        >
          不限
        </a>
      </li>
      {channels.map((counts) => (
        <li>
          <a
            class="chip"
            href={adminPaths.orders({ ...filter, channel: counts.channel })}
            aria-current={counts.channel === filter.channel ? 'true' : undefined}
          >
            {channelName(counts.channel)} <Count of={filter.view} counts={counts} />
          </a>
        </li>
      ))}
    </ul>
    <p class="fine channels-told" id="channels-told">
      渠道是订单从哪里来。{channelsTold(channels.map((counts) => counts.channel))}。
    </p>
  </>
)
