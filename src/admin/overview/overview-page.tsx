import { PERIODS, type Period, type Sale } from '../../impact/sales.ts'
import { formatYuan } from '../../kernel/money.ts'
import { BarRows, FillRows } from '../../ui/chart/bar-rows.tsx'
import { LineChart } from '../../ui/chart/line-chart.tsx'
import { adminPaths } from '../../urls.ts'
import { Table } from '../table.tsx'
import { type Alarm, sinceWords } from './alarms.ts'
import type { Chart, Drawing } from './charts.ts'
import { type FirstStep, FirstWeekList } from './first-week.tsx'
import { countText, type Task } from './tasks.ts'

const PERIOD_NAMES: Record<Period, string> = { 1: '今天', 7: '近7天', 30: '近30天' }

/** More would push everything else off the screen. */
const MOST_ALARMS = 6

type Props = {
  period: Period
  sample: boolean
  /** Null: the person does not see sums. */
  charts: Chart[] | null
  today: Sale | undefined
  /** Today's books: what came in, went back, and is left; null for who does not keep them. */
  books: string | null
  tasks: Task[]
  alarms: Alarm[]
  /** Of somebody new; none for all others. */
  steps: FirstStep[]
}

/** The first page of the back office: what waits, and how the shop does. */
export const OverviewPage = ({ period, sample, charts, today, books, tasks, alarms, steps }: Props) => (
  <>
    <div class="overview-head">
      <h1>概览</h1>
      {sample ? <span class="tag tag-sample">示例数据</span> : null}
      {charts ? (
        <ul class="chips" aria-label="时间">
          {PERIODS.map((days) => (
            <li>
              <a
                class="chip"
                href={`${adminPaths.home}?days=${days}`}
                aria-current={days === period ? 'true' : undefined}
              >
                {PERIOD_NAMES[days]}
              </a>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
    <Alarms alarms={alarms} />
    <FirstWeekList steps={steps} />
    <Tiles today={charts ? today : null} books={books} tasks={tasks} />
    <div class="overview-grid">
      {charts?.slice(0, 1).map((chart) => (
        <ChartBox chart={chart} period={period} />
      ))}
      <Tasks tasks={tasks} />
      {charts?.slice(1).map((chart) => (
        <ChartBox chart={chart} period={period} />
      ))}
    </div>
  </>
)

/** What should have happened by itself and has not: before everything else. */
const Alarms = ({ alarms }: { alarms: Alarm[] }) =>
  alarms.length ? (
    <section class="basket-alert overview-alarms" aria-labelledby="alarms">
      <h2 id="alarms">请先处理</h2>
      <ul>
        {alarms.slice(0, MOST_ALARMS).map(({ text, since, href }) => (
          <li>
            {href ? <a href={href}>{text}</a> : text}
            <small>{sinceWords(since)}</small>
          </li>
        ))}
      </ul>
      {alarms.length > MOST_ALARMS ? <p class="fine">另有 {alarms.length - MOST_ALARMS} 项</p> : null}
    </section>
  ) : null

/** The numbers one looks for first; `today` is null for those who see no sums. */
const Tiles = (props: Pick<Props, 'books' | 'tasks'> & { today: Sale | undefined | null }) => {
  const { today, books, tasks } = props
  const of = (key: string) => tasks.find((task) => task.key === key)
  const waiting = [of('ambient'), of('cold')].flatMap((task) => (task ? [task] : []))
  return (
    <dl class="overview-tiles">
      {today === null ? null : (
        <div>
          <dt>今日货款</dt>
          <dd>¥{formatYuan(today?.amountFen ?? 0)}</dd>
          <dd class="fine">
            {today?.orders ?? 0} 单，不含运费，已减退款
            {books ? (
              <>
                。<a href={books}>今天的收款和退款</a>
              </>
            ) : null}
          </dd>
        </div>
      )}
      {waiting.length ? (
        <div>
          <dt>待发货</dt>
          <dd>{countText(waiting.reduce((sum, { count }) => sum + count, 0))}</dd>
          <dd class="fine">
            常温 {countText(waiting[0]!.count)} · 冷链 {countText(waiting[1]!.count)}
          </dd>
        </div>
      ) : null}
      {[
        ['late', '超48小时', '付款后尚未发货'],
        ['refunding', '退款处理中', '等支付渠道回复'],
        ['unpaid', '待付款', '到期自动关闭'],
      ].map(([key = '', name, hint]) => {
        const task = of(key)
        return task ? (
          <div>
            <dt>{name}</dt>
            <dd class={task.urgent && task.count ? 'overview-urgent' : undefined}>{countText(task.count)}</dd>
            <dd class="fine">{hint}</dd>
          </div>
        ) : null
      })}
    </dl>
  )
}

const Tasks = ({ tasks }: { tasks: Task[] }) => {
  const waiting = tasks.filter(({ count }) => count > 0)
  return (
    <section class="overview-box overview-tasks" aria-labelledby="tasks">
      <h2 id="tasks">待办</h2>
      {waiting.length ? (
        <ul>
          {waiting.map(({ count, text, hint, href, urgent }) => (
            <li>
              <a href={href}>
                <b class={urgent ? 'overview-urgent' : undefined}>{countText(count)}</b>
                <span>
                  {text}
                  <small>{hint}</small>
                </span>
              </a>
            </li>
          ))}
        </ul>
      ) : (
        <p class="overview-zero">待办已清空。</p>
      )}
    </section>
  )
}

const ChartBox = ({ chart, period }: { chart: Chart; period: Period }) => (
  <section class={`overview-box overview-${chart.key}`} aria-labelledby={`chart-${chart.key}`}>
    <h2 id={`chart-${chart.key}`}>{chart.title}</h2>
    <a
      class="overview-csv"
      href={adminPaths.overviewCsv({ chart: chart.key, days: period })}
      aria-label={`${chart.title} CSV`}
    >
      CSV
    </a>
    <details>
      <summary aria-label={`${chart.title} 看表格`}>看表格</summary>
      <Figures chart={chart} />
    </details>
    <p class="fine">{chart.note}</p>
    {chart.drawing ? (
      <Draw title={chart.title} drawing={chart.drawing} />
    ) : (
      <p class="overview-zero">{chart.zero}</p>
    )}
  </section>
)

const Figures = ({ chart: { title, head, rows } }: { chart: Chart }) => (
  <Table label={`${title}的表格`} head={head}>
    {rows.map(([first, ...cells]) => (
      <tr>
        <th scope="row">{first}</th>
        {cells.map((cell) => (
          <td>{cell}</td>
        ))}
      </tr>
    ))}
  </Table>
)

/** Lines are drawn twice, since letters of a drawing shrink with it: the style sheet shows the one that fits. */
const Draw = ({ title, drawing }: { title: string; drawing: Drawing }) => {
  if (drawing.kind === 'bars') return <BarRows {...drawing} />
  if (drawing.kind === 'fills') return <FillRows {...drawing} />
  return (
    <>
      <LineChart {...drawing} title={title} width={680} height={300} class="chart-wide" />
      <LineChart {...drawing} title={title} width={340} height={240} class="chart-narrow" />
    </>
  )
}
