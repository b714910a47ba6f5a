import { formatOrderNumber } from '../../kernel/ids.ts'
import { formatYuan } from '../../kernel/money.ts'
import { formatInstant } from '../../kernel/time.ts'
import { OVERDUE_ATTEMPTS, OVERDUE_MS } from '../../outbox/effect.ts'
import type { OwedRow } from '../../outbox/queries.ts'
import { adminPaths } from '../../urls.ts'
import { Alert, Notice } from '../alert.tsx'
import { Table } from '../table.tsx'

export type OutboxProps = {
  /** Among those that are owed, the ones given up while their order still waits come first. */
  rows: OwedRow[]
  view: 'owed' | 'ended' | 'given_up'
  next: string | null
  now: number
  done?: string | undefined
  error?: string
  /** The row whose form has to be corrected. */
  at?: string
}

const KINDS: Record<OwedRow['kind'], string> = {
  'gateway.close': '请支付渠道关闭未付的交易',
  'gateway.refund': '请支付渠道退款',
  'staff.alarm': '在企业微信群里提醒员工',
  'notice.send': '给顾客发通知',
}

const WHYS: Record<string, string> = {
  processing: '渠道已受理，还没有完成',
  unpaid: '渠道还没有关闭这笔交易',
  unknown: '渠道答复不明',
  TimedOut: '渠道没有按时答复',
  too_often: '机器人一分钟只收20条，稍后再发',
}

const STATES: Record<OwedRow['state'], string> = { waiting: '待办', done: '已办', given_up: '已放弃' }

const isOverdue = (row: OwedRow, now: number) =>
  row.endedAt === null && (row.createdAt <= now - OVERDUE_MS || row.attempts >= OVERDUE_ATTEMPTS)

const VIEWS = [
  ['owed', '待办'],
  ['given_up', '已放弃'],
  ['ended', '已结束'],
] as const

const NOTHING: Record<OutboxProps['view'], string> = {
  owed: '没有待办的外部事务。',
  given_up: '没有放弃的外部事务。',
  ended: '还没有结束的事务。',
}

/** What is owed to providers, since when, and what became of the last attempt. */
export const OutboxPage = (props: OutboxProps) => {
  const { rows, view, next, done, error } = props
  return (
    <>
      <h1>待办外部事务</h1>
      <p>
        关闭交易、退款要由支付渠道办理。没有办成的会自动再试：1分钟、5分钟、30分钟、2小时，以后每6小时一次，不会自动丢掉。
      </p>
      <nav class="listing-views" aria-label="筛选">
        {VIEWS.map(([name, text]) => (
          <a
            href={adminPaths.outbox(name === 'owed' ? {} : { view: name })}
            aria-current={view === name ? 'page' : undefined}
          >
            {text}
          </a>
        ))}
      </nav>
      <Notice>{done}</Notice>
      <Alert>{error}</Alert>
      {rows.length ? <OwedTable {...props} /> : <p>{NOTHING[view]}</p>}
      {next ? (
        <p>
          <a href={next}>下一页</a>
        </p>
      ) : null}
    </>
  )
}

const OwedTable = (props: OutboxProps) => (
  <Table head={['事项', '订单', '从何时起', '已试', props.view === 'owed' ? '上次结果' : '结果', '处理']}>
    {props.rows.map((row) => (
      <OwedLine row={row} {...props} />
    ))}
  </Table>
)

const OwedLine = ({ row, view, now, at }: OutboxProps & { row: OwedRow }) => (
  <tr>
    <th scope="row">
      {KINDS[row.kind]}
      {row.amountFen === null ? '' : ` ¥${formatYuan(row.amountFen)}`}{' '}
      {isOverdue(row, now) ? <span class="tag tag-warn">超时</span> : null}
      {view === 'owed' && row.endedAt !== null ? <span class="tag tag-warn">订单停在取消中</span> : null}
    </th>
    <td>
      {row.orderNumber ? (
        <a href={adminPaths.order(row.orderNumber)}>{formatOrderNumber(row.orderNumber)}</a>
      ) : (
        '—'
      )}
    </td>
    <td>{formatInstant(row.createdAt)}</td>
    <td>{row.attempts} 次</td>
    <td>
      {row.endedAt === null ? why(row) : `${STATES[row.state]} ${formatInstant(row.endedAt)}`}
      {row.endedAt === null ? (
        <>
          <br />
          <small>下次 {formatInstant(row.nextAttemptAt)}</small>
        </>
      ) : null}
    </td>
    <td>{row.state === 'done' ? null : <Acts row={row} open={at === row.id} />}</td>
  </tr>
)

const why = ({ attempts, lastError }: OwedRow): string =>
  lastError ? (WHYS[lastError] ?? `没有办成（${lastError}）`) : attempts ? '正在办理' : '还没有试'

const Acts = ({ row, open }: { row: OwedRow; open: boolean }) => (
  <div class="admin-actions">
    <form method="post" action={adminPaths.outboxAttempt(row.id)} data-once>
      <button class="button button-secondary" type="submit">
        {row.endedAt === null ? '现在重试' : '重新办理'}
      </button>
    </form>
    {row.endedAt === null ? <GiveUp row={row} open={open} /> : null}
  </div>
)

const GiveUp = ({ row, open }: { row: OwedRow; open: boolean }) => (
  <details open={open}>
    <summary class="link-button">放弃</summary>
    <form method="post" action={adminPaths.outboxGivingUp(row.id)} class="admin-form" novalidate data-once>
      <label for={`reason-${row.id}`}>原因（会记录）</label>
      <input
        id={`reason-${row.id}`}
        name="reason"
        required
        maxlength={100}
        aria-invalid={open ? 'true' : undefined}
      />
      <button class="button button-danger" type="submit">
        不再办理
      </button>
    </form>
  </details>
)
