import { formatOrderNumber } from '../../kernel/ids.ts'
import { formatInstant } from '../../kernel/time.ts'
import { CODE, CONFIRMATION, titleOf } from '../../notices/events.ts'
import type { NoticeRow, WaitingNotice } from '../../notices/queries.ts'
import { DELIVERY_STATES, type DeliveryState } from '../../notices/schema.ts'
import { adminPaths } from '../../urls.ts'
import { Alert } from '../alert.tsx'
import { Table } from '../table.tsx'
import { CHANNEL_WORDS, providerWord, reasonWord, STATE_WORDS } from './words.ts'

export type NoticesProps = {
  rows: NoticeRow[]
  waiting: WaitingNotice[]
  state: DeliveryState | null
  next: string | null
  mayAgain: boolean
  /** Where nobody carries messages: what would have been sent stands on a page of its own. */
  onConsole: boolean
  error?: string
}

/** Filters that are asked for; what is under way passes in seconds. */
const FILTERS = DELIVERY_STATES.filter((state) => state !== 'sending')

/** What buyers were told, whether it came, and why not. */
export const NoticesPage = (props: NoticesProps) => {
  const { rows, waiting, state, next, onConsole, error } = props
  return (
    <>
      <h1>通知</h1>
      <p>
        <a href={adminPaths.noticeTemplates}>通知模板</a>
        {onConsole ? (
          <>
            {' '}
            <a href={adminPaths.noticeConsole}>开发环境里会发的通知</a>
          </>
        ) : null}
      </p>
      <nav class="listing-views" aria-label="筛选">
        {[null, ...FILTERS].map((own) => (
          <a
            href={adminPaths.notices(own ? { state: own } : {})}
            aria-current={own === state ? 'page' : undefined}
          >
            {own ? STATE_WORDS[own] : '全部'}
          </a>
        ))}
      </nav>
      <Alert>{error}</Alert>
      {waiting.length ? <Waiting rows={waiting} /> : null}
      {rows.length ? (
        <Table head={['时间', '事情', '内容', '状态', '处理']}>
          {rows.map((row) => (
            <Line row={row} {...props} />
          ))}
        </Table>
      ) : (
        <p>还没有这样的通知。</p>
      )}
      {next ? (
        <p>
          <a href={next}>下一页</a>
        </p>
      ) : null}
    </>
  )
}

const Waiting = ({ rows }: { rows: WaitingNotice[] }) => (
  <details>
    <summary>等着发的 {rows.length} 条</summary>
    <ul>
      {rows.map(({ event, notBefore, lastError }) => (
        <li>
          {titleOf(event)}，{formatInstant(notBefore)}
          {lastError ? `，${reasonWord(lastError)}` : ''}
        </li>
      ))}
    </ul>
  </details>
)

const Line = ({ row, mayAgain }: NoticesProps & { row: NoticeRow }) => (
  <tr>
    <th scope="row">{formatInstant(row.at)}</th>
    <td>
      {titleOf(row.event)}
      {row.orderNumber ? (
        <>
          <br />
          <a href={adminPaths.order(row.orderNumber)}>{formatOrderNumber(row.orderNumber)}</a>
        </>
      ) : null}
    </td>
    <td class="letter">{row.text}</td>
    <td>
      <span class={row.state === 'failed' || row.state === 'unknown' ? 'tag tag-warn' : 'tag'}>
        {STATE_WORDS[row.state]}
      </span>{' '}
      {row.reason ? reasonWord(row.reason) : null}
      <br />
      <small>
        {CHANNEL_WORDS[row.channel]}
        {row.provider ? `，${providerWord(row.provider)}` : ''}
        {row.nth > 1 ? `，第${row.nth}次` : ''}
        {row.reportedAt === null ? '' : `，${formatInstant(row.reportedAt)}`}
      </small>
    </td>
    <td>{mayAgain && canFollow(row) ? <Again id={row.id} /> : null}</td>
  </tr>
)

const canFollow = ({ newest, state, event }: NoticeRow): boolean =>
  newest === 1 && event !== CODE && event !== CONFIRMATION && state !== 'queued' && state !== 'sending'

const Again = ({ id }: { id: string }) => (
  <details>
    <summary class="link-button">再发一次</summary>
    <form method="post" action={adminPaths.noticeAgain(id)} class="admin-form" data-once>
      <p>顾客可能会收到两条。内容按现在的情况写。</p>
      <button class="button button-secondary" type="submit">
        确认再发
      </button>
    </form>
  </details>
)
